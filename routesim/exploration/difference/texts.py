"""What changes between two systems without any effect on where calls end: names, addresses, keys, rights."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from routesim.model.page import Page
from routesim.model.system import PhoneSystem
from routesim.result.difference import TextChange

UNNAMED = "buttons"
"""The keys of a phone: in the file, they stand beside how many there are."""
HIDDEN = "(hidden)"
"""What stands for a password."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "settings": (
        *("name", "timezone", "language", "recording", "ignore"),
        *("default_outgoing_number", "outgoing_rules", "outgoing_rules_override"),
    ),
    "users": ("name", "email", "gsm", "devices", "outgoing_number", "keys", "sip", "permissions"),
    "user_groups": ("name",),
    "pickup_groups": ("name", "members"),
    "voicemails": ("name", "email", "max_message"),
    "audio_messages": ("name", "text"),
    "queues": ("name", "wrap_up"),
    "conferences": ("name",),
    "dial_plans": ("name",),
    "incoming_numbers": ("sms_email",),
    "properties": ("number", "require", "forbid", "max_wait"),
}
"""The keys of each section whose values decide nothing about where a call ends."""

Leaf = tuple[str, object]
"""A value as it may be shown, and as it is compared."""


def text_changes(applied: PhoneSystem, draft: PhoneSystem) -> Iterator[TextChange]:
    """Every such change, by the path of its place; things are paired by extension, number or name."""
    paths = [{path for _, path, _ in _pages(system)} for system in (applied, draft)]
    before, after = (dict(_leaves(system, paths[0] & paths[1])) for system in (applied, draft))
    unplugged = tuple(_unplugged(applied, draft))
    for path in {**before, **after}:
        if path.startswith(unplugged):
            continue
        one, other = before.get(path), after.get(path)
        if (one and one[1]) != (other and other[1]):
            yield TextChange(path, one[0] if one else None, other[0] if other else None)


def _unplugged(applied: PhoneSystem, draft: PhoneSystem) -> Iterator[str]:
    """The devices of users who have none on one of the systems, where their phones never ring."""
    before = {user.extension: user for user in applied.users}
    for user in draft.users:
        if user.extension in before and bool(user.devices) != bool(before[user.extension].devices):
            yield f"users[{user.extension}].devices["


def _leaves(system: PhoneSystem, common: Collection[str]) -> Iterator[tuple[str, Leaf]]:
    """Every value with its path; of what is not in *common* to both systems, the name alone."""
    for section, path, page in _pages(system):
        keys = TEXTS[section] if path in common or not hasattr(page, "name") else ("name",)
        for key in keys:
            yield from _values(f"{path}.{key}", getattr(page, key))


def _pages(system: PhoneSystem) -> Iterator[tuple[str, str, Page]]:
    """Every page with its section and its path."""
    for section in TEXTS:
        pages = getattr(system, section)
        named = [(section, pages)] if isinstance(pages, Page) else _paired(section, pages)
        yield from ((section, path, page) for path, page in named)


def _paired(path: str, pages: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    """Each of *pages* with its path: by what it is known by, else by its place."""
    for place, page in enumerate(pages):
        known = (getattr(page, key, None) for key in ("extension", "number", "name"))
        yield f"{path}[{next((name for name in known if name), place)}]", page


def _values(path: str, value: Any) -> Iterator[tuple[str, Leaf]]:
    if hasattr(value, "get_secret_value"):
        yield path, (HIDDEN, value.get_secret_value())
    elif isinstance(value, Page):
        for key in type(value).model_fields:
            yield from _values(path if key == UNNAMED else f"{path}.{key}", getattr(value, key))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _values(f"{path}.{key}", part)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _values(f"{path}[{place}]", part)
    elif value not in (None, "", False):
        yield path, (str(value).lower() if value is True else str(value), value)
