"""A queue's report: events, filters, figures."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from routesim.console.queue_events import EVENT_TYPES, Period, read_types
from routesim.console.queue_report import QueueReport, queue_report, report_csv, report_json
from routesim.console.queue_text import report_lines
from routesim.engine import play
from routesim.errors import UnusableInput
from routesim.result.records import Play
from tests.worlds import calls_of, system_of

SYSTEM = system_of(
    """
users:
  - {extension: 101, name: Alice}
  - {extension: 102, name: "=Bob"}
  - {extension: 103, name: Carol}
queues:
  - {name: Support, extension: 700, strategy: linear, max_wait: 60, agent_ring_time: 10, retry: 5,
     static_agents: [101, 102], dynamic_agents: [103], connect_number: "*71", disconnect_number: "*72"}
  - {name: Sales, extension: 710, static_agents: [101]}
"""
)
ALWAYS = Period()
ALL: tuple[Any, ...] = (ALWAYS, ())


def played(calls: str) -> Play:
    return play(SYSTEM, calls_of(calls))


def report(result: Play, period: Period = ALWAYS, types: tuple[str, ...] = (), queues: int = 1) -> QueueReport:
    return queue_report(SYSTEM, result, SYSTEM.queues[:queues], period, types)


MISSED_AND_ANSWERED = played(
    """
people: {102: {answers_after: 4}}
calls: [{id: first, to: 700, talk: 30}]
"""
)
THREE = played(
    """
people: {102: {answers_after: 4}}
calls:
  - {id: answered, to: 700, talk: 300}
  - {id: impatient, to: 700, at: 20, patience: 15}
  - {id: late, from: withheld, to: 700, at: 100}
  - {id: on, from: "103", to: "*71", at: 200}
  - {id: elsewhere, to: 710, at: 300, patience: 5}
"""
)


def test_each_event_stands_with_its_instant_caller_and_agent() -> None:
    rows = [(row.wall_clock[11:19], row.type, row.caller, row.agent) for row in report(MISSED_AND_ANSWERED).rows]
    caller = "+32470123456"
    assert rows == [
        ("10:00:00", "entering the queue", caller, None),
        ("10:00:10", "no one answering", caller, "101"),
        ("10:00:19", "connected to an agent", caller, "102"),
        ("10:00:49", "terminated by the caller", caller, "102"),
    ]


def test_rule_8_10_every_event_that_is_played_is_one_of_the_thirteen() -> None:
    assert len(EVENT_TYPES) == 13
    assert {event.type for event in THREE.queue_events} <= set(EVENT_TYPES)


def test_callers_who_withhold_their_number_and_agents_names_are_told() -> None:
    rows = report(THREE).rows
    assert {row.caller for row in rows if row.call == "late"} == {"withheld"}
    connecting = next(row for row in rows if row.type == "agent connecting")
    assert (connecting.call, connecting.caller, connecting.agent, connecting.agent_name) == (None, None, "103", "Carol")


def test_only_the_queues_asked_for_are_reported() -> None:
    assert {row.queue for row in report(THREE).rows} == {"700"}
    assert {row.queue for row in report(THREE, queues=2).rows} == {"700", "710"}


def test_a_type_filters_the_list_but_not_the_figures() -> None:
    found = report(THREE, types=("caller quit",))
    assert [(row.type, row.call) for row in found.rows] == [("caller quit", "impatient")]
    assert found.figures == report(THREE).figures


def test_a_period_is_half_open_and_counts_callers_by_when_they_joined() -> None:
    start = THREE.scene.start
    found = report(THREE, Period(start + timedelta(seconds=20), start + timedelta(seconds=100)))
    assert [row.at for row in found.rows] == sorted(row.at for row in found.rows)
    assert all(20 <= row.at < 100 for row in found.rows)
    assert (found.figures[0].offered, found.figures[0].abandoned, found.figures[0].answered) == (1, 1, 0)


def test_figures_say_what_became_of_every_caller() -> None:
    support, sales = report(THREE, queues=2).figures
    assert (support.offered, support.answered, support.abandoned, support.timed_out, support.no_agent) == (
        3,
        1,
        1,
        1,
        0,
    )
    assert (support.mean_wait, support.longest_wait) == (round((19 + 15 + 60) / 3, 6), 60.0)
    assert (sales.offered, sales.abandoned, sales.mean_wait) == (1, 1, 5.0)


def test_agents_answers_and_misses_are_counted_those_of_others_too() -> None:
    agents = {agent.agent: (agent.answered, agent.missed) for agent in report(MISSED_AND_ANSWERED).figures[0].agents}
    assert agents == {"101": (0, 1), "102": (1, 0), "103": (0, 0)}


def test_a_caller_who_comes_back_is_counted_again() -> None:
    system = system_of(
        """
