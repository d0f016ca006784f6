"""What happened in a play besides its calls, in words: BLF lamps over time, events of which nothing came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from routesim.result.clock import long_date, time_of_day, wall
from routesim.result.painting import Painter
from routesim.result.records import Lamp, Play
from routesim.result.typography import printable, wrap
from routesim.result.words import who

MOST_LAMPS = 20
"""So many lamps of a play are told."""
MOST_CHANGES = 24
"""So many changes of one lamp are told, its last ones in any case."""
MOST_REMARKS = 20
"""So many events of which nothing came are told."""
LAMPS = "Lamps"
REMARKS = "Nothing came of"


class LampStory(NamedTuple):
    """One lamp: whose key watches whom, and each state that it *showed*, with the instant from which on."""

    key: str
    showed: tuple[str, ...]


def lamp_stories(play: Play) -> list[LampStory]:
    """What each lamp showed, in the order of users and keys; of many lamps the first, and how many more there are."""
    lamps = [list(own) for _, own in groupby(sorted(play.lamps, key=_key), key=_key)]
    told = [_lamp_story(play, changes) for changes in lamps[:MOST_LAMPS]]
    if len(lamps) > MOST_LAMPS:
        told.append(LampStory(f"... and {len(lamps) - MOST_LAMPS:,} more lamps", ()))
    return told


def _key(lamp: Lamp) -> tuple[str, int]:
    return lamp.user, lamp.key


def _lamp_story(play: Play, changes: list[Lamp]) -> LampStory:
    names, (first, *others) = play.scene.names, changes
    key = f"{who(names, first.user)}, key {first.key}, watches {who(names, first.target)}"
    if not others:
        return LampStory(key, (f"{first.state} all the time",))
    shown = [f"{_clock(play, change.at)} {change.state}" for change in changes]
    if len(shown) > MOST_CHANGES:
        left_out = len(shown) - MOST_CHANGES
        shown = [*shown[: MOST_CHANGES - 1], f"... {left_out:,} more ...", shown[-1]]
    return LampStory(key, tuple(shown))


def remarks(play: Play) -> list[str]:
    """The events of which nothing came, each with its time of day and the reason; of many the first."""
    told = [f"{_clock(play, note.at)} {printable(note.text)} [{note.rule}]" for note in play.remarks[:MOST_REMARKS]]
    if len(play.remarks) > MOST_REMARKS:
        told.append(f"... and {len(play.remarks) - MOST_REMARKS:,} more")
    return told


def _clock(play: Play, at: float) -> str:
    """The time of day *at* an instant, with its date where that is not the day on which the play starts."""
    instant = wall(play.scene, at)
    day = "" if instant.date() == play.scene.start.date() else f"{long_date(instant)}, "
    return day + time_of_day(instant)


def meanwhile_lines(play: Play, width: int, paint: Painter) -> Iterator[str]:
    """Write lamps and remarks, if there are any, in at most *width* columns; a rule goes before each of the two."""
    lamps, told = lamp_stories(play), remarks(play)
    if told:
        yield paint("faint", "─" * width)
        yield paint("title", REMARKS)
        for remark in told:
            yield from _hanging(remark, 2, width)
    if lamps:
        yield paint("faint", "─" * width)
        yield paint("title", LAMPS)
        for lamp in lamps:
            yield from _hanging(lamp.key, 2, width)
            yield from (paint("faint", f"    {line}") for line in _filled(lamp.showed, width - 4))


def _filled(parts: Iterable[str], width: int) -> Iterator[str]:
    """As many of *parts* to a line as have room, with commas between them."""
    line = ""
    for part in parts:
        longer = f"{line}, {part}" if line else part
        if line and len(longer) >= width:
            yield f"{line},"
            longer = part
        line = longer
    if line:
        yield line


def _hanging(text: str, indent: int, width: int) -> Iterator[str]:
    first, *rest = wrap(text, width - indent - 2)
    yield " " * indent + first
    yield from (" " * (indent + 2) + line for line in rest)
