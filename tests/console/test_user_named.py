"""Whom somebody means who types an extension or a name."""

from __future__ import annotations

import pytest

from routesim.console.user_named import user_named
from routesim.errors import UnusableInput
from tests.worlds import system_of

SYSTEM = system_of(
    """
users:
  - {extension: 101, name: Alice Martin}
  - {extension: 102, name: Bob Peeters}
  - {extension: 103, name: Ann Smith}
  - {extension: 104, name: Ann Smith}
  - {extension: 105, name: "101"}
"""
)


@pytest.mark.parametrize(
    ("typed", "extension"), [("102", "102"), ("Bob Peeters", "102"), (" 102 ", "102"), ("101", "101")]
)
def test_an_extension_or_an_exact_name_finds_its_user(typed: str, extension: str) -> None:
    assert user_named(SYSTEM, typed).extension == extension


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Ann Smith", "several users are called `Ann Smith`, expected one of 103 and 104"),
        ("bob", "there is no user `bob`, did you mean `102` (Bob Peeters)?"),
        ("BOB PEETERS", "there is no user `BOB PEETERS`, did you mean `102` (Bob Peeters)?"),
        ("Alice Marten", "there is no user `Alice Marten`, did you mean `101` (Alice Martin)?"),
        ("1022", "there is no user `1022`, did you mean `102` (Bob Peeters)?"),
        ("?", "there is no user `?`, expected an extension or a name, such as 101 or `Alice Martin`"),
        ("\x1b[31m", r"there is no user `\x1b[31m`, expected an extension or a name, such as 101 or `Alice Martin`"),
    ],
)
def test_whoever_is_not_there_is_answered_with_the_nearest(typed: str, message: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        user_named(SYSTEM, typed)
    assert str(caught.value) == message


def test_a_system_without_users_says_so() -> None:
    with pytest.raises(UnusableInput, match="this phone system has no users"):
        user_named(system_of(""), "101")
