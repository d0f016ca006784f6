"""Differences between two phone systems."""

from __future__ import annotations

from collections.abc import Callable

from routesim.exploration.difference.comparing import Comparer
from routesim.exploration.difference.texts import text_changes
from routesim.exploration.exploring import Explorer
from routesim.model.system import PhoneSystem
from routesim.result.difference import Change, Difference


def diff(
    applied: PhoneSystem,
    draft: PhoneSystem,
    applied_name: str = "applied",
    draft_name: str = "draft",
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Difference:
    """Find every way in which *draft* treats some call differently from *applied*, each with a witness.

    A number is told to be treated alike only where that is proven; one of which neither is known is `undecided`.
    Callers' patience is left out of it: on both systems they wait for an hour. *progress* is told how many numbers
    are done, of how many.
    """
    sides = Explorer(applied), Explorer(draft)
    comparer = Comparer(*sides)
    numbers = [*dict.fromkeys(number for side in sides for number in side.numbers())]
    changes: list[Change] = []
    undecided, complete = [], True
    for done, number in enumerate(numbers, 1):
        compared = comparer.compare(number)
        changes += compared.changes
        complete = complete and compared.complete
        if not compared.decided:
            undecided.append(number)
        if progress is not None:
            progress(done, len(numbers))
    return Difference(
        applied_name, draft_name, tuple(changes), tuple(text_changes(applied, draft)), tuple(undecided), complete
    )
