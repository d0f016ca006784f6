"""Stories as HTML for a notebook: everything escaped, styles inline, no script; readable on light and on dark."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.result.clock import long_date, number, time_of_day, wall
from routesim.result.markup import BAD, FONT, GOOD, RING, TALK, WARN, line, safe
from routesim.result.meanwhile import LAMPS, REMARKS, lamp_stories, remarks
from routesim.result.records import CallRecord, Play
from routesim.result.story import tell
from routesim.result.summary import FEW, counts, failures, heading
from routesim.result.text import RULE
from routesim.result.timeline import Bar, Row, Timeline, timeline
from routesim.result.words import TAKEN, outcome_words

_MOST_ROWS = 1000
"""So many calls of a play stand in a notebook's table."""


def story_html(record: CallRecord) -> str:
    """Tell the story of *record* with its timeline as an HTML fragment."""
    return f'<div style="{FONT}">{"".join(_story(record))}</div>'


def play_html(play: Play) -> str:
    """Tell a play as an HTML fragment: stories where there are few calls, else a table."""
    return f'<div style="{FONT}">{"".join(_play(play))}</div>'


def _story(record: CallRecord) -> Iterator[str]:
    story = tell(record)
    yield line(story.title, "font-weight:600;font-size:14px")
    yield line(story.when, "opacity:.7")
    yield line(story.ending, f"font-weight:600;color:{GOOD if record.outcome in TAKEN else WARN}")
    yield from _expectation(record)
    yield '<table style="border-collapse:collapse;margin:6px 0;border:0">'
    cell = "text-align:left;vertical-align:top;border:0;padding:1px 12px 1px 0;background:none"
    for moment in story.moments:
        clock = _clock(record, moment.at, record.at)
        sentences = "<br>".join(map(_sentence, moment.sentences))
        yield (
            f'<tr style="background:none"><td style="{cell};white-space:nowrap;opacity:.7">{clock}</td>'
            f'<td style="{cell};white-space:nowrap;opacity:.7;text-align:right">{number(moment.at - record.at)} s</td>'
            f'<td style="{cell}">{sentences}</td></tr>'
        )
    yield "</table>"
    yield from _timeline(timeline(record))


def _clock(record: CallRecord, at: float, since: float) -> str:
    """The time of day *at* an instant, with its date where that is another day than that of *since*."""
    if record.scene is None:
        return ""
    instant = wall(record.scene, at)
    day = "" if instant.date() == wall(record.scene, since).date() else f"{long_date(instant)}, "
    return day + time_of_day(instant)


def _sentence(sentence: str) -> str:
    return RULE.sub(r'<span style="opacity:.6">\g<0></span>', safe(sentence))


def _expectation(record: CallRecord) -> Iterator[str]:
    expectation = record.expectation
    if expectation is None:
        return
    if expectation.met:
        yield line("✓ as expected", f"color:{GOOD}")
        return
    yield line("✗ NOT AS EXPECTED", f"color:{BAD};font-weight:600")
    yield from (line(f"- {failure}", f"color:{BAD};padding-left:1em") for failure in expectation.failures)


def _timeline(drawn: Timeline) -> Iterator[str]:
    if not drawn.is_worth_drawing:
        return
    yield '<table style="border-collapse:collapse;border:0;width:100%;max-width:860px">'
    for row in drawn.rows:
        yield from _row(row, drawn)
    label = f"0 to {number(drawn.end - drawn.begin)} s"
    if drawn.hidden:
        label += f"; {drawn.hidden} more phones are not shown"
    yield f'<tr style="background:none"><td style="border:0"></td><td style="border:0;opacity:.7">{label}</td></tr>'
    yield "</table>"


def _row(row: Row, drawn: Timeline) -> Iterator[str]:
    cell = "border:0;padding:1px 10px 1px 0;text-align:left;white-space:nowrap;background:none"
    bars = "".join(_bar(bar, drawn) for bar in row.bars)
    yield f'<tr style="background:none"><td style="{cell}">{safe(f"{row.name} {row.number}".strip())}</td>'
    yield f'<td style="{cell};width:60%"><div style="position:relative;height:12px">{bars}</div></td>'
    yield f'<td style="{cell};opacity:.7">{safe(row.words)}</td></tr>'


