"""Reviews and histories on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from routesim.applying.review import Review
from routesim.applying.versions import History, Version
from routesim.lint.text import findings_lines
from routesim.report.replaying import replay
from routesim.result.clock import grouped, seconds
from routesim.result.difference_text import difference_lines
from routesim.result.exploration import NumberEndings, PropertyVerdict
from routesim.result.painting import Painter, plain
from routesim.result.records import Play
from routesim.result.summary import failures
from routesim.result.text import story_text
from routesim.result.typography import listing, printable, shorten, wrap
from routesim.result.words import who

_MOST_BY = 40
_MOST_STORIES = 3
"""So many broken properties are told, each with a story."""


def review_lines(review: Review, width: int, paint: Painter = plain) -> Iterator[str]:
    """Tell what is known of a draft: what stops it, or else what it changes, in at most *width* columns."""
    yield from _findings(review, width, paint)
    yield from _properties(review, width, paint)
    for name, played in review.held.plays:
        yield from _expectations(name, played, review, width, paint)
    for name, other in review.held.others:
        yield from _indented(f"{name} is for {other}: not played", width)
    if review.stops:
        return
    if review.difference is not None and review.before is not None:
        yield ""
        yield from difference_lines(review.difference, width, paint)
    elif not review.is_same:
        yield ""
        yield from wrap(f"{review.draft}: {review.after.inventory}", width)
        yield from wrap(_uncompared(review), width)


def _uncompared(review: Review) -> str:
    if review.findings is None:  # going back
        return f"{review.applied} cannot be used as it is, and not be compared with."
    return f"Nothing is in force as {review.applied} yet that it could be compared with."


def _findings(review: Review, width: int, paint: Painter) -> Iterator[str]:
    if review.findings is None:
        return
    if review.findings.counts["error"]:
        yield from findings_lines(review.findings, width, paint)
        yield ""
        yield paint("bad", "✗ check: errors must be mended first")
    elif review.findings:
        found = grouped(len(review.findings), "finding")
        text = f"✓ check: no error, but {found}: routesim check {review.draft}"
        yield from (paint("warn", line) for line in wrap(text, width))
    else:
        yield paint("good", "✓ check: nothing is wrong")


def _properties(review: Review, width: int, paint: Painter) -> Iterator[str]:
    exploration = review.exploration
    if exploration is None:
        return
    if exploration.holds:
        yield paint("good", "✓ properties: all hold, whatever people do")
        return
    yield paint("bad", "✗ properties: not all hold")
    for endings, verdict in review.broken[:_MOST_STORIES]:
        yield from _indented(_asked(endings, verdict, exploration.names), width)
        yield from _shown(review, endings, verdict, width, paint)
    if len(review.broken) > _MOST_STORIES:
        more = len(review.broken) - _MOST_STORIES
        yield from _indented(f"... and {more:,} more: routesim explore {review.draft}", width)
    if not exploration.complete:
        yield from _indented("Exploring was given up at a bound: nothing is proven.", width)


def _asked(endings: NumberEndings, verdict: PropertyVerdict, names: Mapping[str, str]) -> str:
    """A property in words, and how it is broken."""
    asked, parts = verdict.property, []
    if asked.get("require"):
        parts.append(f"end as {' or '.join(asked['require'])} only")
    if asked.get("forbid"):
        parts.append(f"never end as {' or '.join(asked['forbid'])}")
    if asked.get("max_wait") is not None:
        parts.append(f"wait {seconds(asked['max_wait'])} at most")
    wish = f"Calls to {who(names, endings.number)} should {listing(parts)}"
    if verdict.ending is None:
        return f"{wish}: that is not known."
    ending = endings.endings[verdict.ending]
    longest = ending.waited[1]
    wait = "for ever" if longest is None else seconds(longest)
    return f"{wish}, but can end as {ending.outcome}, after up to {wait}:"


def _shown(
    review: Review, endings: NumberEndings, verdict: PropertyVerdict, width: int, paint: Painter
) -> Iterator[str]:
    """The story of a call that breaks a property."""
    if verdict.ending is not None:
        record = replay(review.after, endings.endings[verdict.ending].witness)
        yield from story_text(record, width, paint).split("\n")


def _expectations(name: str, played: Play, review: Review, width: int, paint: Painter) -> Iterator[str]:
    judged = sum(call.expectation is not None for call in played.calls)
    if played.met:
        style, text = ("good", "as expected") if judged else ("warn", "but none has an expectation")
        counted = f"✓ {name}: {grouped(judged or len(played.calls), 'call')}, {text}"
        yield from (paint(style, line) for line in wrap(counted, width))
        return
    heading, *told = failures(played)
    yield from (paint("bad", line) for line in wrap(f"✗ {name}: {heading.removeprefix('✗ ')}", width))
    for failure in told:
        yield from (paint("bad", line) for line in _indented(failure, width))
    yield from _indented(f"The stories: routesim play {name} --pbx {review.draft} --verbose", width)


def _indented(text: str, width: int) -> Iterator[str]:
    yield from (f"  {line}" for line in wrap(text, width - 2))


def history_lines(history: History, width: int, paint: Painter = plain) -> Iterator[str]:
    """List the versions, newest first, a star at what is in force, in at most *width* columns."""
    yield paint("title", f"History of {history.applied}: {grouped(len(history.versions), 'version')}")
    if not history.versions:
        yield "Nothing has been applied yet."
        return
    if history.in_force is None:
        latest = history.latest
        since = "" if latest is None else f" since version {latest.version}"
        yield from (paint("warn", line) for line in wrap(f"{history.applied} has been changed by hand{since}.", width))
    digits = len(str(history.versions[-1].version))
    for version in reversed(history.versions):
        in_force = version.version == history.in_force
        head = f"{'*' if in_force else ' '} {version.version:>{digits}}  {_when(version)}  {_by(version)}"
        yield from ("", paint("good" if in_force else "title", head.rstrip()))
        yield from (" " * (digits + 4) + line for line in wrap(_what(version), width - digits - 4))


def _when(version: Version) -> str:
    return printable(version.time).replace("T", " ")


def _by(version: Version) -> str:
    return shorten(printable(version.by or ""), _MOST_BY)


def _what(version: Version) -> str:
    text = printable(version.summary)
    if version.of is not None:
        text = f"back to version {version.of}: {text}"
    return text if version.was_in_force else f"interrupted before it came into force: {text}"
