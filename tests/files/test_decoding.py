"""Lists in every encoding that spreadsheets save them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files.decoding import read_list
from tests.importing.written import written

TEXT = "Extension;Name\n101;Renée\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    found = read_list(written(tmp_path, TEXT.encode(encoding)))
    assert (found.text, found.remark) == (TEXT, "")


def test_utf_16_that_begins_with_its_largest_byte_first_is_known_by_its_mark(tmp_path: Path) -> None:
    assert read_list(written(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))).text == TEXT


@pytest.mark.parametrize(
    ("content", "text", "remark"),
    [
        (b"Ren\xe9e \x80", "Renée €", "read as Windows-1252, since it is not UTF-8"),
        (b"Ren\xe9e \x81", "Renée \x81", "read as Latin-1, since it is not UTF-8"),
    ],
)
def test_what_is_not_unicode_is_read_as_western_european_and_said(
    tmp_path: Path, content: bytes, text: str, remark: str
) -> None:
    found = read_list(written(tmp_path, content))
    assert (found.text, found.remark) == (text, remark)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04rest", ": a workbook of a spreadsheet, expected a list: save it as CSV"),
        (b"\xd0\xcf\x11\xe0rest", ": a workbook of a spreadsheet, expected a list: save it as CSV"),
        (b"\xff\xfea", ": not UTF-16, though it begins like that: save it as CSV in UTF-8"),
        (b"\x00\x9f\x92\x96" * 9, ": a binary file, expected a list saved as CSV"),
        (
            b"Ren\xc3\xa9e\nRen\xe9e\n",
            ":2:1: a mixture of encodings, expected a list saved as CSV in UTF-8: this is not",
        ),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(UnusableInput) as caught:
        read_list(path)
    assert str(caught.value) == f"{path}{problem}"


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="cannot be read: no such file or directory"):
        read_list(tmp_path / "nothing.csv")
    with pytest.raises(UnusableInput, match="cannot be read: it is a folder"):
        read_list(tmp_path)
    with pytest.raises(UnusableInput, match="cannot be read: it is no ordinary file"):
        read_list("/dev/null")
    with pytest.raises(UnusableInput, match="no file can have this name"):
        read_list("a\0b")


def test_a_file_beyond_64_mib_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(UnusableInput, match="larger than 64 MiB"):
        read_list(path)
