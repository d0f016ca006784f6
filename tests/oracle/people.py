"""How people behave: entries laid one over the other, key by key (rules 3.4, 10.6)."""

from __future__ import annotations

from typing import Any

from routesim.model.calls import Calls
from routesim.model.numbers import to_e164
from routesim.model.people import Person

Entry = dict[str, Any]


def given(page: Any) -> Entry:
    """Take what a page says, without what it leaves to its defaults."""
    said = {key: getattr(page, key) for key in page.model_fields_set}
    if "devices" in said:
        said["devices"] = {name: given(device) for name, device in said["devices"].items()}
    return said


def laid_over(upper: Entry, lower: Entry) -> Entry:
    """Both entries, *upper* where they disagree; devices likewise, one by one."""
    merged = {**lower, **upper}
    devices: dict[str, Entry] = {**lower.get("devices", {})}
    for name, entry in upper.get("devices", {}).items():
        devices[name] = {**devices.get(name, {}), **entry}
    merged["devices"] = devices
    return merged


class People:
    """Everybody's entry, over the default."""

    def __init__(self, calls: Calls, country: str) -> None:
        self.default = given(calls.people.get("default", Person()))
        named = {name: person for name, person in calls.people.items() if name != "default"}
        self.entries = {to_e164(name, country) or name: given(person) for name, person in named.items()}

    def entry(self, target: str) -> Entry:
        return laid_over(self.entries.get(target, {}), self.default)

    def attempt(self, target: str, place: int) -> Entry:
        """Take what attempt number *place* (from 0) says by itself."""
        attempts = self.entry(target).get("attempts", ())
        return given(attempts[place]) if place < len(attempts) else {}


def device_entry(entry: Entry, device: str) -> Entry:
    """Tell what holds for one device of a line."""
    return {**entry, **entry["devices"].get(device, {})}


def device_given(entry: Entry, device: str) -> Entry:
    """Tell what is said of one device alone."""
    said: Entry = entry["devices"].get(device, {})
    return said
