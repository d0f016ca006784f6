"""A text without its passwords: nothing of them is left, and everything else is."""

from __future__ import annotations

import pytest

from routesim.files import loads
from routesim.files.leaving_out import passwords, without_passwords

HEAD = "settings: {timezone: Europe/Brussels, country: BE}\nusers:\n"
SECRET = "s3cret-of-alice"


def bare(text: str) -> str:
    found = without_passwords(text, loads(text))
    again = loads(found.text)
    assert passwords(again) == []
    assert SECRET not in found.text
    assert without_passwords(found.text, again) == (found.text, 0)
    return found.text


ONE = "  - {extension: 101, name: A, sip: {password: PW}}"
BLOCK = "  - extension: 101\n    name: A\n    sip:\n      password: "


@pytest.mark.parametrize(
    ("user", "left"),
    [
        ("  - {extension: 101, name: A, sip: {password: PW, domain: d}}\n", "sip: {password: , domain: d}}\n"),
        ("  - {extension: 101, name: A, sip: {domain: d, password: 'PW'}}\n", "password: }}\n"),
        (f"{BLOCK}PW   # was other-one\n      domain: d # x\n", "password:    # (left out)\n      domain: d # x\n"),
        (f"{BLOCK}|-\n        PW\n      domain: d # x\n", "password:\n      domain: d # x\n"),
        (f"{BLOCK}>-\n        PW\n\n    ring_time: 7\n", "password:\n\n    ring_time: 7\n"),
        (f"{BLOCK}PW\n    # A's desk\n    ring_time: 7 # s\n", "password:\n    # A's desk\n    ring_time: 7 # s\n"),
        (
            "  - {extension: 101, name: A, permissions: {username: a, password: PW, grants: {users: edit}}}\n",
            "users: edit",
        ),
        ('  - {extension: 101, name: A, "sip": {"password":"PW"}}\n', '"password":}}'),
        (f"{ONE} # was other-one\n", "password: }} # (left out)\n"),
        (f"{ONE} # routesim: ignore RS105: fine\n", "password: }} # routesim: ignore RS105: fine\n"),
        (f"{ONE}\n  # PW is his\n", "# (left out) is his\n"),
        (f"  # sip password: other-one, really\n{ONE}\n", "password: (left out)\n"),
    ],
)
def test_nothing_is_left_of_a_password(user: str, left: str) -> None:
    text = bare(HEAD + user.replace("PW", SECRET))
    assert left in text
    assert "other-one" not in text


def test_a_text_in_json_stays_readable() -> None:
    settings = '"settings": {"timezone": "Europe/Brussels", "country": "BE"}'
    user = f'{{"extension": "101", "name": "A",\n "sip": {{"password": "{SECRET}"}}}}'
    assert bare(f'{{{settings}, "users": [{user}]}}').count("\n") == 1


def test_what_only_looks_like_a_comment_stays() -> None:
    text = HEAD + f'  - {{extension: 101, name: "the # password: x", sip: {{password: {SECRET}}}}}\n'
    assert '"the # password: x"' in bare(text)


def test_a_text_without_passwords_stays_as_it_is() -> None:
    text = HEAD + "  - {extension: 101, name: A}  # nothing # to hide\n\n"
    assert without_passwords(text, loads(text)) == (text, 0)


def test_lines_end_as_they_did() -> None:
    text = (HEAD + f"  - extension: 101\n    name: A\n    sip: {{password: {SECRET}}}\n").replace("\n", "\r\n")
    assert bare(text).count("\r\n") == text.count("\r\n")
