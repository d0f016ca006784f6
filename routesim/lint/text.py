"""Findings on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.codes import CODES
from routesim.lint.finding import Finding, Findings
from routesim.lint.witness import replay_command
from routesim.result.painting import Painter, plain
from routesim.result.typography import listing, printable, wrap

_STYLES = {"error": "bad", "warning": "warn", "info": "faint"}
_PLURALS = {"error": "errors", "warning": "warnings", "info": "hints"}
_SINGULARS = {"info": "hint"}
_MOST_RELATED = 5
"""So many other places are listed below a finding."""


def finding_lines(finding: Finding, paint: Painter = plain) -> Iterator[str]:
    """One finding: where, what, the line with a caret below the place, and how to see it happen."""
    severity = paint(_STYLES[finding.severity], f"{finding.severity} {finding.code}")
    yield f"{paint('title', finding.place)}: {severity}: {finding.message}"
    if finding.source:
        yield f"    {finding.source}"
        yield f"    {' ' * finding.caret}{paint(_STYLES[finding.severity], '^')}"
    yield from (f"    see {place}" for place in finding.related[:_MOST_RELATED])
    if len(finding.related) > _MOST_RELATED:
        yield f"    and {len(finding.related) - _MOST_RELATED:,} more places"
    if finding.witness is not None and finding.file:
        yield f"    replay: {printable(replay_command(finding.witness, finding.file))}"


def findings_lines(findings: Findings, width: int, paint: Painter = plain) -> Iterator[str]:
    """All *findings*, how many there are, and what to do about each kind, in at most *width* columns."""
    if not findings:
        yield f"Nothing is wrong with {findings.pbx}: {findings.inventory}."
        return
    for finding in findings:
        yield from finding_lines(finding, paint)
        yield ""
    yield counts_words(findings)
    for code in sorted({finding.code for finding in findings}):
        for place, line in enumerate(wrap(CODES[code].page.remedy, width - 7)):
            yield f"{paint('ringing', code) if place == 0 else ' ' * len(code)}  {line}"
    if not findings.inventory:
        yield paint("faint", "Where calls go is looked at once these errors are gone.")
    yield paint("faint", "More about a code: routesim explain CODE")


def counts_words(findings: Findings) -> str:
    """How many findings there are of each severity: `2 warnings and 1 hint`."""
    return listing(_count(number, severity) for severity, number in findings.counts.items() if number)


def _count(number: int, severity: str) -> str:
    return f"{number:,} {_SINGULARS.get(severity, severity) if number == 1 else _PLURALS[severity]}"
