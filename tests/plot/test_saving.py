"""A file is there as a whole, or as it was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.plot.picture import Picture
from routesim.plot.writing import write_whole


def test_the_suffix_says_how(small_office_picture: Picture, tmp_path: Path) -> None:
    for name, beginning in (("a.svg", b"<?xml"), ("b.PNG", b"\x89PNG"), ("c.pdf", b"%PDF")):
        small_office_picture.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(beginning)


@pytest.mark.parametrize(("name", "wrong"), [("a.gif", "ends in .gif"), ("a", "has no suffix"), ("a.svg.gz", ".gz")])
def test_another_suffix_is_refused(small_office_picture: Picture, tmp_path: Path, name: str, wrong: str) -> None:
    with pytest.raises(UnusableInput, match=f"{wrong}.*expected a picture's: .png, .svg or .pdf"):
        small_office_picture.save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_whole(tmp_path / "a.svg", b"new")
    assert (tmp_path / "a.svg").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.svg").write_bytes(b"old")
    (tmp_path / "link.svg").symlink_to("real.svg")
    write_whole(tmp_path / "link.svg", b"new")
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_bytes() == b"new"


def test_a_folder_and_a_missing_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(UnusableInput, match=r"a\.svg: is a folder"):
        write_whole(tmp_path / "a.svg", b"new")
    with pytest.raises(UnusableInput, match=r"b\.svg: cannot be written: No such file or directory"):
        write_whole(tmp_path / "missing" / "b.svg", b"new")


def test_a_disk_that_is_full_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.svg"
    target.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UnusableInput, match="No space left on device"):
        write_whole(target, b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.svg": b"old"}


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(**_: object) -> None:  # a real folder would not forbid root anything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("routesim.plot.writing.mkstemp", forbidden)
    with pytest.raises(UnusableInput, match="cannot be written: Permission denied"):
        write_whole(tmp_path / "a.svg", b"new")


def test_what_is_no_file_is_written_to() -> None:
    write_whole("/dev/null", b"new")
    assert Path("/dev/null").is_char_device()
