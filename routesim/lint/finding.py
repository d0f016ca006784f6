"""A finding: one thing that is wrong, or suspicious, in a configuration; and many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from routesim.errors import MissingExtra, Path, Problem, shown_path
from routesim.lint.codes import CODES
from routesim.lint.rule import Fault, Witness
from routesim.result.typography import printable

SEVERITIES = ("error", "warning", "info")
"""From worst to mildest."""
COLUMNS = ("code", "severity", "message", "file", "line", "column", "why", "remedy", "related")
"""What a finding is in JSON and in tables."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, where, why it matters to a caller and what to do.

    *line* and *column* count from 1 and are 0 where the finding is about the whole *file*, or where there is no file:
    then *path* leads to the place in the system. *related* are other places to look at, `file:line:column`. *witness*
    is a calls file, without `pbx`, that shows a fault which depends on what people and phones do. *source* is the line
    as it may be shown, *caret* how many columns stand before the place in it.
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
    path: Path = ()
    witness: Witness | None = field(default=None, hash=False)

    @classmethod
    def of(cls, problem: Problem) -> Finding:
        """*problem* with what its code says about it."""
        page = CODES[problem.code].page
        return cls(
            code=problem.code,
            severity=problem.severity,
            message=problem.message,
            file=problem.file,
            line=problem.line,
            column=problem.column,
            why=page.why,
            remedy=page.remedy,
            related=problem.related,
            source=problem.source,
            caret=problem.caret or 0,
            path=problem.path,
        )

    @classmethod
    def from_fault(cls, code: str, fault: Fault, file: str, at: tuple[int, int], related: Iterable[str]) -> Finding:
        """*fault*, which the rule of *code* has found, *at* a line and a column of *file*."""
        known = CODES[code]
        return cls(
            code=code,
            severity=fault.severity or known.severity,
            message=printable(fault.message),
            file=file,
            line=at[0],
            column=at[1],
            why=known.page.why,
            remedy=known.page.remedy,
            related=tuple(related),
            path=fault.path,
            witness=fault.witness,
        )

    @property
    def place(self) -> str:
        """Where it is, as messages write it: `pbx.yaml:12:7`, or a path in a system that comes from no file."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file or shown_path(self.path)

    def record(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return {key: getattr(self, key) for key in COLUMNS} | {"related": list(self.related)}

    def __str__(self) -> str:
        from routesim.lint.text import finding_lines

        return "\n".join(finding_lines(self))


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many *findings* there are of each severity."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in SEVERITIES}


class Findings(tuple[Finding, ...]):
    """All findings of a check, in file order. Prints as text, shows as a table in a notebook.

    *pbx* is what the system is called. *inventory* says what there is in it, empty where it could not be read whole:
    then the rules about calls have not been asked yet.
    """

    pbx: str
    inventory: str

    def __new__(cls, findings: Iterable[Finding] = (), pbx: str = "", inventory: str = "") -> Findings:
        """Hold *findings*."""
        made = super().__new__(cls, findings)
        made.pbx, made.inventory = pbx, inventory
        return made

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each severity."""
        return counts(self)

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame`, a row a finding; the columns stay when there is none.

        Raises MissingExtra where pandas is not installed.
        """
        try:
            pandas = import_module("pandas")
        except ImportError:
            raise MissingExtra("A data frame", "data") from None
        return pandas.DataFrame([finding.record() for finding in self], columns=list(COLUMNS))

    def __repr__(self) -> str:
        told = ", ".join(f"{number} {severity}" for severity, number in self.counts.items())
        return f"<Findings in {self.pbx!r}: {told}>"

    def __str__(self) -> str:
        from routesim.lint.text import findings_lines

        return "\n".join(findings_lines(self, 100))

    def _repr_html_(self) -> str:
        from routesim.lint.html import findings_html

        return findings_html(self)
