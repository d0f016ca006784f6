"""What a cell says: each field's reader turns its text into a value, or says what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from routesim.importing.headers import plain_heading
from routesim.model.kinds import fields_of
from routesim.model.numbers import strip_separators, to_e164
from routesim.model.page import Page

LONGEST_CELL = 1000
"""In characters; what is longer is no entry of a list."""
_BLANK = re.compile(r"[ \t\r\n\u00a0\u2007\u202f]+")
_HYPHENS = str.maketrans("\u2010\u2011\u2012\u2013", "----")
_FORCED = re.compile(r'="([^"]*)"')
_ROUNDED = re.compile(r"\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE | re.ASCII)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YES = _words("yes y oui o ja j si true vrai waar wahr 1 on aan an ein x enabled active actif actief aktiv")
_NO = _words("no n non nee nein false faux onwaar falsch 0 off uit aus disabled inactive inactif inactief inaktiv")
_TICKS = {"✓": True, "✔": True, "☑": True, "☒": True, "✗": False, "☐": False, "-": False}


def clean(cell: str) -> str:
    """*cell* without blanks at its ends, each run of blanks and line breaks within as one space."""
    text = cell.strip(" ")
    if text.isprintable() and "  " not in text:
        return text
    return _BLANK.sub(" ", text).strip(" ")


def bare(cell: str) -> str:
    """What a cell says that was forced to be text: `="0101"` and `'+32...` are spreadsheets' ways to do so."""
    forced = _FORCED.fullmatch(cell)
    if forced is not None:
        return forced[1]
    return cell[1:] if cell[:2] in ("'+", "'0") else cell


def read_field(page: type[Page], field: str) -> Callable[[str], Any]:
    """How the model reads *field* of *page*. What it returns raises ValueError, saying what was expected."""
    found = fields_of(page)[field].scalar
    assert found is not None
    return found.read


def yes_no(cell: str) -> bool:
    """Read a tick box in any of the languages. Raises ValueError for anything else."""
    word = plain_heading(cell)
    if word in _YES:
        return True
    if word in _NO:
        return False
    if cell in _TICKS:
        return _TICKS[cell]
    raise ValueError("expected yes or no (or 1 or 0, true or false, x or nothing, oui, ja ...)")


def phone_number(cell: str, country: str) -> str:
    """Read a phone number as E.164; without its country code it counts as dialled in *country*.

    Raises ValueError for what is none, and for a number that a spreadsheet has rounded.
    """
    text = _BLANK.sub(" ", bare(cell)).translate(_HYPHENS)
    if _ROUNDED.fullmatch(text):
        raise ValueError("a spreadsheet has rounded this number, expected all its digits: make the column text there")
    number = to_e164(text, country)
    if number is None:
        raise ValueError(
            f"no valid phone number, expected + and a country code, or a number as it is dialled in {country}"
        )
    return number


def is_as_typed(cell: str, number: str) -> bool:
    """Tell whether *number* is what *cell* says, signs between the digits apart."""
    return strip_separators(_BLANK.sub(" ", bare(cell)).translate(_HYPHENS)) == number
