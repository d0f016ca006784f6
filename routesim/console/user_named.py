"""Whom somebody means who types an extension or a name."""

from __future__ import annotations

from routesim.errors import UnusableInput
from routesim.model.nearest import Names
from routesim.model.system import PhoneSystem
from routesim.model.user import User
from routesim.result.typography import listing, printable, shorten

_LONGEST = 60


def user_named(system: PhoneSystem, who: str) -> User:
    """The user whose extension, or else exact name, is *who*.

    Raises UnusableInput where there is none (with the nearest suggested), or where several users have that name.
    """
    wanted = who.strip()
    by_extension = {user.extension: user for user in system.users}
    if wanted in by_extension:
        return by_extension[wanted]
    namesakes = [user for user in system.users if user.name in (who, wanted)]
    if len(namesakes) == 1:
        return namesakes[0]
    if namesakes:
        extensions = listing((user.extension for user in namesakes), most=10)
        raise UnusableInput(f"several users are called `{_shown(wanted)}`, expected one of {extensions}")
    near = _nearest(system, wanted)
    if near is not None:
        raise UnusableInput(
            f"there is no user `{_shown(wanted)}`, did you mean `{near.extension}` ({_shown(near.name)})?"
        )
    raise UnusableInput(f"there is no user `{_shown(wanted)}`, {_expected(system)}")


def _nearest(system: PhoneSystem, wanted: str) -> User | None:
    """The user who is probably meant: one part of a name is enough, where only one user has it."""
    partly = [user for user in system.users if wanted.lower() in user.name.lower().split()]
    if len(partly) == 1:
        return partly[0]
    near = Names([*(user.extension for user in system.users), *(user.name for user in system.users)]).nearest(wanted)
    return next((user for user in system.users if near in (user.extension, user.name)), None)


def _expected(system: PhoneSystem) -> str:
    if not system.users:
        return "this phone system has no users"
    first = system.users[0]
    return f"expected an extension or a name, such as {first.extension} or `{_shown(first.name)}`"


def _shown(text: str) -> str:
    return shorten(printable(text), _LONGEST)
