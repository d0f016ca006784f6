"""What each kind of scalar makes of text, and of Python's own values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from routesim.model.scalars import (
    MOST_SECONDS,
    filled_text,
    plain_text,
    seconds,
    seconds_or_never,
    spoken_text,
    whole,
    yes_no,
)


@pytest.mark.parametrize("value", ["yes", "YES", "On", "true", True])
def test_yes_is_yes(value: Any) -> None:
    assert yes_no(value) is True


@pytest.mark.parametrize("value", ["no", "Off", "FALSE", False])
def test_no_is_no(value: Any) -> None:
    assert yes_no(value) is False


@pytest.mark.parametrize("value", ["y", "", "1", 1, None, ["yes"]])
def test_nothing_else_is_a_yes_or_no(value: Any) -> None:
    with pytest.raises(PydanticCustomError, match="expected yes or no"):
        yes_no(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [("15", 15.0), (" 2.5 ", 2.5), (".5", 0.5), ("1e3", 1000.0), ("+4", 4.0), (7, 7.0), (0.1 + 0.2, 0.3), ("007", 7.0)],
)
def test_seconds_are_read_to_the_microsecond(value: Any, number: float) -> None:
    assert seconds(value) == number


def test_zero_has_no_sign() -> None:
    assert str(seconds("-0")) == str(seconds(-0.0)) == "0.0"


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf"), 10**400, True, None, "", "1,5", "1 2"])
def test_what_is_no_time_is_refused(value: Any) -> None:
    with pytest.raises(PydanticCustomError):
        seconds(value)


@given(st.integers(0, MOST_SECONDS * 10**6))
def test_every_microsecond_can_be_written(count: int) -> None:
    assert round(seconds(f"{count // 10**6}.{count % 10**6:06}") * 10**6) == count


def test_never_is_none() -> None:
    assert seconds_or_never("Never") is None
    assert seconds_or_never(None) is None
    assert seconds_or_never("3") == 3.0


@pytest.mark.parametrize("value", ["1.0", "", "x", "9" * 20, True, 1.0])
def test_a_whole_number_is_whole(value: Any) -> None:
    with pytest.raises(PydanticCustomError, match="expected a whole number"):
        whole(value)


@pytest.mark.parametrize(
    "character", ["\x00", "\n", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066", "\ufeff", "\ud800"]
)
def test_text_that_could_steer_a_terminal_is_refused(character: str) -> None:
    with pytest.raises(PydanticCustomError, match="without control or direction characters"):
        plain_text(f"a{character}b")


@given(st.text())
def test_text_that_a_terminal_can_show_is_kept(text: str) -> None:
    if text.isprintable():
        assert plain_text(text) == text


def test_a_name_is_more_than_white_space_and_not_endless() -> None:
    assert filled_text("n" * 200) == "n" * 200
    with pytest.raises(PydanticCustomError, match="expected some text, found none"):
        filled_text(" \u00a0")
    with pytest.raises(PydanticCustomError, match="at most 200 characters"):
        filled_text("n" * 201)


def test_what_is_spoken_may_run_over_lines() -> None:
    assert spoken_text("One\n  two\tthree\n") == "One two three"
