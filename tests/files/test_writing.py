"""A file is written whole or not at all, and never over another by accident."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files.writing import check_writable, write_whole


def refusal(path: Path | str, replace: bool = False) -> str:
    with pytest.raises(UnusableInput) as caught:
        write_whole(path, "new", replace=replace)
    return str(caught.value)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_in_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.yaml", "Zoë\n")
    assert (tmp_path / "a.yaml").read_bytes() == b"Zo\xc3\xab\n"
    assert names(tmp_path) == ["a.yaml"]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("old")
    path = tmp_path / "a.yaml"
    assert refusal(path) == f"{path}: exists already, expected another name, or --force to replace it"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.yaml"]


def test_a_file_is_replaced_on_demand_and_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, "new", replace=True)
    assert (path.read_text(), mode(path)) == ("new", 0o640)


def test_only_its_owner_may_read_a_private_file_even_one_that_was_open_to_all(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old")
    path.chmod(0o644)
    write_whole(path, "new", replace=True, private=True)
    assert mode(path) == 0o600


def test_what_a_link_leads_to_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_whole(tmp_path / "link.yaml", "new", replace=True)
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (".", "is a folder, expected a file"),
        ("nowhere/a.yaml", "cannot be written: there is no folder {}/nowhere"),
        ("file/a.yaml", "cannot be written: there is no folder {}/file"),
        ("dangling", "cannot be written: no such file or directory"),
        ("x" * 300, "cannot be written: file name too long"),
        ("a\0b", "no file can have this name"),
    ],
)
def test_what_is_no_place_for_a_file_is_refused(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "dangling").symlink_to("nothing")
    assert refusal(f"{tmp_path}/{name}", replace=True).endswith(f": {why.format(tmp_path)}")
    assert names(tmp_path) == ["dangling", "file"]


def test_a_device_is_never_replaced() -> None:
    assert refusal("/dev/null", replace=True) == "/dev/null: is no ordinary file"
    assert Path("/dev/null").is_char_device()


def test_no_name_is_no_name() -> None:
    assert refusal("") == "'': no file can have this name"


def test_a_name_cannot_steer_a_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(f"{tmp_path}/no/\x1b[31m")


def test_a_file_that_appears_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    check_writable(path)
    path.write_text("somebody else's")
    assert "exists already" in refusal(path)
    assert path.read_text() == "somebody else's"
