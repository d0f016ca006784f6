"""The calls of both systems that are compared, told apart; and what becomes of a file that stood there before."""

from __future__ import annotations

import csv
import os
import signal
import sqlite3
import stat
import time
from pathlib import Path
from threading import Thread
from typing import Any

import duckdb
import pytest

from routesim.errors import BoundExceeded, UnusableInput
from routesim.result.simulation import Simulation
from routesim.traffic.archive import _Parquet
from routesim.traffic.recording import COLUMNS, Records
from routesim.traffic.simulation import Plan, Progress, simulate
from tests.traffic.worlds import call_centre, workload

CENTRE, DRAFT = call_centre(2), call_centre(2, max_wait=20)
BUSY: dict[str, Any] = {"duration": "1h", "arrivals": [{"to": "+3225880100", "per_hour": 120}], "talk": 60}


def simulated(records: Records, progress: Progress | None = None, **plan: Any) -> Simulation:
    asked = {"workers": 1, "replications": 3, **plan}
    return simulate(CENTRE, workload(CENTRE, **BUSY), Plan(**asked, records=records), DRAFT, progress)


def alone(path: Path, **plan: Any) -> bytes:
    """The calls of the applied system, when nothing is compared."""
    asked = {"workers": 1, "replications": 3, **plan}
    simulate(CENTRE, workload(CENTRE, **BUSY), Plan(**asked, records=Records(str(path))))
    return path.read_bytes()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- both sides --------------------------------------------------------------------------------------------------


def test_the_calls_of_both_systems_are_written_and_told_apart(tmp_path: Path) -> None:
    simulated(Records(str(tmp_path / "calls.csv"), str(tmp_path / "events.csv")))
    for file, table in (("calls.csv", "calls"), ("events.csv", "queue_events")):
        written = rows(tmp_path / file)
        assert tuple(written[0]) == ("system", *COLUMNS[table])
        told = dict.fromkeys((row["replication"], row["system"]) for row in written)
        assert [*told] == [(replication, side) for replication in "012" for side in ("applied", "draft")]
    lines = (tmp_path / "calls.csv").read_bytes().splitlines(keepends=True)
    applied = [line.removeprefix(b"applied,") for line in lines if line.startswith(b"applied,")]
    assert b"".join([lines[0].removeprefix(b"system,"), *applied]) == alone(tmp_path / "alone.csv")


def test_what_is_written_of_each_side_agrees_with_the_differences(tmp_path: Path) -> None:
    found = simulated(Records(str(tmp_path / "calls.csv")))
    waits: dict[str, list[float]] = {"applied": [], "draft": []}
    for side, told in waits.items():
        for replication in "012":
            own = [
                row
                for row in rows(tmp_path / "calls.csv")
                if (row["system"], row["replication"]) == (side, replication)
            ]
            told.append(sum(float(row["waited"]) for row in own) / len(own))
    (change,) = (change for change in found.compare if change[:3] == ("system", "all", "waited:mean"))
    assert change.difference == pytest.approx((sum(waits["draft"]) - sum(waits["applied"])) / 3, abs=1e-5)


def test_the_same_caller_calls_at_the_same_instant_on_both_sides(tmp_path: Path) -> None:
    simulated(Records(str(tmp_path / "calls.csv")))
    callers: dict[str, list[tuple[str, ...]]] = {"applied": [], "draft": []}
    for row in rows(tmp_path / "calls.csv"):
        callers[row["system"]].append((row["replication"], row["at"], row["from"]))
    assert sorted(callers["applied"]) == sorted(callers["draft"])


