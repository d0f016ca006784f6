"""Passwords are shown nowhere, however their key is spelt and whatever else is wrong."""

from __future__ import annotations

import traceback

import pytest
from pydantic import ValidationError

from routesim.errors import UnusableInput
from routesim.files import examine, load_calls, loads
from routesim.files.secrets import is_secret, is_secret_key, names_a_secret
from routesim.model.system import PhoneSystem
from tests.files.samples import PBX, SMALL
from tests.files.telling import problems_of

SECRET = "hunter2"


@pytest.mark.parametrize(
    "key",
    ["password", "pasword", "passwort", "Password", "sip_password", "psasword", "passwrd", "pwd", "apssword", "secret"],
)
def test_a_password_is_known_by_its_key_even_mistyped(key: str) -> None:
    assert names_a_secret(key)
    assert is_secret(["users", key])


@pytest.mark.parametrize("key", ["extension", "presses", "address", "swords", "access_code", "wait_for_administrator"])
def test_other_keys_are_none(key: str) -> None:
    assert not names_a_secret(key)


def test_no_other_key_of_a_file_looks_like_a_password() -> None:
    keys = {word.strip("{,") for line in PBX.splitlines() for word in line.replace("{", " ").split() if ":" in word}
    assert {key.partition(":")[0] for key in keys if names_a_secret(key.partition(":")[0])} == {"password"}


def test_beneath_sip_and_permissions_only_what_is_known_is_harmless() -> None:
    assert not is_secret(["users", "sip", "domain"])
    assert not is_secret(["users", "permissions", "grants", "users"])
    assert is_secret(["users", "sip", "kennwoord"])
    assert is_secret(["users", "sip"])
    assert is_secret(["users", "permissions", "grants", "users", "deeper"])


def test_a_key_that_may_be_the_password_itself_is_secret() -> None:
    assert is_secret_key(["sip", "password hunter2"], is_empty=True)
    assert is_secret_key(["sip", SECRET], is_empty=True)
    assert not is_secret_key(["sip", "pasword"], is_empty=False)
    assert not is_secret_key(["name", SECRET], is_empty=True)


WRONG = [
    "  - {extension: '102', name: Bob, sip: {pasword: hunter2}}",
    "  - {extension: '102', name: Bob, sip: {domain: x, kennwoord: hunter2}, ring_time: soon}",
    "  - {extension: '102', name: Bob, ring_time: soon, sip: {domain: x, password: hunter2}}",
    "  - {extension: '102', name: Bob, sip: hunter2}",
    "  - {extension: '102', name: Bob, sip: [hunter2]}",
    "  - {extension: '102', name: Bob, sip: {hunter2}}",
    "  - {extension: '102', name: Bob, sip: {password hunter2}}",
    "  - {extension: '102', name: Bob, sip: {password: [hunter2, x]}}",
    "  - {extension: '102', name: Bob, sip: {password: {hunter2: x}}}",
    "  - {extension: '102', name: Bob, sip: {password: *hunter2}}",
    "  - {extension: '102', name: Bob, sip: {password: &hunter2 x}}",
    "  - {extension: '102', name: Bob, sip: {password: !hunter2 x}}",
    "  - {extension: '102', name: Bob, sip: {password: \"hunter2\\x07\"}}",
    "  - {extension: '102', name: Bob, sip: {password: x, password: hunter2}}",
    "  - {extension: '102', name: Bob, sip: {<<: hunter2}}",
    "  - {extension: '102', name: Bob, spi: {pasword: hunter2}}",
    "  - {extension: '102', name: Bob, pasword: hunter2}",
    "  - {extension: '102', name: Bob, permissions: {username: bob, password: hunter2}}",
    "  - {extension: '102', name: Bob, permissions: {username: bob, passwd: hunter2, grants: {usrs: hunter2}}}",
    "  - {extension: '102', name: Bob, sip: {password: hunter2}, colour: red} # was hunter2",
    "  - extension: '102'\n    name: Bob\n    sip:\n      pasword: hunter2 # was hunter2",
    "  - extension: '102'\n    name: Bob\n    sip:\n      pasword: >\n        hunter2\n        hunter2\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      password hunter2\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      password hunter2\n      domain: x\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      password: @hunter2\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      password: \"hunter2\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      passw0rt: 'hunter2' x\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      pin: hunter2: x\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n    - pin\n    - hunter2: x: y\n",
    "  - extension: '102'\n    name: Bob\n    sip: {domain: x,\n pin: hunter2\n    ring_time: 5\n",
    "  - extension: '102'\n    name: Bob\n    sip: {domain: x, pin: hunter2\n  - x\n",
    "  - extension: '102'\n    name: Bob\n    pasword: hunter2: y\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n\tpassword: hunter2\n",
    "  - extension: '102'\n    name: Bob\n    sip:\n      password: hunter2\x1b\n",
    "  - {extension: '102', name: Bob, sip: {[a]: b, password: hunter2}}",
    "  - {extension: '102', name: Bob, sip: {password: hunter2}}\n---\n  password: hunter2\n",
]


