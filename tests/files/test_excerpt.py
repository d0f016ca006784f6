"""Lines as they are shown: short, harmless, the caret below the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.files.excerpt import MASK, WIDEST, excerpt
from routesim.result.typography import columns


def test_a_short_line_is_shown_as_it_is() -> None:
    assert excerpt("  name: Alice", 9) == ("  name: Alice", 8)


def test_control_characters_are_escaped_and_the_caret_moves_along() -> None:
    assert excerpt("a\x1b[31m: b", 9) == ("a\\x1b[31m: b", 11)
    assert excerpt("\ta: b", 5) == ("\\ta: b", 5)


@pytest.mark.parametrize(("before", "width"), [("東京", 4), ("e\u0301", 1), ("😀", 2), ("👩\u200d🚀", 4)])
def test_wide_and_combining_characters_are_counted_as_a_terminal_shows_them(before: str, width: int) -> None:
    assert excerpt(f"{before}: b", len(before) + 3) == (f"{before}: b", width + 2)


def test_a_long_line_is_cut_around_the_place() -> None:
    source, caret = excerpt("a" * 500 + "HERE" + "b" * 500, 501)
    assert (len(source), caret) == (WIDEST, 60)
    assert source[caret:].startswith("HEREb")
    assert (source[:2], source[-2:]) == ("…a", "b…")


def test_a_line_that_fits_is_not_cut() -> None:
    line = "a" * 90 + "HERE"
    assert excerpt(line, 91) == (line, 90)


def test_a_line_that_is_long_only_behind_the_place_keeps_its_beginning() -> None:
    source, caret = excerpt("key: " + "b" * 500, 6)
    assert (source[:7], source[-1], caret) == ("key: bb", "…", 5)


def test_secrets_are_masked_whatever_their_length() -> None:
    line = "{password: hunter2, name: x}"
    assert excerpt(line, 27, [(11, 18)]) == ("{password: ********, name: x}", 27)
    assert excerpt(line, 2, [(11, 18)]) == ("{password: ********, name: x}", 1)


def test_a_caret_within_a_secret_stands_at_its_beginning() -> None:
    assert excerpt("{password: hunter2, name: x}", 15, [(11, 18)]) == ("{password: ********, name: x}", 11)


def test_a_secret_that_is_cut_off_is_masked_too() -> None:
    line = "password: " + "s" * 1000 + ", name: Alice"
    source, caret = excerpt(line, line.index("Alice") + 1, [(10, 1010)])
    assert source == f"{MASK}, name: Alice"
    assert source[caret:] == "Alice"


def test_a_place_behind_the_line_is_its_end() -> None:
    assert excerpt("abc", 99) == ("abc", 3)
    assert excerpt("", 1) == ("", 0)


@given(st.text(max_size=400), st.integers(0, 500), st.integers(0, 400), st.integers(1, 50))
def test_no_line_is_too_wide_or_shows_what_it_must_not(line: str, column: int, start: int, length: int) -> None:
    secrets = [(start, start + length)] if start < len(line) else []
    source, caret = excerpt(line, column, secrets)
    assert columns(source) <= WIDEST
    assert 0 <= caret <= columns(source)
    assert all(character.isprintable() or character in "\u200c\u200d" for character in source)
    if secrets and start <= column - 1 < start + length:
        assert source[caret:].startswith(MASK) or columns(source[:caret]) != caret
