"""A desk at which changes are applied: versions of a small office, a comparison made by hand, a clock that stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from routesim.applying import Applied, History, Places, Review, Terms, apply_draft, read_history, roll_back
from routesim.model.system import PhoneSystem
from routesim.result.difference import Difference, TextChange
from routesim.result.exploration import Exploration

SECRET = "only-for-Alice-42"
OFFICE = f"""\
settings: {{name: Office, timezone: Europe/Brussels, country: BE}}
users:
  - extension: "101"
    name: Alice Martin
    sip: {{password: {SECRET}}}
    permissions: {{username: alice, password: {SECRET}, grants: {{apply_changes_button: yes}}}}
  - extension: "102"
    name: Bob Peeters
    permissions: {{username: bob, grants: {{apply_changes_button: view}}}}
incoming_numbers:
  - {{number: "+3225880101", destination: {{type: extension, extension: "101"}}}}
"""
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


def version(number: int) -> str:
    """The office, in which Alice's phone rings so many seconds."""
    return OFFICE.replace("name: Alice Martin", f"name: Alice Martin\n    ring_time: {number}")


def compare(before: PhoneSystem, after: PhoneSystem, applied: str, draft: str) -> Difference:
    """What a comparison might find: how long Alice's phone rings, as if that were a text."""
    times = [str(system.users[0].ring_time) for system in (before, after)]
    texts = () if times[0] == times[1] else (TextChange("users[101].ring_time", *times),)
    return Difference(applied, draft, texts=texts)


def explore(system: PhoneSystem, numbers: Sequence[str] | None) -> Exploration:
    raise AssertionError("nothing is to be explored: there are no properties")


def agree(review: Review) -> bool:
    return True


def terms(**other: Any) -> Terms:
    return Terms(**{"compare": compare, "confirm": agree, "clock": lambda: NOON, **other})


class Desk:
    """A folder with a *draft* and what is *applied*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.draft = folder / "draft.yaml"
        self.applied = folder / "pbx.yaml"

    def apply(self, text: str | None = None, calls: tuple[Path, ...] = (), **other: Any) -> Applied:
        """Write *text* into the draft, unless it is to stay as it is, and apply it."""
        if text is not None:
            self.draft.write_text(text, encoding="utf-8")
        explorer = other.pop("explore", explore)
        return apply_draft(self.draft, self.applied, terms(**other), explorer, calls)

    def roll_back(self, number: int | None = None, **other: Any) -> Applied:
        return roll_back(self.applied, terms(**other), number)

    @property
    def now(self) -> str | None:
        """What is in force."""
        return self.applied.read_text(encoding="utf-8") if self.applied.exists() else None

    @property
    def history(self) -> History:
        return read_history(Places.of(self.applied))

    def told(self) -> list[tuple[int, str, int | None, str]]:
        """Each version: its number, how it came, what it went back to, whether it came into force."""
        return [(one.version, one.action, one.of, one.outcome) for one in self.history.versions]

    def files(self) -> Iterator[str]:
        """All there is, hidden or not."""
        return (str(path.relative_to(self.folder)) for path in sorted(self.folder.rglob("*")) if path.is_file())
