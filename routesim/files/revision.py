"""A file as it was: `HEAD~1:pbx.yaml`, read from git."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import IO

from routesim.errors import Problem, UnusableInput
from routesim.files.source import MOST_BYTES, read_bytes, shown_name, too_large

_FOUND = re.compile(rb"[0-9a-f]+ (\w+) ([0-9]+)\n")
_MOST_WORDS = 300
"""So much of what git says is told, in characters."""


def read_file_or_revision(name: str) -> bytes:
    """Read the file at the path *name* or, where there is none and a colon is in it, what git calls by that name.

    As for git, a path behind the colon counts from the top of the repository, or from here if it begins with `./`.
    Raises UnusableInput where neither can be read.
    """
    if ":" not in name or "\0" in name or os.path.lexists(name):
        return read_bytes(name)
    if "\n" in name or name.startswith("-"):
        raise _refused(name, "is no revision that git could know")
    if Path(name).drive:
        return read_bytes(name)
    return _read_revision(name)


def _read_revision(name: str) -> bytes:
    """Ask git, by its standard input: what stands there is never taken for an option."""
    try:
        git = subprocess.Popen(
            ["git", "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"},
        )
    except OSError:
        raise _refused(name, "there is no such file, and git, which might know the revision, cannot be run") from None
    with git:
        try:
            git.stdin.write(os.fsencode(name) + b"\n")  # type: ignore[union-attr] # a pipe, as asked for
            git.stdin.close()  # type: ignore[union-attr]
        except BrokenPipeError:
            pass  # it has gone, and says why
        return _answer(name, git.stdout, git.stderr)  # type: ignore[arg-type]


def _answer(name: str, output: IO[bytes], errors: IO[bytes]) -> bytes:
    head = output.readline()
    found = _FOUND.fullmatch(head)
    if found is None:
        said = errors.read().decode(errors="replace").strip().partition("\n")[0][:_MOST_WORDS]
        raise _refused(name, f"there is no such file, and git says: {said}" if said else _unknown(name))
    kind, size = found[1].decode(), int(found[2])
    if kind != "blob":
        raise _refused(name, f"is a {'folder' if kind == 'tree' else kind}, expected a file")
    if size > MOST_BYTES:
        raise too_large(shown_name(name))
    return output.read(size)


def _unknown(name: str) -> str:
    revision, _, path = name.partition(":")
    where = f"no file {path} at the revision {revision}" if revision else f"no file {path} among what is staged"
    return f"git knows {where} (a path counts from the top of the repository, ./{path} from here)"


def _refused(name: str, why: str) -> UnusableInput:
    return UnusableInput([Problem("RS000", shown_name(why), file=shown_name(name))])
