"""Files out: whole or not at all, and never over something by accident."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from routesim.errors import Problem, UnusableInput
from routesim.files.source import shown_name


def write_whole(
    path: str | os.PathLike[str], content: str | bytes, *, replace: bool = False, private: bool = False
) -> None:
    """Write *content*, text as UTF-8, to a file that is there in full or not at all, whatever goes wrong.

    Raises UnusableInput where the file cannot be written, or is there already and is not to be replaced. Only its owner
    may read a *private* one.
    """
    try:
        check_writable(path, replace=replace)
        _write(Path(path).resolve(), content.encode() if isinstance(content, str) else content, replace, private)
    except FileExistsError:
        raise _refused(path, _EXISTS) from None
    except OSError as error:
        why = error.strerror or "it cannot be written"
        raise _refused(path, f"cannot be written: {why[:1].lower()}{why[1:]}") from None


_EXISTS = "exists already, expected another name, or --force to replace it"


def check_writable(path: str | os.PathLike[str], *, replace: bool = False) -> None:
    """Raise UnusableInput where *path* is plainly no place for a file, or holds one that is not to be replaced."""
    if "\0" in os.fspath(path) or not os.fspath(path):
        raise _refused(path, "no file can have this name")
    target = Path(path)
    try:
        mode = target.stat().st_mode if os.path.lexists(target) else None
    except OSError as error:
        raise _refused(path, f"cannot be written: {(error.strerror or 'a broken link').lower()}") from None
    if mode is None:
        if not target.parent.is_dir():
            raise _refused(path, f"cannot be written: there is no folder {shown_name(target.parent)}")
    elif not stat.S_ISREG(mode):
        raise _refused(path, "is a folder, expected a file" if stat.S_ISDIR(mode) else "is no ordinary file")
    elif not replace:
        raise _refused(path, _EXISTS)


def _write(path: Path, content: bytes, replace: bool, private: bool) -> None:
    """Write beside *path* first: only a whole file ever has its name."""
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}")
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666
    try:
        handle = os.open(
            draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if private else mode
        )
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)
            file.flush()
            os.fsync(handle)
        if replace:
            draft.replace(path)
        else:
            _move_to_free_name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _move_to_free_name(draft: Path, path: Path) -> None:
    """Raises FileExistsError where the name has been taken meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        draft.rename(path)


def _refused(path: str | os.PathLike[str], why: str) -> UnusableInput:
    return UnusableInput([Problem("RS000", why, file=shown_name(path) or "''")])
