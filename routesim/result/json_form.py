"""Records as JSON: keys in a fixed order, times in seconds, a call's rings in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import JSONEncoder
from typing import Any

from routesim.result.records import CallRecord, Play, Ring, TransferRecord

_ENCODE = JSONEncoder(allow_nan=False).encode
_SHORT = (
    ("id", "from", "to", "at"),
    ("outcome", "by", "reason"),
    ("answered_at", "ended_at", "waited", "talked", "caller_id", "recorded"),
)
"""The keys of a call that stand before its rings, line by line."""


def ring_dict(ring: Ring) -> dict[str, Any]:
    """Lay out a ring; `queue` and `by` stand only where there is something to say."""
    row: dict[str, Any] = {
        "target": ring.target,
        "start": ring.start,
        "end": ring.end,
        "result": ring.result,
        "rule": ring.rule,
        "via": ring.via,
    }
    if ring.queue is not None:
        row["queue"] = ring.queue
    if ring.by is not None:
        row["by"] = ring.by
    return row


def transfer_dict(transfer: TransferRecord) -> dict[str, Any]:
    """Lay out a transfer; when it was settled is told in stories only."""
    row = transfer._asdict()
    del row["settled"]
    return row


def call_dict(record: CallRecord) -> dict[str, Any]:
    """Lay out a call as `play --format json` prints it."""
    expectation = record.expectation
    return {
        "id": record.id,
        "from": record.from_,
        "to": record.to,
        "at": record.at,
        "outcome": record.outcome.value,
        "by": record.by,
        "reason": record.reason,
        "answered_at": record.answered_at,
        "ended_at": record.ended_at,
        "waited": record.waited,
        "talked": record.talked,
        "caller_id": record.caller_id,
        "recorded": record.recorded,
        "rang": [ring_dict(ring) for ring in record.rang],
        "path": list(record.path),
        "transfers": [transfer_dict(transfer) for transfer in record.transfers],
        "notified": record.notified,
        "expectation": expectation and {"met": expectation.met, "failures": list(expectation.failures)},
    }


def play_dict(play: Play) -> dict[str, Any]:
    """Lay out a play as `play --format json` prints it."""
    return {
        "pbx": play.scene.pbx,
        "start": play.scene.start.isoformat(),
        "calls": [call_dict(record) for record in play.calls],
        "lamps": [lamp._asdict() for lamp in play.lamps],
        "queue_events": [event._asdict() for event in play.queue_events],
    }


def play_json(play: Play, indent: int | None = 2) -> str:
    """Write a play as JSON, in one line where *indent* is None; everything beyond ASCII is escaped.

    Text that would steer a terminal is escaped likewise, and the bytes are the same under any encoding.
    """
    if indent is None:
        return _ENCODE(play_dict(play))
    return "\n".join(play_json_lines(play, indent))


def play_json_lines(play: Play, indent: int = 2) -> Iterator[str]:
    """Write a play as JSON, call after call, a line a ring: to be read, and to be compared line by line."""
    step = " " * indent
    yield "{"
    yield f'{step}"pbx": {_ENCODE(play.scene.pbx)},'
    yield f'{step}"start": {_ENCODE(play.scene.start.isoformat())},'
    yield from _list(f'{step}"calls": ', (_call(call_dict(record), step) for record in play.calls), step, ",")
    yield from _list(f'{step}"lamps": ', (_ENCODE(lamp._asdict()) for lamp in play.lamps), step, ",")
    yield from _list(f'{step}"queue_events": ', (_ENCODE(event._asdict()) for event in play.queue_events), step, "")
    yield "}"


def _list(head: str, items: Iterable[str], step: str, tail: str) -> Iterator[str]:
    waiting = None
    for item in items:
        yield f"{head}[" if waiting is None else f"{waiting},"
        waiting = f"{step}{step}{item}"
    if waiting is None:
        yield f"{head}[]{tail}"
    else:
        yield waiting
        yield f"{step}]{tail}"


def _call(call: dict[str, Any], step: str) -> str:
    """Break a call's object where it gets long."""
    inner = f",\n{step * 3}"
    lines = [_part(call, keys) for keys in _SHORT]
    if call["rang"]:
        rows = f",\n{step * 4}".join(map(_ENCODE, call["rang"]))
        lines.append(f'"rang": [\n{step * 4}{rows}]')
    else:
        lines.append('"rang": []')
    lines.append(_part(call, ("path",)))
    lines.append(_part(call, ("transfers", "notified", "expectation")))
    return "{" + inner.join(lines) + "}"


def _part(call: dict[str, Any], keys: Iterable[str]) -> str:
    """Encode some keys of an object, without its braces."""
    return _ENCODE({key: call[key] for key in keys})[1:-1]
