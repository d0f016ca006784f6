"""Findings on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.lint.codes import CODES
from routesim.lint.finding import Finding, counts
from routesim.result.painting import Painter, plain
from routesim.result.typography import listing, wrap

_STYLES = {"error": "bad", "warning": "warn", "info": "faint"}
_PLURALS = {"error": "errors", "warning": "warnings", "info": "hints"}


def finding_lines(finding: Finding, paint: Painter = plain) -> Iterator[str]:
    """One finding: where, what, and the line with a caret below the place."""
    place = f"{finding.file}:{finding.line}:{finding.column}" if finding.line else finding.file
    severity = paint(_STYLES[finding.severity], f"{finding.severity} {finding.code}")
    yield f"{paint('title', place)}: {severity}: {finding.message}"
    if finding.source:
        yield f"    {finding.source}"
        yield f"    {' ' * finding.caret}{paint(_STYLES[finding.severity], '^')}"
    yield from (f"    see {place}" for place in finding.related)


def findings_lines(findings: Sequence[Finding], width: int, paint: Painter = plain) -> Iterator[str]:
    """All *findings*, how many there are, and what to do about each kind, in at most *width* columns."""
    for finding in findings:
        yield from finding_lines(finding, paint)
        yield ""
    found = counts(findings)
    yield listing(_count(number, severity) for severity, number in found.items() if number)
    for code in sorted({finding.code for finding in findings}):
        for place, line in enumerate(wrap(CODES[code].remedy, width - 7)):
            yield f"{paint('ringing', code) if place == 0 else ' ' * len(code)}  {line}"
    yield paint("faint", "More about a code: routesim explain CODE")


def _count(number: int, severity: str) -> str:
    return f"{number:,} {severity if number == 1 else _PLURALS[severity]}"
