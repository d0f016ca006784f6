"""Phone numbers as text: E.164 where it is asked for, national or international where a person types (rule 2.2)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from routesim.model.scalars import plain_text

WITHHELD = "withheld"
_SEPARATORS = re.compile(r"[ \t.\-/()]+")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_DIALLED = re.compile(r"\+?[0-9*#]+", re.ASCII)
_EXTENSION = re.compile(r"\*?[0-9]{2,6}", re.ASCII)


def strip_separators(text: str) -> str:
    """Leave out what people put between the digits of a number."""
    return _SEPARATORS.sub("", text)


def is_dialable(text: str) -> bool:
    """Tell whether a telephone's keys can dial *text* (a + first allowed)."""
    return _DIALLED.fullmatch(strip_separators(text)) is not None


def looks_internal(text: str) -> bool:
    """Tell whether *text* has the form of an extension or a log-in number (rule 2.1)."""
    return _EXTENSION.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)
def is_e164(text: str) -> bool:
    """Tell whether *text* is `+`, an existing country code and as many digits as that country's numbers have."""
    if not _E164.fullmatch(text):
        return False
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        return False


@lru_cache(maxsize=1 << 16)
def to_e164(text: str, country: str) -> str | None:
    """Normalise a number typed in *country* (ISO 3166 alpha-2) to E.164, or None where it is none (rule 2.2)."""
    digits = strip_separators(text)
    if digits.startswith("+"):
        return digits if is_e164(digits) else None
    if not digits.isascii() or not digits.isdigit() or looks_internal(digits):
        return None
    if digits.startswith("00") and is_e164("+" + digits[2:]):
        return "+" + digits[2:]
    import phonenumbers

    try:
        parsed = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=1 << 16)
def dialled_form(e164: str, country: str) -> str:
    """Write an E.164 number as it is dialled in *country*: nationally, or `00` and the country code (rule 2.3)."""
    import phonenumbers

    parsed = phonenumbers.parse(e164, None)
    if phonenumbers.country_code_for_region(country) != parsed.country_code:
        return "00" + e164[1:]
    prefix = phonenumbers.ndd_prefix_for_region(country, True) or ""
    return prefix + phonenumbers.national_significant_number(parsed)


def e164(value: Any) -> str:
    """Read a number that must carry its country code."""
    text = plain_text(value)
    digits = strip_separators(text)
    if is_e164(digits):
        return digits
    if digits.startswith("+"):
        expected = "no valid phone number, expected + and a country code and as many digits as that country uses"
    else:
        expected = "a phone number needs its country code here, such as +32470000101"
    raise PydanticCustomError("phone", "{expected}", {"expected": expected})


def destination(value: Any) -> str:
    """Read an extension or an E.164 number."""
    text = plain_text(value)
    if re.fullmatch(r"[0-9]{2,6}", text, re.ASCII):
        return text
    return e164(text)


def caller(value: Any) -> str:
    """Read who calls: an extension, a phone number in any form, or `withheld`; kept as typed."""
    text = plain_text(value)
    if text == WITHHELD or is_dialable(text):
        return text
    raise PydanticCustomError("phone", "expected an extension, a phone number, or withheld")


def dialled(value: Any) -> str:
    """Read what a caller dials; kept as typed."""
    text = plain_text(value)
    if is_dialable(text):
        return text
    raise PydanticCustomError("phone", "expected something a telephone can dial: an extension or a phone number")


E164 = Annotated[str, BeforeValidator(e164)]
Destination = Annotated[str, BeforeValidator(destination)]
Caller = Annotated[str, BeforeValidator(caller)]
Dialled = Annotated[str, BeforeValidator(dialled)]
