"""Exploring a phone system: all endings of its numbers, and whether its properties hold."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from routesim.exploration.exploring import Bounds, Explorer
from routesim.exploration.properties import verdicts
from routesim.files.asking import check_question
from routesim.files.collector import paused_collector
from routesim.model.property import Property
from routesim.model.question import Question
from routesim.model.system import PhoneSystem
from routesim.result.exploration import Exploration, NumberEndings

Progress = Callable[[int, int], None]


def explore(
    system: PhoneSystem,
    numbers: Sequence[str] | None = None,
    properties: Sequence[Property] = (),
    *,
    from_: str | None = None,
    since: datetime | str | None = None,
    before: datetime | str | None = None,
    any_switch: bool = False,
    calendar: int | None = None,
    progress: Progress | None = None,
) -> Exploration:
    """Find every way in which a call to each of *numbers* (all, where not given) can end.

    Whatever people do at their phones and whatever the caller keys; *from_* one number or any, placed at any instant
    from *since* until *before* (28 years, if not given) on the system's wall clock, switches as configured or, with
    *any_switch*, however they stand. *properties* are held against the endings beside the system's own. Each ending has
    a witness: a calls file that `play` runs to exactly that ending. Where exploring was given up at a bound, the result
    says so (`complete`). *calendar* is a year, instead of *since* and *before*: it is cut into seasons, in each of
    which calls can end in the same ways. *progress* is told how many numbers are done, of how many. Raises
    UnusableInput with everything that is wrong with what is asked.
    """
    times = {"since": since, "before": before}
    asked = {
        **{key: time for key, time in times.items() if time is not None},
        "numbers": [*(numbers or ())],
        "from": from_,
        "calendar": calendar,
        "any_switch": any_switch,
        "properties": [*properties],
    }
    return answer(system, check_question(asked, system), progress)


def answer(system: PhoneSystem, question: Question, progress: Progress | None = None) -> Exploration:
    """Explore what *question* asks, which has been checked."""
    if question.calendar is None:
        bounds = Bounds(question.since, question.before, question.from_, question.any_switch)
    else:
        bounds = Bounds.of_year(question.calendar, question.from_, question.any_switch)
    explorer, names = Explorer(system, bounds), system.names
    wanted = dict.fromkeys(map(explorer.known, question.numbers)) or explorer.numbers()
    asked = (*system.properties, *question.properties)
    found = []
    with paused_collector():
        for done, number in enumerate(wanted, 1):
            about = [page for page in asked if page.number is None or explorer.known(page.number) == number]
            found.append(replace(_answered(explorer, number, about), names=names))
            gc.collect(0)  # what plays leave behind goes; what is kept is not looked at again
            if progress is not None:
                progress(done, len(wanted))
    return Exploration(system.settings.name, tuple(found), names)


def _answered(explorer: Explorer, number: str, about: Sequence[Property]) -> NumberEndings:
    """The endings of calls to *number*, held against the properties *about* it."""
    limits = [page.max_wait for page in about if page.max_wait is not None]
    found = explorer.explore(number, beyond=min(limits, default=None))
    return replace(found, properties=tuple(verdicts(found, about)))