def test_whoever_works_on_it_both_sides_have_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for workers in (1, 2):
        simulated(Records(str(tmp_path / "calls.csv"), str(tmp_path / "events.csv")), workers=workers)
        written.append([(tmp_path / name).read_bytes() for name in ("calls.csv", "events.csv")])
    assert written[0] == written[1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["calls.csv", "events.csv"]


def test_databases_and_parquet_tell_the_sides_apart_in_the_same_column(tmp_path: Path) -> None:
    for name in ("all.sqlite", "calls.csv"):
        simulated(Records(str(tmp_path / name)))
    simulated(Records(str(tmp_path / "calls.parquet"), str(tmp_path / "all.db")))
    counts = [
        len([row for row in rows(tmp_path / "calls.csv") if row["system"] == side]) for side in ("applied", "draft")
    ]
    query = "SELECT system, count(*) FROM {} GROUP BY system ORDER BY system"
    for file, table in (("all.sqlite", "calls"), ("all.db", "queue_events")):
        database = sqlite3.connect(tmp_path / file)
        told = database.execute(query.format(table)).fetchall()
        database.close()
        assert [side for side, _ in told] == ["applied", "draft"]
        assert table == "queue_events" or [count for _, count in told] == counts
    found = duckdb.sql(query.format(f"read_parquet('{tmp_path}/calls.parquet')"))
    assert found.fetchall() == [("applied", counts[0]), ("draft", counts[1])]


def test_two_spellings_of_a_database_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    simulated(Records("all.db", f"../{tmp_path.name}/all.db"))
    database = sqlite3.connect(tmp_path / "all.db")
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master ORDER BY name")]
    database.close()
    assert (tables, names(tmp_path)) == (["calls", "queue_events"], ["all.db"])


def test_a_database_that_is_in_use_is_not_replaced(tmp_path: Path) -> None:
    path = str(tmp_path / "all.db")
    simulated(Records(path))
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = wal")
    database.execute("CREATE TABLE notes (text TEXT)")
    with pytest.raises(UnusableInput, match=r"all\.db: in use by somebody, as .*-wal tells, expected another file"):
        simulated(Records(path))
    database.close()
    simulated(Records(path))
    assert names(tmp_path) == ["all.db"]


# --- what stood there before -------------------------------------------------------------------------------------


def interrupt(after: int) -> Progress:
    def progress(done: int, total: int, parts: float) -> None:
        if done == after:
            raise KeyboardInterrupt

    return progress


def test_a_file_is_replaced_who_might_read_it_may_read_it_and_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("before")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "calls.csv").symlink_to("real.csv")
    simulated(Records(str(tmp_path / "calls.csv")))
    assert (tmp_path / "calls.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"system,replication,")
    assert stat.S_IMODE((tmp_path / "real.csv").stat().st_mode) == 0o640
    assert names(tmp_path) == ["calls.csv", "real.csv"]


def test_what_an_interruption_leaves_stands_beside_a_whole_file_not_in_its_place(tmp_path: Path) -> None:
    calls = tmp_path / "calls.csv"
    calls.write_text("before")
    found = simulated(Records(str(calls)), interrupt(2), replications=5)
    aside = tmp_path / "calls.unfinished.csv"
    assert found.interrupted
    assert found.remarks == (
        "interrupted: 2 of 5 replications are done",
        f"the records of these are in {aside}, and {calls} is as it was",
    )
    assert (calls.read_text(), names(tmp_path)) == ("before", ["calls.csv", "calls.unfinished.csv"])
    simulated(Records(str(calls)), replications=2)
    assert calls.read_bytes() == aside.read_bytes()


def _interrupt_once_there(path: Path) -> None:
    while not path.exists():
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGINT)


def test_an_interruption_while_parquet_is_made_leaves_what_stood_there(tmp_path: Path) -> None:
    calls = tmp_path / "calls.parquet"
    calls.write_text("before")
    target = _Parquet(str(calls), {"calls": ("system", "id")})
    part = tmp_path / "part"
    part.write_text("applied,1\r\n" * 2_000_000)
    target.add("calls", part)
    part.unlink()
    watcher = Thread(target=_interrupt_once_there, args=(tmp_path / "calls.parquet.made",))

    def make() -> None:
        watcher.start()
        target.complete()
        watcher.join()

    with pytest.raises(KeyboardInterrupt):
        make()
    watcher.join()
    target.growing.unlink()
    assert (calls.read_text(), names(tmp_path)) == ("before", ["calls.parquet"])


def test_where_nothing_stood_an_interruption_leaves_the_records_of_what_is_done(tmp_path: Path) -> None:
    found = simulated(Records(str(tmp_path / "calls.csv")), interrupt(2), replications=5)
    assert found.remarks == ("interrupted: 2 of 5 replications are done",)
    assert {row["replication"] for row in rows(tmp_path / "calls.csv")} == {"0", "1"}
    assert names(tmp_path) == ["calls.csv"]


def test_more_calls_than_can_be_served_leave_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("before")
    page = {**BUSY, "duration": "10d", "patience": "never", "talk": 600}
    flood = workload(CENTRE, **page | {"arrivals": [{"to": "+3225880100", "per_hour": 10_000}]})
    with pytest.raises(BoundExceeded):
        simulate(CENTRE, flood, Plan(1, workers=1, records=Records(str(tmp_path / "calls.csv"))), DRAFT)
    assert ((tmp_path / "calls.csv").read_text(), names(tmp_path)) == ("before", ["calls.csv"])


def test_of_two_files_neither_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("before")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UnusableInput, match=r"folder\.csv: is a folder, expected a file"):
        simulated(Records(str(tmp_path / "calls.csv"), str(tmp_path / "folder.csv")))
    assert ((tmp_path / "calls.csv").read_text(), names(tmp_path)) == ("before", ["calls.csv", "folder.csv"])


@pytest.mark.parametrize(
    ("records", "why"),
    [
        (Records("calls.xlsx"), "records: expected a file that ends in"),
        (Records(None, "events"), "queue_events: expected a file that ends in"),
        (Records("no\0file.csv", "no\0events"), "queue_events: expected a file that ends in"),
        (Records("both.csv", "./both.csv"), "queue_events: such a file holds one table, expected another"),
    ],
)
def test_files_that_cannot_hold_records_are_told_before_anything_is_played(records: Records, why: str) -> None:
    with pytest.raises(UnusableInput, match=why):
        Plan(records=records).checked()
