"""The README's console blocks, run as a reader would; `python -m tests.readme` writes their outputs anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

HOUSE = Path(__file__).parents[1]
FILE = HOUSE / "README.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, str]]:
    """Each command of the README's console blocks with the output that stands below it."""
    for block in _BLOCK.findall(FILE.read_text(encoding="utf-8")):
        yield from _commands(block)


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run(command: str, folder: Path) -> str:
    """What *command* prints in *folder*, which has the scenarios in it, on both streams."""
    if not (folder / "scenarios").exists():
        (folder / "scenarios").symlink_to(HOUSE / "scenarios")
    scripts = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": os.pathsep.join((scripts, os.environ["PATH"])), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def _rewrite() -> None:
    text = FILE.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:

        def anew(block: re.Match[str]) -> str:
            return "".join(f"$ {command}\n{run(command, Path(folder))}" for command, _ in _commands(block[0]))

        FILE.write_text(_BLOCK.sub(anew, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _rewrite()
