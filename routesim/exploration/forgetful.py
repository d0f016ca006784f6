"""Forgetful calls: forwards that do not remember whom they have come through, only how many they were.

Who is being called already has only his line rung when a chain of forwards comes to him again (rule 5.6). Where all
forward to all, there are more such chains than can be told apart. Whatever can come of them can also come of forgetful
ones, in which either may be the case at any time; there are no more of these than users times forwards. What is found
in them is an upper bound, which is exact where witnesses show all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from routesim.model.user import User
from routesim.routing.router import Router
from routesim.routing.steps import BEYOND, Step
from routesim.routing.users import UserCalls


@dataclass(slots=True, eq=False)
class Either(Step):
    """A user is called: as a *whole*, or only the *line*, depending on whether *extension* is being called already."""

    extension: str
    whole: Step
    line: Step


class ForgetfulCalls(UserCalls):
    """The steps of calls to users, in which chains are told apart by their length only."""

    def __init__(self, router: Router) -> None:
        super().__init__(router)
        self._either: dict[tuple[str, int], Either] = {}

    def _call(self, user: User, chain: frozenset[str]) -> Step:
        return super()._call(user, _strangers(len(chain)))

    def _leg(self, to: str, chain: frozenset[str]) -> Step:
        step = super()._leg(to, _strangers(len(chain)))
        target = self._router.ring_target(to)
        if step is BEYOND or not isinstance(target, User) or self._setting == "ring_only":
            return step
        key = (target.extension, len(chain))
        if key not in self._either:
            self._either[key] = Either(target.extension, step, self._line_only(target.extension, "5.6"))
        return self._either[key]


def _strangers(number: int) -> frozenset[str]:
    """A chain of so many users whom nobody has heard of."""
    return frozenset(f"stranger {place}" for place in range(number))
