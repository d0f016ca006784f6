"""Simulations as people and programs read them."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from io import StringIO

import pytest

from routesim.result.simulation import Change, Figure, Simulation
from routesim.result.simulation_text import simulation_lines
from routesim.result.simulation_words import WITH_DRAFT
from routesim.result.typography import columns


def figures(kind: str, name: str, calls: float, **values: float) -> list[Figure]:
    metrics = {
        "share:answered": 0.8,
        "share:abandoned": 0.2,
        "waited:mean": 12.34,
        "waited:p90": 30.0,
        "service_level": 0.7,
        "abandoned": 0.2,
        "in_progress": 0.525,
        "messages": 0.0,
        "calls": calls,
        **values,
    }
    return [Figure(kind, name, metric, mean, mean * 0.9, mean * 1.1, 20) for metric, mean in metrics.items()]


SIMULATION = Simulation(
    "Acme Brussels",
    7,
    20,
    432_000.0,
    3_600.0,
    (
        *figures("system", "all", 1500, occupancy=0.25),
        *figures("number", "+3225880100", 1400),
        *figures("number", "+3225880109", 0),
        *figures("queue", "700", 450, occupancy=0.4567),
        *figures("user", "101", 90, occupancy=0.5),
        *(row for hour in range(10) for row in figures("hour", f"mon {hour:02}", 100 + hour)),
    ),
    (
        Change("queue", "700", "waited:p90", 3.2, 1.1, 5.3, 0.004, True),
        Change("system", "all", "share:answered", -0.021, -0.03, -0.012, 0.0001, True),
        Change("queue", "700", "abandoned", 0.02, 0.001, 0.039, 0.04, False),
        Change("number", "+3225880100", "calls", 0.0, -1.0, 1.0, 1.0, False),
        Change("number", "+3225880109", "calls", 0.0, 0.0, 0.0, 1.0, False),
        Change("system", "all", "share:busy", 0.001, -0.001, 0.003, 0.3, False),
    ),
    datetime(2026, 11, 23),
    20.0,
    "Acme draft",
    ("the queue Support (700) is offered 6.7 erlangs for 4 agents: it grows without bound",),
    {"700": "Support", "101": "Alice Martin"},
)

TOLD = """\
Acme Brussels: 20 replications of 5 days
From Monday 23 November 2026, 00:00, the first hour not counted, seed 7.
Means over the replications; ± is half of the 95% confidence interval.
! the queue Support (700) is offered 6.7 erlangs for 4 agents: it grows without
bound

1,500 calls a replication: answered 80.0 ±8.0 %, abandoned 20.0 ±2.0 %.
0.53 ±0.05 calls are in progress on average, 25.0 ±2.5 % of the users' lines
occupied.

Calls to     calls  answered %  in 20 s %  gave up %     wait s      90% s
+3225880100  1,400   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0

Queue          calls  in 20 s %  gave up %     wait s      90% s  occupied %
Support (700)    450  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0   45.7 ±4.6

User                calls  occupied %     talking  messages     wait s
Alice Martin (101)   90.0   50.0 ±5.0  0.53 ±0.05  0.0 ±0.0  12.3 ±1.2

Busiest hours  calls  answered %  in 20 s %  gave up %     wait s      90% s
mon 04           104   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0
mon 05           105   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0
mon 06           106   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0
mon 07           107   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0
mon 08           108   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0
mon 09           109   80.0 ±8.0  70.0 ±7.0  20.0 ±2.0  12.3 ±1.2  30.0 ±3.0
... and 4 more, less busy: --format csv has them all

By how much figures are greater with the draft and the same callers; shares in
points:

All calls  calls  answered %  in 20 s %  gave up %  wait s  90% s
               =   -2.1 ±0.9          =          =       =      =

Queue          calls  in 20 s %  gave up %  wait s      90% s  occupied %
Support (700)      =          =          =       =  +3.2 ±2.1           =

