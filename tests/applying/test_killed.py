"""Whoever is killed while applying, at whatever step, leaves the old file or the new one, whole, and a way on."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from routesim.applying import Places
from routesim.applying.journal import digest
from tests.applying.desk import Desk, version

STEPS = ("open", "write", "fsync", "replace", "rename", "link", "unlink", "rmdir", "mkdir")
STEPS += ("chmod", "chown", "fchmod", "fchown", "ftruncate", "close")
"""What a process does to files, one call of the operating system each."""
OLD, NEW = version(20), version(30)
"""The latter is what is being applied when the process is killed."""


def survives(step: int, steps: tuple[str, ...], act: Callable[[], object], half: bool) -> bool:
    """Do *act* in a process of its own, which is killed at the *step*-th of its *steps*; tell whether it had fewer.

    It is killed before that step or, if *half*, when half of it, a write, is done.
    """
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    try:
        passed = count()
        for name in steps:
            setattr(os, name, _deadly(getattr(os, name), lambda: next(passed) == step, half))
        act()
        os._exit(0)
    finally:
        os._exit(1)


def _deadly(real: Callable[..., Any], is_time: Callable[[], bool], half: bool) -> Callable[..., Any]:
    def step(*arguments: Any, **named: Any) -> Any:
        if is_time():
            if half:
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)

    return step


def first(desk: Desk) -> None:
    """Nothing is in force yet."""


def second(desk: Desk) -> None:
    desk.apply(OLD)


def found(desk: Desk) -> None:
    """What is in force was written by hand."""
    desk.applied.write_text(OLD, encoding="utf-8")


def found_again(desk: Desk) -> None:
    """What is in force was applied, and then changed by hand."""
    desk.apply(version(10))
    desk.applied.write_text(OLD, encoding="utf-8")


def going_back(desk: Desk) -> None:
    desk.apply(NEW)
    desk.apply(OLD)


def after_a_crash(desk: Desk) -> None:
    """An earlier apply was killed before its last step."""
    desk.apply(OLD)
    lines = Places.of(desk.applied).journal.read_bytes().splitlines(keepends=True)
    Places.of(desk.applied).journal.write_bytes(b"".join(lines[:-1]))


@pytest.mark.parametrize("half", [False, True], ids=["before a step", "in the middle of a write"])
@pytest.mark.parametrize("prepare", [first, second, found, found_again, going_back, after_a_crash])
def test_killed_at_any_step_the_old_or_the_new_file_is_there_and_all_works_again(
    tmp_path: Path, prepare: Callable[[Desk], None], half: bool
) -> None:
    steps = ("write",) if half else STEPS
    seen = set()
    for step in count():
        desk = Desk(tmp_path / str(step))
        desk.folder.mkdir()
        prepare(desk)
        before = desk.now
        act = desk.roll_back if prepare is going_back else partial(desk.apply, NEW)
        done = survives(step, steps, act, half)
        seen.add(desk.now)
        assert desk.now in (before, NEW)
        knows = desk.now == NEW or prepare in (second, going_back, after_a_crash)
        check_what_is_told(desk, knows)
        check_that_all_works_again(desk)
        if done:
            break
    assert seen == {before, NEW}
    assert step > (4 if half else 25)


def check_what_is_told(desk: Desk, knows: bool) -> None:
    """The history says which version is in force if it *knows*, and never a wrong one."""
    history = desk.history
    told = [one for one in history.versions if one.version == history.in_force]
    assert len(told) == 1 or not knows
    assert [one.sha256 for one in told] == [digest(desk.applied.read_bytes()) for _ in told]
    outcomes = [one.outcome for one in history.versions]
    assert outcomes.count("in_force") >= len(outcomes) - 1
    assert set(outcomes) <= {"in_force", "interrupted"}
    for one in history.versions:
        assert digest(Places.of(desk.applied).version(one.version).read_bytes()) == one.sha256


def check_that_all_works_again(desk: Desk) -> None:
    before = desk.now
    assert desk.apply(version(40)).status == "applied"
    assert desk.now == version(40)
    check_what_is_told(desk, knows=True)
    if before is not None:
        assert desk.roll_back().status == "applied"
        assert desk.now == before
        check_what_is_told(desk, knows=True)
    assert [name for name in desk.files() if name.endswith((".new", ".lock"))] == []
