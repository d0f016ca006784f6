"""Where calls go, as threads from a number to an ending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from routesim.plot.ending_look import kind_of
from routesim.result.exploration import Exploration
from routesim.result.exploration_words import Group, groups, waits_words
from routesim.result.fates import reason_words, taken_words
from routesim.result.records import CallRecord, Play
from routesim.result.typography import listing
from routesim.result.words import kind_and_name, who


class Stop(NamedTuple):
    """A place that threads pass: what it is called, what stands beneath it, and for endings, of which class it is."""

    title: str
    subtitle: str = ""
    kind: str = ""


class Thread(NamedTuple):
    """*weight* calls, or ways of theirs, from one of *stops* to the other; *kind* is the class of the ending."""

    stops: tuple[Stop, Stop]
    weight: int
    kind: str


class Weave(NamedTuple):
    """Threads between two columns with their headings; *subtitle* says what a thread's width means."""

    title: str
    subtitle: str
    columns: tuple[str, str]
    threads: tuple[Thread, ...]
    unit: str
    """What is counted: `call`; empty where a width means nothing."""


def _ending(outcome: str, by: str | None, reason: str | None, names: Mapping[str, str]) -> Stop:
    words = taken_words(outcome, by, names)
    return Stop(words[:1].upper() + words[1:], reason_words(reason).removeprefix(": "), kind_of(outcome))


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
    for group in groups(exploration):
        source = _alike(group, exploration.names)
        for ending in group.first.endings:
            stop = _ending(ending.outcome, ending.by, ending.reason, exploration.names)
            threads.append(Thread((source, stop), 1, stop.kind))
    subtitle = "Every way in which calls can end, whatever people do; a width says nothing about how often"
    if not exploration.complete:
        subtitle = "Ways in which calls can end; explored only in part, there may be more than these"
    return Weave(exploration.pbx, subtitle, ("Called", "Can end"), tuple(_with_waits(exploration, threads)), "")


def _alike(group: Group, names: Mapping[str, str]) -> Stop:
    """The numbers of a group, calls to which can end in the same ways."""
    first, *others = (who(names, number) for number in group.numbers)
    told = [f"also {listing(others)}"] if others else []
    return Stop(first, ", ".join([*told, *([] if group.first.complete else ["explored in part"])]))


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
        wait = next(iter(known)) if len(known) == 1 else ""
        yield thread._replace(stops=(source, stop._replace(subtitle=", ".join(filter(None, (stop.subtitle, wait))))))
