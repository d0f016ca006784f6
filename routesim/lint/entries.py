"""Where calls come in: what leads to a user or to an external number without a ring plan in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from routesim.errors import Path
from routesim.lint.plans import USER
from routesim.model.destination import TypedDestination
from routesim.model.dial_plan import CallElement, DialPlan, DigitalReceptionist
from routesim.routing.steps import microseconds

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

FOREVER = 1 << 60
"""In microseconds: no limit."""
EXTERNAL = "external:"


class Entry(NamedTuple):
    """A way in to *node*, a user or an external number, that stands at *path*.

    *number* is the incoming number that callers dial, empty where they come another way. *limit* is how long the
    attempt may take. *goes_on*: should it fail, a dial plan goes on.
    """

    node: str
    path: Path
    number: str
    limit: int
    goes_on: bool
    words: str


def entries_of(survey: Survey) -> Iterator[Entry]:
    """Every entry: incoming numbers, overflows of queues, what dial plans call and receptionists connect to."""
    system = survey.system
    for place, own in enumerate(system.incoming_numbers):
        path: Path = ("incoming_numbers", place, "destination")
        yield from _led(survey, own.destination, path, own.number, f"calls to {own.number}")
    for place, queue in enumerate(system.queues):
        if queue.overflow is not None:
            words = f"the overflow of queue {queue.name}"
            yield from _led(survey, queue.overflow, ("queues", place, "overflow"), "", words)
    searched: set[str] = set()
    for place, plan in enumerate(system.dial_plans):
        yield from _called(survey, plan, ("dial_plans", place, "elements"), searched)


def _led(survey: Survey, destination: TypedDestination, path: Path, number: str, words: str) -> Iterator[Entry]:
    node = survey.led_to(destination)
    if node.startswith((USER, EXTERNAL)):
        yield Entry(node, path, number, FOREVER, False, words)


def _called(survey: Survey, plan: DialPlan, path: Path, searched: set[str]) -> Iterator[Entry]:
    """What *plan* calls. Of receptionists that have a directory in common, in *searched*, the first speaks for all."""
    for name, element in plan.elements.items():
        words = f"element {name} of dial plan {plan.name}"
        if isinstance(element, CallElement):
            node = survey.dialled(element.to)
            limit = FOREVER if element.ring_time is None else microseconds(element.ring_time)
            if node.startswith((USER, EXTERNAL)):
                yield Entry(node, (*path, name, "to"), "", limit, True, words)
        elif isinstance(element, DigitalReceptionist) and element.directory.casefold() not in searched:
            searched.add(element.directory.casefold())
            for user in survey.listed(element.directory):
                yield Entry(f"{USER}{user.extension}", (*path, name), "", FOREVER, True, words)
