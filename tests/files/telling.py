"""What is told of a text that cannot be used."""

from __future__ import annotations

import pytest

from routesim.errors import Problem, UnusableInput
from routesim.files import loads, loads_calls
from routesim.model.system import PhoneSystem
from tests.files.samples import SMALL


def problems_of(text: str) -> tuple[Problem, ...]:
    """Every problem with the configuration *text*, which has some."""
    with pytest.raises(UnusableInput) as caught:
        loads(text, "pbx.yaml")
    return caught.value.problems


def told(text: str) -> list[str]:
    """Every problem with the configuration *text*: `line:column message`."""
    return [_line(problem) for problem in problems_of(text)]


def told_of_users(text: str) -> list[str]:
    """Every problem with the smallest system and, from line 4 on, *text* among its users."""
    return told(f"{SMALL}{text}")


def told_of_calls(text: str, system: PhoneSystem | None = None) -> list[str]:
    """Every problem with the calls in *text*, played on the smallest system unless on *system*."""
    with pytest.raises(UnusableInput) as caught:
        loads_calls(text, system or loads(SMALL), "calls.yaml")
    return [_line(problem) for problem in caught.value.problems]


def _line(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.message}"
