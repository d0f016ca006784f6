"""`routesim simulate` as a user runs it."""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Spawn, simulate
from tests.cli.files import PBX, WORKLOAD
from tests.traffic.clusters import ENVIRONMENT, dask

pytestmark = pytest.mark.usefixtures("traffic")


def test_figures_are_told_in_tables(run: Run) -> None:
    told = simulate(run)
    assert told.startswith("Small office: 4 replications of 8 hours\nFrom Monday 23 November 2026, 08:00, seed 7.\n")
    assert "\nCalls to" in told
    assert "\nÉlodie Martin (101) " in told
    assert max(map(len, told.splitlines())) <= 80


def test_json_has_the_figures_of_every_replication(run: Run) -> None:
    found = json.loads(simulate(run, "--format", "json"))
    assert {key: found[key] for key in ("pbx", "seed", "replications", "duration", "warm_up", "compare")} == {
        "pbx": "Small office",
        "seed": 7,
        "replications": 4,
        "duration": 28_800.0,
        "warm_up": 0.0,
        "compare": [],
    }
    row = next(row for row in found["rows"] if row["metric"] == "calls" and row["kind"] == "number")
    assert (row["id"], row["n"]) == ("+3225880101", 4)
    assert 40 < row["mean"] < 80


def test_the_same_seed_gives_the_same_bytes_in_one_process_or_two(run: Run) -> None:
    alone = simulate(run, "--format", "json")
    assert run("simulate", "workload.yaml", "--jobs", "2", "--format", "json").stdout == alone
    assert simulate(run, "--format", "json", "--seed", "8") != alone


def test_csv_has_a_row_a_figure(run: Run) -> None:
    rows = list(csv.DictReader(StringIO(simulate(run, "--format", "csv", "--replications", "2"))))
    assert {row["n"] for row in rows if row["kind"] == "system"} == {"2"}
    assert {row["kind"] for row in rows} == {"system", "number", "user", "hour"}


