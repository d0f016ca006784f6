"""What of many differences is more than chance: each by a paired t-test, all of them together."""

from __future__ import annotations

from collections.abc import Sequence

from routesim.result.intervals import beyond, mean_error

RATE = 0.05
"""Of the differences that are taken for more than chance, so many are not, at most and on average."""
_EQUAL = 1e-9


def by_chance(differences: Sequence[float]) -> float | None:
    """How probable a mean at least as far from 0 is, where the mean is 0 in truth (Student's t); None of a single one.

    Where all are equal, to a billionth, they do not tell how much they vary: then as if there were one more, of 0.
    """
    if len(differences) < 2:
        return None
    if not any(differences):
        return 1.0
    if max(differences) - min(differences) <= _EQUAL * abs(differences[0]):
        differences = [*differences, 0.0]
    mean, error = mean_error(differences)
    return beyond(abs(mean) / error, len(differences) - 1)


def least_sure(chances: Sequence[float], rate: float = RATE) -> float:
    """The greatest of *chances* (probabilities of `by_chance`) that is still more than chance, below 0 if none is.

    This is the procedure of Benjamini and Hochberg (1995), in which a share *rate* of what is found is found wrongly.
    """
    ordered = sorted(chances)
    sure = (chance for place, chance in enumerate(ordered, 1) if chance <= rate * place / len(ordered))
    return max(sure, default=-1.0)
