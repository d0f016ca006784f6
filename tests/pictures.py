"""The pictures in docs/pictures, drawn by the commands that stand there; `python -m tests.pictures` draws them anew."""

from __future__ import annotations

from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from tests.readme import HOUSE, commands, run, settle

FOLDER = HOUSE / "docs" / "pictures"
PAGE = FOLDER / "README.md"
MOST_BYTES = 230_000


def draw(folder: Path) -> list[tuple[str, str, str]]:
    """Run every command of the page in *folder*: each with what is to stand below it, and what it printed."""
    place = settle(PAGE, folder)
    return [(command, output, run(command, place)) for command, output in commands(PAGE)]


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        draw(Path(name))
        for picture in Path(name).glob("*.svg"):
            copy(picture, FOLDER)
