"""The pictures of the README are there, small, and of what they were drawn from."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from tests.pictures import FOLDER, MOST_BYTES, drawn

TITLE = "{http://www.w3.org/2000/svg}title"
DESCRIPTION = "{http://www.w3.org/2000/svg}desc"


def test_every_picture_is_there_and_no_other() -> None:
    pictures = drawn()
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(pictures)
    for name, picture in pictures.items():
        file = FOLDER / name
        assert file.stat().st_size < MOST_BYTES, name
        tree = ElementTree.fromstring(file.read_bytes())
        told = f"{tree.findtext(TITLE)}\n{tree.findtext(DESCRIPTION)}".strip()
        assert told.split() == picture.text.split(), f"{name}: python -m tests.pictures"
