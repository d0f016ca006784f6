"""Properties: what must hold of every call to a number, held against all its endings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from routesim.model.property import Property
from routesim.result.exploration import Ending, NumberEndings, PropertyVerdict

UNENDING = "unending"
"""The reason of a call that nothing but the caller's patience need ever end."""


def verdicts(found: NumberEndings, properties: Iterable[Property]) -> Iterator[PropertyVerdict]:
    """Whether each of *properties* holds of a number with these endings; one verdict for each thing asked for.

    None is said to hold where there may be more endings.
    """
    for asked in properties:
        for key, value in _parts(asked):
            broken = next((place for place, ending in enumerate(found.endings) if breaks(ending, key, value)), None)
            holds = broken is None and found.complete
            yield PropertyVerdict({key: list(value) if isinstance(value, tuple) else value}, holds, broken)


def _parts(asked: Property) -> Iterator[tuple[str, Any]]:
    if asked.require is not None:
        yield "require", asked.require
    if asked.forbid:
        yield "forbid", asked.forbid
    if asked.max_wait is not None:
        yield "max_wait", asked.max_wait


def breaks(ending: Ending, key: str, value: Any) -> bool:
    """Tell whether *ending* is against what is asked; callers who give up count only where they must."""
    if ending.outcome == "abandoned" and ending.reason != UNENDING:
        return False
    if key == "max_wait":
        longest = ending.waited[1]
        return longest is None or longest > float(value)
    return (ending.outcome in value) == (key == "forbid")
