"""Disks that are full, folders that cannot be written, links, modes: nothing is lost, and it is told."""

from __future__ import annotations

import errno
import os
import resource
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from routesim.applying import Places, read_history
from routesim.errors import NotApplied, UnusableInput
from tests.applying.desk import Desk, version

FAILING = ("open", "write", "fsync", "replace", "rename", "link", "mkdir", "fchmod")
"""Steps that a disk can refuse."""
OLD, NEW = version(20), version(30)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@contextmanager
def refusing(step: int) -> Iterator[None]:
    """Let the disk be full at the *step*-th step that needs it, and at all that follow."""
    passed = count()
    real = {name: getattr(os, name) for name in FAILING}

    def refused(name: str) -> Callable[..., Any]:
        def act(*arguments: Any, **named: Any) -> Any:
            writes = name != "open" or arguments[1] & (os.O_WRONLY | os.O_RDWR)
            if writes and next(passed) >= step:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real[name](*arguments, **named)

        return act

    try:
        for name in FAILING:
            setattr(os, name, refused(name))
        yield
    finally:
        for name in FAILING:
            setattr(os, name, real[name])


def apply_while_refusing(desk: Desk, step: int) -> str:
    try:
        with refusing(step):
            return "told" if desk.apply().problems else "applied"
    except NotApplied as refusal:
        return "refused" if "no space left on device" in str(refusal) else str(refusal)


def contents(desk: Desk) -> dict[str, bytes]:
    """What all files hold, but the journal, which may have grown."""
    return {name: (desk.folder / name).read_bytes() for name in desk.files() if not name.endswith("journal.jsonl")}


@pytest.mark.parametrize("was", [None, OLD], ids=["first apply", "second apply"])
def test_a_disk_that_refuses_any_step_leaves_all_as_it_was_or_has_applied(tmp_path: Path, was: str | None) -> None:
    outcomes = []
    for step in count():
        desk = Desk(tmp_path / str(step))
        desk.folder.mkdir()
        if was is not None:
            desk.apply(was)
        desk.draft.write_text(NEW, encoding="utf-8")
        before = contents(desk)
        outcomes.append(apply_while_refusing(desk, step))
        if outcomes[-1] == "refused":
            assert desk.now == was
            assert contents(desk).items() >= before.items()
            assert len(desk.told()) <= (was is not None) + 1
        else:
            assert desk.now == NEW
        assert desk.apply(version(40)).status == "applied"
        if outcomes[-1] == "applied":
            break
    assert outcomes == sorted(outcomes, key=["refused", "told", "applied"].index)
    assert outcomes.count("refused") > 8
    assert outcomes.count("told") >= 3


def test_before_the_journal_is_written_a_refusal_leaves_nothing_at_all(desk: Desk) -> None:
    desk.draft.write_text(NEW, encoding="utf-8")
    for step in range(8):
        with refusing(step), pytest.raises(NotApplied):
            desk.apply(NEW)
        assert list(desk.files()) == ["draft.yaml"]
        assert [path.name for path in desk.folder.iterdir()] == ["draft.yaml"]


