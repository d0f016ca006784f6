"""Putting a file in force: at any instant, the old one or the new one is there, whole, and the history knows which.

The order of the steps is what makes it so. The new content goes beside the applied file and into the history; a line in
the journal says what is about to happen; a rename makes it happen; another line says that it has. Whoever is killed
before the rename has changed nothing, and whoever is killed after it is found out by the content of the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from routesim.applying.durable import Owner, make_folder, sync_folder, write_new
from routesim.applying.journal import digest, record
from routesim.applying.places import Places
from routesim.applying.versions import History, Outcome, Version
from routesim.errors import NotApplied
from routesim.files.source import read_bytes


class Old(NamedTuple):
    """The applied file as it was read: its *content*, None where there is none yet, and whose it is."""

    content: bytes | None
    owner: Owner


def read_old(places: Places, draft: Path) -> Old:
    """Read the applied file; a first one will belong to those to whom *draft* belongs."""
    if places.target.exists():
        return Old(read_bytes(places.target), Owner.of(places.target))
    return Old(None, Owner.of(draft))


class Placed(NamedTuple):
    """The *version* that came into force, and what went wrong after it had."""

    version: Version
    problems: tuple[str, ...]


def put_in_force(places: Places, old: Old, content: bytes, version: Version, history: History) -> Placed:
    """Replace *old* by *content* as *version*; the lock is held.

    *history* is as it was when *old* was read: where that is none of its versions, it becomes one, with the number of
    *version*, which gets the next. Raises NotApplied where the file has changed since, and where the file system
    refuses; then all is as before.
    """
    placing = _Placing(places, old, content, version, history)
    try:
        placing.prepare()
        placing.replace()
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise NotApplied(f"{places.shown}: nothing was applied, {why}") from None
    finally:
        with suppress(OSError):
            places.fresh.unlink(missing_ok=True)
    return Placed(placing.version, tuple(placing.settle()))


class _Placing:
    """The steps of one replacement, in order: prepare, replace, settle."""

    def __init__(self, places: Places, old: Old, content: bytes, version: Version, history: History) -> None:
        self._places = places
        self._old = old
        self._content = content
        self.version = version
        self._history = history

    def prepare(self) -> None:
        """Write everything but the applied file itself; where that fails, nothing is left of it."""
        self._refuse_if_changed()
        entries: list[Version | tuple[int, Outcome]] = []
        last = self._history.versions[-1:]
        if self._history.unsettled:
            entries += [(one.version, one.outcome) for one in last]
        with self._undone_on_failure() as made:
            make_folder(self._places.folder, self._old.owner)
            self._places.fresh.unlink(missing_ok=True)  # a crash left it: we hold the lock
            write_new(self._places.fresh, self._content, self._old.owner)
            if self._old.content is not None and self._history.in_force is None:
                entries.append(self._keep(made, self._old.content, _found(self.version, self._old.content)))
                self.version = replace(self.version, version=self.version.version + 1)
            entries.append(self._keep(made, self._content, self.version))
            sync_folder(self._places.folder)
            record(self._places, self._old.owner, *entries)

    def _keep(self, made: list[Path], content: bytes, version: Version) -> Version:
        path = self._places.version(version.version)
        made.append(path)
        write_new(path, content, self._old.owner)
        return version

    @contextmanager
    def _undone_on_failure(self) -> Iterator[list[Path]]:
        """Remove what was made, and a folder that was not there before, when preparing fails."""
        made: list[Path] = []
        had_folder, had_journal = self._places.folder.exists(), self._places.journal.exists()
        try:
            yield made
        except BaseException:
            for path in made if had_journal else [*made, self._places.journal]:
                with suppress(OSError):
                    path.unlink(missing_ok=True)
            if not had_folder:
                with suppress(OSError):
                    self._places.folder.rmdir()
            raise

    def replace(self) -> None:
        """The step that counts."""
        try:
            self._refuse_if_changed()
            if self._old.content is None:
                _move_to_free_name(self._places.fresh, self._places.target)
            else:
                self._places.fresh.replace(self._places.target)
        except (OSError, NotApplied):  # after any other interruption, the file's content tells how far we came
            with suppress(OSError):
                record(self._places, self._old.owner, (self.version.version, "interrupted"))
            raise

    def settle(self) -> Iterator[str]:
        """Make sure of it, and say so in the journal."""
        try:
            sync_folder(self._places.target.parent)
            record(self._places, self._old.owner, (self.version.version, "in_force"))
        except OSError as error:
            why = (error.strerror or "it cannot be written").lower()
            yield f"{self._places.shown}: in force, but the journal does not say so yet: {why}"

    def _refuse_if_changed(self) -> None:
        """Raises NotApplied where the applied file is no longer what was read, or no longer where it was."""
        places = self._places
        now = read_bytes(places.target) if places.target.exists() else None
        if now != self._old.content or places.named.resolve() != places.target:
            raise NotApplied(f"{places.shown}: changed by somebody else meanwhile, nothing was applied; compare again")


def _found(version: Version, content: bytes) -> Version:
    """What was in place before *version*, and no version itself: somebody wrote it by hand."""
    return Version(
        version=version.version,
        action="found",
        time=version.time,
        by=None,
        summary="found in place",
        sha256=digest(content),
        outcome="in_force",
    )


def _move_to_free_name(fresh: Path, target: Path) -> None:
    """Raises FileExistsError where somebody else has put a file there meanwhile."""
    try:
        os.link(fresh, target)
    except OSError:  # a file system without links, if nothing is there
        if target.exists():
            raise
        fresh.rename(target)
