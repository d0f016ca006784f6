"""What an administrator reads after a single edit, exactly: causes, and endings before and after."""

from __future__ import annotations

import pytest

from routesim.exploration import diff
from routesim.files import check_calls
from tests.exploration.difference.told import DOOR, OFFICE, compared, edited, lines

NO_ANSWER = 'no_answer: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}'
BUSY = 'busy: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}'
ON_101 = {
    "a name": (("name: Alice", "name: Alicia"), []),
    "nobody helps out while she is on the phone": (
        (BUSY, "busy: {voicemail: yes}"),
        [
            "user:101 is occupied & user:102 answers: answered 102 1 -> voicemail 101 0",
            "user:101 is occupied & user:102 does not answer: voicemail 101 15 -> voicemail 101 0 (time)",
        ],
    ),
    "fewer seconds for a colleague": (
        (NO_ANSWER, NO_ANSWER.replace("[0, 15]", "[0, 10]")),
        [
            "user:101 does not answer & user:102 answers after 10 s or later: answered 102 31 -> voicemail 101 30",
            "nobody answers: voicemail 101 35 -> voicemail 101 30 (time)",
        ],
    ),
    "a longer ring": (
        ("ring_time: 20", "ring_time: 30"),
        [
            "user:101 answers after 20 s or later & user:102 does not answer: voicemail 101 35 -> answered 101 21",
            "nobody answers: voicemail 101 35 -> voicemail 101 45 (time)",
        ],
    ),
    "no last resort": (
        (NO_ANSWER, NO_ANSWER.replace("voicemail: yes", "voicemail: no")),
        ["nobody answers: voicemail 101 35 -> no_answer 35"],
    ),
    "one more colleague at once": (
        (NO_ANSWER, NO_ANSWER.replace("}],", '}, {to: "103", ring: [0, 15]}],')),
        [
            "user:103 answers & nobody else answers: voicemail 101 35 -> answered 103 21",
            "user:102 is offline & nobody else answers: voicemail 101 20 -> voicemail 101 30 (time)",
        ],
    ),
    "another colleague": (
        (NO_ANSWER, NO_ANSWER.replace("102", "103")),
        [
            "user:102 answers & nobody else answers: answered 102 21 -> voicemail 101 30",
            "user:103 answers & nobody else answers: voicemail 101 35 -> answered 103 21",
            "user:101 does not answer & user:102 answers & user:103 answers: answered 102 21 -> answered 103 21",
            "nobody answers: voicemail 101 35 -> voicemail 101 30 (time)",
        ],
    ),
    "a caller on the blacklist": (
        ("users:\n", 'settings: {blacklist: ["+32475000001"]}\nusers:\n'),
        ["external:+32475000001 calls: voicemail 101 35 -> rejected 0"],
    ),
}
ON_OTHERS = {
    "102, who takes one call at a time": (
        ("multiple_calls: yes", "multiple_calls: no"),
        "102",
        [
            "user:102 is occupied: no_answer 25 -> busy 0",
            "user:102 is occupied but answers: answered 102 1 -> busy 0",
        ],
    ),
    "103, who must log in": (
        ("ring_time: 10}", "ring_time: 10, must_log_in: yes}"),
        "103",
        [
            "user:103 calls without a log-in: busy 0 -> rejected 0",
            "user:103 has not logged in but answers: answered 103 1 -> no_answer 0",
            "user:103 has not logged in: no_answer 10 -> no_answer 0 (time)",
        ],
    ),
    "a number that leads nowhere either way": (
        ("type: not_configured", "type: hang_up"),
        "+3225880109",
        ["always: not_configured 0 -> hung_up 0"],
    ),
    "a number that leads to somebody else": (
        ('type: extension, extension: "101"', "type: hang_up"),
        "+3225880101",
        [
            "always: voicemail 101 35 -> hung_up 0",
            "user:101 answers: answered 101 1 -> hung_up 0",
            "user:101 does not answer & user:102 answers: answered 102 21 -> hung_up 0",
        ],
    ),
    "a new number": (
        ("incoming_numbers:\n", 'incoming_numbers:\n  - {number: "+3225880103", destination: {type: hang_up}}\n'),
        "+3225880103",
        ["+3225880103 is in the draft only: abandoned 3600 -> hung_up 0"],
    ),
}
AT_THE_DOOR = {
    "longer hours": (
        ("17:29", "17:59"),
        [
            "Monday-Friday 17:30-17:59 & key 1 is pressed & user:101 answers: voicemail 801 0 -> answered 101 11",
            "Monday-Friday 17:30-17:59 & key 2 is pressed & user:102 answers: voicemail 801 0 -> answered 102 11",
            "Monday-Friday 17:30-17:59 & no key is pressed: voicemail 801 0 -> voicemail 801 13 (time)",
        ],
    ),
    "another day": (
        ("mon-fri", "mon-sat"),
        [
            "Saturday 09:00-17:29 & key 1 is pressed & user:101 answers: voicemail 801 0 -> answered 101 11",
            "Saturday 09:00-17:29 & key 2 is pressed & user:102 answers: voicemail 801 0 -> answered 102 11",
            "Saturday 09:00-17:29 & no key is pressed: voicemail 801 0 -> voicemail 801 13 (time)",
        ],
    ),
    "half the year": (
        ("days: mon-fri", "days: mon-fri, months: jan-jun"),
        [
            "Monday-Friday 1 July-31 December 09:00-17:29 & key 1 is pressed & user:101 answers: "
            "answered 101 11 -> voicemail 801 0",
            "Monday-Friday 1 July-31 December 09:00-17:29 & key 2 is pressed & user:102 answers: "
            "answered 102 11 -> voicemail 801 0",
            "Monday-Friday 1 July-31 December 09:00-17:29 & no key is pressed: "
            "voicemail 801 13 -> voicemail 801 0 (time)",
        ],
    ),
    "a switch": (
        ("state: off", "state: on"),
        [
            "key 1 is pressed & user:101 answers: answered 101 11 -> voicemail 801 0",
            "key 2 is pressed & user:102 answers: answered 102 11 -> voicemail 801 0",
            "Monday-Friday 09:00-17:29 & no key is pressed: voicemail 801 13 -> voicemail 801 0 (time)",
        ],
    ),
    "a key that was none": (
        ("2: support}", "2: support, 3: sales}"),
        [
            "key 3 is pressed & user:101 answers: voicemail 801 23 -> answered 101 11",
            "key 3 is pressed & then key 2 is pressed & user:101 does not answer & user:102 answers: "
            "answered 102 21 -> voicemail 801 30",
            "key 3 is pressed & user:101 does not answer: voicemail 801 23 -> voicemail 801 30 (time)",
        ],
    ),
    "more time to choose": (
        ("timeout: 5", "timeout: 8"),
        [
            "key 1 is pressed 5 s or later after the prompt & user:101 answers: voicemail 801 13 -> answered 101 15",
            "key 2 is pressed 5 s or later after the prompt & user:102 answers: voicemail 801 13 -> answered 102 15",
            "Monday-Friday 09:00-17:29 & no key is pressed: voicemail 801 13 -> voicemail 801 16 (time)",
        ],
    ),
    "a longer greeting": (
        ("duration: 8", "duration: 9"),
        ["Monday-Friday 09:00-17:29 & no key is pressed: voicemail 801 13 -> voicemail 801 14 (time)"],
    ),
    "a shorter ring": (
        ('to: "101", next', 'to: "101", ring_time: 15, next'),
        [
            "key 1 is pressed & user:101 answers after 15 s or later: answered 101 26 -> voicemail 801 25",
            "key 1 is pressed & user:101 does not answer: voicemail 801 30 -> voicemail 801 25 (time)",
        ],
    ),
}


