"""Chains of forwards, as far as a record shows them."""

from __future__ import annotations

from routesim.result.records import CallRecord, Ring
from routesim.result.words import PLANS, kind_and_name


def is_rung_again(record: CallRecord, ring: Ring) -> bool:
    """Tell whether *ring* is of a user through whose forwards it came: only the line rings (rule 5.6)."""
    return ring.rule == "5.6" or ring.target in _callers_above(record, ring)


def _callers_above(record: CallRecord, ring: Ring) -> set[str]:
    """Find the users whose plans lead down to *ring*."""
    above: set[str] = set()
    start = ring.start
    via: str | None = ring.via
    while via is not None:
        kind, user, part = kind_and_name(via)
        if kind != "user" or part not in PLANS or user in above:
            break
        above.add(user)
        before = [other for other in record.rang if other.target == user and other.start <= start]
        via, start = (before[-1].via, before[-1].start) if before else (None, start)
    return above
