from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.plot.lettering import drawable, fit, fold, width


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Élodie", "Élodie"),
        ("a\nb", "a b"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\u202eevil", "\\u202eevil"),
        ("🎉 日本", "\ufffd \ufffd\ufffd"),
        ("👩\u200d👧", "\ufffd\ufffd"),
        ("שלום", "שלום"),
        ("$x_1$ <b>", "$x_1$ <b>"),
        ("", ""),
    ],
)
def test_what_no_font_can_draw_is_replaced_and_what_steers_an_escape(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_a_text_of_any_length_is_looked_at_in_part_only() -> None:
    assert len(drawable("x" * 100_000)) < 500


def test_wide_letters_are_wider_and_bold_ones_too() -> None:
    assert width("WWW", 10) > width("iii", 10)
    assert width("WWW", 10, bold=True) > width("WWW", 10)
    assert width("WW", 10) == pytest.approx(2 * width("W", 10))
    assert width("e\u0301", 10) == width("e", 10)


@pytest.mark.parametrize("most", [20.0, 50.0, 90.0])
def test_a_text_that_is_cut_fits(most: float) -> None:
    cut = fit("Emergency desk of the night shift", most, 8.0)
    assert width(cut, 8.0) <= most
    assert cut.endswith("…")


def test_a_cut_name_keeps_its_extension() -> None:
    assert fit("Emergency desk of the night shift (201)", 90.0, 8.0) == "Emergency de… (201)"


def test_a_text_is_folded_between_words_and_keeps_units_with_their_numbers() -> None:
    folded = fold("rings for 20 s and no longer", 45.0, 8.0, lines=9)
    assert folded == ["rings for", "20 s and", "no longer"]
    assert len(fold("rings for 20 s and no longer", 45.0, 8.0, lines=2)) == 2


@given(st.text(), st.floats(15.0, 200.0), st.booleans())
def test_any_text_is_drawn_within_its_room(text: str, most: float, bold: bool) -> None:
    shown = fit(text, most, 8.0, bold)
    assert width(shown, 8.0, bold) <= most
    assert shown.isprintable()
    assert all(width(line, 8.0) <= most for line in fold(text, most, 8.0, lines=2))
