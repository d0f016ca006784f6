"""Files that outlast a crash: what is written is on the disk, and under its name, before anything builds on it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


class Owner(NamedTuple):
    """Who may do what with a file: its *mode*, its user and group by number."""

    mode: int
    user: int
    group: int

    @classmethod
    def of(cls, path: Path) -> Owner:
        """Who may do what with the file at *path*."""
        status = path.stat()
        return cls(status.st_mode & 0o777, status.st_uid, status.st_gid)

    @property
    def folder_mode(self) -> int:
        """The mode of a folder for those, and only those, who may read (or write) the file."""
        return 0o700 | self.mode | (self.mode & 0o444) >> 2


def write_new(path: Path, content: bytes, owner: Owner) -> None:
    """Write a file that was not there, down to the disk. Only its own folder may not know of it yet."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINKS, 0o600)
    try:
        _give(handle, owner)
        _write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)


def append(path: Path, lines: bytes, owner: Owner) -> None:
    """Add *lines* to a file, down to the disk, or nothing; a line that was cut short before is ended first."""
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY | _NO_LINKS, 0o600)
    try:
        if is_new:
            _give(handle, owner)
        length = os.fstat(handle).st_size
        if length and _last_byte(handle, length) != b"\n":
            lines = b"\n" + lines
        try:
            _write(handle, lines)
            os.fsync(handle)
        except OSError:
            with suppress(OSError):
                os.ftruncate(handle, length)
            raise
    finally:
        os.close(handle)
    if is_new:
        sync_folder(path.parent)


def make_folder(path: Path, owner: Owner) -> None:
    """Make a folder for those who may read the file of *owner*; one that is there is closed to others, if possible."""
    try:
        os.mkdir(path, 0o700)  # noqa: PTH102 - one step, to be watched by itself
    except FileExistsError:
        if path.stat().st_mode & 0o777 != owner.folder_mode:
            with suppress(PermissionError):  # somebody else's: that they may have opened to more is their affair
                path.chmod(owner.folder_mode)
        return
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(path, owner.user, owner.group)
    path.chmod(owner.folder_mode)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk, where a folder can be opened at all."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _give(handle: int, owner: Owner) -> None:
    """Give a new file to *owner* as far as we may; the mode comes last, since a new group resets part of it."""
    if not hasattr(os, "fchown"):
        return
    with suppress(PermissionError):
        os.fchown(handle, owner.user, owner.group)
    os.fchmod(handle, owner.mode)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _last_byte(handle: int, length: int) -> bytes:
    os.lseek(handle, length - 1, os.SEEK_SET)
    return os.read(handle, 1)
