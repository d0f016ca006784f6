"""One apply at a time: a lock that the operating system takes back from a process that dies."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from routesim.applying.places import Places
from routesim.errors import NotApplied

_TAKEN = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def locked(places: Places) -> Iterator[None]:
    """Hold the lock of an applied file. Raises NotApplied where another process does, or where it cannot be made.

    The lock file is gone afterwards; one that a crash leaves behind is nobody's, and is taken over. A file system
    without locks lets everybody in: there, only a file that changed meanwhile gives a second apply away.
    """
    try:
        handle = _acquire(places)
    except OSError as error:
        why = (error.strerror or "no lock can be made").lower()
        raise NotApplied(f"{places.shown}: nothing can be applied here, {why}") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes nothing that is open: then it stays, and is nobody's
            places.lock.unlink()
        os.close(handle)


def _acquire(places: Places) -> int:
    while True:
        handle = _open(places.lock)
        try:
            if not _seize(handle):
                raise NotApplied(f"{places.shown}: another apply is under way{_whose(handle)}, nothing was applied")
            if _is_still(handle, places.lock):
                _sign(handle)
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # whoever held it removed it between our two steps


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY)  # somebody else's, left by a crash: it can be locked all the same


def _seize(handle: int) -> bool:
    """Lock an open file, or tell that somebody else has."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _is_still(handle: int, path: Path) -> bool:
    """Whether the open file is the one that has the name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _sign(handle: int) -> None:
    """Say in the file which process holds it, for those who find it locked."""
    with suppress(OSError):  # somebody else's, that we may only read
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())


def _whose(handle: int) -> str:
    try:
        written = os.read(handle, 20)
    except OSError:
        return ""
    return f" (process {written.decode()})" if re.fullmatch(rb"[0-9]+", written) else ""
