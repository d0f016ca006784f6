"""SIP identifiers: what a user's phone needs to register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from routesim.files.excerpt import MASK
from routesim.model.user import User
from routesim.result.painting import Painter, plain
from routesim.result.typography import printable

NOT_SET = "(not set)"


class SipSettings(NamedTuple):
    """What goes into a phone. *password* is None where none is set, and a mask unless it is *revealed*."""

    extension: str
    name: str
    username: str
    domain: str
    password: str | None
    proxy: str
    revealed: bool


def sip_settings(user: User, reveal: bool = False) -> SipSettings:
    """What *user*'s phone needs; the password only if it is to be revealed. The user name is the extension."""
    domain, proxy, password = "", "", ""
    if user.sip is not None:
        domain, proxy = user.sip.domain, user.sip.proxy
        password = user.sip.password.get_secret_value()
    shown = password if reveal else MASK
    return SipSettings(
        user.extension, user.name, user.extension, domain, shown if password else None, proxy, bool(password) and reveal
    )


def sip_record(settings: SipSettings) -> dict[str, Any]:
    """Lay *settings* out for JSON."""
    return settings._asdict()


def sip_lines(settings: SipSettings, paint: Painter = plain) -> Iterator[str]:
    """Write *settings* as the page shows them. A revealed password stands exactly as it is."""
    yield paint("title", f"SIP settings of {printable(settings.name)} ({settings.extension})")
    yield ""
    fields = (
        ("user name", settings.username),
        ("domain", printable(settings.domain)),
        ("password", settings.password or ""),
        ("proxy", printable(settings.proxy)),
    )
    for field, value in fields:
        yield f"  {field:<11}{value or paint('faint', NOT_SET)}"
    if settings.password is not None and not settings.revealed:
        yield ""
        yield paint("faint", "  --reveal shows the password")
