"""A question: which calls are explored, and what must hold of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, get_args

from pydantic import Field

from routesim.errors import Problem
from routesim.model.call_references import caller_problems
from routesim.model.calls import WallClock
from routesim.model.index import Index
from routesim.model.missing import missing_number
from routesim.model.numbers import Caller, Dialled, normal_number
from routesim.model.page import Page
from routesim.model.property import OutcomeName, Property
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
            Problem("RS000", f"`before` is no later than `since`, which is {question.since.isoformat()}", ("before",))
        )
    return [*found, *_contradictions(system, question)]


def _contradictions(system: PhoneSystem, question: Question) -> Iterator[Problem]:
    """Properties of which no outcome could hold."""
    asked = (*system.properties, *question.properties)
    own = {
        number: normal_number(number, system.settings.country) for page in asked if (number := page.number) is not None
    }
    for number in (None, *dict.fromkeys(own.values())):
        about = [page for page in asked if page.number is None or own[page.number] == number]
        if about and not _allowed(about):
            calls = "no call" if number is None else f"no call to {number}"
            message = (
                f"{calls} could have all properties at once: every outcome is forbidden, or none of those required"
            )
            yield Problem("RS000", message, ("properties",))
            return


def _allowed(properties: Sequence[Property]) -> set[str]:
    allowed = {*get_args(OutcomeName)}
    for page in properties:
        allowed -= {*page.forbid}
        if page.require is not None:
            allowed &= {*page.require}
    return allowed
