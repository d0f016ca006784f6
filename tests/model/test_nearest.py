"""The right name for a wrong one, among few names and among many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.model.nearest import Names

FEW = Names(["Support", "Sales", "101", "102"])
MANY = Names(["Support", "Sales", *map(str, range(100_000, 110_000))])


@pytest.mark.parametrize("names", [FEW, MANY], ids=["few", "many"])
@pytest.mark.parametrize(
    ("word", "near"),
    [("support", "Support"), ("Suport", "Support"), ("Supprot", "Support"), ("Sale", "Sales"), ("zzz", None)],
)
def test_the_nearest_name_is_found(names: Names, word: str, near: str | None) -> None:
    assert names.nearest(word) == near
    assert names.hint(word) == (f", did you mean `{near}`?" if near else "")


def test_the_first_of_several_is_chosen() -> None:
    assert FEW.nearest("10") == "102"
    assert Names(["Ab", "ab"]).nearest("AB") == "Ab"


def test_a_digit_too_many_or_too_few_is_forgiven_among_many() -> None:
    assert MANY.nearest("1099999") == "109999"
    assert MANY.nearest("09999") == "109999"


def test_a_name_knows_whether_it_is_there() -> None:
    assert "Sales" in FEW
    assert "sales" not in FEW
    assert list(FEW) == ["Support", "Sales", "101", "102"]


@given(st.lists(st.text("abc", max_size=4)), st.text("abcd", max_size=6))
def test_what_is_near_is_one_of_the_names(names: list[str], word: str) -> None:
    near = Names(names).nearest(word)
    assert near is None or near in names
