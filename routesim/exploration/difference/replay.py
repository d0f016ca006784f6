"""Replays: the same calls file played on both systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from routesim.engine import Installation, try_out
from routesim.errors import BoundExceeded, PlayError
from routesim.exploration.moves import Ending
from routesim.exploration.witnesses import fate
from routesim.model.calls import PATIENCE, Calls
from routesim.model.system import PhoneSystem
from routesim.result.difference import Change, Fate
from routesim.result.records import CallRecord
from routesim.routing.steps import microseconds

A_WHILE = 600
A_LONG_TIME = 3_600
"""How long callers wait on both systems, so that no difference is merely one of patience, in seconds.

At first only for a while, since a call may go round in circles as long; where one gives up, for a long time.
"""
Page = dict[str, Any]


def fate_of(record: CallRecord) -> Fate:
    """How a call ended, and after which wait."""
    return Fate(record.outcome.value, record.by, record.waited, record.reason)


class Both(NamedTuple):
    """What came of the examined call on the two systems."""

    applied: CallRecord
    draft: CallRecord

    @property
    def fates(self) -> tuple[Ending, Ending]:
        """How the call ended on each."""
        return fate(self.applied), fate(self.draft)

    @property
    def effort(self) -> int:
        """How much has happened to the call on both: places and phones that it came to."""
        return sum(len(record.path) + len(record.rang) for record in self)

    @property
    def ends_differently(self) -> bool:
        """Whether the call ends differently."""
        applied, draft = self.fates
        return applied != draft

    @property
    def waits_differently(self) -> bool:
        """Whether the call ends after another time."""
        return microseconds(self.applied.waited) != microseconds(self.draft.waited)


class Replays:
    """Plays calls files on *applied* and on *draft*; each finds those people in them whom it has."""

    def __init__(self, applied: PhoneSystem, draft: PhoneSystem) -> None:
        self._installations = Installation(applied), Installation(draft)
        self._users = tuple({user.extension: user for user in system.users} for system in (applied, draft))

    def play(self, page: Page) -> Both | None:
        """What comes of *page*, `as_played`, on both; None where one of them cannot play it."""
        both = self._play(page)
        return self._play(_waiting(page, A_LONG_TIME)) if _gives_up(both) else both

    def as_played(self, page: Page) -> Page:
        """*page*, with a caller who waits for a long time where he would give up on one of the systems only."""
        return _waiting(page, A_LONG_TIME) if _gives_up(self._play(page)) else page

    def dialled(self, change: Change, number: str) -> Change | None:
        """*change* for calls to *number*; None where it does not show there just so."""
        *others, examined = change.witness["calls"]
        witness = {**change.witness, "calls": [*others, {**examined, "to": number}]}
        both = self.play(witness)
        same = both is not None and (fate_of(both.applied), fate_of(both.draft)) == (change.applied, change.draft)
        return replace(change, number=number, witness=witness, stories=both) if same and both is not None else None

    def _play(self, page: Page) -> Both | None:
        try:
            return Both(*(self._record(place, page) for place in range(2)))
        except (BoundExceeded, PlayError):  # the latter at a time that one of the clocks never shows
            return None

    def _record(self, place: int, page: Page) -> CallRecord:
        """The examined call on one of the systems, without events for people whom it does not have."""
        users = self._users[place]
        events = [event for event in page.get("events", ()) if event.get("user") in (None, *users)]
        return try_out(self._installations[place], Calls.model_validate({**page, "events": events})).record

    def telling_states(self, who: str) -> Iterator[Page]:
        """States in which a user's line rings on one of the systems only (rules 3.2, 3.3)."""
        one, other = (lines.get(who) for lines in self._users)
        if one is not None and other is not None:
            if one.multiple_calls != other.multiple_calls:
                yield {"state": "busy"}
            if one.must_log_in != other.must_log_in:
                yield {"logged_in": False}

    def suits_both(self, page: Mapping[str, Any]) -> bool:
        """Tell whether everybody in *page* is there on both systems."""
        events = [event["user"] for event in page.get("events", ()) if "user" in event]
        return not self.strangers(page) and all(who in users for users in self._users for who in events)

    def strangers(self, page: Mapping[str, Any]) -> list[str]:
        """The people in *page* whom one of the systems does not know."""
        people = (who for who in page["people"] if who != "default" and not who.startswith("+"))
        return [who for who in people if not all(who in users for users in self._users)]

    def known(self, people: Iterable[str]) -> list[str]:
        """Those of *people* whom both systems know, in order."""
        return sorted(who for who in people if who.startswith("+") or all(who in users for users in self._users))


def _gives_up(both: Both | None) -> bool:
    """Tell whether the call is given up on one of the systems only."""
    return both is not None and both.ends_differently and any(record.outcome == "abandoned" for record in both)


def patiently(page: Page) -> Page:
    """*page* with an examined caller who waits a while longer."""
    return _waiting(page, page["calls"][-1].get("patience", PATIENCE) + A_WHILE)


def impatient(page: Page) -> Page:
    """*page* with an examined caller who waits as long as anybody does (rule 10.1)."""
    *others, examined = page["calls"]
    return {**page, "calls": [*others, {key: part for key, part in examined.items() if key != "patience"}]}


def _waiting(page: Page, patience: float) -> Page:
    *others, examined = page["calls"]
    return {**page, "calls": [*others, {**examined, "patience": patience}]}
