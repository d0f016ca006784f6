"""What is found while a list is read: what is wrong, and what was done that somebody may want to know."""

from __future__ import annotations

from routesim.errors import Problem
from routesim.result.typography import printable, shorten

MOST_SHOWN = 40
"""How many columns of a cell a message shows."""


class Findings:
    """What is wrong with the list called *name* (*problems*), and what else is to be said (*remarks*), in order.

    Rows and columns count from 1; 0: the whole list. While *is_discreet* no cell is shown: one of the columns holds
    secrets, and a slipped delimiter puts them into any other.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self.is_discreet = False

    def refuse(self, message: str, row: int = 0, column: int = 0, related: tuple[str, ...] = ()) -> None:
        """Note something that is wrong; *related* are other places to look at."""
        self.problems.append(Problem("RS000", message, file=self.name, line=row, column=column, related=related))

    def say(self, message: str, row: int = 0, column: int = 0, severity: str = "warning") -> None:
        """Note something that somebody should look at, or (`info`) may want to know."""
        self.remarks.append(Problem("RS000", message, file=self.name, line=row, column=column, severity=severity))

    def in_order(self) -> list[Problem]:
        """What is wrong, from the top of the list to its end."""
        return sorted(self.problems, key=lambda problem: (problem.line, problem.column))

    def place(self, row: int, column: int) -> str:
        """A place as messages write it."""
        return f"{self.name}:{row}:{column}"

    def cell(self, text: str) -> str:
        """A cell's *text* as a message may show it."""
        return "what is here" if self.is_discreet else shown(text)


def shown(text: str) -> str:
    """*text* in a message: short, and nothing that steers a terminal."""
    return f"`{shorten(printable(text), MOST_SHOWN)}`"