@pytest.mark.parametrize(("edit", "told"), ON_101.values(), ids=ON_101)
def test_edits_of_a_user_as_callers_of_hers_feel_them(edit: tuple[str, str], told: list[str]) -> None:
    difference = compared(OFFICE, edit)
    assert (difference.undecided, difference.complete) == ((), True)
    assert lines(difference, "101") == told
    assert lines(difference, "+3225880101") == told


@pytest.mark.parametrize(("edit", "number", "told"), ON_OTHERS.values(), ids=ON_OTHERS)
def test_edits_that_concern_one_number(edit: tuple[str, str], number: str, told: list[str]) -> None:
    assert lines(compared(OFFICE, edit), number) == told


@pytest.mark.parametrize(("edit", "told"), AT_THE_DOOR.values(), ids=AT_THE_DOOR)
def test_edits_of_a_dial_plan_tell_hours_and_keys(edit: tuple[str, str], told: list[str]) -> None:
    difference = compared(DOOR, edit)
    assert (difference.undecided, difference.complete) == ((), True)
    assert lines(difference, "+3225880900") == told


def test_two_people_who_race_are_told_by_who_is_sooner() -> None:
    both = '[{to: "102", ring: [0, 15]}, {to: "103", ring: [0, 15]}]'
    racing = edited(OFFICE, (NO_ANSWER, NO_ANSWER.replace('[{to: "102", ring: [0, 15]}]', both)))
    apart = edited(OFFICE, (NO_ANSWER, NO_ANSWER.replace("15]}]", '15]}, {to: "103", ring: [10, 25]}]')))
    told = lines(diff(racing, apart), "101")
    assert told[0] == (
        "user:101 does not answer & user:102 answers & user:103 answers sooner than user:102: "
        "answered 103 20 -> answered 102 21"
    )


def test_whoever_waits_is_told_how_far_it_has_come() -> None:
    seen: list[tuple[int, int]] = []
    diff(edited(OFFICE), edited(OFFICE), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 5) for done in range(1, 6)]


def test_what_leads_the_call_there_stands_apart_from_what_people_do() -> None:
    change = compared(DOOR, ("17:29", "17:59")).changes[0]
    assert change.route == ("Monday-Friday 17:30-17:59", "key 1 is pressed")
    assert change.people == ("user:101 answers",)
    assert change.to_dict()["when"] == [*change.route, *change.people]


def test_a_user_who_leaves_is_named_in_words_and_nowhere_in_a_witness() -> None:
    leaving = '  - {extension: "103", name: Carol, ring_time: 10}\n'
    applied, draft = edited(OFFICE, (NO_ANSWER, NO_ANSWER.replace("102", "103"))), edited(OFFICE, (leaving, ""))
    difference = diff(applied, draft)
    assert "user:103 answers & nobody else answers: answered 103 21 -> voicemail 101 35" in lines(difference, "101")
    for change in difference.changes:
        assert "103" not in change.witness["people"]
        assert check_calls(change.witness, applied)
        assert check_calls(change.witness, draft)
    assert [text.path for text in difference.texts] == ["users[103].name"]