def test_a_disk_that_is_really_full_is_told(desk: Desk) -> None:
    """The limit on a file's size is one that the operating system itself sets."""
    desk.apply(OLD)
    before = list(desk.files())
    desk.draft.write_text(NEW + "# very long\n" * 1000, encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(NotApplied, match=r"pbx\.yaml: nothing was applied, file too large"):
            desk.apply()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (desk.now, list(desk.files())) == (OLD, before)
    assert desk.apply().status == "applied"


def test_a_folder_that_may_only_be_read_is_told_and_left_alone() -> None:
    with TemporaryDirectory() as name:
        desk = Desk(Path(name))
        desk.apply(OLD)
        desk.draft.write_text(NEW, encoding="utf-8")
        before = list(desk.files())
        desk.draft.chmod(0o644)
        desk.folder.chmod(0o555)
        with somebody_else(), pytest.raises(NotApplied, match="nothing can be applied here, permission denied"):
            desk.apply()
        assert (desk.now, list(desk.files())) == (OLD, before)
        desk.folder.chmod(0o755)


@contextmanager
def somebody_else() -> Iterator[None]:
    """Be a user who is not allowed everything."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_who_may_read_the_applied_file_may_read_its_history_and_nobody_else(desk: Desk) -> None:
    desk.applied.write_text(OLD, encoding="utf-8")
    desk.applied.chmod(0o640)
    desk.draft.write_text(NEW, encoding="utf-8")
    desk.draft.chmod(0o666)
    desk.apply()
    places = Places.of(desk.applied)
    assert mode(desk.applied) == 0o640
    assert mode(places.folder) == 0o750
    assert {mode(path) for path in places.folder.iterdir()} == {0o640}


def test_a_history_is_closed_when_the_applied_file_has_been(desk: Desk) -> None:
    desk.apply(OLD)
    desk.applied.chmod(0o600)
    desk.apply(NEW)
    places = Places.of(desk.applied)
    assert (mode(desk.applied), mode(places.folder), mode(places.version(2))) == (0o600, 0o700, 0o600)


def test_a_first_apply_is_for_those_who_may_read_the_draft(desk: Desk) -> None:
    desk.draft.write_text(OLD, encoding="utf-8")
    desk.draft.chmod(0o640)
    desk.apply()
    assert mode(desk.applied) == 0o640


def test_bytes_are_applied_as_they_are(desk: Desk) -> None:
    content = NEW.replace("\n", "\r\n").encode("utf-16")
    desk.draft.write_bytes(content)
    desk.apply()
    assert desk.applied.read_bytes() == content
    assert Places.of(desk.applied).version(1).read_bytes() == content


def test_a_link_stays_and_the_file_behind_it_is_replaced(desk: Desk) -> None:
    (desk.folder / "etc").mkdir()
    real = desk.folder / "etc" / "real.yaml"
    real.write_text(OLD, encoding="utf-8")
    desk.applied.symlink_to("etc/real.yaml")
    assert desk.apply(NEW).status == "applied"
    assert str(desk.applied.readlink()) == "etc/real.yaml"
    assert real.read_text(encoding="utf-8") == NEW
    assert (real.parent / ".real.yaml.history" / "000002.yaml").is_file()
    assert desk.history.versions == read_history(Places.of(real)).versions


def test_a_link_that_leads_nowhere_or_to_the_draft_is_refused(desk: Desk) -> None:
    desk.draft.write_text(NEW, encoding="utf-8")
    desk.applied.symlink_to("gone.yaml")
    with pytest.raises(UnusableInput, match="cannot be written: no such file or directory"):
        desk.apply()
    desk.applied.unlink()
    desk.applied.symlink_to("draft.yaml")
    with pytest.raises(UnusableInput, match="this is the draft itself, expected another file"):
        desk.apply()


@pytest.mark.parametrize("name", ["", ".", "gone/pbx.yaml", "a\0b"])
def test_no_place_for_a_file_is_refused(desk: Desk, name: str) -> None:
    desk.applied = desk.folder / name if name else Path()
    with pytest.raises(UnusableInput):
        desk.apply(NEW)


def test_what_is_left_of_a_crash_is_never_followed(desk: Desk) -> None:
    """Whoever may write here could have put a link in the way."""
    (desk.folder / "precious").write_text("precious")
    places = Places.of(desk.applied)
    places.fresh.symlink_to("precious")
    desk.apply(OLD)
    assert (desk.folder / "precious").read_text() == "precious"
    assert not desk.applied.is_symlink()
    places.lock.symlink_to("precious")
    with pytest.raises(NotApplied, match="nothing can be applied here"):
        desk.apply(NEW)
    assert (desk.folder / "precious").read_text() == "precious"


def test_all_is_on_the_disk_before_the_rename_and_the_rename_before_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a power failure leaves is what was brought to the disk."""
    desk.apply(OLD)
    log: list[tuple[str, str]] = []
    real = {name: getattr(os, name) for name in ("write", "fsync", "replace")}

    def name_of(handle: int) -> str:
        return Path(f"/proc/self/fd/{handle}").readlink().name

    def write(handle: int, content: bytes) -> int:
        log.append(("write", name_of(handle)))
        return int(real["write"](handle, content))

    def fsync(handle: int) -> None:
        log.append(("fsync", name_of(handle)))
        real["fsync"](handle)

    def rename(old: Any, new: Any) -> None:
        log.append(("rename", Path(new).name))
        real["replace"](old, new)

    for name, spy in (("write", write), ("fsync", fsync), ("replace", rename)):
        monkeypatch.setattr(os, name, spy)
    desk.apply(NEW)
    assert [entry for entry in log if entry[1] != ".pbx.yaml.lock"] == [
        ("write", ".pbx.yaml.new"),
        ("fsync", ".pbx.yaml.new"),
        ("write", "000002.yaml"),
        ("fsync", "000002.yaml"),
        ("fsync", ".pbx.yaml.history"),
        ("write", "journal.jsonl"),
        ("fsync", "journal.jsonl"),
        ("rename", "pbx.yaml"),
        ("fsync", desk.folder.name),
        ("write", "journal.jsonl"),
        ("fsync", "journal.jsonl"),
    ]
