"""Processes that play replications: some die, others are left alone by their parent, none runs the script twice."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest

from routesim.errors import BoundExceeded, CutShort
from routesim.result.simulation import Simulation
from routesim.traffic.processes import MOST_DEATHS, Processes
from routesim.traffic.recording import Records
from routesim.traffic.running import Alone
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.task import Task
from tests.traffic.clusters import ENVIRONMENT
from tests.traffic.worlds import call_centre, workload

CENTRE = call_centre(4)
BUSY: dict[str, Any] = {"duration": "4h", "arrivals": [{"to": "700", "per_hour": 200}], "talk": {"exponential": 60}}


def simulated(progress: Any = None, **plan: Any) -> Simulation:
    return simulate(CENTRE, workload(CENTRE, **BUSY), Plan(**{"replications": 6, **plan}), progress=progress)


class Killer:
    """Kills so many processes as soon as *after* replications are done; notes what it is told."""

    def __init__(self, after: int, count: int = 1) -> None:
        self._after = after
        self._count = count
        self.told: list[int] = []
        self.killed: list[int] = []

    def __call__(self, done: int, total: int, parts: float) -> None:
        self.told.append(done)
        if done == self._after and not self.killed:
            for child in active_children()[: self._count]:
                assert child.pid is not None
                self.killed.append(child.pid)
                os.kill(child.pid, signal.SIGKILL)


@pytest.mark.parametrize("count", [1, 2])
def test_processes_that_are_killed_are_replaced_and_nothing_is_lost_or_counted_twice(count: int) -> None:
    killer = Killer(1, count)
    found = simulated(killer, workers=2)
    assert len(killer.killed) == count
    assert [*dict.fromkeys(killer.told)] == [*range(7)]
    assert found.to_json() == simulated(workers=1).to_json()
    assert active_children() == []


def test_what_a_killed_process_has_written_is_not_written_twice(tmp_path: Path) -> None:
    written = []
    for progress, workers in ((None, 1), (Killer(2), 2)):
        simulated(progress, workers=workers, records=Records(str(tmp_path / "calls.csv")))
        written.append((tmp_path / "calls.csv").read_bytes())
    assert written[0] == written[1]
    assert [path.name for path in tmp_path.iterdir()] == ["calls.csv"]


class Deadly:
    """Whoever reads it ends at once."""

    def __reduce__(self) -> Any:
        return os._exit, (3,)


def test_a_replication_that_ends_its_process_time_and_again_is_given_up() -> None:
    task = Task([CENTRE], workload(CENTRE, **BUSY))
    task.__dict__["content"] = pickle.dumps(Deadly())
    told = rf"replication 0 was given up: {MOST_DEATHS} processes have died of it \(exit code 3\); where memory ran out"
    with Processes(1) as processes, pytest.raises(CutShort, match=told):
        list(processes.play(task, iter(range(2))))
    assert active_children() == []


class Greedy(Task):
    """What needs more memory than there is, from the third replication on."""

    def trials(self) -> Any:
        trial = super().trials()[0]

        class Limited:
            def replicate(self, number: int, heard: Any) -> Any:
                return trial.replicate(number, heard) if number < 2 else bytes(1 << 60)

        return [Limited()]


def test_memory_that_runs_out_is_told() -> None:
    figures = Alone().play(Greedy([CENTRE], workload(CENTRE, **BUSY)), iter(range(4)))
    assert len([next(figures), next(figures)]) == 2
    with pytest.raises(CutShort, match="memory ran out in replication 2; fewer workers at once need less"):
        next(figures)


def test_processes_go_on_to_the_next_task() -> None:
    tasks = [Task([centre], workload(centre, **BUSY)) for centre in (CENTRE, call_centre(5))]
    with Processes(2) as processes:
        first, second = [[*processes.play(task, iter(range(3)))] for task in tasks]
        before = {child.pid for child in active_children()}
        assert [*processes.play(tasks[0], iter(range(3)))] == first
        assert {child.pid for child in active_children()} == before
        assert first != second
        next(processes.play(tasks[1], iter(range(100))))  # and no more of it
        assert [*processes.play(tasks[0], iter(range(3)))] == first


def test_an_executor_that_breaks_down_cuts_a_simulation_short() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        found = simulated(Killer(2), executor=executor, workers=1)
    (remark,) = found.remarks
    assert remark.startswith("cut short: 2 of 6 replications are done: the executor that simulates has broken down")
    assert found.rows == simulated(replications=2, workers=1).rows


def test_what_goes_wrong_in_a_process_is_told_as_it_would_be_here() -> None:
    page = {"arrivals": [{"to": "700", "per_hour": 900_000}], "duration": "1d", "talk": 900, "patience": "never"}
    told = []
    for workers in (1, 2):
        with pytest.raises(BoundExceeded) as caught:
            simulate(CENTRE, workload(CENTRE, **page), Plan(2, workers=workers))
        told.append((str(caught.value), caught.value.bound))
    assert told[0] == told[1]


def test_passwords_do_not_travel() -> None:
    sip = {"identifier": "u101", "password": "kept-to-itself"}
    users = tuple(user.model_copy(update={"sip": sip}) for user in CENTRE.users)
    centre = CENTRE.model_copy(update={"users": users})
    assert b"kept-to-itself" in pickle.dumps(centre)
    assert b"kept-to-itself" not in Task([centre], workload(centre, **BUSY)).content


# --- scripts -----------------------------------------------------------------------------------------------------

SCRIPT = """
print("begins", flush=True)
import routesim
from tests.traffic.test_processes import BUSY, CENTRE
page = {**BUSY, "start": "2026-11-23", "people": {"default": {"answers_after": 0}}, "replications": REPLICATIONS}
found = routesim.simulate(page, CENTRE, workers=2)
print(found.replications, "done", flush=True)
"""


def run(*arguments: str, script: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, input=script, capture_output=True, text=True, env=ENVIRONMENT, check=False)


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = SCRIPT.replace("REPLICATIONS", "3")
    (tmp_path / "script.py").write_text(script)
    for ran in (run(str(tmp_path / "script.py")), run("-", script=script), run("-c", script)):
        assert (ran.stdout, ran.stderr, ran.returncode) == ("begins\n3 done\n", "", 0)


def test_processes_end_with_the_one_that_started_them_however_that_ends(tmp_path: Path) -> None:
    script = SCRIPT.replace("REPLICATIONS", "1000").replace("workers=2)", "workers=2, resume='done.jsonl')")
    start = partial(subprocess.Popen, cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with start([sys.executable, "-c", script]) as process:
        kept = tmp_path / "done.jsonl"
        while not kept.exists() or kept.read_bytes().count(b"\n") < 2:
            assert process.poll() is None
        process.kill()
        output, _ = process.communicate(timeout=60)  # which ends when nobody is left who could write
    assert output == b"begins\n"
