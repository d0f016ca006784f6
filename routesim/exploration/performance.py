"""Performances: what people do at their phones, from the beginning of an attempt until it comes out as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from routesim.exploration.spans import Spans, union
from routesim.exploration.trees import Failure, Sum, Taker
from routesim.routing.steps import Fail, Leave, Step


class Goal(NamedTuple):
    """What is wanted of an attempt: that *taker* takes the call or, without one, that it fails (*failure*: so)."""

    taker: Taker | None = None
    failure: Failure | None = None

    def times(self, sum_: Sum) -> Spans:
        """When that can come of an attempt with this sum."""
        if self.taker is not None:
            return sum_.takes[self.taker].times if self.taker in sum_.takes else ()
        wanted = [moments.times for failure, moments in sum_.fails.items() if self.failure in (None, failure)]
        return wanted[0] if len(wanted) == 1 else union(span for spans in wanted for span in spans)

    def accepts(self, step: Step) -> bool:
        """Tell whether that is what the last step of an attempt does."""
        if isinstance(step, Leave):
            return self.taker == ("voicemail", step.mailbox)
        return isinstance(step, Fail) and self.taker is None and self.failure in (None, (step.outcome, step.reason))


FAILURE = Goal()
"""Any failure will do."""


class Part(NamedTuple):
    """What one phone's person does when called, *at* so long after the attempt's beginning, *took* until it moves on.

    *via* is the node whose plan calls it, *twin* how many legs before it call the same phone at the same time; *entry*
    is what stands under `attempts`, *how* says the same in words.
    """

    target: str
    at: int
    via: str
    entry: Mapping[str, Any]
    how: str
    twin: int = 0


class Performance(NamedTuple):
    """A way in which an attempt comes out as wanted, after *took* microseconds."""

    took: int
    parts: tuple[Part, ...] = ()

    def after(self, delay: int, *before: Part) -> Performance:
        """The same, begun after *delay*, behind the parts *before* it."""
        return Performance(self.took + delay, (*before, *(part._replace(at=part.at + delay) for part in self.parts)))

    def beside(self, others: Iterator[Performance]) -> Performance:
        """The same, with what *others* do meanwhile."""
        return Performance(self.took, (*self.parts, *(part for other in others for part in other.parts)))