def test_precision_decides_how_many_replications_there_are(run: Run) -> None:
    found = json.loads(simulate(run, "--until", "0.1", "--format", "json"))
    assert 5 <= found["replications"] < 100
    result = run("simulate", "workload.yaml", "-j", "1", "--until", ".0001", "--replications", "6", "--format", "json")
    assert json.loads(result.stdout)["replications"] == 6
    assert result.stderr == "some intervals are still wider than 0.0001 on either side\n"


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--replications", "0"], "--replications 0: expected 1 to 100000"),
        (["--replications", "many"], "--replications many: expected a whole number"),
        (["--workers", "-1"], "--workers -1: expected 1 to 1024"),
        (
            ["--workers", "2", "--cluster", "x:1"],
            "--workers 2: a cluster has workers of its own, expected no --cluster",
        ),
        (["--cluster", "x"], "tcp://x: expected the address of a Dask scheduler, such as tcp://127.0.0.1:8786"),
        (["--seed", "x"], "--seed x: expected a whole number"),
        (["--until", "1"], "--until 1: expected a share between 0 and 1, such as 0.01"),
        (["--until", "0.0"], "--until 0.0: expected a share between 0 and 1, such as 0.01"),
        (
            ["--records", "calls.xlsx"],
            "--records calls.xlsx: expected a file that ends in .csv, .parquet, .sqlite or .db",
        ),
        (
            ["--queue-events", "e.csv", "--resume", "d"],
            "--queue-events e.csv: what is done keeps figures only, expected no --resume",
        ),
        (
            ["--records", "a.csv", "--queue-events", "a.csv"],
            "--queue-events a.csv: such a file holds one table, expected another",
        ),
        (["--resume", "pbx.yaml"], "pbx.yaml: this is no simulation to be resumed, expected one, or a new file"),
        (["--pbx", "none.yaml"], "none.yaml: cannot be read: no such file or directory"),
        (["--compare", "none.yaml"], "none.yaml: cannot be read: no such file or directory"),
    ],
)
def test_options_that_cannot_be_used_are_told(run: Run, options: list[str], why: str) -> None:
    result = run("simulate", "workload.yaml", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{why}\n"


def test_what_is_wrong_with_a_workload_is_told_in_its_place(run: Run, office: Path) -> None:
    text = WORKLOAD.replace("{exponential: 120}", "{exponential: -1}").replace('"+3225880101", per', "x, pre")
    (office / "workload.yaml").write_text(text, encoding="utf-8")
    result = run("simulate", "workload.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == "3 problems"
    assert "workload.yaml:8:21: `exponential` is `-1`: a time cannot be negative" in result.stderr


def test_too_many_calls_are_told_without_a_traceback(run: Run, office: Path) -> None:
    text = (
        WORKLOAD.replace("{exponential: 60}", "never")
        .replace("20}}", "900000}}")
        .replace("exponential: 8}", "constant: 900}")
    )
    (office / "workload.yaml").write_text(text.replace("+3225880101", "+32470999999"), encoding="utf-8")
    result = run("simulate", "workload.yaml", "-j", "1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("more than 50,000 calls are under way at once, ")


def test_calls_and_queue_events_are_written(run: Run, office: Path) -> None:
    simulate(run, "--records", "calls.csv", "--queue-events", "events.db")
    assert (office / "calls.csv").read_bytes().startswith(b"replication,id,from,to,at,")
    assert (office / "events.db").read_bytes().startswith(b"SQLite format 3")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with dask(2) as running:
        yield running.address


@pytest.mark.parametrize("workers", [["-j", "1"], ["-j", "2"], ["--cluster", "ADDRESS"]])
def test_an_interruption_tells_what_is_done_and_what_is_done_is_kept(
    office: Path, run: Run, workers: list[str], address: str
) -> None:
    text = WORKLOAD.replace("replications: 4", "replications: 100000")
    (office / "workload.yaml").write_text(text, encoding="utf-8")
    options = [*(part.replace("ADDRESS", address) for part in workers), "--format", "json", "--resume", "done.jsonl"]
    command = [sys.executable, "-m", "routesim", "simulate", "workload.yaml", *options]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, env=ENVIRONMENT, start_new_session=True)
    kept = office / "done.jsonl"
    while not kept.exists() or kept.read_bytes().count(b"\n") < 3:
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)  # all of its processes, as a terminal does
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    done = json.loads(output)["replications"]
    assert errors.decode() == f"interrupted: {done:,} of 100,000 replications are done\n"
    assert kept.read_bytes().count(b"\n") == done + 1
    resumed = run("simulate", "workload.yaml", *options, "--replications", str(done))
    assert resumed.stdout == output.decode()


def test_a_cluster_gives_the_same_bytes(run: Run, address: str) -> None:
    for options in (["--format", "json"], ["--sweep", "users[101].ring_time=5,20", "--replications", "2"]):
        found = run("simulate", "workload.yaml", "--cluster", address, *options)
        assert (found.exit_code, found.stderr) == (0, "")
        assert found.stdout == simulate(run, *options)


def test_a_cluster_that_is_not_there_takes_one_sentence(spawn: Spawn, office: Path) -> None:
    result = spawn("simulate", "workload.yaml", "--cluster", "tcp://127.0.0.1:1", **ENVIRONMENT)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr == b"tcp://127.0.0.1:1: no Dask scheduler answers there: connection refused\n"


def test_a_cluster_that_goes_away_leaves_what_is_done(office: Path) -> None:
    text = WORKLOAD.replace("replications: 4", "replications: 100000")
    (office / "workload.yaml").write_text(text, encoding="utf-8")
    with dask(1) as running:
        options = ["--cluster", running.address, "--format", "csv", "--resume", "done.jsonl"]
        command = [sys.executable, "-m", "routesim", "simulate", "workload.yaml", *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        kept = office / "done.jsonl"
        while not kept.exists() or kept.read_bytes().count(b"\n") < 3:
            assert process.poll() is None
            time.sleep(0.05)
        running.scheduler.kill()
        output, errors = process.communicate(timeout=60)
    done = kept.read_bytes().count(b"\n") - 1
    gone = f"the cluster at {running.address} has gone away"
    assert errors.decode() == f"cut short: {done:,} of 100,000 replications are done: {gone}\n"
    assert process.returncode == 1
    assert output.startswith(b"kind,id,")


def test_a_disk_that_fills_up_is_told_whoever_writes(office: Path) -> None:
    command = [sys.executable, "-m", "routesim", "simulate", "workload.yaml", "-j", "2", "--records", "calls.csv"]
    before = sorted(office.iterdir())
    result = subprocess.run(command, capture_output=True, env=ENVIRONMENT, preexec_fn=_small_files, check=False)
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr == b"calls.csv: cannot be written: File too large\n"
    assert sorted(office.iterdir()) == before


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, resource.RLIM_INFINITY))


