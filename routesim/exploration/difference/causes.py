"""Causes: what a world needs, and no more, for two systems to treat a call differently; in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from routesim.exploration.audience import DEFAULT_CALLER
from routesim.exploration.difference.replay import Both, Page
from routesim.result.clock import long_date, number

Check = Callable[[Page], bool]
_STATES = {
    "busy": "is occupied",
    "dnd": "is in do not disturb",
    "offline": "is offline",
    "unreachable": "is unreachable",
}
_REACTIONS = {
    "answers_after": "answers",
    "voicemail_after": "is answered by the carrier's voicemail",
    "rejects_after": "rejects",
    "goes_away_after": "goes away",
}
_ORDINALS = ("first", "second", "third")


def reduced(page: Page, still: Check) -> Page:
    """*page* without whatever can go, or be put more simply, while *still* holds of it."""

    def better(smaller: Page) -> Page:
        return smaller if smaller != page and still(smaller) else page

    for who in [*page["people"]]:
        page = better({**page, "people": _without(page["people"], who)})
    for event in page.get("events", ()):
        page = better({**page, "events": [other for other in page["events"] if other != event]})
    for call in page["calls"][:-1]:
        page = better({**page, "calls": [other for other in page["calls"] if other != call]})
    *others, examined = page["calls"]
    page = better({**page, "calls": [*others, _without(examined, "patience")]})
    for who, entry in page["people"].items():
        for key in _REACTIONS.keys() & entry.keys():
            for seconds in {int(entry[key]), int(entry[key]) + 1} - {entry[key]}:
                page = better({**page, "people": {**page["people"], who: {**entry, key: seconds}}})
    return page


def _without(page: Page, key: str) -> Page:
    return {name: part for name, part in page.items() if name != key}


def words(page: Page, both: Both, plain: Page) -> tuple[str, ...]:
    """What in *page*, and not in the *plain* one, causes the difference between *both*."""
    found = [*_caller_words(page, plain)]
    for who, entry in page["people"].items():
        found += _person_words(who, entry)
    found += (f"{_node(who)} does not answer" for who in _unanswered(both) if who not in page["people"])
    found += (_event_words(event) for event in page.get("events", ()))
    return tuple(dict.fromkeys(found))


def _caller_words(page: Page, plain: Page) -> Iterator[str]:
    call = page["calls"][-1]
    if call["from"] != DEFAULT_CALLER:
        yield f"{call['from']} calls"
    if (page["start"], call.get("at", 0)) != (plain["start"], 0):
        start = datetime.fromisoformat(page["start"])
        later = f", {number(call['at'])} s later" if call.get("at") else ""
        yield f"the call is placed on {long_date(start)} at {start:%H:%M:%S}{later}"
    for press in call.get("presses", ()):
        keys, after = (press["keys"], press["after"]) if isinstance(press, dict) else (press, None)
        yield f"{keys} is keyed" if after is None else f"{keys} is keyed {number(after)} s after the prompt"


def _person_words(who: str, entry: Page) -> Iterator[str]:
    if who != "default":
        yield from (f"{_node(who)} {what}" for what in _doings(entry))
    for place, attempt in enumerate(entry.get("attempts", ())):
        ordinal = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
        yield from (f"{_node(who)} {what} when called the {ordinal} time" for what in _doings(attempt))


def _doings(entry: Page) -> Iterator[str]:
    if entry.get("state", "idle") != "idle":
        yield _STATES[entry["state"]] + (
            f" until second {number(entry['busy_until'])}" if "busy_until" in entry else ""
        )
    if entry.get("logged_in") is False:
        yield "has not logged in"
    for key, does in _REACTIONS.items():
        if key in entry:
            yield f"{does} after {number(entry[key])} s" if entry[key] else f"{does} at once"


def _unanswered(both: Both) -> list[str]:
    """The phones that rang on both systems and that nobody answered."""
    silent = [[ring.target for ring in record.rang if ring.result == "no_answer"] for record in both]
    return [who for who in dict.fromkeys(silent[0]) if who in silent[1]]


def _event_words(event: Page) -> str:
    what = event["do"].replace("_", " ")
    who = f"{_node(event['user'])}: " if "user" in event else ""
    return f"{who}{what} {event.get('queue') or event.get('switch') or ''}".rstrip()


def _node(who: str) -> str:
    return f"external:{who}" if who.startswith("+") else f"user:{who}"
