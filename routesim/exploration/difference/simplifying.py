"""Simplifying: what a world needs, and no more, for two systems to treat a call differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from routesim.exploration.difference.replay import Page

Check = Callable[[Page], bool]
MOST_PRESSES = 12
ROUNDS = 3
"""So often a page is gone through at most: what could not go at first may do so later."""


def simplified(page: Page, plain: Page, still: Check) -> Page:
    """*page* without whatever can go, or be put more simply, while *still* holds of it; *plain* is as simple as can be.

    What leads the call somewhere goes first, then what people do at their phones.
    """
    simplifier = _Simplifier(page, plain, still)
    for _ in range(ROUNDS):
        before = simplifier.page
        simplifier.run()
        if simplifier.page == before:
            break
    return simplifier.page


class _Simplifier:
    """Makes *page* ever simpler."""

    def __init__(self, page: Page, plain: Page, still: Check) -> None:
        self.page = page
        self._plain = plain
        self._still = still

    def run(self) -> None:
        """Try everything once."""
        self._people(whole=True)
        self._meanwhile()
        self._call()
        self._people(whole=False)

    def _try(self, simpler: Page) -> bool:
        if simpler == self.page or not self._still(simpler):
            return False
        self.page = simpler
        return True

    # --- the call ------------------------------------------------------------------------------------------------

    def _call(self) -> None:
        """The call is placed as usual, by anybody, who keys nothing and waits as long as anybody does."""
        plain = self._plain["calls"][-1]
        self._try({**self._with_call(_without(self._examined, "at")), "start": self._plain["start"]})
        self._try(self._with_call({**self._examined, "from": plain["from"]}))
        self._try(self._with_call(_without(self._examined, "presses")))
        for place in reversed(range(min(len(self._examined.get("presses", ())), MOST_PRESSES))):
            self._press(place)
        self._try(self._with_call(_without(self._examined, "patience")))

    def _press(self, place: int) -> None:
        presses = self._examined["presses"]
        before, entry, after = presses[:place], presses[place], presses[place + 1 :]
        self._try(self._with_call({**self._examined, "presses": [*before, *after]}))
        if isinstance(entry, dict) and entry in self._examined["presses"]:
            self._try(self._with_call({**self._examined, "presses": [*before, entry["keys"], *after]}))

    @property
    def _examined(self) -> Page:
        examined: Page = self.page["calls"][-1]
        return examined

    def _with_call(self, examined: Page) -> Page:
        return {**self.page, "calls": [*self.page["calls"][:-1], examined]}

    # --- what happens meanwhile ----------------------------------------------------------------------------------

    def _meanwhile(self) -> None:
        for event in self.page.get("events", ()):
            rest = [other for other in self.page["events"] if other != event]
            self._try({**self.page, "events": rest} if rest else _without(self.page, "events"))
        for call in self.page["calls"][:-1]:
            self._try({**self.page, "calls": [other for other in self.page["calls"] if other != call]})

    # --- people --------------------------------------------------------------------------------------------------

    def _people(self, whole: bool) -> None:
        """People do nothing at all or, unless they do so as a *whole*, less."""
        for who in [*self.page["people"]]:
            if whole:
                self._try({**self.page, "people": _without(self.page["people"], who)})
            else:
                self._person(who)

    def _person(self, who: str) -> None:
        for attempt in self.page["people"][who].get("attempts", ()):
            self._try(self._with_person(who, {**_without(self.page["people"][who], "attempts"), **attempt}))
        for place in range(len(self.page["people"][who].get("attempts", ()))):
            attempts = [*self.page["people"][who]["attempts"]]
            for key in [*attempts[place]]:
                attempts[place] = _without(attempts[place], key)
                self._try(self._with_person(who, {**self.page["people"][who], "attempts": attempts}))
                attempts = [*self.page["people"][who]["attempts"]]
        for key in [*self.page["people"][who]]:
            self._try(self._with_person(who, _without(_without(self.page["people"][who], key), *_SUITS.get(key, ()))))
        if self.page["people"][who].get("state") in ("dnd", "offline"):
            self._try(self._with_person(who, {**self.page["people"][who], "state": "busy"}))

    def _with_person(self, who: str, entry: Page) -> Page:
        return {**self.page, "people": {**self.page["people"], who: entry}}


_SUITS: Mapping[str, tuple[str, ...]] = {"state": ("busy_until",)}
"""What says nothing without another key."""


def _without(page: Mapping[str, Any], *keys: str) -> Page:
    return {name: part for name, part in page.items() if name not in keys}
