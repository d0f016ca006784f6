"""Plays as JSON, CSV and data frames."""

from __future__ import annotations

import csv
import io
import json
import sys

import pandas
import pytest

from routesim.errors import MissingExtra
from routesim.result.records import Lamp, Outcome, Play, QueueEvent, Ring
from tests.result import records
from tests.result.records import ANSWERED, MENU, PICKED_UP, SCENE, STAGGERED, call, play

EVERYTHING = Play(
    SCENE,
    tuple(records.STORIES.values()),
    (Lamp(0.0, "101", 1, "102", "off"), Lamp(20.0, "101", 1, "102", "ringing")),
    (QueueEvent(8.0, "700", "entering the queue", "menu"), QueueEvent(9.0, "700", "agent connecting", None, "101")),
)


def test_a_call_is_laid_out_with_its_keys_in_order() -> None:
    assert list(ANSWERED.to_dict().items()) == [
        ("id", "example"),
        ("from", "+32470123456"),
        ("to", "+3225880101"),
        ("at", 0.0),
        ("outcome", "answered"),
        ("by", "102"),
        ("reason", None),
        ("answered_at", 26.0),
        ("ended_at", 86.0),
        ("waited", 26.0),
        ("talked", 60.0),
        ("caller_id", "+32470123456"),
        ("recorded", False),
        (
            "rang",
            [
                {"target": "101", "start": 0.0, "end": 20.0, "result": "no_answer", "rule": "5.2", "via": "user:101"},
                {
                    "target": "102",
                    "start": 20.0,
                    "end": 26.0,
                    "result": "answered",
                    "rule": "4.2",
                    "via": "user:101/no_answer",
                },
            ],
        ),
        ("path", ["number:+3225880101", "user:101", "user:101/no_answer", "user:102"]),
        ("transfers", []),
        ("notified", None),
        ("expectation", {"met": True, "failures": []}),
    ]


def test_a_ring_names_its_queue_and_who_picked_it_up_only_where_there_are_such() -> None:
    assert MENU.to_dict()["rang"][0]["queue"] == "700"
    assert "by" not in MENU.to_dict()["rang"][0]
    assert PICKED_UP.to_dict()["rang"][0]["by"] == "103"
    assert "queue" not in PICKED_UP.to_dict()["rang"][0]


def test_a_transfer_and_a_notification_are_laid_out() -> None:
    assert PICKED_UP.to_dict()["transfers"] == [
        {"at": 35.0, "by": "103", "to": "101", "kind": "blind", "result": "answered"}
    ]
    assert STAGGERED.to_dict()["notified"] == "alice@acme.example"


def test_no_expectation_is_null() -> None:
    assert MENU.to_dict()["expectation"] is None


def test_a_play_is_laid_out_with_its_keys_in_order() -> None:
    laid_out = EVERYTHING.to_dict()
    assert list(laid_out) == ["pbx", "start", "calls", "lamps", "queue_events"]
    assert laid_out["start"] == "2026-11-23T10:00:00+01:00"
    assert laid_out["lamps"][0] == {"at": 0.0, "user": "101", "key": 1, "target": "102", "state": "off"}
    assert laid_out["queue_events"][1] == {
        "at": 9.0,
        "queue": "700",
        "type": "agent connecting",
        "call": None,
        "agent": "101",
    }


@pytest.mark.parametrize("indent", [None, 0, 2, 4])
def test_json_reads_back_as_what_was_laid_out(indent: int | None) -> None:
    assert json.loads(EVERYTHING.to_json(indent)) == EVERYTHING.to_dict()
    assert json.loads(play().to_json(indent)) == play().to_dict()


def test_json_keeps_the_order_of_keys_and_the_kind_of_numbers() -> None:
    def pairs(text: str) -> object:
        return json.loads(text, object_pairs_hook=list, parse_float=str)

    assert pairs(EVERYTHING.to_json()) == pairs(json.dumps(EVERYTHING.to_dict()))


