"""A Dask cluster that plays replications: the same bytes; it is not there, or goes away; a worker dies."""

from __future__ import annotations

import pickle
import re
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from routesim.errors import BoundExceeded, CutShort, MissingExtra, PlayError, UnusableInput
from routesim.model.system import PhoneSystem
from routesim.result.simulation import Simulation
from routesim.traffic import cluster, scheduler
from routesim.traffic.cluster import Cluster
from routesim.traffic.recording import Records
from routesim.traffic.simulation import Plan, simulate
from routesim.traffic.task import Task
from tests.traffic.clusters import dask
from tests.traffic.test_processes import BUSY, CENTRE, Deadly
from tests.traffic.worlds import call_centre, workload


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with dask(2) as running:
        yield running.address


def simulated(progress: Any = None, draft: PhoneSystem | None = None, **plan: Any) -> Simulation:
    return simulate(CENTRE, workload(CENTRE, **BUSY), Plan(**{"replications": 6, **plan}), draft, progress)


# --- the same bytes ----------------------------------------------------------------------------------------------


def test_a_cluster_gives_the_same_bytes_as_this_process(address: str, capfd: pytest.CaptureFixture[str]) -> None:
    draft = call_centre(5)
    told: list[int] = []
    found = simulated(lambda done, *_: told.append(done), draft, cluster=address)
    assert found.to_json() == simulated(draft=draft, workers=1).to_json()
    assert [*dict.fromkeys(told)] == [*range(7)]
    assert simulated(cluster=address.removeprefix("tcp://")) == simulated(workers=1)
    assert capfd.readouterr() == ("", "")


def test_it_stops_at_the_same_replication(address: str) -> None:
    plan = {"replications": None, "until": 0.05}
    assert simulated(cluster=address, **plan) == simulated(workers=1, **plan)


def test_it_writes_every_call(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where its workers are not
    simulated(workers=1, records=Records("here.csv"))
    simulated(cluster=address, records=Records("there.csv"))
    assert Path("here.csv").read_bytes() == Path("there.csv").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here.csv", "there.csv"]


def test_it_goes_on_from_what_is_done(address: str, tmp_path: Path) -> None:
    kept = str(tmp_path / "done.jsonl")
    simulated(workers=1, replications=2, resume=kept)
    told: list[int] = []
    assert simulated(lambda done, *_: told.append(done), cluster=address, resume=kept) == simulated(workers=1)
    assert [*dict.fromkeys(told)] == [2, 3, 4, 5, 6]


def test_an_interruption_keeps_what_is_done(address: str) -> None:
    def interrupt(done: int, total: int, parts: float) -> None:
        if done == 2:
            raise KeyboardInterrupt

    found = simulated(interrupt, cluster=address)
    assert found.remarks == ("interrupted: 2 of 6 replications are done",)
    assert found.rows == simulated(workers=1, replications=2).rows


def test_what_goes_wrong_there_is_told_as_it_would_be_here(address: str, tmp_path: Path) -> None:
    page = {"arrivals": [{"to": "700", "per_hour": 900_000}], "duration": "1d", "talk": 900, "patience": "never"}
    with pytest.raises(BoundExceeded, match="more than 50,000 calls are under way at once"):
        simulate(CENTRE, workload(CENTRE, **page), Plan(2, cluster=address))


# --- workers that die, a cluster that goes away ------------------------------------------------------------------


def test_a_worker_that_is_killed_is_done_without_and_nothing_is_lost_or_counted_twice() -> None:
    told: list[int] = []
    with dask(2) as running:

        def kill(done: int, total: int, parts: float) -> None:
            told.append(done)
            if done == 2:
                running.workers[0].kill()

        found = simulated(kill, cluster=running.address, replications=20)
    assert [*dict.fromkeys(told)] == [*range(21)]
    assert found.to_json() == simulated(workers=1, replications=20).to_json()


def test_a_cluster_that_goes_away_leaves_what_is_done(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    kept = str(tmp_path / "done.jsonl")
    with dask(2) as running:

        def kill(done: int, total: int, parts: float) -> None:
            if done == 2:
                running.scheduler.kill()
                running.scheduler.wait()

        found = simulated(kill, cluster=running.address, replications=200, resume=kept)
    gone = f"the cluster at {running.address} has gone away"
    assert found.remarks == (f"cut short: {found.replications} of 200 replications are done: {gone}",)
    assert found.rows == simulated(workers=1, replications=found.replications).rows
    assert simulated(workers=1, resume=kept) == simulated(workers=1)
    assert capfd.readouterr() == ("", "")


def test_it_is_not_waited_for_workers_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with dask(1) as running:

        def kill(done: int, total: int, parts: float) -> None:
            if done == 2:
                running.workers[0].kill()

        (remark,) = simulated(kill, cluster=running.address, replications=200).remarks
    assert remark.endswith(f"of 200 replications are done: the cluster at {running.address} has no workers any more")


def test_a_replication_that_ends_its_worker_time_and_again_is_given_up() -> None:
    task = Task([CENTRE], workload(CENTRE, **BUSY))
    task.__dict__["content"] = pickle.dumps(Deadly())
    told = pytest.raises(CutShort, match="lost a worker by the same replication time and again")
    with dask(2, allowed_failures=0) as running, Cluster(running.address) as there, told:
        list(there.play(task, iter(range(1))))


def test_workers_that_have_other_code_are_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "code", lambda: "other")
    with pytest.raises(PlayError, match=r"^the workers have another version of routesim than this program$"):
        simulated(cluster=address)


# --- no cluster at all -------------------------------------------------------------------------------------------


@contextmanager
def listening(says: bytes = b"") -> Iterator[str]:
    """Somebody who takes every call, says so much, and no more."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            caller, _ = server.accept()
            with caller:
                caller.sendall(says)
                caller.recv(1)

        thread = Thread(target=talk)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:1", "no Dask scheduler answers there: connection refused"),
        ("tcp://nowhere.invalid:8786", "no Dask scheduler answers there: .+"),
        ("tcp://127.0.0.1", "expected the address of a Dask scheduler, such as tcp://127.0.0.1:8786"),
        ("tcp://127.0.0.1:99999", "expected the address of a Dask scheduler, such as .*"),
        ("tcp://127.0.0.1:x", "expected the address of a Dask scheduler, such as .*"),
        ("http://127.0.0.1:8787", "expected the address of a Dask scheduler, such as .*"),
        ("tcp://", "expected the address of a Dask scheduler, such as .*"),
        ("tcp://[:1", "expected the address of a Dask scheduler, such as .*"),
    ],
)
def test_a_cluster_that_is_not_there_is_told(address: str, why: str) -> None:
    with pytest.raises(UnusableInput, match=f"^{re.escape(address)}: {why}$"):
        simulated(cluster=address)


@pytest.mark.parametrize("says", [b"SSH-2.0-OpenSSH_9.2\r\n", b"", b"\0"])
def test_another_kind_of_server_is_told(says: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "CONNECTING", 0.2)
    with listening(says) as address, pytest.raises(UnusableInput, match=f"{address}: no Dask scheduler answers there"):
        simulated(cluster=address)


def test_a_cluster_that_has_no_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with dask(0) as running:
        monkeypatch.setattr(scheduler, "CONNECTING", 2.0)
        with pytest.raises(UnusableInput, match=f"{running.address}: this cluster has no workers, expected"):
            simulated(cluster=running.address)


def test_without_its_library_it_is_said_how_to_install_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"A Dask cluster needs .* 'routesim\[cluster\]'"):
        simulated(cluster=address)
