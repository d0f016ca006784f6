"""Ring plans: forwardings on no answer and on busy, and Follow Me (rules 4 and 5)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.numbers import Destination
from routesim.model.page import Page
from routesim.model.scalars import YesNo, seconds

MOST_WINDOW = 600
"""The end of the longest ring window, in seconds."""
DEFAULT_RING = 20.0
"""How long a destination without a slider rings, in seconds."""

Ring = float | tuple[float, float]


def _ring(value: Any) -> Ring:
    if isinstance(value, (list, tuple)):
        if len(value) != 2:
            raise PydanticCustomError("ring", "expected a start and an end, such as [0, 15]")
        start, end = (seconds(part) for part in value)
    else:
        start, end = 0.0, seconds(value)
    if not start < end:
        raise PydanticCustomError("ring", "a ring window must end after it begins")
    if end > MOST_WINDOW:
        raise PydanticCustomError("ring", "too long, a ring window ends at 600 seconds at the latest")
    return (start, end) if isinstance(value, (list, tuple)) else end


class RingDestination(Page):
    """One line of a ring plan: whom to ring, and the two thumbs of its slider.

    *ring* is `(start, end)` in seconds from the plan's start, or a length: then the window begins where that of the
    destination listed above ends (0 for the first).
    """

    to: Destination
    ring: Annotated[Ring, BeforeValidator(_ring)] = DEFAULT_RING


class RingPlan(Page):
    """A list of destinations and what becomes of the call if none of them takes it: a forwarding."""

    destinations: tuple[RingDestination, ...] = ()
    voicemail: YesNo = False

    @model_validator(mode="after")
    def _windows_end_in_time(self) -> RingPlan:
        for place, (_, end) in enumerate(self.windows):
            if end > MOST_WINDOW:
                raise PydanticCustomError(
                    "ring",
                    "destination {place} would ring until {end} s: a ring window ends at 600 seconds at the latest",
                    {"place": place + 1, "end": f"{end:g}"},
                )
        return self

    @property
    def windows(self) -> tuple[tuple[float, float], ...]:
        """The window `(start, end)` of every destination, in seconds from the plan's start, `[start, end)`."""
        windows: list[tuple[float, float]] = []
        above = 0.0
        for destination in self.destinations:
            ring = destination.ring
            window = ring if isinstance(ring, tuple) else (above, round(above + ring, 6))
            windows.append(window)
            above = window[1]
        return tuple(windows)


class FollowMe(RingPlan):
    """A ring plan that, while *enabled*, rings instead of the user's own line (rule 5.1)."""

    enabled: YesNo = False


class Forwardings(Page):
    """What happens to a call that the user's line does not take."""

    no_answer: RingPlan = RingPlan()
    busy: RingPlan = RingPlan()
