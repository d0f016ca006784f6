"""One apply at a time, and none that a crash could block for ever."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from routesim.applying import Places, Review
from routesim.errors import NotApplied
from tests.applying.desk import Desk, agree, version

HOLD = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(handle, fcntl.LOCK_EX)
os.write(handle, str(os.getpid()).encode())
print("held", flush=True)
sys.stdin.read()
"""
OLD, NEW = version(20), version(30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.apply(OLD)
    return made


@contextmanager
def held(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold *lock*."""
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_apply_is_refused_and_told_whose_the_first_is(desk: Desk) -> None:
    before = list(desk.files())
    with held(Places.of(desk.applied).lock) as other:
        with pytest.raises(NotApplied) as refusal:
            desk.apply(NEW)
        assert str(refusal.value) == (
            f"{desk.applied}: another apply is under way (process {other.pid}), nothing was applied"
        )
        with pytest.raises(NotApplied, match="another apply is under way"):
            desk.roll_back(1)
        assert desk.now == OLD
        assert list(desk.files()) == sorted([*before, ".pbx.yaml.lock"])


def test_the_lock_of_a_process_that_died_is_nobodys(desk: Desk) -> None:
    with held(Places.of(desk.applied).lock):
        pass
    assert Places.of(desk.applied).lock.exists()
    assert desk.apply(NEW).status == "applied"
    assert not Places.of(desk.applied).lock.exists()


def test_the_lock_is_held_while_somebody_makes_up_their_mind(desk: Desk) -> None:
    def try_again(review: Review) -> bool:
        with pytest.raises(NotApplied, match=rf"another apply is under way \(process {os.getpid()}\)"):
            desk.apply(version(40))
        return True

    assert desk.apply(NEW, confirm=try_again).status == "applied"
    assert desk.apply(OLD, confirm=agree).status == "applied"


def test_a_lock_file_that_is_removed_while_it_is_waited_for_is_no_lock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its holder removes it before letting go: whoever locks it after that holds a file without a name."""
    lock = Places.of(desk.applied).lock
    real, locked = fcntl.flock, []

    def flock(handle: int, operation: int) -> None:
        real(handle, operation)
        if not locked:
            lock.unlink()
        locked.append(os.fstat(handle).st_ino)

    monkeypatch.setattr(fcntl, "flock", flock)
    assert desk.apply(NEW).status == "applied"
    assert len(locked) == 2


def test_where_the_file_system_has_no_locks_a_changed_file_gives_the_other_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    def apply_another(review: Review) -> bool:
        return desk.apply(version(40)).status == "applied"

    monkeypatch.setattr(fcntl, "flock", flock)
    assert desk.apply(NEW).status == "applied"
    with pytest.raises(NotApplied, match="changed by somebody else meanwhile"):
        desk.apply(OLD, confirm=apply_another)
    assert desk.now == version(40)
    assert [one.summary for one in desk.history.versions if not one.was_in_force] == []


def test_other_errors_of_a_lock_are_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(handle: int, operation: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(NotApplied, match="nothing can be applied here, input/output error"):
        desk.apply(NEW)
    assert desk.now == OLD


def test_a_lock_that_somebody_else_left_and_that_may_only_be_read_is_taken_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = Places.of(desk.applied).lock
    lock.write_text("")
    real = os.open

    def refuse_to_write(path: Path, flags: int, mode: int = 0o777) -> int:
        if Path(path) == lock and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse_to_write)
    assert desk.apply(NEW).status == "applied"
