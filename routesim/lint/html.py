"""Findings as a table for a notebook: everything escaped, no script; the columns stay when there are none."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from routesim.lint.finding import Finding, Findings
from routesim.result.typography import printable

MOST_ROWS = 500
"""So many findings stand in a notebook's table."""
_HEADS = ("place", "severity", "code", "what", "remedy")
_COLOURS = {"error": "#d64545", "warning": "#b06600", "info": "#6f8299"}
_CELL = "text-align:left;vertical-align:top;padding:1px 10px 1px 0"


def findings_html(findings: Findings) -> str:
    """*findings* as an HTML fragment."""
    return "".join(_table(findings))


def _table(findings: Findings) -> Iterator[str]:
    yield '<table style="border-collapse:collapse"><tr>'
    yield "".join(f'<th style="{_CELL}">{head}</th>' for head in _HEADS)
    yield "</tr>"
    for finding in findings[:MOST_ROWS]:
        yield f"<tr>{''.join(_row(finding))}</tr>"
    yield "</table>"
    if len(findings) > MOST_ROWS:
        yield f"<div>... and {len(findings) - MOST_ROWS:,} more</div>"


def _row(finding: Finding) -> Iterator[str]:
    cells = (finding.place, finding.severity, finding.code, finding.message, finding.remedy)
    for head, cell in zip(_HEADS, cells, strict=True):
        colour = f";color:{_COLOURS[finding.severity]}" if head == "severity" else ""
        yield f'<td style="{_CELL}{colour}">{escape(printable(cell))}</td>'
