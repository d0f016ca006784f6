"""The console's menu as one user sees it: what the user may open, what may be changed, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from routesim.model.user import RIGHTS, User
from routesim.result.painting import Painter, plain
from routesim.result.typography import printable, wrap

APPLY = "apply_changes_button"
"""The right to put saved changes into effect."""
MENU: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Own page", ("user_portal",)),
    ("People and phones", ("users", "administrator", "phones", "user_groups")),
    (
        "Where calls go",
        ("phone_numbers", "dial_plans", "pickup_groups", "switches", "conferences", "queues"),
    ),
    ("What callers hear and find", ("voicemail", "audio_messages", "music_on_hold", "directories")),
    ("What happens now", ("call_list", "connected_users")),
    ("The whole system", ("global_settings", APPLY)),
    ("Invoices", ("invoice_download", "invoice_details")),
    ("Who is let in", ("blacklist", "conference_participants")),
)
"""The rights in the console's order, in groups."""
_STYLES = {"edit": "good", "view": "ringing", "no": "faint"}


class MenuEntry(NamedTuple):
    """A page of the console. *access* is `no` (hidden), `view` or `edit`; *granted* is the configuration's word."""

    group: str
    right: str
    access: str
    granted: str


class Menu(NamedTuple):
    """What a user sees of the console; *username* is None where the user has no access to it at all."""

    extension: str
    name: str
    username: str | None
    has_password: bool
    entries: tuple[MenuEntry, ...]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The rights that the user lacks."""
        return tuple(entry.right for entry in self.entries if entry.access == "no")

    @property
    def may_apply(self) -> bool:
        """Whether the user may put changes into effect, and not only see the button."""
        return any(entry.right == APPLY and entry.access == "edit" for entry in self.entries)


def menu_of(user: User) -> Menu:
    """The menu that *user* sees. A right that is granted by `yes` can be used in full: it is an `edit`."""
    page = user.permissions
    grants = {} if page is None else page.grants
    entries = []
    for group, rights in MENU:
        for right in rights:
            granted = grants.get(right, "no")  # type: ignore[call-overload]
            entries.append(MenuEntry(group, right, "edit" if granted == "yes" else granted, granted))
    username = None if page is None else page.username
    has_password = page is not None and page.password is not None
    return Menu(user.extension, user.name, username, has_password, tuple(entries))


def menu_record(menu: Menu) -> dict[str, Any]:
    """Lay *menu* out for JSON."""
    return {
        "extension": menu.extension,
        "name": menu.name,
        "username": menu.username,
        "password_set": menu.has_password,
        "may_apply": menu.may_apply,
        "menu": [entry._asdict() for entry in menu.entries],
        "hidden": list(menu.hidden),
    }


def menu_lines(menu: Menu, width: int, paint: Painter = plain) -> Iterator[str]:
    """Write *menu* group by group, in at most *width* columns."""
    name = f"{printable(menu.name)} ({menu.extension})"
    yield from (paint("title", line) for line in wrap(f"The console as {name} sees it", width))
    yield from wrap(_sign_in(menu), width)
    yield ""
    group = ""
    for entry in menu.entries:
        if entry.group != group:
            group = entry.group
            yield f"  {paint('title', group)}"
        yield f"    {paint(_STYLES[entry.access], f'{_words(entry.right):<26}{_access(entry)}')}"
    yield ""
    yield from wrap(_seen(menu), width)
    yield from (paint("good" if menu.may_apply else "warn", line) for line in wrap(_applying(menu), width))


def _words(right: str) -> str:
    return right.replace("_", " ").capitalize()


def _access(entry: MenuEntry) -> str:
    return "no    hidden" if entry.access == "no" else entry.access


def _sign_in(menu: Menu) -> str:
    if menu.username is None:
        return "Cannot sign in: the configuration gives this user no `permissions`."
    if not menu.has_password:
        return f"User name {printable(menu.username)}; cannot sign in, since no password is set."
    return f"Signs in as {printable(menu.username)}, with a password."


def _seen(menu: Menu) -> str:
    hidden = len(menu.hidden)
    if not hidden:
        return f"All {len(RIGHTS)} pages are shown."
    if hidden == len(RIGHTS):
        return f"All {hidden} pages are hidden."
    return f"{len(RIGHTS) - hidden} of {len(RIGHTS)} pages are shown, {hidden} are hidden."


def _applying(menu: Menu) -> str:
    access = next(entry.access for entry in menu.entries if entry.right == APPLY)
    if access == "edit":
        return "May apply changes: what is saved takes effect once this user presses the button."
    if access == "view":
        return "Sees the apply button but may not press it: changes wait until somebody else applies them."
    return "May not apply changes: they wait until somebody else applies them."
