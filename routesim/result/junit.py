"""A play as JUnit XML, for programs that run tests: a test case a call.

Nothing in it depends on the machine or the hour, so there are no times. A call of which nothing is expected counts as
skipped: it was played, but nothing was tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from routesim.result.records import CallRecord, Play
from routesim.result.text import story_text
from routesim.result.typography import printable


def junit_lines(play: Play, suite: str) -> Iterator[str]:
    """Write *play* as the test suite called *suite*, line by line."""
    failed = sum(_fails(call) for call in play.calls)
    skipped = sum(call.expectation is None for call in play.calls)
    counts = f'tests="{len(play.calls)}" failures="{failed}" errors="0" skipped="{skipped}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="routesim" {counts}>'
    yield f"  <testsuite name={_attribute(suite)} {counts}>"
    for call in play.calls:
        yield from (f"    {line}" if not number else line for number, line in enumerate(_case(call, suite)))
    yield "  </testsuite>"
    yield "</testsuites>"


def _fails(call: CallRecord) -> bool:
    return call.expectation is not None and not call.expectation.met


def _case(call: CallRecord, suite: str) -> Iterator[str]:
    head = f"<testcase classname={_attribute(suite)} name={_attribute(call.id)}"
    if call.expectation is None:
        yield f'{head}><skipped message="nothing is expected of this call"/></testcase>'
    elif call.expectation.met:
        yield f"{head}/>"
    else:
        failures = call.expectation.failures
        yield f'{head}><failure type="expectation" message={_attribute("; ".join(failures))}>'
        yield from (escape(line) for line in story_text(call).split("\n"))
        yield "</failure></testcase>"


def _attribute(text: str) -> str:
    """*text* as an attribute's value, in quotes; `printable` leaves nothing in it that XML cannot hold."""
    return quoteattr(printable(text))
