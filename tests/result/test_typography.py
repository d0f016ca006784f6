"""Text in columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.result.clock import number
from routesim.result.typography import columns, listing, pad, printable, shorten, wrap


@given(st.text(max_size=60))
def test_printable_text_never_steers_a_terminal(text: str) -> None:
    shown = printable(text)
    assert all(character.isprintable() or character in "\u200c\u200d" for character in shown)


@given(st.text(max_size=60).filter(str.isprintable))
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("李小龍", 6), ("👍", 2), ("a\u200db", 2), ("", 0)]
)
def test_columns_count_what_a_terminal_shows(text: str, width: int) -> None:
    assert columns(text) == width


@given(st.text(max_size=60), st.integers(1, 30))
def test_shortened_text_fits(text: str, width: int) -> None:
    assert columns(shorten(text, width)) <= width


@given(st.text(max_size=60), st.integers(1, 30), st.sampled_from("<>"))
def test_padded_text_fits_exactly(text: str, width: int, align: str) -> None:
    assert columns(pad(text, width, align)) == width


@given(st.text(alphabet="ab 1s.[]()李", max_size=120), st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(columns, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_unit_stays_with_its_number_and_a_rule_with_its_word() -> None:
    assert wrap("it rings for 20 s [5.2]", 13) == ["it rings for", "20 s [5.2]"]
    assert wrap("Bob rings Alice (101)", 17) == ["Bob rings", "Alice (101)"]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcdef"), "a, b, c, d, e and f"),
        (list("abcdefgh"), "a, b, c, d, e and 3 others"),
    ],
)
def test_a_listing_reads_as_a_sentence(parts: list[str], text: str) -> None:
    assert listing(parts) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0, "0"), (26.0, "26"), (2.5, "2.5"), (0.000001, "0.000001"), (0.3, "0.3"), (1e7, "10000000"), (100.0, "100")],
)
def test_seconds_are_written_without_idle_zeros(seconds: float, text: str) -> None:
    assert number(seconds) == text
