"""Records as plain pages, to compare and to print."""

from __future__ import annotations

from typing import Any

from routesim import engine
from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord

_RING = ("target", "start", "end", "result")
_TRANSFER = ("at", "by", "to", "kind", "result")
_CALL = ("id", "to", "at", "outcome", "by", "reason", "answered_at", "ended_at", "waited", "talked", "caller_id")


def played(system: PhoneSystem, calls: Calls) -> list[dict[str, Any]]:
    """Play *calls* by the engine; how it names calls that events place is its own business, and left out."""
    pages = [page(record) for record in engine.play(system, calls).calls]
    return pages[: len(calls.calls)] + [{**placed, "id": None} for placed in pages[len(calls.calls) :]]


def page(record: CallRecord) -> dict[str, Any]:
    """Write a call as `play --format json` shows it, as far as routing goes."""
    return {
        **{name: getattr(record, name) for name in _CALL},
        "from": record.from_,
        "recorded": record.recorded,
        "rang": [{name: getattr(ring, name) for name in _RING} for ring in record.rang],
        "path": list(record.path),
        "transfers": [{name: getattr(done, name) for name in _TRANSFER} for done in record.transfers],
    }
