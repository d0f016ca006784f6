"""What a phone needs to register: shown, the password only on demand."""

from __future__ import annotations

from routesim.console.sip import sip_lines, sip_record, sip_settings
from tests.worlds import system_of

SYSTEM = system_of(
    """
users:
  - {extension: 101, name: Alice, sip: {domain: acme.example, password: hunter2secret, proxy: proxy.example}}
  - {extension: 102, name: Bob}
  - {extension: 103, name: "Carol [31m", sip: {domain: acme.example}}
"""
)
ALICE, BOB, CAROL = SYSTEM.users


def test_the_password_is_masked() -> None:
    assert list(sip_lines(sip_settings(ALICE))) == [
        "SIP settings of Alice (101)",
        "",
        "  user name  101",
        "  domain     acme.example",
        "  password   ********",
        "  proxy      proxy.example",
        "",
        "  --reveal shows the password",
    ]


def test_the_mask_does_not_tell_how_long_the_password_is() -> None:
    short = system_of("users: [{extension: 101, sip: {password: x}}]").users[0]
    assert sip_settings(short).password == sip_settings(ALICE).password


def test_the_password_is_revealed_on_demand() -> None:
    lines = list(sip_lines(sip_settings(ALICE, reveal=True)))
    assert lines[4] == "  password   hunter2secret"
    assert len(lines) == 6


def test_what_is_not_set_is_said() -> None:
    assert list(sip_lines(sip_settings(BOB, reveal=True)))[2:] == [
        "  user name  102",
        "  domain     (not set)",
        "  password   (not set)",
        "  proxy      (not set)",
    ]


def test_a_record_has_no_password_where_none_is_set() -> None:
    assert sip_record(sip_settings(CAROL, reveal=True)) == {
        "extension": "103",
        "name": "Carol [31m",
        "username": "103",
        "domain": "acme.example",
        "password": None,
        "proxy": "",
        "revealed": False,
    }


def test_masked_settings_hold_no_password_at_all() -> None:
    assert "hunter2secret" not in repr(sip_settings(ALICE)) + repr(ALICE)
