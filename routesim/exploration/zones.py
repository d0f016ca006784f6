"""Zones: all pairs of an instant at which a call may be placed and one at which it may have got somewhere.

A zone bounds the instant of placing, the present, and the time between the two (difference constraints on two clocks:
D. L. Dill, "Timing assumptions and verification of finite-state concurrent systems", 1989). Every bound is attained.
"""

from __future__ import annotations

from typing import NamedTuple

from routesim.exploration.spans import FOREVER, Span


class Zone(NamedTuple):
    """What is possible: *placed* and *now* are instants, *waited* lies between them; all in microseconds."""

    placed: Span
    now: Span
    waited: Span

    def later(self, delay: Span) -> Zone:
        """What is possible after any *delay*; still to be tightened where the present is limited."""
        return Zone(
            self.placed,
            (self.now[0] + delay[0], min(self.now[1] + delay[1], FOREVER)),
            (self.waited[0] + delay[0], min(self.waited[1] + delay[1], FOREVER)),
        )

    def during(self, first: int, last: int) -> Zone | None:
        """What is possible while the present lies from *first* to *last*; None where nothing is."""
        now = max(self.now[0], first), min(self.now[1], last)
        return _tight(self.placed, now, self.waited) if now[0] <= now[1] else None

    def before(self, placed: int, now: int, delay: Span) -> Span | None:
        """The instants *delay* before *now* at which a call *placed* then may be here; None where there is none."""
        first = max(self.now[0], placed + self.waited[0], now - delay[1])
        last = min(self.now[1], placed + self.waited[1], now - delay[0])
        return (first, last) if first <= last and self.placed[0] <= placed <= self.placed[1] else None

    def onwards(self) -> Zone:
        """The same, or any time later."""
        return Zone(self.placed, (self.now[0], FOREVER), (self.waited[0], FOREVER))

    def waiting(self, least: int, most: int) -> Zone | None:
        """What is possible of it with a wait from *least* to *most*."""
        return _tight(self.placed, self.now, (least, most)) if least <= most else None

    def joined(self, other: Zone) -> Zone:
        """The smallest bounds that hold both."""
        return Zone(
            *((min(own[0], theirs[0]), max(own[1], theirs[1])) for own, theirs in zip(self, other, strict=True))
        )

    def covers(self, other: Zone) -> bool:
        """Tell whether everything possible in *other* is possible here."""
        (placed, placed_last), (now, now_last), (least, most) = self
        span, theirs, waits = other
        return (  # written out: searches ask it most
            placed <= span[0]
            and span[1] <= placed_last
            and now <= theirs[0]
            and theirs[1] <= now_last
            and least <= waits[0]
            and waits[1] <= most
        )


def _tight(placed: Span, now: Span, waited: Span) -> Zone | None:
    for _ in range(2):
        longest = waited[1] if now[1] >= FOREVER else now[1] - placed[0]
        latest = now[1] if waited[1] >= FOREVER else placed[1] + waited[1]  # for ever is no less than for ever
        waited = max(waited[0], now[0] - placed[1]), min(waited[1], longest)
        now = max(now[0], placed[0] + waited[0]), min(now[1], latest)
        placed = max(placed[0], now[0] - waited[1]), min(placed[1], now[1] - waited[0])
    if waited[0] > waited[1] or now[0] > now[1] or placed[0] > placed[1]:
        return None
    return Zone(placed, now, waited)
