"""Findings that nobody wants to see: comments on their line, a setting for the file; and silencings without a use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from routesim.files import Inspection
from routesim.files.comments import Comment, comments
from routesim.files.places import Position
from routesim.lint.codes import CODES, UNSILENCEABLE
from routesim.lint.finding import Finding
from routesim.model.nearest import Names

UNUSED = "RS005"
_IGNORE = re.compile(r"ignore[\s:]+(?=[A-Z]{2}\d{3}\b)", re.ASCII | re.IGNORECASE)
_CODE = re.compile(r"[\s,]*([A-Z]{2}\d{3})\b", re.ASCII | re.IGNORECASE)
Tell = Callable[[str, Position], Finding]
"""Makes a finding of a message and a place."""


class Silencing(NamedTuple):
    """A *code* not to be told of *line*, or of the whole file (0); *at* is where that is written."""

    code: str
    line: int
    at: Position


class Silencings:
    """All that is silenced in a configuration. *puzzles* are comments that nobody understands."""

    def __init__(self, inspection: Inspection) -> None:
        self.puzzles: list[Position] = []
        self._all = list(_settings(inspection))
        for comment in comments(inspection.document):
            found = list(_codes(comment))
            self._all += found
            if not found:
                self.puzzles.append((comment.line, comment.column))
        self._used: set[tuple[str, int]] = set()
        self._silenced = {(silencing.code, silencing.line) for silencing in self._all}

    def kept(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those of *findings* that nobody has silenced."""
        return [finding for finding in findings if not self._is_silenced(finding)]

    def _is_silenced(self, finding: Finding) -> bool:
        if finding.code in UNSILENCEABLE:
            return False
        by = self._silenced.intersection(((finding.code, 0), (finding.code, finding.line)))
        self._used |= by
        return bool(by)

    def unused(self, was_run: Callable[[str], bool], tell: Tell) -> Iterator[Finding]:
        """A finding for each silencing that has silenced nothing of what *was_run*, and for each puzzle."""
        for silencing in self._all:
            code = silencing.code
            if code not in CODES:
                yield tell(f"there is no code {code} to silence{Names(CODES).hint(code)}", silencing.at)
            elif code in UNSILENCEABLE:
                yield tell(f"{code} cannot be silenced: it makes a file unusable", silencing.at)
            elif code != UNUSED and was_run(code) and (code, silencing.line) not in self._used:
                where = "on this line" if silencing.line else "in this file"
                yield tell(f"{code} is silenced, and nothing of the kind is found {where}", silencing.at)
        for at in self.puzzles:
            yield tell("a comment for routesim that it does not understand, expected `# routesim: ignore RS101`", at)


def _settings(inspection: Inspection) -> Iterator[Silencing]:
    for place, code in enumerate(inspection.settings.ignore if inspection.settings is not None else ()):
        yield Silencing(code, 0, inspection.document.find(("settings", "ignore", place)) or (0, 0))


def _codes(comment: Comment) -> Iterator[Silencing]:
    """The codes that *comment* silences; a reason may follow them."""
    begin = _IGNORE.match(comment.text)
    code = _CODE.match(comment.text, begin.end()) if begin else None
    while code:
        yield Silencing(code[1].upper(), comment.line, (comment.line, comment.column + code.start(1)))
        code = _CODE.match(comment.text, code.end())