users: [{extension: 101}]
queues: [{name: Q, extension: 700, max_wait: 10, static_agents: [101], overflow: {type: extension, extension: 700}}]
"""
    )
    result = play(system, calls_of("calls: [{id: a, to: 700, patience: 25}]"))
    figures = queue_report(system, result, system.queues, *ALL).figures[0]
    assert (figures.offered, figures.timed_out, figures.abandoned) == (3, 2, 1)
    assert (figures.mean_wait, figures.longest_wait) == (round(25 / 3, 6), 10.0)


def test_without_callers_there_is_no_mean() -> None:
    figures = report(played("calls: []")).figures[0]
    assert (figures.offered, figures.mean_wait, figures.longest_wait) == (0, None, None)


def test_the_csv_has_columns_even_without_events_and_crlf_line_ends() -> None:
    assert "".join(report_csv(report(played("calls: []")))) == (
        "at,wall_clock,queue,queue_name,type,call,caller,agent,agent_name\r\n"
    )


def test_the_csv_guards_against_formulas_and_is_read_back_by_others() -> None:
    text = "".join(report_csv(report(MISSED_AND_ANSWERED)))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["agent_name"] for row in rows] == ["", "Alice", "'=Bob", "'=Bob"]
    assert rows[0]["caller"] == "+32470123456"
    assert rows[0]["wall_clock"] == "2026-11-23T10:00:00+01:00"
    assert text.count("\r\n") == text.count("\n") == 5


def test_a_type_with_a_comma_stays_one_cell() -> None:
    result = played("calls: [{to: 700, patience: 5}]")
    assert [row[4] for row in csv.reader(report_csv(report(result)))][1:] == [
        "entering the queue",
        "no one answering, the caller hangs up",
        "caller quit",
    ]


def test_the_json_holds_the_same_rows_and_figures() -> None:
    found = report(THREE, Period(THREE.scene.start, None), ("exit (timeout)",))
    record = json.loads("".join(report_json(found)))
    assert list(record) == ["pbx", "start", "from", "to", "types", "events", "queues"]
    assert record["events"] == [row._asdict() for row in found.rows]
    assert (record["from"], record["to"]) == ("2026-11-23T10:00:00+01:00", None)
    assert record["queues"][0]["agents"][0] == {"agent": "101", "name": "Alice", "answered": 0, "missed": 6}


def test_empty_lists_stay_in_json() -> None:
    record = json.loads("".join(report_json(queue_report(SYSTEM, played("calls: []"), (), *ALL))))
    assert (record["events"], record["queues"], record["types"]) == ([], [], [])


def test_the_text_lists_events_and_sums_up() -> None:
    assert list(report_lines(report(MISSED_AND_ANSWERED), 80)) == [
        "Queue Support (700) of Phone system: 4 events",
        "calls from Monday 23 November 2026 10:00:00, Europe/Brussels",
        "",
        "  at        event                     caller        agent      call",
        "  10:00:00  entering the queue        +32470123456             first",
        "  10:00:10  no one answering          +32470123456  101 Alice  first",
        "  10:00:19  connected to an agent     +32470123456  102 =Bob   first",
        "  10:00:49  terminated by the caller  +32470123456  102 =Bob   first",
        "",
        "Support (700)",
        "  callers           1",
        "  answered          1  100.0 %",
        "  caller quit       0    0.0 %",
        "  timed out         0    0.0 %",
        "  no agent          0    0.0 %",
        "  waited      19 s on average, 19 s at most",
        "  agent        answered   missed",
        "  Alice (101)         0        1",
        "  =Bob (102)          1        0",
        "  Carol (103)         0        0",
    ]


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    lines = list(report_lines(report(THREE, Period(THREE.scene.start), EVENT_TYPES, queues=2), width))
    assert max(map(len, lines)) <= width


def test_another_day_is_announced() -> None:
    result = played("calls: [{to: 700, at: 86400, patience: 5}]")
    lines = list(report_lines(report(result), 80))
    assert lines[4] == "  Tuesday 24 November 2026"


def test_an_empty_report_says_so() -> None:
    assert "No events." in list(report_lines(report(played("calls: []")), 80))


def test_names_cannot_steer_a_terminal() -> None:
    record = MISSED_AND_ANSWERED.calls[0]._replace(id="\x1b[31m")
    events = tuple(event._replace(call="\x1b[31m") for event in MISSED_AND_ANSWERED.queue_events)
    hostile = Play(MISSED_AND_ANSWERED.scene, (record,), queue_events=events)
    found = report(hostile)
    assert "\x1b" not in "".join([*report_lines(found, 80), *report_csv(found), *report_json(found)])


def test_types_are_read_in_any_case_and_spelling_once_each() -> None:
    assert read_types(["Caller Quit", "caller_quit", "exit (timeout)"]) == ("caller quit", "exit (timeout)")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quit", "`caller quit`"),
        ("entering the queu", "`entering the queue`"),
        ("conected", "`connected to an agent` or `exit (no agent connected)`"),
        ("Timeout", "`exit (timeout)`"),
    ],
)
def test_an_unknown_type_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        read_types([typed])
    assert str(caught.value).split("\n")[0] == f"--type {typed}: no such event, did you mean {meant}?"


def test_every_unknown_type_is_told_and_the_thirteen_are_listed() -> None:
    with pytest.raises(UnusableInput) as caught:
        read_types(["zzz", "caller quit", ""])
    first, second, known = str(caught.value).split("\n")
    assert (first, second) == ("--type zzz: no such event", "--type : no such event")
    assert all(f"`{name}`" in known for name in EVENT_TYPES)


def test_a_period_without_bounds_covers_everything() -> None:
    assert Period().covers(datetime.min)
