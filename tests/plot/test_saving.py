"""A picture's file is of the kind that its suffix says, and there as a whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.plot.picture import Picture


def test_the_suffix_says_how(small_office_picture: Picture, tmp_path: Path) -> None:
    for name, beginning in (("a.svg", b"<?xml"), ("b.PNG", b"\x89PNG"), ("c.pdf", b"%PDF")):
        small_office_picture.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(beginning)


@pytest.mark.parametrize(("name", "wrong"), [("a.gif", "ends in .gif"), ("a", "has no suffix"), ("a.svg.gz", ".gz")])
def test_another_suffix_is_refused(small_office_picture: Picture, tmp_path: Path, name: str, wrong: str) -> None:
    with pytest.raises(UnusableInput, match=f"{wrong}.*expected a picture's: .png, .svg or .pdf"):
        small_office_picture.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_takes_the_place_of_an_older_one(small_office_picture: Picture, tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    small_office_picture.save(target)
    assert target.read_bytes() == small_office_picture.to_bytes("svg")
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_and_a_missing_one_are_told(small_office_picture: Picture, tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(UnusableInput, match=r"a\.svg: is a folder"):
        small_office_picture.save(tmp_path / "a.svg")
    with pytest.raises(UnusableInput, match=r"b\.svg: cannot be written: there is no folder"):
        small_office_picture.save(tmp_path / "missing" / "b.svg")


def test_a_disk_that_is_full_leaves_the_old_file(
    small_office_picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnusableInput, match="no space left on device"):
        small_office_picture.save(target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.svg": b"old"}
