"""What came of calls: flat, immutable records that know nothing of the engine that made them.

The records of which a play holds thousands are named tuples: immutable like frozen dataclasses, and made in a fifth of
the time.

Times are seconds after the play's start, exact to the microsecond. A node is a place of the routing graph, by the name
it also has there: `number:+E164`, `user:EXT`, `user:EXT/no_answer`, `mailbox:ID`, `dial_plan:EXT/ELEMENT` and so on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from routesim.result.picturing import Picture


class Outcome(StrEnum):
    """How a call can end (rules 3 to 10)."""

    ANSWERED = "answered"
    VOICEMAIL = "voicemail"
    CARRIER_VOICEMAIL = "carrier_voicemail"
    CONFERENCE = "conference"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    HUNG_UP = "hung_up"
    ABANDONED = "abandoned"
    REJECTED = "rejected"
    NOT_CONFIGURED = "not_configured"
    UNKNOWN_NUMBER = "unknown_number"
    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    FAILED = "failed"


class DeviceRing(NamedTuple):
    """What one of a line's devices did while the line rang: until *end*, with a *result* as a `Ring` has it.

    A device that was not registered is `offline`, and its *end* is when the others began. Where several would have
    answered at the same instant each is `answered`: the rules do not say which of them was picked up.
    """

    name: str
    end: float
    result: str


class Ring(NamedTuple):
    """A phone that rang, or that could not ring (`start` = `end`).

    *target* is an extension or an E.164 number. *result* is `answered`, `no_answer`, `rejected`, `cancelled`,
    `picked_up`, `busy`, `offline` or `unreachable`. *rule* is the paragraph of the routing rules that made it ring or
    stop, *via* the node whose plan it belongs to, *queue* the extension of the queue that offered the call, *by* who
    picked it up. *within* is, for the story, whose window stopped it where that was an enclosing one (rule 5.5), and
    *devices*, for pictures, what each device of a line did that has several (rule 3.1).
    """

    target: str
    start: float
    end: float
    result: str
    rule: str
    via: str
    queue: str | None = None
    by: str | None = None
    within: str | None = None
    devices: tuple[DeviceRing, ...] = ()


class Note(NamedTuple):
    """Something worth telling that no ring shows, *at* when: a key pressed, a decision that may surprise.

    *place* is how many nodes of the call's path had been entered by then, None where that is not known.
    """

    at: float
    text: str
    rule: str = ""
    place: int | None = None


class TransferRecord(NamedTuple):
    """A conversation passed on: *by* whom, *to* whom, `blind` or `attended`, and what came of it, *settled* when."""

    at: float
    by: str
    to: str
    kind: str
    result: str
    settled: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """Whether a call ended as expected; *failures* says in words what did not."""

    met: bool
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What the records of one play share: the system's name, the instant it starts, what extensions are called.

    *nobody* holds the plans that list nobody, by node, each with whether its last resort is ticked.
    """

    pbx: str
    start: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    nobody: Mapping[str, bool] = field(default_factory=dict)


class CallRecord(NamedTuple):
    """One call, from start to end; `str()` tells its story.

    *from_* and *to* stand as typed. *by* is who took the call first: an extension, an E.164 number, a mailbox.
    *waited* runs from *at* to the answer, or to the end of a call that nobody took. *caller_id* is the number as last
    presented, empty when withheld. *rang* stands by start, then in the order of the call tree. *path* holds the nodes
    in the order of entry, repeats kept, *entered* the instant of each. *notified* is the e-mail address that a message
    was announced to. *patience* is how long the caller was ready to wait for an answer.
    """

    id: str
    from_: str
    to: str
    at: float
    outcome: Outcome
    by: str | None
    reason: str | None
    answered_at: float | None
    ended_at: float
    waited: float
    talked: float
    caller_id: str
    recorded: bool
    rang: tuple[Ring, ...]
    path: tuple[str, ...]
    entered: tuple[float, ...] = ()
    notes: tuple[Note, ...] = ()
    transfers: tuple[TransferRecord, ...] = ()
    notified: str | None = None
    expectation: Expectation | None = None
    scene: Scene | None = None
    patience: float | None = None

    def __str__(self) -> str:
        from routesim.result.text import story_text

        return story_text(self)

    def __repr__(self) -> str:
        by = f" by {self.by!r}" if self.by else ""
        ended = f"{self.outcome.value}{by} after {self.waited:g} s"
        return f"<CallRecord {self.id!r}: {self.from_!r} -> {self.to!r}, {ended}>"

    def _repr_html_(self) -> str:
        from routesim.result.html import story_html

        return story_html(self)

    def plot(self, system: Any = None) -> Picture:
        """Draw which phones rang when; with the *system* it was played on, the windows that are set behind them."""
        from routesim.result.picturing import call_picture

        return call_picture(self, system)

    def to_dict(self) -> dict[str, Any]:
        """Lay the call out as `play --format json` prints it: only texts, numbers, lists and the like."""
        from routesim.result.json_form import call_dict

        return call_dict(self)


class Lamp(NamedTuple):
    """A BLF lamp from *at* on: `off`, `ringing` or `busy`; *user* has the key, *target* is watched."""

    at: float
    user: str
    key: int
    target: str
    state: str


class QueueEvent(NamedTuple):
    """One line of a queue's report (rule 8.10): *type* is one of the console's thirteen."""

    at: float
    queue: str
    type: str
    call: str | None = None
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Play:
    """What came of a calls file: its calls in file order, the lamps and the queues' events over time.

    *remarks* tell of events of which nothing came, and why.
    """

    scene: Scene
    calls: tuple[CallRecord, ...]
    lamps: tuple[Lamp, ...] = ()
    queue_events: tuple[QueueEvent, ...] = ()
    remarks: tuple[Note, ...] = ()

    @property
    def met(self) -> bool:
        """Whether every expectation is met (true where there is none)."""
        return all(call.expectation is None or call.expectation.met for call in self.calls)

    def __str__(self) -> str:
        from routesim.result.summary import play_text

        return play_text(self)

    def __repr__(self) -> str:
        return f"<Play {self.scene.pbx!r}: {len(self.calls)} call(s) from {self.scene.start.isoformat()}>"

    def _repr_html_(self) -> str:
        from routesim.result.html import play_html

        return play_html(self)

    def plot(self, queue: str | None = None, system: Any = None) -> Picture:
        """Draw where the calls end; or what happened in the *queue* of that extension, over time.

        With the *system* it was played on, all agents of the queue are shown. Raises UnusableInput where there is
        nothing to draw.
        """
        from routesim.result.picturing import endings_picture, queue_picture

        return endings_picture(self) if queue is None else queue_picture(self, queue, system)

    def to_dict(self) -> dict[str, Any]:
        """Lay the play out as `play --format json` prints it: only texts, numbers, lists and the like."""
        from routesim.result.json_form import play_dict

        return play_dict(self)

    def to_json(self, indent: int | None = 2) -> str:
        """Write the play as JSON, a line a ring, or in a single line (*indent* None); ASCII only."""
        from routesim.result.json_form import play_json

        return play_json(self, indent)

    def to_csv(self, table: Literal["calls", "rings"] = "calls") -> str:
        """Write a table of the play as CSV (RFC 4180): a row a call, or a row a ring."""
        from routesim.result.tables import csv_lines

        return "".join(csv_lines(self, table))

    def to_pandas(self, table: Literal["calls", "rings"] = "calls") -> Any:
        """Make a `pandas.DataFrame` with the columns of `to_csv`. Raises MissingExtra where pandas is not installed."""
        from routesim.result.tables import data_frame

        return data_frame(self, table)