def _bar(bar: Bar, drawn: Timeline) -> str:
    """Place a bar: hatched while it rings, full while they talk, a thin line where it could not ring."""
    length = drawn.end - drawn.begin
    share = 88 / length if length else 0.0
    left = (bar.start - drawn.begin) * share
    width = 100 - left if bar.end > drawn.end else (bar.end - bar.start) * share
    stripes = f"repeating-linear-gradient(45deg,{RING} 0 3px,transparent 3px 6px)"
    looks = {
        "ringing": f"background:{stripes};border:1px solid {RING};box-sizing:border-box",
        "talking": f"background:{TALK}",
        "refused": f"background:{BAD}",
    }
    place = f"position:absolute;top:0;height:12px;left:{left:.2f}%;width:{width:.2f}%;min-width:3px"
    return f'<div title="{safe(bar.result or bar.kind)}" style="{place};{looks[bar.kind]}"></div>'


def _play(play: Play) -> Iterator[str]:
    yield line(heading(play), "font-weight:600;font-size:15px")
    yield from (line(failure, f"color:{BAD}") for failure in failures(play))
    if len(play.calls) <= FEW:
        for record in play.calls:
            yield _RULE
            yield from _story(record)
    else:
        for outcome, count in counts(play.calls):
            share = 100 * count / len(play.calls)
            yield line(f"{outcome_words(outcome)}: {count:,} ({share:.1f} %)", "")
        yield from _table(play)
    yield from _meanwhile(play)


_RULE = '<hr style="margin:8px 0;opacity:.3">'


def _meanwhile(play: Play) -> Iterator[str]:
    """Tell of lamps, and of events of which nothing came."""
    told, lamps = remarks(play), lamp_stories(play)
    if told:
        yield _RULE + line(REMARKS, "font-weight:600")
        yield from (line(remark, "") for remark in told)
    if lamps:
        yield _RULE + line(LAMPS, "font-weight:600")
        yield from (line(lamp.key, "") + line(", ".join(lamp.showed), "opacity:.7;padding-left:1em") for lamp in lamps)


_CELL = "padding:1px 10px 1px 0"
_HEADS = ("call", "at", "from", "to", "ends", "by", "waits", "talks", "expected")
_RIGHT = frozenset({"waits", "talks"})


def _table(play: Play) -> Iterator[str]:
    heads = _HEADS if any(record.expectation is not None for record in play.calls) else _HEADS[:-1]
    yield '<table style="border-collapse:collapse;margin-top:6px"><tr>'
    yield "".join(f'<th style="{_aligned(head)}">{head}</th>' for head in heads)
    yield "</tr>"
    for record in play.calls[:_MOST_ROWS]:
        cells = zip(heads, _cells(record), strict=False)
        yield "<tr>" + "".join(f'<td style="{_aligned(head)}">{safe(cell)}</td>' for head, cell in cells) + "</tr>"
    yield "</table>"
    if len(play.calls) > _MOST_ROWS:
        yield line(f"... and {len(play.calls) - _MOST_ROWS:,} more", "opacity:.7")


def _aligned(head: str) -> str:
    return f"text-align:{'right' if head in _RIGHT else 'left'};{_CELL}"


def _cells(record: CallRecord) -> tuple[str, ...]:
    """A call's cells, in the order of the heads."""
    expectation = record.expectation
    expected = "" if expectation is None else ("✓" if expectation.met else "✗ " + "; ".join(expectation.failures))
    return (
        record.id,
        number(record.at) if record.scene is None else _clock(record, record.at, 0.0),
        record.from_,
        record.to,
        outcome_words(record.outcome) + (f" ({record.reason})" if record.reason else ""),
        record.by or "",
        f"{number(record.waited)} s",
        f"{number(record.talked)} s",
        expected,
    )
