"""Ring plans: forwardings on no answer and on busy, and Follow Me (rules 4 and 5)."""

from typing import Annotated, Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from routesim.model.numbers import Destination
from routesim.model.page import Page
from routesim.model.scalars import Scalar, YesNo, seconds

MOST_WINDOW = 600
"""The end of the longest ring window, in seconds."""
DEFAULT_RING = 20.0
"""How long a destination without a slider rings, in seconds."""

Ring = float | tuple[float, float]


def _ring(value: Any) -> Ring:
    if isinstance(value, (list, tuple)):
        if len(value) != 2:
            raise PydanticCustomError("ring", "expected a start and an end, such as [0, 15]")
        start, end = seconds(value[0]), seconds(value[1])
    else:
        start, end = 0.0, seconds(value)
    if not start < end:
        raise PydanticCustomError("ring", "a ring window must end after it begins")
    if end > MOST_WINDOW:
        raise PydanticCustomError("ring", "too long, a ring window ends at 600 seconds at the latest")
    return (start, end) if isinstance(value, (list, tuple)) else end


_THUMB = {"type": ["number", "string"], "minimum": 0, "maximum": MOST_WINDOW}
_SLIDER = {"anyOf": [_THUMB, {"type": "array", "items": _THUMB, "minItems": 2, "maxItems": 2}]}


class RingDestination(Page):
    """One line of a ring plan: whom to ring, and the two thumbs of its slider.

    *ring* is `(start, end)` in seconds from the plan's start, or a length: then the window begins where that of the
    destination listed above ends (0 for the first).
    """

    to: Destination
    """A user's extension, or a phone number with its country code."""
    ring: Annotated[Ring, Scalar(_ring, _SLIDER)] = DEFAULT_RING
    """The slider: [start, end] in seconds from the plan's start, or a length that begins where the one above ends."""


class RingPlan(Page):
    """A list of destinations and what becomes of the call if none of them takes it: a forwarding."""

    destinations: tuple[RingDestination, ...] = ()
    """Who is rung, each in a window of its own; the first to answer takes the call."""
    voicemail: YesNo = False
    """Send to voicemail as a last resort."""

    @model_validator(mode="after")
    def _windows_end_in_time(self) -> Self:
        if all(isinstance(destination.ring, tuple) for destination in self.destinations):
            return self
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
    """Whether Follow Me is on: then the user's own line does not ring, and both forwardings are ignored."""


class Forwardings(Page):
    """What happens to a call that the user's line does not take."""

    no_answer: RingPlan = RingPlan.model_construct()
    """When nobody answers in time, or the line is offline."""
    busy: RingPlan = RingPlan.model_construct()
    """When the line is occupied, in do not disturb, or rejects."""