@pytest.mark.parametrize("text", WRONG)
def test_no_problem_shows_a_password(text: str) -> None:
    problems = problems_of(SMALL + text)
    assert SECRET not in repr(problems)
    assert SECRET not in "\n".join(map(str, problems))


@pytest.mark.parametrize("text", WRONG)
def test_no_traceback_shows_a_password(text: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        loads(SMALL + text)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_the_line_of_another_error_is_shown_without_the_password_on_it() -> None:
    (problem,) = problems_of(SMALL + WRONG[2])
    assert str(problem) == (
        "pbx.yaml:4:46: `ring_time` is `soon`: expected a number of seconds, such as 15 or 2.5\n"
        "      - {extension: '102', name: Bob, ring_time: soon, sip: {domain: x, password: ********}}\n"
        "                                                 ^"
    )


def test_a_short_password_is_told_without_itself() -> None:
    (problem,) = problems_of(SMALL + "  - {extension: '102', name: B, permissions: {username: b, password: abc}}")
    assert problem.message == "`password`: a portal password has at least 8 characters"


def test_a_system_prints_no_password() -> None:
    system = loads(PBX)
    shown = repr(system) + repr(system.users) + str(system.users[0].sip) + system.model_dump_json()
    assert "kite" not in shown
    assert "portal-77" not in shown
    assert system.users[0].sip is not None
    assert system.users[0].sip.password.get_secret_value() == "kite-Plum-77"


def test_the_model_itself_hides_what_it_refuses() -> None:
    page = {"extension": "101", "name": "A", "sip": {"password": [SECRET]}, "permissions": {"password": SECRET}}
    with pytest.raises(ValidationError) as caught:
        PhoneSystem.model_validate({"settings": {"timezone": "Europe/Brussels", "country": "BE"}, "users": [page]})
    assert SECRET not in str(caught.value)


def test_warnings_of_passwords_show_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("pbx") / "pbx.yaml"
    user = "  - {extension: '102', name: Bob, sip: {password: hunter2}}\n"
    file.write_text(SMALL + user + user.replace("102", "103"))
    problems = examine(file).problems
    assert [(problem.code, problem.severity, problem.line, problem.message) for problem in problems] == [
        ("RS004", "warning", 4, "a weak SIP password, expected at least 8 characters"),
        ("RS004", "warning", 5, "a weak SIP password, expected at least 8 characters"),
        ("RS004", "warning", 5, "the same SIP password as user 102, expected one of its own"),
    ]
    assert problems[2].related == (f"{file}:4:51",)
    assert SECRET not in "\n".join(map(str, problems))


def test_passwords_are_hidden_in_the_problems_of_the_file_that_calls_name(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("calls")
    (folder / "pbx.yaml").write_text(SMALL + WRONG[0])
    (folder / "calls.yaml").write_text("pbx: pbx.yaml\nstart: 2026-11-23\n")
    with pytest.raises(UnusableInput) as caught:
        load_calls(folder / "calls.yaml")
    assert SECRET not in str(caught.value)
