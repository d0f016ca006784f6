"""A pattern is left with nothing to match, or a number is both allowed and denied.

The lines of a dispatcher are tried in order, an access list's allowed patterns before the denied ones. Patterns are
compared as what they are, sets of numbers: a line is told where those before it, together, match all that it does, or
where no caller's number looks like that at all. Numbers are seen as they are dialled in the system's country, digits
only, and nothing where the number is withheld. A denied pattern that overlaps an allowed one is told, but not where it
is the wider of the two: then the allowed numbers are plainly meant as exceptions.

Why:
    The callers for whom the pattern was written go by another line, or are let in although they are denied.

Remedy:
    Put the narrower pattern first, or remove what can no longer match. Write numbers as they are dialled: 0475...,
    0033...

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    dial_plans:
      - name: Door
        extension: "900"
        start: origin
        elements:
          origin:
            type: dispatcher
            lines: [{name: abroad, pattern: "00.*", next: bye}, {name: France, pattern: "0033.*", next: bye}]
            unknown: bye
          bye: {type: hang_up}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    dial_plans:
      - name: Door
        extension: "900"
        start: origin
        elements:
          origin:
            type: dispatcher
            lines: [{name: France, pattern: "0033.*", next: bye}, {name: abroad, pattern: "00.*", next: bye}]
            unknown: bye
          bye: {type: hang_up}
    incoming_numbers:
      - {number: "+3225880100", destination: {type: dial_plan, dial_plan: Door}}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from routesim.lint.flow import Flow, patterns_of
from routesim.lint.matching import Matched
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model import dial_plan as page
from routesim.result.typography import listing, shorten

_WIDEST = 60
"""How many columns of a pattern a message shows."""
Where = Callable[[int], tuple[str | int, ...]]
"""Leads from an element to the pattern at a place of all that it tries."""


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of every dispatcher and access list that calls get to (rules 2.3, 7.8, 7.9)."""
    for flow in survey.flows:
        for name, element in flow.elements.items():
            if isinstance(element, page.Dispatcher):
                yield from _dead(survey, flow, name, patterns_of(element), lambda at: ("lines", at, "pattern"))
            elif isinstance(element, page.AccessList):
                allowed = len(element.allow)

                def where(at: int, allowed: int = allowed) -> tuple[str | int, ...]:
                    return ("allow", at) if at < allowed else ("deny", at - allowed)

                yield from _dead(survey, flow, name, patterns_of(element), where)
                yield from _overlaps(survey, flow, name, element)


def _dead(survey: Survey, flow: Flow, name: str, patterns: tuple[str, ...], where: Where) -> Iterator[Fault]:
    matched = survey.matching.first(patterns)
    for place, pattern in enumerate(patterns):
        if matched.is_dead(place):
            winners = sorted(matched.winners.get(place, ()))
            related = tuple(flow.path(name, *where(winner)) for winner in winners[:10])
            message = f"the pattern {_shown(pattern)} of {name} {_why(survey, winners, patterns)}"
            yield Fault(message, flow.path(name, *where(place)), related=related)


def _why(survey: Survey, winners: list[int], patterns: tuple[str, ...]) -> str:
    if not winners:
        country = survey.system.settings.country
        return f"matches no caller's number: they are seen as dialled in {country}, in digits, such as 0033..."
    before = listing((_shown(patterns[winner]) for winner in winners), most=4)
    return f"is left with nothing to match: {before} before it {'match' if len(winners) > 1 else 'matches'} all of it"


def _overlaps(survey: Survey, flow: Flow, name: str, element: page.AccessList) -> Iterator[Fault]:
    """Denied patterns that an allowed one takes numbers from without being an exception to them (rule 7.9)."""
    matched, allowed = survey.matching.first(patterns_of(element)), len(element.allow)
    for place, pattern in enumerate(element.deny):
        if matched.is_dead(allowed + place):
            continue
        for winner, number in _taken(matched, allowed + place, allowed):
            if not survey.matching.includes(pattern, element.allow[winner]):
                both = f"{_shown(element.allow[winner])} and denied by {_shown(pattern)}"
                message = f"{number or 'a withheld number'} is both allowed by {both} in {name}, and let in"
                path = flow.path(name, "deny", place)
                yield Fault(message, path, related=(flow.path(name, "allow", winner),))
                break


def _taken(matched: Matched, place: int, allowed: int) -> Iterator[tuple[int, str]]:
    """The allowed patterns that take numbers from the one at *place*, each with such a number."""
    return ((winner, number) for winner, number in sorted(matched.winners.get(place, {}).items()) if winner < allowed)


def _shown(pattern: str) -> str:
    return f"`{shorten(pattern, _WIDEST)}`"
