"""Exploring a phone system: all endings of its numbers, and whether its properties hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from routesim.exploration.exploring import BEFORE, SINCE, Bounds, Explorer
from routesim.exploration.properties import verdicts
from routesim.model.property import Property
from routesim.model.system import PhoneSystem
from routesim.result.exploration import Exploration, NumberEndings


def explore(
    system: PhoneSystem,
    numbers: Sequence[str] | None = None,
    properties: Sequence[Property] = (),
    *,
    from_: str | None = None,
    since: datetime = SINCE,
    before: datetime = BEFORE,
    any_switch: bool = False,
    calendar: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Exploration:
    """Find every way in which a call to each of *numbers* (all, where not given) can end.

    Whatever people do at their phones and whatever the caller keys; *from_* one number or any, placed at any instant
    from *since* until *before* on the system's wall clock, switches as configured or, with *any_switch*, however they
    stand. *properties* are held against the endings beside the system's own. Each ending has a witness: a calls file
    that `play` runs to exactly that ending. Where exploring was given up at a bound, the result says so
    (`complete`). *calendar* is a year, instead of *since* and *before*: it is cut into seasons, in each of which calls
    can end in the same ways. *progress* is told how many numbers are done, of how many.
    """
    if calendar is None:
        bounds = Bounds(since, before, from_, any_switch)
    else:
        bounds = Bounds.of_year(calendar, from_, any_switch)
    explorer = Explorer(system, bounds)
    wanted = explorer.numbers() if numbers is None else [explorer.known(number) for number in numbers]
    asked = (*system.properties, *properties)
    found = []
    for done, number in enumerate(wanted, 1):
        found.append(_with_verdicts(explorer, explorer.explore(number), asked))
        if progress is not None:
            progress(done, len(wanted))
    return Exploration(system.settings.name, tuple(found), system.names)


def _with_verdicts(explorer: Explorer, found: NumberEndings, asked: Sequence[Property]) -> NumberEndings:
    about = [page for page in asked if page.number is None or explorer.known(page.number) == found.number]
    return replace(found, properties=tuple(verdicts(found.endings, about)))
