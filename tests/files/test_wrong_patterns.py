"""Patterns that do not compile: the place within the pattern is shown."""

from __future__ import annotations

import pytest

from routesim.model.patterns import compiled, fault
from tests.files.samples import SMALL
from tests.files.telling import problems_of, told

PLAN = "dial_plans: [{name: P, extension: '900', start: d, elements: {d: {type: dispatcher, lines: [{pattern: "


def column(written: str) -> int:
    """Which character of the pattern, as *written* in the file, the place that is told points at (its quote is 0)."""
    (problem,) = problems_of(f"{SMALL}{PLAN}{written}}}]}}}}}}]")
    return problem.column - len(PLAN) - 1


@pytest.mark.parametrize(
    ("pattern", "place", "why"),
    [
        ("0[47", 1, "missing ]: [47"),
        ("04(7|8", 2, "missing )"),
        ("(a(b)c", 0, "missing )"),
        (r"[(]\((x", 5, "missing )"),
        (r"\Q(\E(", 5, "missing )"),
        ("0)4", 1, "unexpected )"),
        ("[)](a))", 6, "unexpected )"),
        ("04**", 2, "bad repetition operator: **"),
        ("a*|*b", 3, "no argument for repetition operator: *"),
        ("04{2000}", 2, "invalid repetition size: {2000}"),
        (r"04\8", 2, r"invalid escape sequence: \8"),
        ("04\\", 2, "trailing \\"),
        ("0[9-1]", 2, "invalid character class range: 9-1"),
        ("é(?=x)", 1, "invalid perl operator: (?="),
    ],
)
def test_a_pattern_is_at_fault_where_reading_it_stops(pattern: str, place: int, why: str) -> None:
    assert fault(pattern) == (why, place)


@pytest.mark.parametrize("pattern", ["", ".*", "0(4|5)[)(]", r"\(", "[](]", "(?:a)(?P<n>b)", r"\Q((\E"])
def test_what_compiles_has_no_fault(pattern: str) -> None:
    assert compiled(pattern) is not None
    assert fault(pattern) is None


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("04**", 2),
        ("'04**'", 3),
        ('"04**"', 3),
        ("'it''s**'", 6),
        (r'"\\d\"**"', 6),
        (r'"\x30**"', 0),
    ],
    ids=["plain", "single quotes", "double quotes", "a quote in quotes", "backslashes", "written in another way"],
)
def test_the_place_is_told_in_the_file(written: str, place: int) -> None:
    assert column(written) == place


def test_the_caret_stands_under_the_place() -> None:
    (problem,) = problems_of(f"{SMALL}{PLAN}'04(7'}}]}}}}}}]")
    line, caret = str(problem).split("\n")[1:]
    assert line[caret.index("^") :].startswith("(7'")


def test_a_pattern_of_a_megabyte_is_refused_by_its_length() -> None:
    (message,) = told(f"{SMALL}{PLAN}'{'a' * 1_000_000}'}}]}}}}}}]")
    assert message.endswith("too long a pattern, expected at most 1000 characters")
    assert len(message) < 200


def test_of_a_list_of_hours_the_item_that_is_wrong_is_told() -> None:
    condition = "{type: time_condition, hours: ['09:00-12:00', '13-17'], days: [mon, tues, wed]}"
    assert told(f"{SMALL}dial_plans: [{{name: P, extension: '900', start: d, elements: {{d: {condition}}}}}]") == [
        "4:112 item 2 of `hours` is `13-17`: expected hours such as 09:00-17:29",
        "4:134 item 2 of `days` is `tues`: expected days such as mon-fri or sat",
    ]


def test_nothing_behind_a_range_is_passed_over_however_far_away() -> None:
    hours = f"'09:00-12:00{' ' * 200}13:00-17:00'"
    (message,) = told(
        f"{SMALL}dial_plans: [{{name: P, extension: '900', start: d, "
        f"elements: {{d: {{type: time_condition, hours: {hours}}}}}}}]"
    )
    assert "expected hours" in message
