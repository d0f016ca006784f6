"""Console blocks in the README and in docs, run as a reader would; `python -m tests.readme` writes outputs anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from tests.repository import Repository

HOUSE = Path(__file__).parents[1]
FILE = HOUSE / "README.md"
PICTURES = HOUSE / "docs" / "pictures" / "README.md"
DOCS = sorted((HOUSE / "docs").glob("*/README.md"))
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def commands(file: Path = FILE) -> Iterator[tuple[str, str]]:
    """Each command in the console blocks of *file* with the output that stands below it."""
    for block in _BLOCK.findall(file.read_text(encoding="utf-8")):
        yield from _commands(block)


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def settle(file: Path, folder: Path) -> Path:
    """Put into *folder* what a reader of *file* has at hand, and return where such a reader stands."""
    if file in (FILE, PICTURES):
        (folder / "scenarios").symlink_to(HOUSE / "scenarios")
        return folder
    place = folder / file.parent.name
    copytree(file.parent, place)
    Repository(place).commit()
    return place


def run(command: str, folder: Path) -> str:
    """What *command* prints in *folder*, on both streams."""
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


def _rewrite(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        place = settle(file, Path(folder))

        def anew(block: re.Match[str]) -> str:
            return "".join(f"$ {command}\n{run(command, place)}" for command, _ in _commands(block[0]))

        file.write_text(_BLOCK.sub(anew, text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for page in (FILE, *DOCS):
        _rewrite(page)
