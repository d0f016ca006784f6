"""What is found while two systems are compared: calls that they treat differently, each put as simply as can be."""

from __future__ import annotations

from typing import Literal

from routesim.exploration.difference.causes import Causes, causes, exactly, node_of
from routesim.exploration.difference.hours import Hours
from routesim.exploration.difference.ranges import stretched
from routesim.exploration.difference.replay import Both, Page, Replays, fate_of
from routesim.exploration.difference.simplifying import Check, simplified
from routesim.exploration.moves import Ending
from routesim.result.difference import Change

INERT: Page = {"state": "idle", "answers_after": "never"}
"""What somebody does who would do something by default, but does not."""
Kind = Literal["ending", "timing"]
MOST_PAINS = 100_000
"""So many places and phones are come to in all the calls that are tried to put one change more simply."""


class Found:
    """The calls to *number* that end differently: one for each pair of endings; and one that only waits differently.

    *plain* is the call that others are told against, by whom and when does not matter; *hours* is the calendar,
    *prompts*: callers may key something there.
    """

    def __init__(self, replays: Replays, number: str, plain: Page, hours: Hours, prompts: bool) -> None:
        self._replays = replays
        self._number = number
        self._plain = plain
        self._hours = hours
        self._prompts = prompts
        self._changes: dict[tuple[Ending, Ending], Change] = {}
        self._timing: Change | None = None
        self.effort = 0
        self._alone = True
        self._always = False

    def is_for_all(self, alone: bool, always: bool) -> None:
        """From here on, calls are by the only kind of callers (*alone*) or not, and *always* end differently or not."""
        self._alone, self._always = alone, always

    @property
    def timing(self) -> bool:
        """Whether a call is known that only waits differently."""
        return self._timing is not None

    @property
    def known(self) -> int:
        """How many changes are known."""
        return len(self._changes)

    def changes(self) -> tuple[Change, ...]:
        """What has been found, the most general first."""
        found = sorted(self._changes.values(), key=lambda change: len(change.when))
        return (*found, *([self._timing] if self._timing is not None else []))

    def take(self, page: Page) -> bool:
        """Play *page* on both systems; tell whether the call ends differently."""
        both = self._replays.play(page)
        if both is None:
            return False
        self.effort += both.effort
        if both.ends_differently:
            known = self._changes.get(both.fates)
            if known is None or (self._replays.suits_both(page) and not self._replays.suits_both(known.witness)):
                self._changes[both.fates] = self._change(page, both, "ending")
        elif both.waits_differently and self._timing is None:
            self._timing = self._change(page, both, "timing")
        return both.ends_differently

    def take_for(self, page: Page, *why: str) -> bool:
        """The same for a call that is treated differently for a reason known beforehand, whatever people do."""
        both = self._replays.play(page)
        if both is None or not both.ends_differently:
            return False
        witness = self._replays.as_played(page)
        change = Change(self._number, why, "ending", fate_of(both.applied), fate_of(both.draft), witness, both, why)
        self._changes.setdefault(both.fates, change)
        return True

    def _change(self, page: Page, both: Both, kind: Kind) -> Change:
        still = self._check(both, kind)
        simple = simplified(page, self._plain, still)
        if simple["start"] != self._plain["start"]:
            simple = self._hours.spread(simple, still)
        simple, ranges = stretched(simple, self._replays, still)
        played = self._replays.play(simple) or both
        told = causes(simple, self._plain, played, ranges)
        told = self._placed(told, simple, still, kind)
        witness = self._replays.as_played(self._for_both(simple, still))
        played = self._replays.play(witness) or both
        fates = fate_of(played.applied), fate_of(played.draft)
        return Change(self._number, told.when, kind, *fates, witness, played, told.route)

    def _placed(self, told: Causes, page: Page, still: Check, kind: Kind) -> Causes:
        """*told* with when the call must be placed, where that matters, and nothing else where it is always so."""
        if self._always and not page["people"] and "events" not in page:
            return Causes(told.route, ())
        at_some_time = page["start"] != self._plain["start"] or "at" in page["calls"][-1]
        if at_some_time or self._hours.changed or not told.when:
            hours = self._hours.words(page, still, self._differs(kind))
            if hours is None and at_some_time and len(page["calls"]) == 1:
                hours = exactly(page)
            told = told if hours is None else told.during(hours)
        if self._prompts and not told.people and "presses" not in page["calls"][-1]:
            return Causes(told.route, ("no key is pressed",))
        return told if told.when or self._alone else Causes((f"{node_of(page['calls'][-1]['from'])} calls",), ())

    def _check(self, both: Both, kind: Kind) -> Check:
        """What tells whether a page shows just what *both* show."""
        pains = 0

        def still(page: Page) -> bool:
            nonlocal pains
            played = self._replays.play(page) if pains < MOST_PAINS else None
            pains += 0 if played is None else played.effort
            return played is not None and played.fates == both.fates and (kind == "ending" or played.waits_differently)

        return still

    def _differs(self, kind: Kind) -> Check:
        """What tells whether the call in a page is treated differently at all."""

        def differs(page: Page) -> bool:
            played = self._replays.play(page)
            return played is not None and (played.ends_differently or (kind == "timing" and played.waits_differently))

        return differs

    def _for_both(self, page: Page, still: Check) -> Page:
        """*page* without naming somebody whom one of the systems does not know: everybody else is told what to do."""
        strangers = self._replays.strangers(page)
        both = self._replays.play(page)
        if len(strangers) != 1 or "default" in page["people"] or both is None:
            return page
        (who,) = strangers
        told = self._replays.known({ring.target for record in both for ring in record.rang})
        others = {other: entry for other, entry in page["people"].items() if other != who}
        people = {other: {**INERT, **others.get(other, {})} for other in dict.fromkeys((*others, *told))}
        general = {**page, "people": {"default": page["people"][who], **people}}
        return general if still(general) else page
