"""Explorations, made by hand: as text, for notebooks, as JSON and as tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas
import pytest

from routesim.errors import MissingExtra
from routesim.result.exploration import Ending, Exploration, NumberEndings, PropertyVerdict, Season
from routesim.result.exploration_text import exploration_lines
from tests.result.test_html import HOSTILE, outline

BRUSSELS = ZoneInfo("Europe/Brussels")
NAMES = {"101": "Alice Martin", "102": "Bob Peeters", "801": "Sales", "900": "Main"}
WITNESS = {"start": "2026-11-23T10:00:00", "people": {}, "calls": [{"id": "examined", "from": "101", "to": "102"}]}
ANSWERED = Ending("answered", "101", None, (0.0, 19.999999), (), WITNESS)
BY_BOB = Ending("answered", "102", None, (20.0, 34.999999), ("user:101 does not answer",), WITNESS)
VOICEMAIL = Ending(
    "voicemail", "801", None, (35.0, 35.0), ("user:101 does not answer", "user:102 does not answer"), WITNESS
)
UNENDING = Ending("abandoned", None, "unending", (0.0, None), ("dial_plan:900/menu: key 9 is pressed",), WITNESS)
REFUSED = Ending("rejected", None, "blacklist", (0.0, 0.0), ("+3225559999 calls",), WITNESS)
NUMBER = NumberEndings("+3225880101", (ANSWERED, BY_BOB, VOICEMAIL, REFUSED), names=NAMES)
SEASON = Season(
    ("Monday-Friday 09:00-17:29",),
    ((datetime(2027, 1, 1, 9, tzinfo=BRUSSELS), datetime(2027, 1, 1, 17, 30, tzinfo=BRUSSELS)),),
    (0, 2),
)
ASKED = replace(
    NUMBER,
    properties=(
        PropertyVerdict({"require": ["answered", "voicemail", "rejected"]}, True),
        PropertyVerdict({"max_wait": 30.0}, False, 1),
    ),
)


def exploration(*numbers: NumberEndings) -> Exploration:
    return Exploration("Acme", numbers, NAMES)


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (ANSWERED, "answered by 101, 0 to <20 s"),
        (VOICEMAIL, "voicemail of 801, 35 s, when 101 and 102 do not answer"),
        (replace(UNENDING, when=()), "abandoned: nothing but the caller's patience ends it, 0 s or more"),
        (REFUSED, "rejected: the caller is on the blacklist, 0 s, when +3225559999 calls"),
        (replace(ANSWERED, waited=(2.5, 20.0)), "answered by 101, 2.5 to 20 s"),
        (replace(ANSWERED, waited=(0.0, 3599.999999)), "answered by 101, 0 to <3600 s"),
    ],
)  # fmt: skip
def test_an_ending_says_how_how_long_and_when(ending: Ending, words: str) -> None:
    assert str(ending) == words
    assert repr(ending) == f"<Ending {words!r}>"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (["user:101 is occupied", "user:102 is occupied"], "when 101 and 102 are occupied"),
        (["user:101 goes away", "external:+32470000101 goes away"], "when 101 and +32470000101 go away"),
        (
            ["user:101 is offline", "user:102 is occupied", "user:103 is occupied"],
            "when 101 is offline and 102 and 103 are occupied",
        ),
        (["user:101 is offline", "queue:700: no agent answers"], "when 101 is offline and 700: no agent answers"),
        (["user:101 rejects", "user:102 is busy", "user:103 rejects"], "when 101 rejects, 102 is busy and 103 rejects"),
    ],
)  # fmt: skip
def test_people_who_do_the_same_one_after_the_other_are_told_together(when: list[str], words: str) -> None:
    assert str(replace(ANSWERED, when=tuple(when))).endswith(f", {words}")


def test_a_number_is_told_with_names() -> None:
    assert str(NUMBER).splitlines() == [
        "+3225880101",
        "  answered by Alice Martin (101)                                      0 to <20 s",
        "  answered by Bob Peeters (102)                                      20 to <35 s",
        "      when Alice Martin (101) does not answer",
        "  voicemail of Sales (801)                                                  35 s",
        "      when Alice Martin (101) and Bob Peeters (102) do not answer",
        "  rejected: the caller is on the blacklist                                   0 s",
        "      when +3225559999 calls",
    ]
    assert repr(NUMBER) == "<NumberEndings '+3225880101': 4 ending(s)>"
    assert repr(replace(NUMBER, complete=False)) == "<NumberEndings '+3225880101': 4 ending(s), explored in part>"


def test_numbers_with_the_same_endings_are_told_together() -> None:
    found = exploration(NUMBER, replace(NUMBER, number="101"), replace(NUMBER, number="102", endings=(ANSWERED,)))
    headings = [line for line in str(found).splitlines() if line and line[0] in "+AB"]
    assert headings == [
        "Acme: every way in which calls to 3 numbers can end",
        "+3225880101 and Alice Martin (101)",
        "Bob Peeters (102)",
    ]
    assert repr(found) == "<Exploration 'Acme': 3 number(s), 9 ending(s)>"


def test_what_was_asked_is_told_with_whether_it_holds() -> None:
    lines = str(exploration(ASKED)).splitlines()
    assert "  ✓ every call must end answered, voicemail or rejected" in lines
    assert "  ✗ no caller may wait longer than 30 s: the caller can wait up to <35 s" in lines
    assert lines[-2:] == ["4 endings, each shown by a call that plays so", "✗ 1 of 2 properties does not hold"]


def test_the_story_of_what_breaks_a_property_is_told_once() -> None:
    twice = replace(ASKED, properties=(*ASKED.properties, PropertyVerdict({"forbid": ["answered"]}, False, 1)))

    def story(ending: Ending) -> Iterator[str]:
        yield f"the story of {ending.by}"

    lines = [*exploration_lines(exploration(twice), story=story)]
    assert lines.count("the story of 102") == 1


def test_of_what_was_explored_in_part_nothing_is_said_to_hold() -> None:
    partly = replace(NUMBER, complete=False, properties=(PropertyVerdict({"forbid": ["busy"]}, False),))
    found = exploration(partly, replace(NUMBER, number="102"))
    assert (found.complete, found.holds) == (False, False)
    text = str(found)
    assert "  ✗ explored only in part: there may be more endings than these\n" in text
    assert "  ✗ no call may end busy: not shown, as not all was explored\n" in text
    assert text.endswith(
        "\n✗ NOT COMPLETE: explored only in part, so that calls to +3225880101 may have"
        "\n  more endings than these"
        "\n✗ the property is not shown to hold"
    )


def test_seasons_are_told_with_how_calls_can_end() -> None:
    assert str(replace(NUMBER, calendar=(SEASON,))).endswith(
        "\n  in 2027, Monday-Friday 09:00-17:29:\n    answered by Alice Martin (101) and voicemail of Sales (801)"
    )


@pytest.mark.parametrize("columns", [60, 72, 100])
def test_nothing_is_wider_than_the_screen(columns: int) -> None:
    long = replace(VOICEMAIL, when=tuple(f"user:{place} does not answer" for place in range(100, 120)))
    told = exploration_lines(exploration(replace(ASKED, endings=(*ASKED.endings, long, UNENDING))), columns)
    assert max(map(len, told)) <= columns


def test_of_many_numbers_each_kind_has_a_line_and_each_broken_property_its_longest_call() -> None:
    numbers = [
        replace(
            ASKED,
            number=str(number),
            endings=(ANSWERED, replace(BY_BOB, waited=(20.0, float(number)))),
            properties=(PropertyVerdict({"max_wait": 150.0}, number <= 150, None if number <= 150 else 1),),
        )
        for number in range(140, 160)
    ]
    lines = str(exploration(*numbers)).splitlines()
    assert lines[2] == "  answered                                                           up to 159 s"
    assert "✗ no caller may wait longer than 150 s: the caller can wait up to 159 s" in lines
    assert lines[-1] == "✗ 9 of 20 properties do not hold"
    assert "Name a number to see who answers its calls, and when they end how." in lines


# --- notebooks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", [ANSWERED, UNENDING, NUMBER, ASKED, exploration(ASKED), exploration()])
def test_a_notebook_shows_what_the_text_says(shown: Any) -> None:
    told = outline(shown._repr_html_()).text.split()
    words = set(str(shown).replace(",", " ").split()) - {"when", "─" * 80}
    assert words - {word.strip(",") for word in told} == set()


def test_a_notebook_shows_seasons_and_what_is_missing() -> None:
    text = outline(exploration(replace(NUMBER, complete=False, calendar=(SEASON,)))._repr_html_()).text
    assert "in 2027, Monday-Friday 09:00-17:29:" in text
    assert "NOT COMPLETE" in text


def test_names_cannot_break_out_of_a_notebook() -> None:
    hostile = Exploration(HOSTILE, (ASKED,), {"101": HOSTILE, "102": HOSTILE})
    assert "script" not in outline(hostile._repr_html_()).tags
    assert "alert('x')" in outline(hostile._repr_html_()).text


def test_a_notebook_is_not_flooded() -> None:
    many = [replace(NUMBER, number=str(number), endings=(replace(ANSWERED, by=str(number)),)) for number in range(999)]
    text = outline(exploration(*many)._repr_html_()).text
    assert "... and 799 more: to_pandas() has them all" in text


# --- JSON and tables -------------------------------------------------------------------------------------------------


def test_json_has_its_keys_in_order_and_lists_even_if_empty() -> None:
    assert exploration(ASKED).to_dict() == {
        "pbx": "Acme",
        "complete": True,
        "numbers": [
            {
                "number": "+3225880101",
                "endings": [
                    {"outcome": "answered", "by": "101", "reason": None, "waited": [0.0, 19.999999], "when": [],
                     "witness": WITNESS},
                    {"outcome": "answered", "by": "102", "reason": None, "waited": [20.0, 34.999999],
                     "when": ["user:101 does not answer"], "witness": WITNESS},
                    {"outcome": "voicemail", "by": "801", "reason": None, "waited": [35.0, 35.0],
                     "when": ["user:101 does not answer", "user:102 does not answer"], "witness": WITNESS},
                    {"outcome": "rejected", "by": None, "reason": "blacklist", "waited": [0.0, 0.0],
                     "when": ["+3225559999 calls"], "witness": WITNESS},
                ],
                "properties": [
                    {"require": ["answered", "voicemail", "rejected"], "holds": True, "ending": None},
                    {"max_wait": 30.0, "holds": False, "ending": 1},
                ],
            }
        ],
    }  # fmt: skip
    assert list(exploration(ASKED).to_dict()) == ["pbx", "complete", "numbers"]
    assert list(ANSWERED.to_dict()) == ["outcome", "by", "reason", "waited", "when", "witness"]
    assert exploration().to_dict() == {"pbx": "Acme", "complete": True, "numbers": []}


def test_json_tells_a_wait_without_bound_as_null() -> None:
    assert UNENDING.to_dict()["waited"] == [0.0, None]


def test_json_has_seasons_where_they_were_asked_for() -> None:
    assert "calendar" not in NUMBER.to_dict()
    assert replace(NUMBER, calendar=(SEASON,)).to_dict()["calendar"] == [
        {
            "when": ["Monday-Friday 09:00-17:29"],
            "intervals": [["2027-01-01T09:00:00+01:00", "2027-01-01T17:30:00+01:00"]],
            "endings": [0, 2],
        }
    ]


COLUMNS = ["number", "outcome", "by", "reason", "waited_least", "waited_greatest", "when", "complete"]


def test_a_table_has_a_row_for_each_ending() -> None:
    found = exploration(NUMBER, NumberEndings("900", (UNENDING,), complete=False))
    frame = found.to_pandas()
    assert list(frame.columns) == COLUMNS
    assert frame.outcome.tolist() == ["answered", "answered", "voicemail", "rejected", "abandoned"]
    assert frame.waited_greatest.max() == 35.0
    assert pandas.isna(frame.waited_greatest.iloc[4])
    assert frame.complete.tolist() == [True, True, True, True, False]
    assert frame.when.iloc[2] == "user:101 does not answer; user:102 does not answer"
    assert NUMBER.to_pandas().equals(frame[frame.number == "+3225880101"])


def test_a_table_keeps_its_columns_when_there_is_nothing_in_it() -> None:
    assert list(exploration().to_pandas().columns) == COLUMNS


def test_a_table_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"routesim\[data\]"):
        NUMBER.to_pandas()
