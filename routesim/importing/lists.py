"""Lists copied out of the console, made into a configuration: all of it, or nothing and every reason why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from os import PathLike

from routesim.errors import Problem, UnusableInput
from routesim.files.collector import paused_collector
from routesim.files.decoding import read_list
from routesim.importing.configuration import configuration
from routesim.importing.destinations import Known
from routesim.importing.findings import shown
from routesim.importing.headers import NUMBERS, USERS
from routesim.importing.numbers import NumberList
from routesim.importing.sheet import Sheet
from routesim.importing.site import Site
from routesim.importing.users import ListedUser, UserList

MOST_PROBLEMS = 1000
"""So many problems are told, and how many more there are."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A configuration as *text*, how many *users* and *numbers* it has, and *remarks* on what was done to the lists.

    *has_secrets*: there are passwords in it.
    """

    text: str = field(repr=False)
    users: int
    numbers: int
    remarks: tuple[Problem, ...]
    has_secrets: bool


def import_lists(paths: Sequence[str | PathLike[str]], site: Site) -> Imported:
    """Make a configuration for *site* of a list of users, a list of incoming numbers, or both, in any order.

    Raises UnusableInput with everything that is wrong with any of them, by file, row and column.
    """
    with paused_collector():
        sheets = _sheets(paths)
        by_kind = {sheet.kind: sheet for sheet in sheets}
        user_list = UserList(by_kind[USERS], site.country) if USERS in by_kind else None
        users = user_list.users if user_list is not None else []
        number_list = NumberList(by_kind[NUMBERS], site.country, Known(users)) if NUMBERS in by_kind else None
        numbers = number_list.numbers if number_list is not None else []
        _raise_problems([problem for sheet in sheets for problem in sheet.findings.in_order()])
        if user_list is not None:
            users = _with_own_numbers(user_list, {entry.number for entry in numbers})
        text = configuration(site, [sheet.name for sheet in sheets], users, numbers)
    remarks = tuple(remark for sheet in sheets for remark in sheet.findings.remarks)
    return Imported(
        text,
        len(users),
        len(numbers),
        remarks,
        any(user.sip is not None and "password" in user.sip.model_fields_set for user in users),
    )


def _sheets(paths: Sequence[str | PathLike[str]]) -> list[Sheet]:
    """The lists, at most one of each kind. Raises UnusableInput where one of them cannot be read at all."""
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            sheets.append(Sheet(read_list(path)))
        except UnusableInput as error:
            problems += error.problems
    kinds: dict[str, Sheet] = {}
    for sheet in sheets:
        if sheet.kind is not None and kinds.setdefault(sheet.kind, sheet) is not sheet:
            first = kinds[sheet.kind].name
            message = f"a list of {sheet.kind}, which {shown(first)} is already, expected one list of each"
            sheet.findings.refuse(message)
    if problems or len({id(sheet) for sheet in kinds.values()}) < sum(sheet.kind is not None for sheet in sheets):
        _raise_problems([*problems, *(problem for sheet in sheets for problem in sheet.findings.in_order())])
    return sheets


def _raise_problems(problems: list[Problem]) -> None:
    if not problems:
        return
    told = problems[:MOST_PROBLEMS]
    if len(problems) > MOST_PROBLEMS:
        told.append(Problem("RS000", f"and {len(problems) - MOST_PROBLEMS:,} more problems"))
    raise UnusableInput(told)


def _with_own_numbers(user_list: UserList, numbers: set[str]) -> list[ListedUser]:
    """The users, without outgoing numbers that are none of the system's own, which is noted."""
    kept = []
    for user in user_list.users:
        number = user.values.get("outgoing_number")
        if number is not None and number not in numbers:
            message = f"{number} is in no list of incoming numbers: the user shows the default number"
            sheet = user_list.sheet
            sheet.findings.say(message, user.row, sheet.column("outgoing_number"))
            user = user._replace(values={key: value for key, value in user.values.items() if key != "outgoing_number"})
        kept.append(user)
    return kept
