"""Files that are there as a whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from os import PathLike
from pathlib import Path
from tempfile import mkstemp

from routesim.errors import UnusableInput


def write_whole(path: str | PathLike[str], content: bytes) -> None:
    """Write *content* to the file at *path*, in the place of what was there.

    Raises UnusableInput where that cannot be; then everything is as it was.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise UnusableInput(f"{target}: is a folder, expected a file to write")
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device, a pipe: nothing to put in its place
            return
        _replace(target.resolve(), content)
    except OSError as error:
        raise UnusableInput(f"{target}: cannot be written: {error.strerror or error}") from None


def _replace(target: Path, content: bytes) -> None:
    """Write beside *target*, then rename; a link's own target is written."""
    handle, beside = mkstemp(prefix=f".{target.name[:60]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
