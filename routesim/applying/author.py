"""Who applies, and whether they may."""

from __future__ import annotations

import getpass
from contextlib import suppress

from routesim.console.permissions import APPLY, menu_of
from routesim.console.user_named import user_named
from routesim.errors import NotAllowed, UnusableInput
from routesim.model.nearest import Names
from routesim.model.system import PhoneSystem
from routesim.model.user import User
from routesim.result.typography import listing, printable


def author(system: PhoneSystem, who: str, where: str) -> str:
    """The user *who* of *system*, by extension or portal user name, as a journal names them.

    Raises NotAllowed where they lack the right to apply changes, UnusableInput where there is no such user. *where* is
    the name of the file that the rights were read from.
    """
    user = _user(system, who)
    name = f"{printable(user.name)} ({user.extension})"
    menu = menu_of(user)
    if not menu.may_apply:
        access = next(entry.access for entry in menu.entries if entry.right == APPLY)
        raise NotAllowed(f"{name} may not apply changes: {where} grants {access} for {APPLY}, expected edit or yes")
    return name


def account() -> str | None:
    """The account of the operating system that this runs under, None where it has no name."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return None


def _user(system: PhoneSystem, who: str) -> User:
    wanted = who.strip()
    portal: dict[str, list[User]] = {}
    for user in system.users:
        if user.extension == wanted:
            return user
        if user.permissions is not None:
            portal.setdefault(user.permissions.username, []).append(user)
    found = portal.get(wanted, [])
    if len(found) == 1:
        return found[0]
    if found:
        extensions = listing((user.extension for user in found), most=10)
        raise UnusableInput(f"several users sign in as `{printable(wanted)}`, expected one of {extensions}")
    try:
        return user_named(system, who)
    except UnusableInput:
        hint = Names(portal).hint(wanted)
        if not hint:
            raise
    raise UnusableInput(f"there is no user `{printable(wanted)}`{printable(hint)}")
