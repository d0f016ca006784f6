"""What a play tells besides its calls: lamps over time, and events of which nothing came."""

from __future__ import annotations

import pytest

from routesim.engine import play
from routesim.result.meanwhile import MOST_CHANGES, MOST_LAMPS, MOST_REMARKS, lamp_stories, remarks
from routesim.result.records import Play
from routesim.result.typography import columns
from tests.result.test_html import outline
from tests.worlds import calls_of, system_of

OFFICE = """
users:
  - extension: 101
    name: Ann
    keys: {1: {action: blf, user: 102}, 2: {action: switch}, 3: {action: pickup, user: 103}, 4: {}, 5: {action: blf}}
  - {extension: 102, name: Bob}
  - {extension: 103, name: Cat}
pickup_groups: [{name: Front, members: [101, 102]}]
queues: [{name: Help, extension: 700, static_agents: [101], dynamic_agents: [102]}]
"""


def played(calls: str, system: str = OFFICE) -> Play:
    return play(system_of(system), calls_of(calls))


def nothing_came_of(event: str) -> list[str]:
    """Say what is told of an event at second 5 of a play in which 103 rings, and 102 talks to somebody from 1 on."""
    calls = "people: {102: {answers_after: 1}}\ncalls: [{to: 103}, {to: 102}]"
    return remarks(played(f"{calls}\nevents: [{{at: 5, {event}}}]"))


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("user: 101, do: pickup, target: 103", "Ann (101) picks up at Cat (103), and no pickup group has both"),
        ("user: 101, do: pickup, target: 102", "Ann (101) picks up at Bob (102), where nobody's call rings"),
        ("user: 101, do: press_key, key: 3", "Ann (101) picks up at Cat (103), and no pickup group has both"),
        (
            "user: 101, do: press_key, key: 2",
            "Ann (101) presses key 2, which switches between the user's own calls: none is routed otherwise",
        ),
        ("user: 101, do: press_key, key: 4", "Ann (101) presses key 4, on which nothing is set"),
        ("user: 101, do: press_key, key: 5", "Ann (101) presses key 5, on which nothing is set"),
        ("user: 101, do: press_key, key: 6", "Ann (101) presses key 6, on which nothing is set"),
        ("user: 101, do: transfer, to: 103", "Ann (101) passes a call on to Cat (103), and is in no conversation"),
        ("user: 101, do: hang_up", "Ann (101) hangs up, and is in no call"),
        (
            "user: 103, do: join_queue, queue: Help",
            "Cat (103) logs in to the queue Help, and is none of its dynamic agents",
        ),
        (
            "user: 101, do: leave_queue, queue: 700",
            "Ann (101) logs out of the queue Help, and is none of its dynamic agents",
        ),
    ],
)
def test_an_event_of_which_nothing_comes_is_told_with_the_reason(event: str, told: str) -> None:
    assert nothing_came_of(event) == [f"10:00:05 {told} [10.5]"]


@pytest.mark.parametrize(
    "event",
    [
        "user: 101, do: press_key, key: 1",
        "user: 102, do: transfer, to: 101",
        "user: 102, do: hang_up",
        "user: 102, do: join_queue, queue: Help",
        "user: 101, do: go_offline",
    ],
)
def test_an_event_that_changes_something_needs_no_words(event: str) -> None:
    assert nothing_came_of(event) == []


def test_it_takes_a_phone_to_pick_up_and_one_transfer_at_a_time() -> None:
    calls = """
    people: {101: {state: offline}, 103: {answers_after: 0}}
    calls: [{to: 102}, {to: 103}]
    events:
      - {at: 5, user: 101, do: pickup, target: 102}
      - {at: 6, user: 103, do: transfer, to: +32470000101, kind: attended}
      - {at: 7, user: 103, do: transfer, to: 102}
    """
    assert remarks(played(calls)) == [
        "10:00:05 Ann (101) picks up at Bob (102), and is offline [10.5]",
        "10:00:07 Cat (103) passes a call on to Bob (102), while it is being passed on already [10.5]",
    ]


def test_a_lamp_is_told_from_the_start_with_the_day_where_it_is_another() -> None:
    calls = """
    start: 2026-11-23T23:59:50
    people: {102: {answers_after: 4}}
    calls: [{to: 102, at: 8, talk: 60}]
    """
    (lamp,) = lamp_stories(played(calls, OFFICE.replace(", 5: {action: blf}", "")))
    assert lamp.key == "Ann (101), key 1, watches Bob (102)"
    assert lamp.showed == (
        "23:59:50 off",
        "23:59:58 ringing",
        "Tuesday 24 November 2026, 00:00:02 busy",
        "Tuesday 24 November 2026, 00:01:02 off",
    )


def test_a_lamp_that_never_changes_is_told_in_a_word() -> None:
    assert lamp_stories(played("calls: [{to: 103}]"))[0].showed == ("off all the time",)
    assert lamp_stories(played("people: {102: {state: busy}}"))[0].showed == ("busy all the time",)


def test_of_many_lamps_changes_and_events_a_few_are_told_and_the_rest_counted() -> None:
    keys = ", ".join(f"{place}: {{action: blf, user: 102}}" for place in range(1, MOST_LAMPS + 3))
    system = f"users: [{{extension: 101, name: Ann, keys: {{{keys}}}}}, {{extension: 102, name: Bob}}]"
    calls = ", ".join(f"{{to: 102, at: {place}, patience: 0.5}}" for place in range(MOST_CHANGES))
    events = ", ".join("{at: 3, user: 101, do: hang_up}" for _ in range(MOST_REMARKS + 4))
    play_ = played(f"calls: [{calls}]\nevents: [{events}]", system)
    lamps = lamp_stories(play_)
    assert len(lamps[0].showed) == MOST_CHANGES + 1
    assert lamps[0].showed[-2:] == (f"... {MOST_CHANGES:,} more ...", "10:00:23 off")
    assert lamps[-1].key == "... and 2 more lamps"
    assert remarks(play_)[-1] == "... and 4 more"


@pytest.mark.parametrize("width", [60, 100])
def test_a_play_tells_both_in_its_columns_and_in_a_notebook(width: int) -> None:
    from routesim.result.summary import play_text

    play_ = played("calls: [{to: 102}]\nevents: [{at: 5, user: 101, do: press_key, key: 2}]")
    text = play_text(play_, width)
    assert all(columns(line) <= width for line in text.split("\n"))
    assert text.index("Nothing came of") < text.index(
        "Lamps\n  Ann (101), key 1, watches Bob (102)\n    10:00:00 ringing"
    )
    html = play_._repr_html_()
    outline(html)
    assert "Ann (101), key 1, watches Bob (102)" in html
    assert "10:00:00 ringing, 10:00:20 off" in html
    assert "presses key 2" in html


def test_a_play_without_keys_and_events_tells_of_neither() -> None:
    text = str(played("calls: [{to: 101}]", "users: [{extension: 101, name: Ann}]"))
    assert "Lamps" not in text
    assert "Nothing came of" not in text
