"""Phone numbers: what counts as one, and its one form."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from routesim.model import numbers
from routesim.model.countries import COUNTRIES
from routesim.model.numbers import destination, e164, is_e164, looks_internal, to_e164


@pytest.mark.parametrize(
    "text", ["+32470000101", "+3225880100", "+12125550100", "+442080890100", "+390612345678", "+35226123456"]
)
def test_a_number_with_its_country_code_is_e164(text: str) -> None:
    assert is_e164(text)


@pytest.mark.parametrize(
    "text",
    ["+3247", "+320470000101", "+99912345678", "3225880100", "+32 2 588 01 00", "+1555123", "+", "", "+32470000101x"],
)
def test_what_is_short_unknown_or_spaced_is_not(text: str) -> None:
    assert not is_e164(text)


@given(
    st.sampled_from(["1", "31", "32", "33", "34", "351", "353", "39", "41", "43", "44", "45", "46", "47", "48", "49"]),
    st.text("0123456789", min_size=6, max_size=12),
)
def test_what_is_decided_without_the_library_is_decided_as_the_library_does(code: str, rest: str) -> None:
    text = f"+{code}{rest}"
    number = phonenumbers.parse(text, None)
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert is_e164(text) == (len(text) <= 16 and possible and written == text)


def test_the_numbers_of_a_belgian_company_need_no_library() -> None:
    assert all(map(numbers._PLAINLY_E164.fullmatch, ["+3225880100", "+32470123456", "+442080890100", "+12125550100"]))


@pytest.mark.parametrize(
    ("typed", "country", "normal"),
    [
        ("0470 12 34 56", "BE", "+32470123456"),
        ("02/588.01.00", "BE", "+3225880100"),
        ("003225880100", "FR", "+3225880100"),
        ("+32 2 588 01 00", "US", "+3225880100"),
        ("+32 (0)2 588 01 00", "BE", "+3225880100"),
        ("(212) 555-0100", "US", "+12125550100"),
        ("555-0100", "US", None),
        ("101", "BE", None),
        ("*98", "BE", None),
        ("112", "BE", None),
        ("0470", "BE", None),
        ("someone", "BE", None),
        ("+32abc", "BE", None),
        ("٠٤٧٠١٢٣٤٥٦", "BE", None),
        ("1" * 400, "BE", None),
    ],
)
def test_a_number_is_compared_in_its_one_form(typed: str, country: str, normal: str | None) -> None:
    assert to_e164(typed, country) == normal


def test_the_one_form_is_its_own() -> None:
    for typed in ("0470 12 34 56", "+32 (0)2 588 01 00"):
        normal = to_e164(typed, "BE")
        assert normal is not None
        assert to_e164(normal, "BE") == normal
        assert is_e164(normal)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0470 12 34 56", "a phone number needs its country code here, such as \\+32470000101"),
        ("+32 0470 12 34 56", "a phone number has no 0 after its country code: write \\+32470123456"),
        ("+3247", "no valid phone number, expected \\+ and a country code and as many digits"),
    ],
)
def test_a_wrong_number_is_told_what_it_lacks(text: str, why: str) -> None:
    with pytest.raises(PydanticCustomError, match=why):
        e164(text)


def test_separators_are_left_out() -> None:
    assert e164("+32 2/588.01-00") == "+3225880100"


def test_a_destination_is_an_extension_or_a_number() -> None:
    assert [destination(text) for text in ("101", "*70", "+32 470 12 34 56")] == ["101", "*70", "+32470123456"]
    assert looks_internal("123456")
    assert not looks_internal("1234567")


def test_every_country_is_one_that_the_library_knows() -> None:
    assert phonenumbers.SUPPORTED_REGIONS == COUNTRIES
