"""What has to be so for a call to go one way: the clock, a switch, the caller's number; and whether all can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from routesim.lint.occasions import Occasion, can_be

if TYPE_CHECKING:
    from routesim.lint.matching import Asked, Matching


class Clock(NamedTuple):
    """The instant belongs to *occasion*, or does not."""

    occasion: Occasion
    holds: bool


class Stands(NamedTuple):
    """The switch stands on *state*."""

    switch: str
    state: str


class Number(NamedTuple):
    """The first of *patterns* that matches the caller's number is one of *winners*; the place after the last: none."""

    patterns: tuple[str, ...]
    winners: range


class Shown(NamedTuple):
    """From here on the caller's number is *text*, or the number called where that is empty."""

    text: str


Need = Clock | Stands | Number | Shown


def can_all_be(needs: Sequence[Need], matching: Matching) -> bool:
    """Whether *needs*, met one after the other and over and over at one instant, are known to be possible together."""
    clocks = [need for need in needs if isinstance(need, Clock)]
    held = [need.occasion for need in clocks if need.holds]
    missed = [need.occasion for need in clocks if not need.holds]
    return _stand_still(needs) and can_be(held, missed) is True and _numbers_match(needs, matching)


def _stand_still(needs: Sequence[Need]) -> bool:
    """Whether no switch is to stand on two states."""
    states: dict[str, str] = {}
    stands = (need for need in needs if isinstance(need, Stands))
    return all(states.setdefault(need.switch, need.state) == need.state for need in stands)


def _numbers_match(needs: Sequence[Need], matching: Matching) -> bool:
    """Whether there are numbers that match: the caller's own, the one called, and what Caller ID elements write."""
    asked: dict[str | None, list[Asked]] = {}
    changes = [need.text for need in needs if isinstance(need, Shown)]
    number = changes[-1] if changes else None  # what it is when the circle begins again
    for need in needs:
        if isinstance(need, Shown):
            number = need.text
        elif isinstance(need, Number):
            asked.setdefault(number, []).append((need.patterns, need.winners))
    return all(
        matching.is_so(number, groups) if number else matching.number(groups) is not None
        for number, groups in asked.items()
    )
