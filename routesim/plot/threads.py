"""Where calls go, as threads: from a number to an ending, or from one ending to another by way of a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from routesim.result.difference import Change, Difference, Fate
from routesim.result.exploration import Exploration
from routesim.result.exploration_words import waits_words
from routesim.result.fates import cause_words, reason_words, taken_words
from routesim.result.records import CallRecord, Outcome, Play
from routesim.result.words import kind_and_name, who

GOOD, MESSAGE, OUTSIDE, LOST = "taken", "message", "carrier", "lost"
_CLASSES = {
    Outcome.ANSWERED: GOOD,
    Outcome.CONFERENCE: GOOD,
    Outcome.LOGGED_IN: GOOD,
    Outcome.LOGGED_OUT: GOOD,
    Outcome.VOICEMAIL: MESSAGE,
    Outcome.CARRIER_VOICEMAIL: OUTSIDE,
}


class Stop(NamedTuple):
    """A place that threads pass: what it is called, what stands beneath it, and for endings, of which class it is."""

    title: str
    subtitle: str = ""
    kind: str = ""


class Thread(NamedTuple):
    """*weight* calls, or ways of theirs, through a stop in each column; *kind* is the class of the ending."""

    stops: tuple[Stop, ...]
    weight: int
    kind: str


class Weave(NamedTuple):
    """Threads under a heading for each column, with a sentence on what a thread's width means."""

    title: str
    subtitle: str
    columns: tuple[str, ...]
    threads: tuple[Thread, ...]
    unit: str
    """What is counted: `call`; empty where a width means nothing."""


def _class(outcome: str) -> str:
    return _CLASSES.get(Outcome(outcome), LOST)


def _ending(outcome: str, by: str | None, reason: str | None, names: Mapping[str, str]) -> Stop:
    words = taken_words(outcome, by, names) + reason_words(reason)
    return Stop(words[:1].upper() + words[1:], "", _class(outcome))


def _dialled(record: CallRecord) -> str:
    """What was called, an incoming number however it was typed."""
    kind, name, _ = kind_and_name(record.path[0]) if record.path else ("", "", "")
    return name if kind == "number" else record.to


def played(play: Play) -> Weave:
    """From every number that was called in *play* to how its calls ended."""
    names = play.scene.names
    counts: Counter[tuple[Stop, Stop]] = Counter()
    for record in play.calls:
        source = Stop(who(names, _dialled(record)))
        counts[source, _ending(record.outcome, record.by, record.reason, names)] += 1
    threads = tuple(Thread((source, ending), weight, ending.kind) for (source, ending), weight in counts.items())
    return Weave(play.scene.pbx, "Where the calls that were played end", ("Called", "Ended"), threads, "call")


def explored(exploration: Exploration) -> Weave:
    """From every number that was explored to every way in which a call to it can end."""
    threads = []
    for one in exploration.numbers:
        source = Stop(who(exploration.names, one.number), "" if one.complete else "explored in part")
        for ending in one.endings:
            stop = _ending(ending.outcome, ending.by, ending.reason, exploration.names)
            threads.append(Thread((source, stop), 1, stop.kind))
    subtitle = "Every way in which calls can end, whatever people do; a width says nothing about how often"
    if not exploration.complete:
        subtitle = "Ways in which calls can end; explored only in part, there may be more than these"
    return Weave(exploration.pbx, subtitle, ("Called", "Can end"), tuple(_with_waits(exploration, threads)), "")


def _with_waits(exploration: Exploration, threads: Iterable[Thread]) -> Iterable[Thread]:
    """Say beneath an ending how long callers wait for it, where that is the same for every number."""
    waits: dict[Stop, set[str]] = {}
    for one in exploration.numbers:
        for ending in one.endings:
            stop = _ending(ending.outcome, ending.by, ending.reason, exploration.names)
            waits.setdefault(stop, set()).add(waits_words(ending))
    for thread in threads:
        source, stop = thread.stops
        known = waits[stop]
        yield thread._replace(stops=(source, stop._replace(subtitle=known.copy().pop() if len(known) == 1 else "")))


def changed(difference: Difference, names: Mapping[str, str] | None = None) -> Weave:
    """From how calls end as applied, by way of the number and what causes the change, to how they end in the draft."""
    threads = tuple(_change(change, names or {}) for change in difference.changes)
    subtitle = {
        "equal": "No call is treated differently",
        "different": "Calls that the draft treats differently",
        "undecided": "It could not be decided whether every call is treated alike",
    }[difference.verdict]
    columns = "As applied", "Calls to", "In the draft"
    return Weave(f"{difference.applied} → {difference.draft}", subtitle, columns, threads, "")


def _change(change: Change, names: Mapping[str, str]) -> Thread:
    causes = cause_words(change.when, names)
    what = Stop(who(names, change.number), f"when {causes}" if causes else "always")
    before, after = (_fate(fate, names, change.kind == "timing") for fate in (change.applied, change.draft))
    return Thread((before, what, after), 1, after.kind)


def _fate(fate: Fate, names: Mapping[str, str], tells_wait: bool) -> Stop:
    stop = _ending(fate.outcome, fate.by, fate.reason, names)
    return stop._replace(subtitle=f"after {fate.waited:g} s") if tells_wait else stop