def test_json_stands_a_ring_to_a_line() -> None:
    lines = play(ANSWERED).to_json().split("\n")
    assert '        {"target": "101", "start": 0.0, "end": 20.0, "result": "no_answer", ' in lines[8]
    assert max(map(len, lines)) < 130


def test_json_is_one_line_on_request() -> None:
    assert "\n" not in EVERYTHING.to_json(indent=None)


def test_json_is_plain_ascii_whatever_the_names() -> None:
    record = ANSWERED._replace(id="Élodie \x1b[31m \x9b \u202e 李 \ud800", from_="\u2028")
    text = play(record).to_json()
    assert text.replace("\n", "").isascii()
    assert text.replace("\n", "").isprintable()
    assert json.loads(text)["calls"][0]["id"] == record.id


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_a_call_and_a_head_even_without_calls() -> None:
    assert [len(row) for row in rows(EVERYTHING.to_csv())] == [19] * (len(records.STORIES) + 1)
    assert play().to_csv() == (
        "id,from,to,at,wall_clock,outcome,by,reason,answered_at,ended_at,waited,talked,caller_id,recorded,rang,"
        "last_node,notified,expectation_met,failures\r\n"
    )


def test_csv_of_a_call() -> None:
    assert play(STAGGERED).to_csv().split("\r\n")[1] == (
        "staggered mobiles,+32470123456,+3225880101,300.0,2026-11-23T10:05:00+01:00,voicemail,101,,350.0,410.0,50.0,"
        "60.0,+32470123456,false,101 102 +32470000101,mailbox:101,alice@acme.example,false,"
        '"expected the outcome answered, but it was voicemail"'
    )


def test_csv_of_the_rings() -> None:
    assert play(MENU, PICKED_UP).to_csv("rings") == (
        "call,target,start,end,result,rule,via,queue,by\r\n"
        "menu,102,8.0,23.0,no_answer,8.4,queue:700,700,\r\n"
        "menu,103,23.0,28.0,no_answer,8.7,queue:700,700,\r\n"
        "picked up,102,0.0,5.0,picked_up,10.5,user:102,,103\r\n"
    )


@pytest.mark.parametrize("text", ["a,b", 'say "hello"', "a;b", 'all, of "it"; together'])
def test_csv_quotes_what_would_break_a_row(text: str) -> None:
    written = play(ANSWERED._replace(id=text)).to_csv().split("\r\n")[1]
    assert written.startswith('"')
    assert rows(written)[0][0] == text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "  =1", "\t=1", "\uff1d1", "+32470;=1"],
)
def test_csv_keeps_spreadsheets_from_taking_text_for_a_formula(text: str) -> None:
    first = rows(play(ANSWERED._replace(id=text)).to_csv())[1][0]
    assert first.startswith("'") or first.startswith("\\t")


@pytest.mark.parametrize("number", ["+32470123456", "*701", "0470 12 34 56", "withheld"])
def test_csv_leaves_phone_numbers_alone(number: str) -> None:
    assert rows(play(ANSWERED._replace(from_=number)).to_csv())[1][1] == number


def test_csv_never_holds_control_characters() -> None:
    text = play(ANSWERED._replace(id="a\x1b[2Jb\r\nc\x00")).to_csv()
    assert text.replace("\r\n", "").isprintable()
    assert len(rows(text)) == 2


def test_a_data_frame_has_the_columns_of_the_csv() -> None:
    frame = EVERYTHING.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert ",".join(frame.columns) == play().to_csv().strip()
    assert frame["waited"][0] == 26.0
    assert list(play().to_pandas("rings").columns) == [
        "call",
        "target",
        "start",
        "end",
        "result",
        "rule",
        "via",
        "queue",
        "by",
    ]


def test_without_pandas_the_message_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"pip install 'routesim\[data\]'"):
        EVERYTHING.to_pandas()


def test_a_call_without_a_scene_or_a_path_still_has_its_row() -> None:
    record = call(Outcome.BUSY, Ring("101", 0.0, 0.0, "busy", "3.3", "user:101"), ended=0.0, scene=None)
    assert rows(play(record).to_csv())[1][4] == ""
