"""SIP passwords that let strangers call at the company's expense (RS004, a warning)."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path, Problem
from routesim.model.system import PhoneSystem

SHORTEST = 8
"""A SIP password of fewer characters is weak."""


def password_problems(system: PhoneSystem) -> Iterator[Problem]:
    """RS004: a SIP password that two users share, or that is weak; it is never shown."""
    first: dict[str, tuple[str, Path]] = {}
    for place, user in enumerate(system.users):
        if user.sip is None or "password" not in user.sip.model_fields_set:
            continue
        password = user.sip.password.get_secret_value()
        path: Path = ("users", place, "sip", "password")
        if len(password) < SHORTEST:
            yield _warning(f"a weak SIP password, expected at least {SHORTEST} characters", path)
        elif user.extension in password:
            yield _warning("a weak SIP password, expected one without the extension in it", path)
        other, other_path = first.setdefault(password, (user.extension, path))
        if other_path is not path:
            yield _warning(f"the same SIP password as user {other}, expected one of its own", path, other_path)


def _warning(message: str, path: Path, *related: Path) -> Problem:
    return Problem("RS004", message, path, severity="warning", related_paths=related)
