"""Which phone numbers there are, as patterns see their owners when they call (rules 2.2, 2.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from routesim.model.numbers import dialled_form, is_e164

_WHOLE = range(7, 16)
"""How many digits a number of E.164 may have, with its country code."""
_USUAL = range(9, 11)
"""How many digits most national numbers have."""


class Plan(NamedTuple):
    """The national numbers of a country code: how many digits they may have, and the digit dialled before them."""

    code: str
    lengths: tuple[int, ...]
    prefix: str


@lru_cache(maxsize=64)
def seen_shapes(country: str) -> tuple[str, ...]:
    """Regular expressions for what patterns in *country* see of callers from outside, the most ordinary ones first.

    All numbers match one of them; of what the last one matches, some is nobody's number (see `number_seen`).
    """
    import phonenumbers

    plans = [*_plans()]
    code = str(phonenumbers.country_code_for_region(country))
    prefix = phonenumbers.ndd_prefix_for_region(country, True) or ""
    own = next(plan for plan in plans if plan.code == code)
    others = [plan for plan in plans if plan is not own]
    usual = [plan._replace(lengths=tuple(n for n in plan.lengths if n in _USUAL)) for plan in others]
    national, abroad = prefix + _numbers(own, "1-9"), _from_abroad(others, "1-9")
    anything = f"{prefix}{_numbers(own, '0-9')}|{_from_abroad(others, '0-9')}"
    return national, _from_abroad([plan for plan in usual if plan.lengths], "1-9"), f"{national}|{abroad}", anything


def number_seen(text: str, country: str) -> str | None:
    """The E.164 number that patterns in *country* see as *text*, None where there is none."""
    import phonenumbers

    prefix = phonenumbers.ndd_prefix_for_region(country, True) or ""
    candidates = [f"+{phonenumbers.country_code_for_region(country)}{text.removeprefix(prefix)}", f"+{text[2:]}"]
    return next((number for number in candidates if is_e164(number) and dialled_form(number, country) == text), None)


def _plans() -> Iterator[Plan]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        page = PhoneMetadata.metadata_for_region_or_calling_code(code, regions[0])
        possible = () if page is None or page.general_desc is None else page.general_desc.possible_length
        lengths = tuple(length for length in possible if len(str(code)) + length in _WHOLE)
        if page is not None and lengths:
            yield Plan(str(code), lengths, (page.national_prefix or "")[:1])


def _from_abroad(plans: Iterable[Plan], first: str) -> str:
    """What is seen of numbers of *plans* that begin with one of the digits *first*; alike plans share their states."""

    def alike(plan: Plan) -> tuple[tuple[int, ...], str]:
        return plan.lengths, plan.prefix

    groups = (list(group) for _, group in groupby(sorted(plans, key=alike), key=alike))
    parts = (f"(?:{'|'.join(plan.code for plan in group)}){_numbers(group[0], first)}" for group in groups)
    return f"00(?:{'|'.join(parts)})"


def _numbers(plan: Plan, first: str) -> str:
    """National numbers that begin with one of the digits *first*, but not with what is dialled before them."""
    begin = "".join(digit for digit in "0123456789" if first == "0-9" or digit not in ("0", plan.prefix))
    return f"[{begin}](?:{'|'.join(_digits(plan.lengths))})"


def _digits(lengths: tuple[int, ...]) -> Iterator[str]:
    """All digits but the first, for numbers of so many digits."""
    for _, run in groupby(enumerate(lengths), key=lambda at: at[1] - at[0]):
        several = [length - 1 for _, length in run]
        yield f"\\d{{{several[0]},{several[-1]}}}"
