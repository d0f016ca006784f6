"""Stories as a user reads them: each record beside its golden text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from routesim.result.painting import WIDTH
from routesim.result.records import Expectation, Note, Outcome, Ring, Scene, TransferRecord
from routesim.result.story import tell
from routesim.result.text import story_text
from routesim.result.typography import columns
from tests.result import records
from tests.result.records import ANSWERED, SCENE, call, lead_to_alice, play

GOLDEN = Path(__file__).parent / "golden"
LONG = "The Right Honourable Friederike Wilhelmina Charlotte von und zu Hohenstein-Ödenburg, 李小龍"


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", records.STORIES)
def test_a_record_tells_its_golden_story(name: str) -> None:
    assert f"{records.STORIES[name]}\n" == golden(name)


def test_every_outcome_has_a_story() -> None:
    assert {record.outcome for record in records.STORIES.values()} == set(Outcome)


def test_a_play_of_few_calls_is_told_in_stories() -> None:
    assert f"{play(ANSWERED, records.STAGGERED)}\n" == golden("play_of_few")


def test_a_play_of_many_calls_is_a_table_with_counts() -> None:
    assert f"{play(*records.STORIES.values())}\n" == golden("play_of_many")


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("name", records.STORIES)
def test_a_story_stays_within_its_columns(name: str, width: int) -> None:
    lines = story_text(records.STORIES[name], width).split("\n")
    assert max(map(columns, lines)) <= width


@pytest.mark.parametrize("width", [60, 80, 100])
def test_long_names_and_many_phones_stay_within_their_columns(width: int) -> None:
    rings = [Ring(str(200 + place), 0.0, 7.0, "cancelled", "10.1", "user:101/follow_me") for place in range(60)]
    names = {str(200 + place): LONG for place in range(60)}
    record = call(Outcome.ABANDONED, *rings, path=lead_to_alice(user_101__follow_me=0.0), ended=7.0)
    lines = story_text(record._replace(scene=Scene("X", SCENE.start, names), id=LONG * 2), width).split("\n")
    assert max(map(columns, lines)) <= width
    assert lines[-1] == "  ... and 20 more phones"


def test_whoever_took_the_call_is_in_the_timeline_however_many_rang() -> None:
    rings = [Ring(str(200 + place), 0.0, 7.0, "cancelled", "4.3", "user:101/follow_me") for place in range(60)]
    rings.append(Ring("102", 0.0, 7.0, "answered", "4.2", "user:101/follow_me"))
    record = call(
        Outcome.ANSWERED, *rings, path=lead_to_alice(user_101__follow_me=0.0), answered=7.0, ended=67.0, by="102"
    )
    assert "answers, talks 60 s" in str(record)


def test_phones_beyond_a_handful_are_counted_in_the_sentence() -> None:
    rings = [Ring(str(200 + place), 0.0, 7.0, "cancelled", "10.1", "queue:700", "700") for place in range(8)]
    record = call(Outcome.ABANDONED, *rings, path={"queue:700": 0.0}, ended=7.0)
    assert tell(record).moments[0].sentences[-1].endswith("200, 201, 202, 203, 204 and 3 others ring.")
    assert tell(record).moments[-1].sentences[-1] == "200, 201, 202, 203, 204 and 3 others stop ringing."


def test_phones_of_which_the_same_is_told_share_a_sentence() -> None:
    rings = [Ring(phone, 0.0, 15.0, "no_answer", "8.4", "queue:700", "700") for phone in ("102", "103")]
    refused = [Ring(phone, 15.0, 15.0, "offline", "3.2", "user:101/busy") for phone in ("801", "900")]
    record = call(Outcome.NO_ANSWER, *rings, *refused, path={"queue:700": 0.0}, ended=15.0)
    assert tell(record).moments[-1].sentences[:2] == (
        "Bob Peeters (102) and Carol Dubois (103) do not answer within the agents' ring time of 15 s [8.4].",
        "Sales (801) and Main (900) are offline [3.2].",
    )


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "bell\x07", "line\nbreak", "right\u202eto left", "lone \ud800", "c1 \x9b2J"]
)
def test_nothing_in_a_record_steers_the_terminal(text: str) -> None:
    ring = Ring(text, 0.0, 3.0, text, text, f"user:{text}", None, text, text)
    record = call(
        Outcome.ANSWERED,
        ring,
        Ring("101", 1.0, 3.0, "answered", "5.2", "user:101"),
        path={f"dial_plan:900/{text}": 0.0, f"user:{text}": 0.0, f"mailbox:{text}": 0.0},
        answered=3.0,
        ended=9.0,
        by=text,
        reason=text,
        transfers=(TransferRecord(4.0, text, text, text, text, 4.0),),
        notes=(Note(1.0, text, text),),
        expectation=Expectation(False, (text,)),
        notified=text,
        id=text,
        from_=text,
        to=text,
        scene=Scene(text, SCENE.start, {"101": text, text: text}),
    )
    nobody = record._replace(by=None, answered_at=None, outcome=Outcome.HUNG_UP)
    for shown in (str(record), repr(record), str(play(record)), str(play(*[record] * 9)), str(play(*[nobody] * 9))):
        assert shown.replace("\n", "").isprintable()
        assert text not in shown


def test_a_name_may_hold_braces_and_percent_signs() -> None:
    record = ANSWERED._replace(scene=Scene("X", SCENE.start, {"101": "{lasted} %s {0}"}))
    assert "{lasted} %s {0} (101) does not answer within the ring time of 20 s [5.2]." in " ".join(str(record).split())


def test_the_wall_clock_follows_the_change_to_winter_time() -> None:
    scene = Scene("X", datetime(2026, 10, 25, 2, 59, 50, tzinfo=ZoneInfo("Europe/Brussels")), {})
    text = str(ANSWERED._replace(scene=scene))
    assert "  02:59:50   0 s  " in text
    assert "  02:00:10  20 s  " in text


def test_a_start_without_a_time_zone_is_told_without_one() -> None:
    record = ANSWERED._replace(scene=Scene("X", datetime(2026, 11, 23, 10), {}))
    assert str(record).split("\n")[1] == "Monday 23 November 2026, 10:00:00"


def test_without_instants_of_its_path_a_record_still_tells_of_its_rings() -> None:
    text = str(ANSWERED._replace(entered=()))
    assert "  10:00:20  20 s  Alice Martin (101) does not answer within the ring time of\n" in text
    assert "Bob Peeters (102) rings." in text


def test_a_play_without_calls_says_so() -> None:
    assert str(play()) == "Acme Brussels: 0 calls from Monday 23 November 2026, 10:00:00, Europe/Brussels\n\nNo calls."


def test_a_date_goes_before_the_first_call_of_another_day() -> None:
    lines = str(play(*[ANSWERED._replace(expectation=None)] * 5, records.OVER_MIDNIGHT._replace(at=90000.0))).split(
        "\n"
    )
    place = lines.index("Tuesday 24 November 2026")
    assert lines[place + 1].startswith("late     11:00:00")


def test_many_failures_are_told_up_to_a_bound_and_all_counted() -> None:
    failing = [records.STAGGERED._replace(id=f"call {place}") for place in range(50)]
    text = str(play(*failing))
    assert "✗ NOT AS EXPECTED: 50 calls\n" in text
    assert "\n  ... and 30 more\n" in text
    assert "✗ NOT AS EXPECTED: 50 of 50 calls with an expectation: call 0, call 1, " in text
    assert text.endswith("call 8 and 41 others")


def test_a_short_repr_tells_what_it_is() -> None:
    assert repr(ANSWERED) == "<CallRecord 'example': '+32470123456' -> '+3225880101', answered by '102' after 26 s>"
    assert repr(play(ANSWERED)) == "<Play 'Acme Brussels': 1 call(s) from 2026-11-23T10:00:00+01:00>"


def test_the_default_width_fits_a_terminal() -> None:
    assert WIDTH == 80
