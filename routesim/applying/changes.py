"""*Apply changes*, the console's second step: a draft takes effect, or an earlier version does again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from routesim.applying.author import account, author
from routesim.applying.expectations import AnyPath, hold
from routesim.applying.journal import digest, read_history
from routesim.applying.lock import locked
from routesim.applying.places import Places, shown_path
from routesim.applying.placing import Old, put_in_force, read_old
from routesim.applying.review import Compare, Explore, Review
from routesim.applying.versions import Action, History, Version
from routesim.errors import NotApplied, UnusableInput, together
from routesim.files import Inspection, examine_bytes, usable
from routesim.files.source import read_bytes, shown_name
from routesim.lint.checking import of_file
from routesim.model.settings import zone
from routesim.model.system import PhoneSystem
from routesim.result.difference_words import summary

Confirm = Callable[[Review], bool]
"""Shows a review to whoever decides, and tells what they say."""
Clock = Callable[[], datetime]
"""Tells the time, with its offset."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of an apply: the *review* of the draft, and the *version* that it has become.

    *version* is None where it has not: something stops it, somebody said no, or it is in force already. *problems*
    says what else is wrong, with the history for instance.
    """

    review: Review
    version: Version | None = None
    problems: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """What came of it, in a word."""
        if self.version is not None:
            return "applied"
        return "stopped" if self.review.stops else "unchanged" if self.review.is_same else "declined"

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `apply --format json` prints it."""
        version = self.version and self.version.to_dict()
        return {"status": self.status, "version": version, **self.review.to_dict(), "problems": list(self.problems)}


class Terms(NamedTuple):
    """How to apply: who *compare*s, who says yes, on whose behalf, by which clock.

    *as_user* is the extension or the portal user name of somebody who needs the right to apply in the file that is
    applied already, so that no draft grants its author the right; in the draft where none is applied yet.
    """

    compare: Compare
    confirm: Confirm
    as_user: str | None = None
    clock: Clock = lambda: datetime.now(UTC)


def apply_draft(
    draft: AnyPath, applied: AnyPath, terms: Terms, explore: Explore, calls: Sequence[AnyPath] = ()
) -> Applied:
    """Review the file *draft*, and put it in force as *applied* if nothing stops it and the *terms* are met.

    It is held to its own properties, as *explore* finds them, and to the expectations in the files *calls*, or in those
    beside it. Raises UnusableInput with all that is wrong with the files, NotAllowed, and NotApplied where somebody
    else applies or the file system refuses; whatever is raised, the applied file is as it was.
    """
    places = Places.of(applied)
    content, name = _content(draft, places), shown_name(draft)
    with locked(places):
        old = read_old(places, Path(draft))
        found = examine_bytes(content, name)
        before, after = _both(places, old, found)
        change = _Change(places, old, content, terms, before)
        by = change.author(after, name)
        review = replace(
            Review(name, places.shown, before, after, content == old.content),
            findings=of_file(found),
            exploration=explore(after, _asked_about(after)) if after.properties else None,
            held=hold(after, Path(draft), places.target, calls),
        )
        return change.carry_out(review, "apply", by)


def roll_back(applied: AnyPath, terms: Terms, number: int | None = None) -> Applied:
    """Put version *number* of *applied* in force again, as a new version; the one before the present one if None.

    What was in force once is neither checked nor explored again, but compared with what is. Raises as `apply_draft`
    does, and NotApplied where there is no such version.
    """
    places = Places.of(applied)
    with locked(places):
        history = read_history(places)
        target = _earlier(history) if number is None else _numbered(history, number)
        content = _kept(places, history, target)
        name = f"{places.shown}, version {target}"
        after = _loaded(content, name)
        old = read_old(places, places.version(target))
        before = _usable(places, old)
        change = _Change(places, old, content, terms, before)
        by = change.author(after, name)
        review = Review(name, places.shown, before, after, content == old.content)
        return change.carry_out(review, "rollback", by, target)


