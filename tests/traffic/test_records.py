"""Call-detail records and queue events, streamed; what is done, kept and resumed."""

from __future__ import annotations

import csv
import json
import re
import resource
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from routesim.errors import CutShort, MissingExtra, UnusableInput
from routesim.result.simulation import Simulation
from routesim.traffic.recording import COLUMNS, Records
from routesim.traffic.simulation import Plan, simulate
from tests.traffic.worlds import call_centre, system, users, workload

CENTRE = call_centre(2)
BUSY: dict[str, Any] = {"duration": "1h", "arrivals": [{"to": "+3225880100", "per_hour": 120}], "talk": 60}


def simulated(records: Records | None = None, seed: int = 0, **plan: Any) -> Simulation:
    asked = {"workers": 1, "replications": 3, **plan}
    return simulate(CENTRE, workload(CENTRE, **BUSY, seed=seed), Plan(**asked, records=records))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_call_is_written_and_agrees_with_the_figures(tmp_path: Path) -> None:
    found = simulated(Records(str(tmp_path / "calls.csv"), str(tmp_path / "events.csv")))
    calls, events = rows(tmp_path / "calls.csv"), rows(tmp_path / "events.csv")
    assert tuple(calls[0]) == COLUMNS["calls"]
    assert tuple(events[0]) == COLUMNS["queue_events"]
    assert len(calls) / 3 == pytest.approx(found.figure("system", "all", "calls").mean, abs=1e-5)
    shares = []
    for replication in "012":
        own = [call for call in calls if call["replication"] == replication]
        shares.append(sum(call["outcome"] == "answered" for call in own) / len(own))
    assert sum(shares) / 3 == pytest.approx(found.figure("system", "all", "share:answered").mean, abs=1e-5)
    joined = [event for event in events if event["type"] == "entering the queue"]
    assert len(joined) == len(calls)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calls.csv", "events.csv"]


def test_a_dynamic_agent_is_in_the_queue_during_the_shift_only(tmp_path: Path) -> None:
    queue = {"name": "Support", "extension": "700", "dynamic_agents": ["101", "102"]}
    phones = system(users(2), queues=[queue])
    people = {"101": {"shift": {"mon": "00:01-00:03"}, "logs_in_to": ["700"]}, "102": {"logs_in_to": ["700"]}}
    asked = workload(phones, duration=300, people=people, arrivals=[{"to": "700", "at": [299]}], replications=1)
    records = Records(None, str(tmp_path / "events.csv"))
    simulate(phones, asked, Plan(workers=1, records=records))
    events = [(event["at"], event["type"], event["agent"]) for event in rows(tmp_path / "events.csv")]
    assert [event for event in events if event[1].startswith("agent")] == [
        ("0.0", "agent connecting", "102"),
        ("60.0", "agent connecting", "101"),
        ("180.0", "agent disconnecting", "101"),
    ]


def test_whoever_works_on_it_the_files_have_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for workers in (1, 2):
        simulated(Records(str(tmp_path / "calls.csv")), workers=workers)
        written.append((tmp_path / "calls.csv").read_bytes())
    assert written[0] == written[1]
    assert [path.name for path in tmp_path.iterdir()] == ["calls.csv"]


def test_a_database_holds_both_tables(tmp_path: Path) -> None:
    simulated(Records(str(tmp_path / "calls.csv"), str(tmp_path / "events.csv")))
    simulated(Records(str(tmp_path / "all.sqlite"), str(tmp_path / "all.sqlite")))
    database = sqlite3.connect(tmp_path / "all.sqlite")
    for table, file in (("calls", "calls.csv"), ("queue_events", "events.csv")):
        cursor = database.execute(f"SELECT * FROM {table}")
        assert tuple(name for name, *_ in cursor.description) == COLUMNS[table]
        assert len(cursor.fetchall()) == len(rows(tmp_path / file))
    kinds = database.execute(
        "SELECT typeof(replication), typeof(waited), typeof(id), typeof(reason) FROM calls"
    ).fetchone()
    assert kinds == ("integer", "real", "text", "null")
    database.close()


