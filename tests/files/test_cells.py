"""Rows and cells, as spreadsheets write them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.files.cells import DELIMITERS, Row, rows


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return [row.cells for row in rows(text, delimiter)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_row(end: str) -> None:
    assert cells(f"a,b{end}c,d{end}") == [["a", "b"], ["c", "d"]]


def test_a_last_line_without_its_end_is_a_row() -> None:
    assert cells("a,b\nc,d") == [["a", "b"], ["c", "d"]]


def test_an_empty_line_is_a_row_and_counts() -> None:
    assert list(rows("a\n\nb\n", ",")) == [Row(1, ["a"]), Row(2, [""]), Row(3, ["b"])]


def test_a_quoted_cell_holds_delimiters_quotes_and_line_breaks() -> None:
    assert list(rows('"a,""b""\r\nc",d\ne\n', ",")) == [Row(1, ['a,"b"\r\nc', "d"]), Row(2, ["e"])]


def test_blanks_around_a_quoted_cell_do_not_count() -> None:
    assert cells('a , "b" ,c') == [["a ", "b", "c"]]


def test_a_quote_within_an_unquoted_cell_is_text() -> None:
    assert cells('5" screen,b') == [['5" screen', "b"]]


def test_a_quote_that_is_never_closed_ends_the_reading_where_it_opens() -> None:
    assert list(rows('a,b\nc,"d\ne,f\n', ",")) == [
        Row(1, ["a", "b"]),
        Row(2, ["c", ""], "the quote that opens here is never closed"),
    ]


def test_text_after_a_closing_quote_is_wrong_and_the_next_line_is_read() -> None:
    found = list(rows('"a"b,c\nd,e\n', ","))
    assert (found[0].number, found[0].cells, found[1]) == (1, [""], Row(2, ["d", "e"]))
    assert found[0].wrong.startswith("more text after the closing quote")


def test_a_million_quotes_are_read_in_one_pass() -> None:
    found = list(rows('"' + '""' * 500_000, ","))
    assert found == [Row(1, [""], "the quote that opens here is never closed")]


plain = st.text(st.characters(exclude_characters="\0", codec="utf-8"))


@given(st.lists(st.lists(plain, min_size=2, max_size=5), min_size=1, max_size=5), st.sampled_from(DELIMITERS))
def test_whatever_pythons_own_writer_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert cells(file.getvalue(), delimiter) == table


@given(st.text(st.sampled_from('a" ,;\r\n\t')), st.sampled_from(DELIMITERS))
def test_rows_are_numbered_in_order_whatever_is_in_them(text: str, delimiter: str) -> None:
    found = list(rows(text, delimiter))
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    assert all(row.cells for row in found)