class _Change:
    """A change of the applied file from *old*, in which the system *before* stands, to *content*."""

    def __init__(self, places: Places, old: Old, content: bytes, terms: Terms, before: PhoneSystem | None) -> None:
        self._places = places
        self._old = old
        self._content = content
        self._terms = terms
        self._before = before

    def author(self, after: PhoneSystem, name: str) -> str | None:
        """Who changes it. Raises NotAllowed where they may not."""
        who = self._terms.as_user
        if who is None:
            return account()
        if self._before is not None:
            return author(self._before, who, self._places.shown)
        if self._old.content is not None:
            _loaded(self._old.content, self._places.shown)
        return author(after, who, name)

    def carry_out(self, review: Review, action: Action, by: str | None, of: int | None = None) -> Applied:
        """Compare, have it confirmed, and put it in force."""
        if review.stops or review.is_same:
            return Applied(review)
        if self._before is not None:
            difference = self._terms.compare(self._before, review.after, review.applied, review.draft)
            review = replace(review, difference=difference)
        if not self._terms.confirm(review):
            return Applied(review)
        history = read_history(self._places)
        time = self._terms.clock().astimezone(zone(review.after.settings.timezone)).isoformat(timespec="seconds")
        version = Version(history.next_number, action, time, by, _summary(review), digest(self._content), of)
        placed = put_in_force(self._places, self._old, self._content, version, history)
        return Applied(review, placed.version, history.problems + placed.problems)


def _content(draft: AnyPath, places: Places) -> bytes:
    """What is to be applied, byte for byte. Raises UnusableInput where that is the applied file itself."""
    content = read_bytes(draft)
    if places.target.exists() and Path(draft).samefile(places.target):
        raise UnusableInput(f"{places.shown}: this is the draft itself, expected another file")
    return content


def _asked_about(system: PhoneSystem) -> list[str] | None:
    """The numbers that the properties of *system* are about; None where one of them is about all."""
    numbers = dict.fromkeys(asked.number for asked in system.properties)
    return None if None in numbers else [number for number in numbers if number is not None]


def _both(places: Places, old: Old, found: Inspection) -> tuple[PhoneSystem | None, PhoneSystem]:
    """The system that is applied, if any, and the draft. Raises UnusableInput with the problems of both."""
    if old.content is None:
        return None, usable(found)
    before, after = together((partial(_loaded, old.content, places.shown), partial(usable, found)))
    return before, after


def _loaded(content: bytes, name: str) -> PhoneSystem:
    return usable(examine_bytes(content, name))


def _usable(places: Places, old: Old) -> PhoneSystem | None:
    """The system that is applied, None where there is none or it has errors: all the more reason to go back."""
    try:
        return None if old.content is None else _loaded(old.content, places.shown)
    except UnusableInput:
        return None


def _summary(review: Review) -> str:
    if review.difference is not None:
        return summary(review.difference)
    return f"{review.after.inventory}, compared with nothing"


def _earlier(history: History) -> int:
    """The version to go back to: the last one that was in force before the present one."""
    now = history.latest if history.in_force is not None else None
    for version in reversed(history.versions):
        if version.was_in_force and (now is None or (version.version < now.version and version.sha256 != now.sha256)):
            return version.version
    raise NotApplied(f"{history.applied}: no earlier version is known")


def _numbered(history: History, number: int) -> int:
    version = next((version for version in history.versions if version.version == number), None)
    if version is None and number not in history.kept:
        last = max(history.kept, default=0)
        known = f"expected one from 1 to {last}" if last else "nothing has been applied yet"
        raise NotApplied(f"{history.applied}: there is no version {number}, {known}")
    if version is not None and not version.was_in_force:
        raise NotApplied(f"{history.applied}: version {number} never came into force, since its apply was interrupted")
    return number


def _kept(places: Places, history: History, number: int) -> bytes:
    """The content of a version. Raises NotApplied where it is no longer what it was."""
    content = read_bytes(places.version(number))
    version = next((version for version in history.versions if version.version == number), None)
    if version is not None and digest(content) != version.sha256:
        raise NotApplied(f"{shown_path(places.version(number))}: is no longer what was applied as version {number}")
    return content
