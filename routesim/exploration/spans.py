"""Sets of times: whole microseconds, as disjoint closed intervals in ascending order."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
Spans = tuple[Span, ...]

FOREVER = 1 << 60
"""Later than anything: some 36,000 years, in microseconds."""
NEVER: Spans = ()
NO_TIME: Spans = ((0, 0),)
ANY_TIME: Spans = ((0, FOREVER),)


def union(spans: Iterable[Span]) -> Spans:
    """All times in any of *spans*, which may overlap and stand in any order."""
    ordered = sorted(spans)
    if len(ordered) < 2:
        return tuple(ordered)
    merged: list[Span] = []
    for first, last in ordered:
        if merged and first <= merged[-1][1] + 1:
            if last > merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return tuple(merged)


def plus(some: Spans, others: Spans) -> Spans:
    """Every sum of a time in *some* and one in *others*."""
    if len(some) == 1 and len(others) == 1:
        return (_sum(some[0], others[0]),)
    return union(_sum(one, other) for one in some for other in others)


def _sum(one: Span, other: Span) -> Span:
    return one[0] + other[0], min(one[1] + other[1], FOREVER)


def within(spans: Spans, first: int, last: int) -> Spans:
    """The times in *spans* from *first* to *last*, both included."""
    if not spans or (first <= spans[0][0] and spans[-1][1] <= last):
        return spans
    return tuple((max(low, first), min(high, last)) for low, high in spans if low <= last and high >= first)


def meet(some: Spans, others: Spans) -> Spans:
    """The times that are in both."""
    if len(others) == 1:
        return within(some, *others[0])
    return tuple(span for first, last in others for span in within(some, first, last))


def up_to(time: int, spans: Spans) -> Spans:
    """What is left until *time*, from each of *spans*; negative where they lie beyond it."""
    return tuple((time - last, time - first) for first, last in reversed(spans))


def earlier(spans: Spans, by: int) -> Spans:
    """*spans* moved *by* so much towards 0, without what falls below it."""
    if not by:
        return spans
    return tuple((max(first - by, 0), last if last == FOREVER else last - by) for first, last in spans if last >= by)


def contains(spans: Spans, time: int) -> bool:
    """Tell whether *time* is in *spans*."""
    return any(first <= time <= last for first, last in spans)
