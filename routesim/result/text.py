"""Stories and timelines as plain text, in so many columns; a painter may colour the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from routesim.result.bars import draw
from routesim.result.clock import long_date, number, time_of_day, wall
from routesim.result.moment import Moment
from routesim.result.painting import NARROWEST, WIDTH, Painter, plain
from routesim.result.records import CallRecord
from routesim.result.story import tell
from routesim.result.timeline import timeline
from routesim.result.typography import wrap
from routesim.result.words import TAKEN

RULE = re.compile(r"\[\d+(?:\.\d+)?\]")
"""A rule as a sentence shows it."""


def story_text(record: CallRecord, width: int = WIDTH, paint: Painter = plain) -> str:
    """Tell the story of *record* with its timeline, at most *width* columns wide (60 at least)."""
    return "\n".join(_lines(record, max(NARROWEST, width), paint))


def _lines(record: CallRecord, width: int, paint: Painter) -> Iterator[str]:
    story = tell(record)
    yield from (paint("title", line) for line in wrap(story.title, width))
    if story.when:
        yield from (paint("faint", line) for line in wrap(story.when, width))
    style = "good" if record.outcome in TAKEN else "warn"
    yield from (paint(style, line) for line in wrap(story.ending, width))
    yield from expectation_lines(record, width, paint)
    yield ""
    yield from _moments(record, story.moments, width, paint)
    drawn = draw(timeline(record), width - 2, paint)
    if drawn:
        yield ""
        yield from (f"  {line}".rstrip() for line in drawn)


def expectation_lines(record: CallRecord, width: int, paint: Painter, indent: str = "") -> Iterator[str]:
    """Whether the call ended as expected, and what did not."""
    expectation = record.expectation
    if expectation is None:
        return
    if expectation.met:
        yield indent + paint("good", "✓ as expected")
        return
    yield indent + paint("bad", "✗ NOT AS EXPECTED")
    for failure in expectation.failures:
        first, *rest = wrap(failure, width - len(indent) - 4)
        yield indent + "  " + paint("bad", f"- {first}")
        yield from (indent + "    " + paint("bad", line) for line in rest)


def _moments(record: CallRecord, moments: tuple[Moment, ...], width: int, paint: Painter) -> Iterator[str]:
    clocks = [_clock(record, moment.at) for moment in moments]
    since = [f"{number(moment.at - record.at)} s" for moment in moments]
    clock_width, since_width = max(map(len, clocks), default=0), max(map(len, since), default=0)
    gap = "  " if clock_width else ""
    margin = 2 + clock_width + len(gap) + since_width + 2
    day = None
    for moment, clock, passed in zip(moments, clocks, since, strict=True):
        if record.scene is not None:
            today = long_date(wall(record.scene, moment.at))
            if day not in (None, today):
                yield f"  {paint('faint', today)}"
            day = today
        head = f"  {clock}{gap}{passed:>{since_width}}  "
        for sentence in moment.sentences:
            for line in _sentence(sentence, width - margin, paint):
                yield (paint("faint", head) + line).rstrip()
                head = " " * margin


def _clock(record: CallRecord, at: float) -> str:
    return "" if record.scene is None else time_of_day(wall(record.scene, at))


def _sentence(sentence: str, width: int, paint: Painter) -> Iterator[str]:
    for line in wrap(sentence, width):
        yield RULE.sub(lambda rule: paint("faint", rule[0]), line)
