"""Texts that matplotlib's own font has no glyphs for are drawn in a font of the machine that has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.font_manager import FontEntry, fontManager

import routesim
from routesim.plot.fonts import OWN, family_of, font
from routesim.plot.lettering import drawable, width
from routesim.plot.picture import FORMATS
from tests.plot.conftest import forget_fonts


@pytest.fixture
def machine(fonts: list[FontEntry], tmp_path: Path) -> Iterator[None]:
    """A machine with two fonts that have one Chinese letter each."""
    known = fonts[:]
    for family, letter in (("Noto Sans Made Up", "日"), ("Another", "本"), (".Hidden", "語"), ("Last Resort", "語")):
        made(family, letter, tmp_path / f"{family}.ttf")
        fontManager.addfont(tmp_path / f"{family}.ttf")
    forget_fonts()
    yield
    fonts[:] = known
    forget_fonts()


def made(family: str, letter: str, path: Path) -> None:
    """Write a font with one *letter*, a box."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (750, 700), (750, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap({ord(letter): "letter"})
    builder.setupGlyf({".notdef": box, "letter": box})
    builder.setupHorizontalMetrics({".notdef": (800, 50), "letter": (800, 50)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    builder.save(path)


@pytest.mark.usefixtures("machine")
def test_a_letter_is_drawn_in_the_first_font_that_has_it() -> None:
    assert [family_of(letter) for letter in "aé日本語"] == [OWN, OWN, "Noto Sans Made Up", "Another", None]
    assert drawable("a日本語") == "a日本\ufffd"
    assert width("日", 10.0) == pytest.approx(8.0)


@pytest.mark.usefixtures("machine")
def test_our_own_font_is_always_the_first() -> None:
    assert font("Ann").get_file() is not None
    assert font("Ann 本日").get_family() == [OWN, "Another", "Noto Sans Made Up"]
    assert font("Ann 本日", bold=True).get_weight() == "normal"


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("form", FORMATS)
def test_such_names_are_drawn_in_every_format_without_complaint(form: str) -> None:
    system = routesim.loads("settings: {name: 日, timezone: UTC, country: BE}\nusers: [{extension: 101, name: 本語}]")
    assert routesim.call(system, "101").plot(system).to_bytes(form)


def test_without_such_a_font_letters_are_replaced_without_complaint() -> None:
    system = routesim.loads("settings: {name: 日, timezone: UTC, country: BE}\nusers: [{extension: 101, name: 本語}]")
    assert routesim.call(system, "101").plot(system).to_bytes("png")
