"""What `--person` understands, and what it answers to what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from routesim.cli.people import WORDS, read_people
from routesim.model.people import Person


def wrong(*typed: str) -> list[str]:
    """What is wrong with *typed*."""
    return [problem.message for problem in read_people(typed)[1]]


@pytest.mark.parametrize(
    ("what", "person"),
    [
        ("idle", {"state": "idle"}),
        ("busy", {"state": "busy"}),
        ("busy:40", {"state": "busy", "busy_until": "40"}),
        ("dnd", {"state": "dnd"}),
        ("offline", {"state": "offline"}),
        ("unreachable", {"state": "unreachable"}),
        ("logged_out", {"logged_in": "no"}),
        ("never", {"answers_after": "never"}),
        ("answers:6", {"answers_after": "6"}),
        ("rejects:3", {"rejects_after": "3"}),
        ("goes_away:2.5", {"goes_away_after": "2.5"}),
        ("voicemail:12", {"voicemail_after": "12"}),
        ("answers_when_busy:4", {"answers_after_when_busy": "4"}),
        ("busy:40, answers:6", {"state": "busy", "busy_until": "40", "answers_after": "6"}),
    ],
)
def test_each_word_becomes_what_a_calls_file_would_say(what: str, person: dict[str, Any]) -> None:
    assert read_people([f"101={what}"]) == ({"101": person}, [])
    assert Person.model_validate(person)


def test_words_for_one_person_may_come_in_several_options() -> None:
    assert read_people(["101=busy", "101=answers_when_busy:4", "default=never"])[0] == {
        "101": {"state": "busy", "answers_after_when_busy": "4"},
        "default": {"answers_after": "never"},
    }


def test_a_number_may_be_typed_with_spaces() -> None:
    assert list(read_people(["+32 470 00-01.01=busy", " 101 =busy"])[0]) == ["+32470000101", "101"]


@pytest.mark.parametrize("entry", ["101", "=busy", "busy", ""])
def test_half_an_entry_is_answered_with_the_form(entry: str) -> None:
    assert wrong(entry) == [f"--person {entry}: expected WHO=WHAT, such as 101=busy or 102=answers:6"]


@pytest.mark.parametrize(("typed", "meant"), [("bussy", "busy"), ("answer:3", "answers"), ("loggedout", "logged_out")])
def test_a_mistyped_word_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    word = typed
    assert wrong(f"101={typed}") == [
        f"--person 101={typed}: {word!r} is nothing a person can be; did you mean {meant}?"
    ]


@pytest.mark.parametrize("typed", ["", "qqqqq"])
def test_a_word_like_no_other_is_answered_with_all_there_are(typed: str) -> None:
    (message,) = wrong(f"101={typed}")
    assert all(word in message for word in WORDS)


def test_seconds_that_are_missing_or_not_wanted_are_told() -> None:
    assert wrong("101=answers", "102=offline:5") == [
        "--person 101=answers: answers needs seconds, such as answers:6",
        "--person 102=offline:5: offline stands alone, without :5",
    ]


def test_words_that_contradict_each_other_are_told() -> None:
    assert wrong("101=idle,busy", "102=answers:3", "102=answers:4") == [
        "--person 101=idle,busy: busy contradicts what was said before",
        "--person 102=answers:4: answers:4 contradicts what was said before",
    ]


def test_everything_wrong_is_told_at_once() -> None:
    assert len(wrong("101", "102=bussy,answers", "103=idle")) == 3
