"""What is listed apart: what changes without effect on where calls end, and no password."""

from __future__ import annotations

from tests.exploration.difference.told import OFFICE, compared

KEYS = 'multiple_calls: yes, keys: {1: {action: blf, user: "103"}}, sip: {domain: a.example, password: "Blue-bird-7"}'


def texts(*edits: tuple[str, str], base: str = OFFICE) -> list[tuple[str, str | None, str | None]]:
    difference = compared(base, *edits)
    return [(text.path, text.applied, text.draft) for text in difference.texts]


def test_names_and_addresses_by_the_path_of_their_place() -> None:
    edits = (("name: Bob", "name: Rob, email: rob@example.com"),)
    assert texts(*edits) == [("users[102].name", "Bob", "Rob"), ("users[102].email", None, "rob@example.com")]


def test_a_password_is_told_to_change_and_never_shown() -> None:
    base = OFFICE.replace("multiple_calls: yes", KEYS)
    assert texts(("Blue-bird-7", "Red-bird-7"), base=base) == [("users[102].sip.password", "(hidden)", "(hidden)")]


def test_keys_of_a_phone() -> None:
    base = OFFICE.replace("multiple_calls: yes", KEYS)
    assert texts(('user: "103"', 'user: "101"'), base=base) == [("users[102].keys.1.user", "103", "101")]


def test_a_phone_without_a_device_is_no_text() -> None:
    difference = compared(OFFICE, ("name: Carol,", "name: Carol, devices: [],"))
    assert (difference.verdict, difference.texts) == ("different", ())


def test_of_somebody_new_the_name_alone() -> None:
    new = '  - {extension: "104", name: Dora, email: dora@example.com}\nincoming_numbers:\n'
    assert texts(("incoming_numbers:\n", new)) == [("users[104].name", None, "Dora")]
