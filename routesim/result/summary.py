"""A whole play in words: stories where it is short, a table of calls where it is long, counts, expectations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from routesim.result.call_table import table_lines
from routesim.result.clock import grouped, long_date, time_of_day, zone_name
from routesim.result.meanwhile import meanwhile_lines
from routesim.result.painting import NARROWEST, WIDTH, Painter, plain
from routesim.result.records import CallRecord, Outcome, Play
from routesim.result.text import story_text
from routesim.result.typography import listing, printable, shorten, wrap
from routesim.result.words import TAKEN, outcome_words

FEW = 5
"""So many calls are told as stories; more become a table."""
MOST_FAILURES = 20
"""So many failed expectations are told at the top of a play."""
_SHARE_BAR = 24


def play_text(play: Play, width: int = WIDTH, paint: Painter = plain, verbose: bool = False) -> str:
    """Tell a play: its stories where there are few calls or *verbose* asks for them, else a line a call."""
    return "\n".join(play_lines(play, width, paint, verbose))


def play_lines(play: Play, width: int = WIDTH, paint: Painter = plain, verbose: bool = False) -> Iterator[str]:
    """Tell a play line by line; failed expectations stand at its top and at its end."""
    width = max(NARROWEST, width)
    yield from (paint("title", line) for line in wrap(heading(play), width))
    several = len(play.calls) > 1
    if several:
        yield from _failure_lines(play, width, paint)
    if not play.calls:
        yield ""
        yield "No calls."
    elif verbose or len(play.calls) <= FEW:
        for record in play.calls:
            yield paint("faint", "─" * width)
            yield from story_text(record, width, paint).split("\n")
    else:
        yield ""
        yield from table_lines(play, width, paint)
    yield from meanwhile_lines(play, width, paint)
    if several:
        yield paint("faint", "─" * width)
        yield from _count_lines(play, paint)
        yield from _verdict(play, width, paint)


def heading(play: Play) -> str:
    """Say whose calls these are, how many, and from when."""
    start = play.scene.start
    when = ", ".join(part for part in (long_date(start), time_of_day(start), zone_name(play.scene)) if part)
    return f"{printable(play.scene.pbx)}: {grouped(len(play.calls), 'call')} from {when}"


def failures(play: Play) -> Iterator[str]:
    """Say what did not come as expected: nothing, or a heading and a sentence for each."""
    failed = _failed(play)
    if not failed:
        return
    yield f"✗ NOT AS EXPECTED: {grouped(len(failed), 'call')}"
    for record in failed[:MOST_FAILURES]:
        for failure in record.expectation.failures if record.expectation else ():
            yield f"- {_name(record)}: {failure}"
    if len(failed) > MOST_FAILURES:
        yield f"... and {len(failed) - MOST_FAILURES:,} more"


def counts(calls: tuple[CallRecord, ...]) -> list[tuple[Outcome, int]]:
    """Count how calls ended, most frequent first (equally frequent ones: in the order of the rules)."""
    order = list(Outcome)
    found = Counter(record.outcome for record in calls)
    return sorted(found.items(), key=lambda item: (-item[1], order.index(item[0])))


def _failed(play: Play) -> list[CallRecord]:
    return [record for record in play.calls if record.expectation is not None and not record.expectation.met]


def _name(record: CallRecord) -> str:
    return shorten(printable(record.id), 30)


def _failure_lines(play: Play, width: int, paint: Painter) -> Iterator[str]:
    for place, line in enumerate(failures(play)):
        if not place:
            yield ""
        indent = "  " if place else ""
        first, *rest = wrap(line, width - 4)
        yield paint("bad", indent + first)
        yield from (paint("bad", f"    {more}") for more in rest)


def _count_lines(play: Play, paint: Painter) -> Iterator[str]:
    counted = counts(play.calls)
    most = counted[0][1]
    words = max(len(outcome_words(outcome)) for outcome, _ in counted)
    digits = len(f"{most:,}")
    for outcome, count in counted:
        share = f"{100 * count / len(play.calls):5.1f} %"
        bar = paint("good" if outcome in TAKEN else "warn", "█" * max(1, round(_SHARE_BAR * count / most)))
        yield f"  {outcome_words(outcome):<{words}}  {count:>{digits},}  {share}  {bar}"


def _verdict(play: Play, width: int, paint: Painter) -> Iterator[str]:
    """Say at the end whether what was expected came, for those who see only that."""
    judged = sum(1 for record in play.calls if record.expectation is not None)
    if not judged:
        return
    yield ""
    failed = _failed(play)
    if not failed:
        all_of = f"all {judged:,} calls" if judged > 1 else "the call"
        yield paint("good", f"✓ {all_of} with an expectation ended as expected")
        return
    names = listing(map(_name, failed), most=10)
    text = f"✗ NOT AS EXPECTED: {len(failed):,} of {grouped(judged, 'call')} with an expectation: {names}"
    yield from (paint("bad", line) for line in wrap(text, width))
