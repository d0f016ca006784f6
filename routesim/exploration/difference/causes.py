"""Causes: what makes two systems treat a call differently, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from routesim.exploration.difference.ranges import PROMPTS, REACTIONS, SECOND, TOO_LATE, Place, Range
from routesim.exploration.difference.replay import Both, Page
from routesim.result.clock import long_date, number

ADMINISTRATOR = "administrator"
"""The call by which an administrator joins a conference."""
FEW_SILENT = 2
"""Fewer people who do not answer are named."""
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
_CALLERS = ("the caller", "user:", "external:")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


class Causes(NamedTuple):
    """What leads a call to where the systems part, and what people do there."""

    route: tuple[str, ...]
    people: tuple[str, ...]

    def during(self, hours: str) -> Causes:
        """The same, placed during *hours*: behind who calls, before what is keyed."""
        callers = [cause for cause in self.route[:1] if cause.startswith(_CALLERS)]
        return self._replace(route=(*callers, hours, *self.route[len(callers) :]))

    @property
    def when(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.route, *self.people)


def causes(page: Page, plain: Page, both: Both, ranges: Mapping[Place, Range]) -> Causes:
    """What in *page*, and not in the *plain* one, makes the call go as it does on *both*; when it is placed apart.

    *ranges* are those of its seconds.
    """
    return Causes(tuple(_route(page, plain, ranges)), tuple(dict.fromkeys(_people(page, both, ranges))))


def _route(page: Page, plain: Page, ranges: Mapping[Place, Range]) -> Iterator[str]:
    call = page["calls"][-1]
    if call["from"] == "withheld":
        yield "the caller withholds the number"
    elif call["from"] != plain["calls"][-1]["from"]:
        yield f"{node_of(call['from'])} calls"
    for place, press in enumerate(call.get("presses", ())):
        yield f"{'then ' if place else ''}{_pressed(press, ranges.get((PROMPTS, 'after', str(place))))}"


def exactly(page: Page) -> str:
    """When the call in *page* is placed, to the second."""
    shown, at = datetime.fromisoformat(page["start"]), page["calls"][-1].get("at", 0)
    later = f", {number(at)} s later" if at else ""
    return f"the call is placed on {long_date(shown)} at {shown:%H:%M:%S}{later}"


def _pressed(press: str | Mapping[str, Any], range_: Range | None) -> str:
    keys, after = (press, None) if isinstance(press, str) else (press["keys"], press["after"])
    if after is not None and after >= TOO_LATE:
        return "nothing is keyed"
    what = f"key {keys} is pressed" if len(keys) == 1 else f"{keys} is keyed"
    if after is None:
        return what
    if range_ is None:
        return f"{what} {number(after)} s after the prompt"
    return f"{what} {_after(after, range_).removeprefix('after ') or 'some time'} after the prompt"


def _people(page: Page, both: Both, ranges: Mapping[Place, Range]) -> Iterator[str]:
    """What people do, in the order in which their phones are called."""
    events = page.get("events", ())
    joined = {event["user"]: event["queue"] for event in events if event["do"] == "join_queue" and not event["at"]}
    told = {who: [*_person(who, entry, ranges, joined.pop(who, None))] for who, entry in page["people"].items()}
    silent = [who for who in _unanswered(both) if who not in page["people"]]
    named = silent if len(silent) < FEW_SILENT else []
    for who in dict.fromkeys((*_called(both), *page["people"])):
        yield from told.get(who, ())
        yield from [f"{node_of(who)} does not answer"] if who in named else ()
    yield from _other_calls(page["calls"][:-1])
    yield from (_event(event) for event in events if event["do"] != "join_queue" or event["user"] in joined)
    if silent and not named:
        yield "nobody else answers" if any(told.values()) else "nobody answers"


def _person(who: str, entry: Page, ranges: Mapping[Place, Range], joined: str | None) -> Iterator[str]:
    """What one person does, who may have *joined* a queue."""
    name = "everybody" if who == "default" else node_of(who)
    doings = [*_doings(entry, _ranges_of(ranges, who))]
    if joined is not None:
        yield f"{name} has joined queue:{joined}{''.join(f' and {doing}' for doing in doings)}"
    elif doings:
        yield f"{name} {' but '.join(doings)}"
    for place, attempt in enumerate(entry.get("attempts", ())):
        ordinal = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}th"
        doings = [*_doings(attempt, _ranges_of(ranges, who, str(place)))]
        if doings:
            yield f"{name} {' and '.join(doings)} when called the {ordinal} time"


def _ranges_of(ranges: Mapping[Place, Range], who: str, *attempt: str) -> Mapping[str, Range]:
    """The *ranges* of what one person does, by the keys of an entry."""
    return {place[1]: range_ for place, range_ in ranges.items() if (place[0], *place[2:]) == (who, *attempt)}


def _doings(entry: Page, ranges: Mapping[str, Range]) -> Iterator[str]:
    if "busy_until" in entry:
        yield f"is occupied {_until(entry['busy_until'], ranges.get('busy_until'))}"
    elif entry.get("state", "idle") != "idle":
        yield _STATES[entry["state"]]
    if entry.get("logged_in") is False:
        yield "has not logged in"
    for key in REACTIONS:
        if key in entry and entry[key] != "never":
            yield f"{_REACTIONS[key]} {_after(entry[key], ranges.get(key))}".rstrip()


def _after(exactly: float, range_: Range | None) -> str:
    """After how many seconds somebody does something."""
    if range_ is None:
        return f"after {number(exactly)} s" if exactly else "at once"
    if range_.sooner is not None:
        return f"sooner than {node_of(range_.sooner)}"
    low, high = (None if limit is None else f"{number(limit / SECOND)} s" for limit in (range_.low, range_.high))
    if range_.low == 0:
        return f"within {high}" if high else ""
    if high is None:
        return f"after more than {low}" if range_.after else f"after {low} or later"
    return f"after {number(range_.low / SECOND)} to {high}"


def _until(exactly: float, range_: Range | None) -> str:
    """Until when somebody is occupied, from the beginning."""
    if range_ is not None and range_.low and range_.high is None:
        return f"for {number(range_.low / SECOND)} s or longer"
    if range_ is not None and not range_.low and range_.high is not None:
        return f"for less than {number(range_.high / SECOND)} s"
    return f"for {number(exactly)} s"


def _unanswered(both: Both) -> Iterable[str]:
    """The phones that rang on either system and that nobody answered."""
    return dict.fromkeys(ring.target for record in both for ring in record.rang if ring.result == "no_answer")


def _called(both: Both) -> Iterator[str]:
    """The phones that are called on either system, in order of time."""
    rings = sorted((ring.start, place, ring.target) for record in both for place, ring in enumerate(record.rang))
    yield from (target for _, _, target in rings)


def _other_calls(calls: Sequence[Page]) -> Iterator[str]:
    """An administrator who joins, and how often a queue has been called before."""
    before: dict[str, int] = {}
    for call in calls:
        if call["id"] == ADMINISTRATOR:
            yield f"{node_of(call['from'])} joins conference:{call['to']}"
        else:
            before[call["to"]] = before.get(call["to"], 0) + 1
    for queue, often in before.items():
        yield f"queue:{queue} has been called {('once', 'twice')[often - 1] if often < 3 else f'{often} times'} before"


def _event(event: Page) -> str:
    who = node_of(event["user"]) if "user" in event else ""
    match event["do"]:
        case "join_queue":
            return f"{who} has joined queue:{event['queue']}"
        case "leave_queue":
            return f"{who} leaves queue:{event['queue']} after {number(event['at'])} s"
        case "set_switch":
            return f"the switch {event['switch']} is {event['state']}"
        case "dnd_off":
            return f"{who} ends do not disturb after {number(event['at'])} s"
    return f"{who} {event['do'].replace('_', ' ')}".strip()


def node_of(who: str) -> str:
    """The node of a user or of an external number."""
    return f"external:{who}" if who.startswith("+") else f"user:{who}"