= where no difference is shown. 2 of 6 figures are shown to differ, those of
hours among them; at most about 1 in 20 of these is by chance. One by one, 3
intervals leave out 0, where chance alone accounts for hardly one (1 in 20 of 5
that vary). --format csv and json have all."""


def test_a_simulation_is_told_in_tables() -> None:
    assert str(SIMULATION) == TOLD


NARROW = """\
Queue
       calls   in 20 s %   gave up %
      wait s       90% s  occupied %
  answered %
Support (700)
         450   70.0 ±7.0   20.0 ±2.0
   12.3 ±1.2   30.0 ±3.0   45.7 ±4.6
   80.0 ±8.0
"""


def test_on_a_narrow_screen_a_row_takes_several_lines() -> None:
    assert f"\n{NARROW}\n" in "\n".join(simulation_lines(SIMULATION, 40))
    assert "\n... and 4 more, less busy: --format csv\nhas them all\n" in "\n".join(simulation_lines(SIMULATION, 40))


def test_what_there_is_no_room_for_is_told() -> None:
    told = "\n".join(simulation_lines(SIMULATION, 60))
    assert "gave up %     wait s\nSupport (700)" in told
    assert "\nno room for 90% s, occupied % and answered %\n" in told
    assert "no room" not in str(SIMULATION)


@pytest.mark.parametrize("width", [30, 39, 40, 59, 60, 80, 100])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(columns(line) for line in simulation_lines(SIMULATION, width)) <= width


def test_one_replication_is_told_without_intervals() -> None:
    rows = tuple(row._replace(low=None, high=None, n=1) for row in SIMULATION.rows)
    told = str(replace(SIMULATION, rows=rows, replications=1, compare=(), draft=None))
    assert "±" not in told
    assert "1 replication of" in told


def test_one_replication_is_not_said_to_show_that_a_draft_changes_nothing() -> None:
    alone = tuple(change._replace(low=None, high=None, p=None, shown=False) for change in SIMULATION.compare)
    told = str(replace(SIMULATION, replications=1, compare=alone))
    assert told.endswith("\n\nOne replication does not tell what the draft changes from chance: more do.")


def test_nothing_is_told_of_nothing() -> None:
    empty = replace(SIMULATION, rows=(), compare=(), remarks=())
    assert "No calls." in str(empty)
    assert "The draft is not shown to change anything: all 0 figures are the same each time." in str(empty)
    assert WITH_DRAFT.partition(":")[0] not in " ".join((str(empty), empty._repr_html_()))
    assert json.loads(empty.to_json())["rows"] == []


@pytest.mark.parametrize(("mean", "told"), [(0.4, "0.4"), (1.0, "1"), (9.96, "10.0"), (85.4, "85")])
def test_few_calls_are_not_rounded_to_none(mean: float, told: str) -> None:
    found = replace(SIMULATION, rows=tuple(figures("system", "all", mean)))
    assert f"\n{told} calls a replication: " in str(found)


def test_the_share_of_what_never_occurred_is_0_where_there_are_calls() -> None:
    rows = [row for row in figures("number", "+3225880100", 12) if row.metric != "share:answered"]
    lines = str(replace(SIMULATION, rows=tuple(rows))).splitlines()
    assert next(line for line in lines if line.startswith("+3225880100")).split()[1:4] == ["12.0", "0.0", "±0.0"]


def test_json_holds_a_row_a_figure_with_the_keys_in_order() -> None:
    found = json.loads(SIMULATION.to_json())
    assert found == SIMULATION.to_dict()
    assert list(found) == ["pbx", "seed", "replications", "duration", "warm_up", "rows", "compare"]
    assert list(found["rows"][0]) == ["kind", "id", "metric", "mean", "low", "high", "n"]
    assert list(found["compare"][0]) == ["kind", "id", "metric", "difference", "low", "high", "p", "shown"]
    assert len(SIMULATION.to_json().splitlines()) == len(SIMULATION.rows) + len(SIMULATION.compare) + 11


def test_csv_and_data_frames_have_the_same_columns() -> None:
    rows = list(csv.reader(StringIO(SIMULATION.to_csv(), newline="")))
    assert rows[0] == ["kind", "id", "metric", "mean", "low", "high", "n"]
    assert len(rows) == len(SIMULATION.rows) + 1
    assert list(SIMULATION.to_pandas().columns) == rows[0]
    compare = list(csv.reader(StringIO(SIMULATION.to_csv("compare"), newline="")))
    assert compare[1] == ["queue", "700", "waited:p90", "3.2", "1.1", "5.3", "0.004", "true"]
    assert list(replace(SIMULATION, compare=()).to_pandas("compare").columns) == compare[0]


def test_a_notebook_shows_the_same_with_names_escaped() -> None:
    shown = replace(SIMULATION, names={"700": "<b>Support</b>"}, pbx="A & B")._repr_html_()
    assert "&lt;b&gt;Support&lt;/b&gt; (700)" in shown
    assert "A &amp; B: 20 replications" in shown
    assert "<b>" not in shown
    assert "45.7 ±4.6" in shown


def test_a_figure_is_found_by_its_name() -> None:
    assert SIMULATION.figure("queue", "700", "occupancy").mean == 0.4567
    with pytest.raises(KeyError):
        SIMULATION.figure("queue", "701", "occupancy")
    assert repr(SIMULATION) == f"<Simulation 'Acme Brussels': 20 replication(s), {len(SIMULATION.rows)} figures>"


def test_each_figure_stands_beside_its_difference() -> None:
    rows = list(csv.DictReader(StringIO(SIMULATION.to_csv("both"), newline="")))
    added = ["difference", "difference_low", "difference_high", "p", "shown"]
    assert list(rows[0]) == ["kind", "id", "metric", "mean", "low", "high", "n", *added]
    beside = {(row["kind"], row["id"], row["metric"]): [row[name] for name in ("mean", *added)] for row in rows}
    assert len(beside) == len(rows) == len(SIMULATION.rows) + 1
    assert beside["queue", "700", "waited:p90"] == ["30.0", "3.2", "1.1", "5.3", "0.004", "true"]
    assert beside["queue", "700", "waited:mean"] == ["12.34", "", "", "", "", ""]
    assert beside["system", "all", "share:busy"] == ["", "0.001", "-0.001", "0.003", "0.3", "false"]
    assert list(SIMULATION.to_pandas("both").columns) == list(rows[0])


def test_every_form_tells_the_same_of_a_difference() -> None:
    told, page = str(SIMULATION), SIMULATION._repr_html_()
    for cell in ("-2.1 ±0.9", "+3.2 ±2.1"):
        assert cell in told
        assert cell in page
    for words in ("2 of 6 figures are shown to differ", "3 intervals leave out 0", "(1 in 20 of 5 that vary)"):
        assert words in " ".join(told.split())
        assert words in page
    assert "+2.0 ±1.9" not in told + page
    assert [change["shown"] for change in SIMULATION.to_dict()["compare"]] == [True, True, False, False, False, False]


def test_differences_that_are_not_shown_are_said_to_vary_and_may_be_chance() -> None:
    none = tuple(change._replace(shown=False) for change in SIMULATION.compare)
    assert " ".join(str(replace(SIMULATION, compare=none)).split()).endswith(
        "The draft is not shown to change anything: of 6 figures 5 are not the same each time, which may be chance. "
        "One by one, 3 intervals leave out 0, where chance alone accounts for hardly one (1 in 20 of 5 that vary)."
    )


def test_an_interval_leaves_out_0_where_it_lies_on_one_side_of_it() -> None:
    assert [change.leaves_out_0 for change in SIMULATION.compare] == [True, True, True, False, False, False]
    assert not Change("queue", "700", "calls", 5.0, None, None).leaves_out_0
    assert [change.varies for change in SIMULATION.compare] == [True, True, True, True, False, True]
