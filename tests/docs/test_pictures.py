"""The page of pictures shows what its commands draw: the outputs, and pictures that are there, small, and of today."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.pictures import FOLDER, MOST_BYTES, PAGE, draw

SHOWN = re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE.read_text(encoding="utf-8"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reader")
    for command, output, printed in draw(folder):
        assert printed == output, command
    return folder


def told(picture: Path) -> list[str]:
    """What a picture says in words; its lines depend on the release of matplotlib, these do not."""
    tree = ElementTree.fromstring(picture.read_bytes())
    return f"{tree.findtext(f'{SVG}title')} {tree.findtext(f'{SVG}desc')}".split()


def test_every_picture_is_shown() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.svg")) == sorted(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_a_picture_is_what_its_command_draws(name: str, drawn: Path) -> None:
    assert (FOLDER / name).stat().st_size < MOST_BYTES
    assert told(FOLDER / name) == told(drawn / name), "python -m tests.pictures"
