"""The events of a queue's report (rule 8.10), each as a row that stands by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from routesim.errors import UnusableInput
from routesim.model.nearest import Names
from routesim.result.records import CallRecord, Play, QueueEvent
from routesim.result.typography import printable, shorten

ENTERING = "entering the queue"
CONNECTED = "connected to an agent"
QUIT = "caller quit"
MISSED = "no one answering"
MISSED_AND_QUIT = "no one answering, the caller hangs up"
TIMED_OUT = "exit (timeout)"
NO_AGENT = "exit (no agent connected)"
EVENT_TYPES = (
    ENTERING,
    CONNECTED,
    "terminated by the agent",
    "terminated by the caller",
    QUIT,
    MISSED,
    MISSED_AND_QUIT,
    TIMED_OUT,
    NO_AGENT,
    "agent connecting",
    "agent disconnecting",
    "transfer",
    "blind transfer",
)
"""The console's thirteen."""


class Period(NamedTuple):
    """Instants from *start* on and before *end*; None: no bound."""

    start: datetime | None = None
    end: datetime | None = None

    def covers(self, instant: datetime) -> bool:
        """Tell whether *instant* lies in the period."""
        return (self.start is None or self.start <= instant) and (self.end is None or instant < self.end)


class ReportRow(NamedTuple):
    """An event as the report shows it. *at* in seconds after the play's start; None where a column does not apply.

    *caller* is the caller's number as presented, or `withheld`; *call* is the call's id.
    """

    at: float
    wall_clock: str
    queue: str
    queue_name: str
    type: str
    call: str | None
    caller: str | None
    agent: str | None
    agent_name: str | None


def report_row(
    instant: datetime, event: QueueEvent, queue_name: str, record: CallRecord | None, play: Play
) -> ReportRow:
    """The row of *event*, which happened at *instant*; *record* is its call's, where it has one."""
    return ReportRow(
        event.at,
        instant.isoformat(),
        event.queue,
        queue_name,
        event.type,
        event.call,
        None if record is None else record.caller_id or "withheld",
        event.agent,
        None if event.agent is None else play.scene.names.get(event.agent),
    )


def read_types(typed: Iterable[str]) -> tuple[str, ...]:
    """Read names of event types, in any case, with `_` or `-` for a space.

    Raises UnusableInput with every name that is none of the thirteen, and the nearest that is.
    """
    known = Names(EVENT_TYPES)
    found, wrong = [], []
    for word in typed:
        name = " ".join(word.lower().replace("_", " ").replace("-", " ").split())
        if name in known:
            found.append(name)
        else:
            wrong.append(f"--type {shorten(printable(word), 60)}: no such event{_nearest(known, name)}")
    if wrong:
        raise UnusableInput("\n".join([*wrong, f"events are {', '.join(f'`{name}`' for name in EVENT_TYPES)}"]))
    return tuple(dict.fromkeys(found))


def _nearest(known: Names, name: str) -> str:
    """The end of a sentence about *name*: the event that is probably meant, or the few that have its words."""
    near = known.nearest(name)
    words = Names(dict.fromkeys(word for type_ in EVENT_TYPES for word in type_.replace("(", "").split()))
    part = name if any(name in type_ for type_ in EVENT_TYPES) else words.nearest(name)
    partly = [type_ for type_ in EVENT_TYPES if part and part in type_]
    found = [near] if near is not None else partly[:3]
    return f", did you mean {' or '.join(f'`{type_}`' for type_ in found)}?" if name and found else ""
