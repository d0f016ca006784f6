"""A finding: one thing that is wrong, or suspicious, in a configuration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from routesim.errors import Problem
from routesim.lint.codes import CODES

SEVERITIES = ("error", "warning", "info")
"""From worst to mildest."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, where, why it matters to a caller and what to do.

    *line* and *column* count from 1 and are 0 where the finding is about the whole *file*. *related* are other places
    to look at, `file:line:column`. *source* is the line as it may be shown, *caret* how many columns stand before the
    place in it.
    """

    code: str
    severity: str
    message: str
    file: str
    line: int
    column: int
    why: str
    remedy: str
    related: tuple[str, ...] = ()
    source: str = ""
    caret: int = 0

    @classmethod
    def of(cls, problem: Problem) -> Finding:
        """*problem* with what its code says about it."""
        code = CODES[problem.code]
        return cls(
            code=problem.code,
            severity=problem.severity,
            message=problem.message,
            file=problem.file,
            line=problem.line,
            column=problem.column,
            why=code.why,
            remedy=code.remedy,
            related=problem.related,
            source=problem.source,
            caret=problem.caret or 0,
        )

    def record(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        keys = ("code", "severity", "message", "file", "line", "column", "why", "remedy")
        return {**{key: getattr(self, key) for key in keys}, "related": list(self.related)}


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many *findings* there are of each severity."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}
