"""What exploring has found, in words: endings, waits, what was asked and whether it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import ceil
from typing import NamedTuple

from routesim.result.clock import grouped, number
from routesim.result.exploration import Ending, Exploration, NumberEndings, PropertyVerdict, Season
from routesim.result.fates import cause_words, reason_words, taken_words
from routesim.result.records import Outcome
from routesim.result.typography import listing
from routesim.result.words import outcome_words

Names = Mapping[str, str]
"""What extensions are called."""
_PERSON = re.compile(r"((?:user|external):\S+) ")
_PLURALS = {
    "does not answer": "do not answer",
    "is occupied": "are occupied",
    "is busy": "are busy",
    "is in do not disturb": "are in do not disturb",
    "is offline": "are offline",
    "is unreachable": "are unreachable",
    "rejects": "reject",
    "goes away": "go away",
}
"""What people can do, of one and of several."""
PARTLY = "explored only in part: there may be more endings than these"


class Group(NamedTuple):
    """Numbers with the same endings: the *first* stands for all *numbers*."""

    first: NumberEndings
    numbers: tuple[str, ...]


def groups(exploration: Exploration) -> list[Group]:
    """The numbers of *exploration*, those together that have all in common but the number."""
    found: dict[object, list[NumberEndings]] = {}
    for one in exploration.numbers:
        endings = tuple(
            (ending.outcome, ending.by, ending.reason, ending.waited, ending.when) for ending in one.endings
        )
        verdicts = tuple((str(verdict.property), verdict.holds, verdict.ending) for verdict in one.properties)
        seasons = tuple((season.when, season.endings) for season in one.calendar or ())
        found.setdefault((endings, verdicts, seasons, one.complete), []).append(one)
    return [Group(alike[0], tuple(one.number for one in alike)) for alike in found.values()]


def title_words(exploration: Exploration) -> str:
    """What this is about."""
    return f"{exploration.pbx}: every way in which calls to {grouped(len(exploration.numbers), 'number')} can end"


def ending_words(ending: Ending, names: Names) -> str:
    """How a call can end: `answered by Bob Peeters (102)`, `rejected: the caller is on the blacklist`."""
    return taken_words(ending.outcome, ending.by, names) + reason_words(ending.reason)


def when_words(ending: Ending, names: Names) -> str:
    """What makes a call end so: `when Alice Martin (101) does not answer`; nothing where that is nothing."""
    causes = cause_words(_together(ending.when), names)
    return f"when {causes}" if causes else ""


def _together(causes: Iterable[str]) -> Iterator[str]:
    """*causes*, those as one that say the same of several people: `user:101 and user:102 do not answer`."""
    for deed, alike in groupby(causes, lambda cause: _PERSON.sub("", cause)):
        found = [*alike]
        people = [match[1] for match in map(_PERSON.match, found) if match is not None]
        if len(found) > 1 and len(people) == len(found) and deed in _PLURALS:
            yield f"{listing(people, most=12)} {_PLURALS[deed]}"
        else:
            yield from found


def waits_words(ending: Ending) -> str:
    """How long callers wait: `0 to <20 s`, `35 s`, `8 s or more`."""
    least, greatest = ending.waited
    if greatest is None:
        return f"{number(least)} s or more"
    return f"{number(least)} s" if least == greatest else f"{number(least)} to {bound_words(greatest)} s"


def bound_words(seconds: float) -> str:
    """The longest wait: what lies a few microseconds below a whole number is less than that."""
    whole = ceil(seconds)
    return f"<{whole}" if 0 < whole - seconds < 0.0001 else number(seconds)


def property_words(verdict: PropertyVerdict) -> str:
    """What is asked of every call: `every call must end answered or voicemail`."""
    (key, value), *_ = verdict.property.items()
    if key == "max_wait":
        return f"no caller may wait longer than {number(value)} s"
    words = [outcome_words(Outcome(outcome)) for outcome in value]
    outcomes = " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return f"every call must end {outcomes}" if key == "require" else f"no call may end {outcomes}"


def verdict_words(one: NumberEndings, verdict: PropertyVerdict, names: Names) -> str:
    """What is asked, and whether it holds."""
    asked = property_words(verdict)
    if verdict.holds:
        return f"✓ {asked}"
    if verdict.ending is None:
        return f"✗ {asked}: not shown, as not all was explored"
    ending = one.endings[verdict.ending]
    if "max_wait" not in verdict.property:
        return f"✗ {asked}: it can end {ending_words(ending, names)}"
    longest = ending.waited[1]
    return f"✗ {asked}: the caller can wait " + (
        "without end" if longest is None else f"up to {bound_words(longest)} s"
    )


def possible_words(one: NumberEndings, season: Season, names: Names) -> str:
    """How calls can end in a season."""
    endings = (one.endings[place] for place in season.endings)
    return listing((taken_words(ending.outcome, ending.by, names) for ending in endings), most=12)


def kinds_words(one: NumberEndings) -> str:
    """The outcomes that calls to a number can have."""
    return ", ".join(dict.fromkeys(outcome_words(Outcome(ending.outcome)) for ending in one.endings))


def summary_words(exploration: Exploration) -> list[tuple[str, str]]:
    """What all of it comes to: the style (`good`, `bad`, `plain`) of each sentence, and the sentence."""
    numbers = exploration.numbers
    count = sum(len(one.endings) for one in numbers)
    told = [("plain", f"{grouped(count, 'ending')}, each shown by a call that plays so")]
    partly = [one.number for one in numbers if not one.complete]
    if partly:
        which = listing(partly, most=6)
        text = f"✗ NOT COMPLETE: explored only in part, so that calls to {which} may have more endings than these"
        told.append(("bad", text))
    verdicts = [verdict for one in numbers for verdict in one.properties]
    unheld = [verdict for verdict in verdicts if not verdict.holds]
    broken = sum(verdict.ending is not None for verdict in unheld)
    if broken:
        told.append(("bad", f"✗ {_of_all(broken, verdicts, 'does not hold', 'do not hold')}"))
    if len(unheld) > broken:
        open_ = _of_all(len(unheld) - broken, verdicts, "is not shown to hold", "are not shown to hold")
        told.append(("bad", f"✗ {open_}"))
    if verdicts and not unheld:
        what = "the property holds" if len(verdicts) == 1 else f"all {len(verdicts):,} properties hold"
        told.append(("good", f"✓ {what}, whatever people do"))
    return told


def _of_all(some: int, verdicts: list[PropertyVerdict], one: str, several: str) -> str:
    """So many of the properties do something: *one*, or *several*."""
    if len(verdicts) == 1:
        return f"the property {one}"
    return f"{some:,} of {len(verdicts):,} properties {one if some == 1 else several}"
