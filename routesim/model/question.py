"""A question: which calls are explored, and what must hold of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from pydantic import Field

from routesim.errors import Problem
from routesim.model.call_references import caller_problems
from routesim.model.calls import WallClock
from routesim.model.index import Index
from routesim.model.missing import missing_number
from routesim.model.numbers import Caller, Dialled
from routesim.model.page import Page
from routesim.model.property import Property, impossible
from routesim.model.scalars import YesNo, whole_between
from routesim.model.system import PhoneSystem

SINCE = datetime(2026, 1, 1)
BEFORE = datetime(2054, 1, 1)
"""A whole cycle of the calendar: after 28 years all dates fall on the same days of the week."""


class Question(Page):
    """Calls to *numbers* (none given: to all) by *from* or anybody, *since* then and *before* then, or in a year.

    *calendar* is that year. Switches stand as configured or, with *any_switch*, however they may. *properties* must
    hold beside those of the configuration.
    """

    numbers: tuple[Dialled, ...] = ()
    from_: Annotated[Caller | None, Field(alias="from")] = None
    since: WallClock = SINCE
    before: WallClock = BEFORE
    calendar: Annotated[int, whole_between(1970, 2199)] | None = None
    any_switch: YesNo = False
    properties: tuple[Property, ...] = ()


def question_problems(system: PhoneSystem, question: Question) -> list[Problem]:
    """Everything that *question* gets wrong about *system*; paths lead through the question.

    RS001: a number or a caller who is not there. RS003: no valid phone number. RS000: a time that is none, properties
    that no call could have together.
    """
    index = Index(system)
    found = [
        problem
        for place, number in enumerate(question.numbers)
        for problem in missing_number(index, number, ("numbers", place))
    ]
    if question.from_ is not None:
        found += caller_problems(index, question.from_, ("from",))
    if question.before <= question.since:
        found.append(
            Problem(
                "RS000",
                f"no time lies from {question.since.isoformat()} until {question.before.isoformat()}",
                ("before",),
            )
        )
    if question.calendar is not None and not question.model_fields_set.isdisjoint({"since", "before"}):
        found.append(Problem("RS000", "a whole year, expected it without `since` and `before`", ("calendar",)))
    return [*found, *_contradictions(system, question)]


def _contradictions(system: PhoneSystem, question: Question) -> Iterator[Problem]:
    """Properties that no call could have besides those of the configuration."""
    given = len(system.properties)
    for place, nobody in impossible((*system.properties, *question.properties), system.settings.country):
        asked = "this and to the configuration's properties" if given else "all that is asked"
        message = f"{nobody} could hold to {asked} at once: no outcome is left"
        yield Problem("RS000", message, ("properties", max(0, place - given)))