def test_the_fewest_agents_are_found(run: Run, office: Path, address: str) -> None:
    queue = 'queues: [{name: Support, extension: "700", static_agents: ["102"]}]\n'
    (office / "pbx.yaml").write_text(PBX + queue, encoding="utf-8")
    (office / "workload.yaml").write_text(WORKLOAD.replace("+3225880101", "700"), encoding="utf-8")
    result = run("staff", "workload.yaml", "Support", "-j", "1", "--replications", "2", "--target", ".7")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "agents of Support (700) to answer at least 70% of callers within\n20 s." in result.stdout
    drawn = run("plot", "staff", "workload.yaml", "700", "-j", "1", "--replications", "2", "-o", "staff.svg")
    assert (drawn.exit_code, drawn.stderr) == (0, "")
    assert drawn.stdout.startswith("staff.svg: It takes ")
    page = run("staff", "workload.yaml", "700", "-j", "1", "--replications", "2", "--format", "html").stdout
    assert "<h2>Agents</h2>" in page
    for workers in (["-j", "2"], ["--cluster", address]):
        again = run("staff", "workload.yaml", "Support", *workers, "--replications", "2", "--target", ".7")
        assert again.stdout == result.stdout
    found = json.loads(run("staff", "workload.yaml", "700", "-j", "1", "--format", "json").stdout)
    assert (found["queue"], found["target"]) == ("700", 0.8)
    for options, why in (
        (["Sales"], "there is no queue `Sales`"),
        (["700", "--target", "80"], "--target 80: expected a share between 0 and 1, such as 0.8"),
    ):
        refused = run("staff", "workload.yaml", *options)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr.startswith(why)


def test_html_is_a_page_that_needs_nothing_else(run: Run, office: Path) -> None:
    (office / "draft.yaml").write_text(PBX.replace("ring: [0, 15]", "ring: [0, 5]"), encoding="utf-8")
    for options in ([], ["--compare", "draft.yaml"], ["--sweep", "users[101].ring_time=5,20"]):
        page = simulate(run, *options, "--format", "html")
        assert page.startswith("<!doctype html>")
        assert 'src="data:image/svg' in page


def test_simulations_and_sweeps_are_drawn(run: Run, office: Path) -> None:
    (office / "draft.yaml").write_text(PBX.replace("ring: [0, 15]", "ring: [0, 5]"), encoding="utf-8")
    plot = ("plot", "simulate", "workload.yaml", "-j", "1", "--replications", "2", "-o", "drawn.png")
    for options in ([], ["--compare", "draft.yaml"], ["--sweep", "users[101].ring_time=5,20"]):
        result = run(*plot, *options)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("drawn.png: Small office: ")
        assert (office / "drawn.png").read_bytes().startswith(b"\x89PNG")
    alone = run(*plot, "--queue", "700")
    assert (alone.exit_code, alone.stderr) == (2, "--queue 700: expected a --sweep beside it\n")
    refused = run(*plot, "--sweep", "users[101].ring_time=5,20", "--queue", "700")
    assert (refused.exit_code, refused.stderr) == (2, "there is no queue `700`: this phone system has none\n")
