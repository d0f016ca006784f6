"""Hours: when calls must be placed for two systems to treat them differently, as days and times of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from routesim.exploration.difference.replay import Page
from routesim.exploration.difference.simplifying import Check
from routesim.exploration.exploring import Explorer
from routesim.exploration.spans import Span, union
from routesim.exploration.timeline import Track, microseconds_since_epoch
from routesim.model.settings import zone
from routesim.result.calendar_words import when_words
from routesim.result.typography import listing
from routesim.routing.calendar import instant

MOST_TRACKS = 60
"""In so many parts of the calendar a call is tried."""


class Hours:
    """The calendar of *explorer*, cut into *tracks* by time conditions; *changed*: some of these were edited."""

    def __init__(self, explorer: Explorer, tracks: Sequence[Track], changed: bool) -> None:
        self._explorer = explorer
        self._timezone = explorer.system.settings.timezone
        self._tracks = tracks[:MOST_TRACKS]
        self.changed = changed

    def spread(self, page: Page, still: Check) -> Page:
        """*page* at the beginning of its part of the calendar; as it is where *still* holds of some instants only."""
        own = self._own(page)
        return page if own is None or not still(moved := self._moved(page, own)) else moved

    def words(self, page: Page, still: Check, differs: Check) -> str | None:
        """When the call in *page* is treated *differs*-ently, or *still* so; None where that is so at all times.

        None, too, where it needs an instant in the middle of a part of the calendar.
        """
        own = self._own(page)
        if own is None or not still(self._moved(page, own)):
            return None
        others = [track for track in self._tracks if track is not own]
        for check in (differs, still):
            found = [own, *(track for track in others if check(self._moved(page, track)))]
            if len(found) < len(self._tracks):
                return self._words(found, datetime.fromisoformat(page["start"]).year)
        return None

    def _own(self, page: Page) -> Track | None:
        return next((track for track in self._tracks if self._holds(track, page)), None)

    def _holds(self, track: Track, page: Page) -> bool:
        at = microseconds_since_epoch(instant(datetime.fromisoformat(page["start"]), self._timezone))
        at += round(page["calls"][-1].get("at", 0) * 1_000_000)
        return any(start <= at < end for start, end in track.alike)

    def _wall(self, track: Track) -> str:
        local = self._explorer.local(track.anchor + track.placed[0])
        return local.replace(tzinfo=None).isoformat(timespec="seconds")

    def _moved(self, page: Page, track: Track) -> Page:
        *others, examined = page["calls"]
        examined = {key: part for key, part in examined.items() if key != "at"}
        return {**page, "start": self._wall(track), "calls": [*others, examined]}

    def _words(self, tracks: Sequence[Track], year: int) -> str:
        own = zone(self._timezone)
        first, last = (microseconds_since_epoch(instant(datetime(of, 1, 1), self._timezone)) for of in (year, year + 1))
        local: Callable[[int], datetime] = self._explorer.local
        spans: list[Span] = [
            (max(start, first), min(end, last) - 1)
            for track in tracks
            for start, end in track.alike
            if start < last and end > first
        ]
        intervals = [(local(start).astimezone(own), local(end + 1).astimezone(own)) for start, end in union(spans)]
        return listing(when_words(intervals, year), most=6)
