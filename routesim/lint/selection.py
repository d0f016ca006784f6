"""Which codes are asked for: `--select RS1,RS204`, `--ignore RS107`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from routesim.errors import Problem, UnusableInput
from routesim.lint.codes import CODES, UNSILENCEABLE
from routesim.model.nearest import Names


class Selection(NamedTuple):
    """The codes that begin with one of *select*, but for those that begin with one of *ignore*.

    What makes a file unusable is told whatever is asked for.
    """

    select: tuple[str, ...] = ("RS",)
    ignore: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether findings of *code* are asked for."""
        return code in UNSILENCEABLE or (code.startswith(self.select) and not code.startswith(self.ignore or ("-",)))


EVERYTHING = Selection()


def selection(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
    """Read lists of codes, or of what codes begin with, as somebody types them: with commas or spaces, in any case.

    Raises UnusableInput with everything that is none.
    """
    wanted, unwanted = list(_codes(select)), list(_codes(ignore))
    problems = [*_unknown("select", wanted), *_unknown("ignore", unwanted)]
    for code in unwanted:
        if code in UNSILENCEABLE:
            problems.append(Problem("RS000", f"--ignore {code}: what makes a file unusable cannot be ignored"))
    if problems:
        raise UnusableInput(problems)
    return Selection(tuple(wanted) or ("RS",), tuple(unwanted))


def _codes(typed: Iterable[str]) -> Iterator[str]:
    for text in [typed] if isinstance(typed, str) else typed:
        yield from (code.upper() for code in re.split(r"[,\s]+", text) if code)


def _unknown(option: str, codes: Iterable[str]) -> Iterator[Problem]:
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            hint = Names(CODES).hint(code) or "; routesim explain lists them all"
            yield Problem("RS000", f"--{option} {code}: there is no such code{hint}")
