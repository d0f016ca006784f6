"""Chains of forwards, as far as a record shows them."""

from __future__ import annotations

from bisect import bisect_right

from routesim.result.records import CallRecord, Ring
from routesim.result.words import PLANS, kind_and_name


class Chains:
    """Finds out through whose forwards each ring of a record came."""

    def __init__(self, record: CallRecord) -> None:
        self._path = record.path
        self._rings: dict[str, list[Ring]] = {}
        for ring in record.rang:
            self._rings.setdefault(ring.target, []).append(ring)

    def is_rung_again(self, ring: Ring) -> bool:
        """Tell whether *ring* is of a user through whose own forwards it came: only the line rings (rule 5.6)."""
        return ring.rule == "5.6" or ring.target in self._above(ring)

    def _above(self, ring: Ring) -> set[str]:
        """Find the users whose plans lead down to *ring*."""
        above: set[str] = set()
        below: Ring | None = ring
        while below is not None:
            kind, user, part = kind_and_name(below.via)
            if kind != "user" or part not in PLANS or user in above:
                break
            above.add(user)
            below = self._last(user, below.start)
            if part == "follow_me" and below is None:
                above |= self._before(user)
        return above

    def _before(self, user: str) -> set[str]:
        """Find whose plan leads to *user*, whose line does not ring; nobody where it may be any of several."""
        plan = f"user:{user}/follow_me"
        place = self._path.index(plan) if plan in self._path else 0
        found: set[str] = set()
        for node in reversed(self._path[:place]):
            kind, name, part = kind_and_name(node)
            if kind not in ("user", "external"):
                break
            if part:
                found.add(name)
        return found if len(found) == 1 else set()

    def _last(self, user: str, at: float) -> Ring | None:
        """Find the ring of *user* that began last, at *at* or before."""
        rings = self._rings.get(user, [])
        place = bisect_right(rings, at, key=lambda ring: ring.start)
        return rings[place - 1] if place else None
