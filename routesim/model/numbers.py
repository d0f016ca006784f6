"""Phone numbers as text: E.164 where it is asked for, national or international where a person types (rule 2.2)."""

import re
from functools import lru_cache
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from routesim.model.scalars import Scalar, plain_text

WITHHELD = "withheld"
_SEPARATORS = re.compile(r"[ \t.\-/()]+")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_DIALLED = re.compile(r"\+?[0-9*#]{1,64}", re.ASCII)
_EXTENSION = re.compile(r"\*?[0-9]{2,6}", re.ASCII)
# Numbers for which the library (22 ms to import) need not be asked: one line a first digit of the country code.
_PLAINLY_E164 = re.compile(
    r"\+(?:1[2-9]\d{9}"
    r"|3(?:1[1-9]\d{8}|2[1-9]\d{7,8}|3[1-9]\d{8}|4[5-9]\d{8}|51[2-9]\d{8}|53[1-9]\d{6,8}|93\d{8,9})"
    r"|4(?:1[2-9]\d{8}|3[1-9]\d{5,10}|4[2-9]\d{8,9}|441[0-79]\d{7,8}|5[2-9]\d{7}|6[1-9]\d{6,8}|7[2-9]\d{7}"
    r"|8[1-9]\d{8}|9[1-9]\d{5,10}))",
    re.ASCII,
)


def strip_separators(text: str) -> str:
    """Leave out what people put between the digits of a number."""
    return _SEPARATORS.sub("", text)


def is_dialable(text: str) -> bool:
    """Tell whether a telephone's keys can dial *text* (a + first allowed)."""
    return _DIALLED.fullmatch(strip_separators(text)) is not None


def looks_internal(text: str) -> bool:
    """Tell whether *text* has the form of an extension or a log-in number (rule 2.1)."""
    return _EXTENSION.fullmatch(text) is not None


def is_e164(text: str) -> bool:
    """Tell whether *text* is `+`, an existing country code and as many digits as that country's numbers have."""
    if _PLAINLY_E164.fullmatch(text):
        return True
    return _E164.fullmatch(text) is not None and _canonical(text, None) == text


@lru_cache(maxsize=1 << 14)
def _canonical(digits: str, country: str | None) -> str | None:
    """What the library makes of *digits* dialled in *country*, in E.164; None where it is no whole number."""
    import phonenumbers

    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def to_e164(text: str, country: str) -> str | None:
    """Normalise a number typed in *country* (ISO 3166 alpha-2) to E.164, or None where it is none (rule 2.2)."""
    digits = strip_separators(text)
    if is_e164(digits):
        return digits
    if digits.startswith("+"):
        return _canonical(digits, None) if digits[1:].isascii() and digits[1:].isdigit() else None
    if not digits.isascii() or not digits.isdigit() or looks_internal(digits):
        return None
    if digits.startswith("00") and is_e164("+" + digits[2:]):
        return "+" + digits[2:]
    return _canonical(digits, country)


def normal_number(text: str, country: str) -> str:
    """A number typed in *country* as it is listed: an extension as it stands, anything else as E.164 if it can be."""
    digits = strip_separators(text)
    return digits if looks_internal(digits) else to_e164(digits, country) or digits


@lru_cache(maxsize=1 << 16)
def dialled_form(e164: str, country: str) -> str:
    """Write an E.164 number as it is dialled in *country*: nationally, or `00` and the country code (rule 2.3)."""
    import phonenumbers

    parsed = phonenumbers.parse(e164, None)
    if phonenumbers.country_code_for_region(country) != parsed.country_code:
        return "00" + e164[1:]
    prefix = phonenumbers.ndd_prefix_for_region(country, True) or ""
    return prefix + phonenumbers.national_significant_number(parsed)


def example_number(country: str) -> str:
    """A number in E.164 that has the form of a landline's in *country* (ISO 3166 alpha-2)."""
    import phonenumbers

    found = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.FIXED_LINE)
    number = found or phonenumbers.example_number(country)
    assert number is not None, country
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=256)
def example_mobile(country: str) -> str:
    """A number in E.164 that has the form of a mobile's in *country* (ISO 3166 alpha-2)."""
    import phonenumbers

    found = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    if found is None:
        return example_number(country)
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def e164(value: Any) -> str:
    """Read a number that must carry its country code."""
    digits = strip_separators(plain_text(value))
    if is_e164(digits):
        return digits
    raise PydanticCustomError("phone", "{expected}", {"expected": _what_is_wrong(digits)})


def _what_is_wrong(digits: str) -> str:
    if not digits.startswith("+"):
        return "a phone number needs its country code here, such as +32470000101"
    meant = _canonical(digits, None) if _DIALLED.fullmatch(digits) else None
    if meant is not None:
        return f"a phone number has no 0 after its country code: write {meant}"
    return "no valid phone number, expected + and a country code and as many digits as that country uses"


def outgoing_number(value: Any) -> str:
    """Read `default`, or a number that must carry its country code."""
    return "default" if value == "default" else e164(value)


def destination(value: Any) -> str:
    """Read an extension (or a queue's log-in number), or an E.164 number."""
    text = str(value) if type(value) is int else plain_text(value)
    if looks_internal(text) or is_e164(text):
        return text
    if not any(map(str.isdigit, text)):
        raise PydanticCustomError("phone", "expected an extension, or a phone number with its country code")
    return e164(text)


def caller(value: Any) -> str:
    """Read who calls: an extension, a phone number in any form, or `withheld`; kept as typed."""
    text = str(value) if type(value) is int else plain_text(value)
    if text == WITHHELD or is_dialable(text):
        return text
    raise PydanticCustomError("phone", "expected an extension, a phone number, or withheld")


def dialled(value: Any) -> str:
    """Read what a caller dials; kept as typed."""
    text = str(value) if type(value) is int else plain_text(value)
    if is_dialable(text):
        return text
    raise PydanticCustomError("phone", "expected something a telephone can dial: an extension or a phone number")


# An editor takes +3225880100 without quotes for a number, and 02 588 01 00 for text.
_NUMBER = {"type": ["string", "integer"]}
E164 = Annotated[str, Scalar(e164, {**_NUMBER, "pattern": r"^\+[0-9 .()/-]+$"})]
OutgoingNumber = Annotated[str, Scalar(outgoing_number, {**_NUMBER, "pattern": r"^(?:default|\+[0-9 .()/-]+)$"})]
Destination = Annotated[str, Scalar(destination, {**_NUMBER, "pattern": r"^(?:\*?[0-9]{2,6}|\+[0-9 .()/-]+)$"})]
Caller = Annotated[str, Scalar(caller, {**_NUMBER, "pattern": r"^(?:withheld|[+0-9*# .()/-]+)$"})]
Dialled = Annotated[str, Scalar(dialled, {**_NUMBER, "pattern": r"^[+0-9*# .()/-]+$"})]
