"""Changes put together by what causes them."""

from __future__ import annotations

from typing import Literal

from routesim.result.difference import Change, Fate
from routesim.result.difference_groups import Topic, alike, topics
from routesim.result.difference_text import calls_words
from routesim.result.records import Outcome
from tests.result.records import call

OCCUPIED = ("user:101 is occupied",)
SILENT = ("user:101 does not answer",)
KEY_1 = ("key 1 is pressed",)
FRIDAY = ("Friday 09:00-17:29",)


def change(
    number: str,
    people: tuple[str, ...] = (),
    route: tuple[str, ...] = (),
    draft: str = "busy",
    kind: Literal["ending", "timing"] = "ending",
    waited: float = 0,
) -> Change:
    applied = Fate("answered", "102", waited)
    stories = call(Outcome.ANSWERED, ended=9), call(Outcome.BUSY, ended=9)
    return Change(number, (*route, *people), kind, applied, Fate(draft, None, waited), {}, stories, route)


def told(found: list[Topic]) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    return [(topic.first.first.when, [group.first.when for group in topic.others]) for topic in found]


def test_the_same_cause_is_told_once_for_all_numbers_and_endings_come_before_times() -> None:
    changes = [change(number, SILENT, kind="timing") for number in ("1", "2")]
    changes += [change(number, OCCUPIED) for number in ("1", "2")]
    assert [(group.first.kind, group.numbers) for group in (topic.first for topic in topics(changes))] == [
        ("ending", ("1", "2")),
        ("timing", ("1", "2")),
    ]


def test_a_call_that_is_led_there_first_is_the_same_change() -> None:
    changes = [change("900", OCCUPIED, KEY_1, waited=9), change("101", OCCUPIED), change("910", OCCUPIED, KEY_1)]
    (group,) = alike(changes)
    assert (group.first.number, group.numbers, group.routes) == ("101", ("101",), ((KEY_1, ("900", "910")),))
    names = {"101": "Alice", "900": "Door"}
    assert calls_words(group, names) == "Alice (101); Door (900) and 910 once key 1 is pressed"


def test_other_endings_are_another_change() -> None:
    assert len(alike([change("101", OCCUPIED), change("101", OCCUPIED, draft="no_answer")])) == 2


def test_the_key_itself_is_the_cause_where_nobody_does_anything() -> None:
    changes = [change("900", (), KEY_1), change("101")]
    assert [group.numbers for group in alike(changes)] == [("101",), ("900",)]


def test_what_needs_more_of_the_same_cause_is_told_below_it() -> None:
    changes = [
        change("900", SILENT, (*FRIDAY, *KEY_1), draft="no_answer"),
        change("900", OCCUPIED, FRIDAY),
        change("900", (), FRIDAY, kind="timing"),
        change("101", SILENT),
    ]
    assert told(topics(changes)) == [
        (SILENT, [(*FRIDAY, *KEY_1, *SILENT)]),
        ((*FRIDAY, *OCCUPIED), [FRIDAY]),
    ]


def test_what_is_always_so_has_everything_about_its_number_below_it() -> None:
    changes = [change("1", OCCUPIED), change("1"), change("2", OCCUPIED, draft="no_answer")]
    assert told(topics(changes)) == [((), [OCCUPIED]), (OCCUPIED, [])]
