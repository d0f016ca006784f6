"""A sweep of the calendar: which endings calls can have in which parts of a year.

A search tells for each ending when calls can be placed that end so, on one course of the calendar. Laid side by side
for all stretches of the year with that course, this cuts the year into parts with the same set of endings, to the
microsecond: calls placed shortly before the clock changes its mind may still be waiting when it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import pairwise

from routesim.exploration.moves import Ending
from routesim.exploration.search import Search
from routesim.exploration.spans import Span, contains, union
from routesim.exploration.survey import Survey, key_of
from routesim.exploration.timeline import instant_of
from routesim.result import exploration as result
from routesim.result.calendar_words import when_words

Part = tuple[int, int, frozenset[Ending]]
"""From an instant on, until another, which does not belong to it, calls can end so."""


def seasons(
    survey: Survey, endings: Sequence[result.Ending], year: int, limits: Span, zone: tzinfo
) -> tuple[result.Season, ...]:
    """Cut a *year*, which lasts between *limits* (instants), into seasons; the longest comes first."""
    found: dict[frozenset[Ending], list[Span]] = {}
    for start, end, possible in _joined(sorted(_parts(survey, limits))):
        found.setdefault(possible, []).append((start, end))
    ordered = sorted(found.items(), key=lambda item: -sum(end - start for start, end in item[1]))
    return tuple(_season(possible, spans, endings, year, zone) for possible, spans in ordered)


def _season(
    possible: frozenset[Ending], spans: list[Span], endings: Sequence[result.Ending], year: int, zone: tzinfo
) -> result.Season:
    def wall(instant: int) -> datetime:
        return instant_of(instant).astimezone(zone)

    intervals = tuple((wall(start), wall(end)) for start, end in spans)
    places = tuple(place for place, ending in enumerate(endings) if _is_possible(ending, possible))
    return result.Season(when_words(intervals, year), intervals, places)


def _is_possible(ending: result.Ending, possible: frozenset[Ending]) -> bool:
    if ending.outcome == "rejected" and ending.reason in ("blacklist", "logged_out"):
        return True  # before the calendar is looked at
    return key_of(ending) in possible


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    """*parts* in order; neighbours in which the same is possible are one."""
    joined: Part | None = None
    for start, end, possible in parts:
        if joined is not None and joined[1:] == (start, possible):
            joined = joined[0], end, possible
            continue
        if joined is not None:
            yield joined
        joined = start, end, possible
    if joined is not None:
        yield joined


def _parts(survey: Survey, limits: Span) -> Iterator[Part]:
    for search in survey.searches:
        segments = [*_segments(search)]
        for start, end in search.track.alike or (limits,):
            first, last = max(start, limits[0]), min(end, limits[1])
            for segment, (begins, ends, possible) in enumerate(segments):
                begins = first if segment == 0 else max(first, end + begins)
                ends = min(last, end + ends)
                if begins < ends:
                    yield begins, ends, possible


def _segments(search: Search) -> Iterator[Part]:
    """What is possible in the stretch of placing, from when until when, counted from the end of the stretch."""
    if not search.track.alike:  # the clock is never asked
        yield 0, 0, frozenset(search.placed)
        return
    first, last = search.track.placed
    placed = {ending: union(spans) for ending, spans in search.placed.items()}
    cuts = {first, last + 1}
    for spans in placed.values():
        for start, end in spans:
            cuts |= {start, end + 1}
    for start, end in pairwise(sorted(cut for cut in cuts if first <= cut <= last + 1)):
        yield start, end, frozenset(ending for ending, spans in placed.items() if contains(spans, start))