def test_parquet_holds_the_same_calls(tmp_path: Path) -> None:
    simulated(Records(str(tmp_path / "calls.csv")))
    simulated(Records(str(tmp_path / "it's.parquet")))
    found = duckdb.sql(f"SELECT * FROM read_parquet('{tmp_path}/it''s.parquet')")
    assert tuple(found.columns) == COLUMNS["calls"]
    written = rows(tmp_path / "calls.csv")
    assert [(row[1], row[11]) for row in found.fetchall()] == [(row["id"], float(row["waited"])) for row in written]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calls.csv", "it's.parquet"]


def test_parquet_without_its_library_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtra, match=r"A Parquet file needs .* 'routesim\[data\]'"):
        simulated(Records(str(tmp_path / "calls.parquet")))


def test_what_stood_there_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "calls.csv"
    target.write_text("before")

    def fail(done: int, total: int, parts: float) -> None:
        if done:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        simulate(CENTRE, workload(CENTRE, **BUSY), Plan(3, workers=1, records=Records(str(target))), progress=fail)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["calls.csv"]


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file can become larger than *size* bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("name", "size"),
    [("calls.csv", 5_000), ("calls.csv", 20_000), ("calls.sqlite", 20_000), ("calls.parquet", 20_000)],
)
def test_a_disk_that_fills_up_is_told_and_leaves_nothing_behind(
    tmp_path: Path, name: str, size: int, workers: int
) -> None:
    told = rf"{tmp_path}/{name}: cannot be written: (File too large|disk I/O error|.*full)"
    with full_disk(size), pytest.raises(UnusableInput, match=told):
        simulated(Records(str(tmp_path / name)), workers=workers)
    assert list(tmp_path.iterdir()) == []


def test_what_is_done_is_kept_up_to_the_line_at_which_the_disk_fills_up(tmp_path: Path) -> None:
    kept = tmp_path / "done.jsonl"
    simulated(resume=str(kept), replications=2)
    before = kept.read_bytes()
    with full_disk(len(before) + 100):
        (remark,) = simulated(resume=str(kept), replications=9).remarks
    full = f"{kept}: cannot be written, but keeps what it holds: File too large"
    assert remark == f"cut short: 3 of 9 replications are done: {full}"
    assert kept.read_bytes() == before
    empty = tmp_path / "none.jsonl"
    with full_disk(10), pytest.raises(CutShort, match=rf"{empty}: cannot be written"):
        simulated(resume=str(empty))
    assert simulated(resume=str(kept)) == simulated()


@pytest.mark.parametrize("where", ["/dev/zero", "/dev", "{}/none/done.jsonl"])
def test_where_nothing_can_be_kept_is_told(tmp_path: Path, where: str) -> None:
    path = where.format(tmp_path)
    with pytest.raises(UnusableInput, match=rf"{path}: (expected a file|cannot be written: No such file)"):
        simulated(resume=path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="cannot be written: there is no folder "):
        simulated(Records(str(tmp_path / "none" / "calls.csv")))


# --- resuming ----------------------------------------------------------------------------------------------------


def test_a_simulation_goes_on_from_what_is_done(tmp_path: Path) -> None:
    kept = str(tmp_path / "done.jsonl")
    told: list[int] = []
    simulated(resume=kept, replications=2)
    again = simulate(
        CENTRE, workload(CENTRE, **BUSY), Plan(5, workers=1, resume=kept), progress=lambda done, *_: told.append(done)
    )
    assert [*dict.fromkeys(told)] == [2, 3, 4, 5]
    assert again == simulated(replications=5)
    assert simulated(resume=kept, replications=5) == again
    assert simulated(resume=kept, replications=3) == simulated(replications=3)


def test_an_interrupted_simulation_goes_on(tmp_path: Path) -> None:
    def interrupt(done: int, total: int, parts: float) -> None:
        if done == 2:
            raise KeyboardInterrupt

    kept = str(tmp_path / "done.jsonl")
    simulate(CENTRE, workload(CENTRE, **BUSY), Plan(4, workers=1, resume=kept), progress=interrupt)
    assert simulated(resume=kept, replications=4) == simulated(replications=4)


