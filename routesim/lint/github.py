"""Findings as annotations: the lines by which a step on GitHub marks places in a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routesim.lint.finding import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """A line for each of *findings*."""
    for finding in findings:
        place = {"file": finding.file}
        if finding.line:
            place |= {"line": str(finding.line), "col": str(finding.column)}
        place["title"] = finding.code
        properties = ",".join(f"{key}={value.translate(_IN_PROPERTY)}" for key, value in place.items())
        text = f"{finding.message} ({finding.remedy})".translate(_IN_TEXT)
        yield f"::{_COMMANDS[finding.severity]} {properties}::{text}"