def test_a_line_that_was_cut_off_is_played_again(tmp_path: Path) -> None:
    kept = tmp_path / "done.jsonl"
    simulated(resume=str(kept), replications=3)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-20])
    assert simulated(resume=str(kept), replications=3) == simulated(replications=3)
    assert kept.read_bytes() == whole


def test_precision_is_reached_at_the_same_replication_when_resumed(tmp_path: Path) -> None:
    kept = str(tmp_path / "done.jsonl")
    simulated(resume=kept, replications=12)
    alone = simulated(replications=None, until=0.05)
    assert simulated(resume=kept, replications=None, until=0.05) == alone


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("something else\n", "this is no simulation to be resumed"),
        ("[]\n", "this is no simulation to be resumed"),
        (json.dumps({"format": "routesim simulation 1", "of": "x"}) + "\n", "this is of another simulation"),
    ],
)
def test_a_file_of_something_else_is_refused_and_kept(tmp_path: Path, content: str, why: str) -> None:
    kept = tmp_path / "done.jsonl"
    kept.write_text(content)
    with pytest.raises(UnusableInput, match=why):
        simulated(resume=str(kept))
    assert kept.read_text() == content


@pytest.mark.parametrize(
    "line",
    [
        "garbage",
        "[" * 100_000,
        "{}",
        '{"figures": 5}',
        '{"figures": []}',
        '{"figures": [[["system", "all", {"calls": 3}]], []]}',
        '{"figures": [[["system", "all"]]]}',
        '{"figures": [[["nobody", "all", {"calls": 3}]]]}',
        '{"figures": [[["hour", "someday", {"calls": 3}]]]}',
        '{"figures": [[["system", ["all"], {"calls": 3}]]]}',
        '{"figures": [[["system", "all", ["calls"]]]]}',
        '{"figures": [[["system", "all", {"calls": null}]]]}',
        '{"figures": [[["system", "all", {"calls": 1e999}]]]}',
        '{"figures": [[["system", "all", {"calls": NaN}]]]}',
        f'{{"figures": [[["system", "all", {{"calls": 1{"0" * 400}}}]]]}}',
        '{"replication": 2, "figures": [[["system", "all", {"calls": 3}]]]}',
    ],
)
def test_a_line_that_is_no_replication_is_told_in_its_place_and_nothing_is_changed(tmp_path: Path, line: str) -> None:
    kept = tmp_path / "done.jsonl"
    simulated(resume=str(kept), replications=1)
    damaged = kept.read_text() + line + "\n"
    kept.write_text(damaged)
    with pytest.raises(UnusableInput, match=r"done\.jsonl:3:1: expected replication 1, whole: remove this line"):
        simulated(resume=str(kept))
    assert kept.read_text() == damaged


def test_two_runs_that_wrote_at_once_are_not_counted_twice(tmp_path: Path) -> None:
    kept = tmp_path / "done.jsonl"
    simulated(resume=str(kept), replications=2)
    head, first, second = kept.read_text().splitlines(keepends=True)
    kept.write_text(head + first + first + second)
    with pytest.raises(UnusableInput, match=r":3:1: expected replication 1"):
        simulated(resume=str(kept))


def test_a_file_of_which_not_even_the_first_line_was_written_is_a_new_one(tmp_path: Path) -> None:
    kept = tmp_path / "done.jsonl"
    simulated(resume=str(kept))
    whole = kept.read_bytes()
    kept.write_bytes(whole[:30])
    simulated(resume=str(kept))
    assert kept.read_bytes() == whole


def test_lines_that_an_earlier_version_kept_without_their_number_count(tmp_path: Path) -> None:
    kept = tmp_path / "done.jsonl"
    simulated(resume=str(kept), replications=2)
    kept.write_text(re.sub(r'"replication": [01], ', "", kept.read_text()))
    assert simulated(resume=str(kept)) == simulated()


def test_another_seed_is_another_simulation(tmp_path: Path) -> None:
    kept = str(tmp_path / "done.jsonl")
    simulated(resume=kept)
    with pytest.raises(UnusableInput, match="with another seed"):
        simulated(resume=kept, seed=1)
