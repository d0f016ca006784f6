"""Checking a configuration: what is wrong with its file, what the rules find, and what of that is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import PathLike

from routesim.files import Inspection, examine
from routesim.files.collector import paused_collector
from routesim.files.document import Document
from routesim.files.places import Position
from routesim.lint.codes import CODES, UNSILENCEABLE
from routesim.lint.finding import Finding, Findings
from routesim.lint.rule import Fault
from routesim.lint.selection import EVERYTHING, Selection, selection
from routesim.lint.silencing import UNUSED, Silencings
from routesim.lint.survey import Survey
from routesim.model.references import reference_problems
from routesim.model.system import PhoneSystem

MOST_EXCERPTS = 500
"""So many findings show their line."""


def check(
    pbx: str | PathLike[str] | PhoneSystem, *, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Findings:
    """Find what is wrong, or suspicious, in the phone system *pbx* or in the configuration at that path.

    *select* and *ignore* are codes such as `RS105`, or what codes begin with, such as `RS1`. What the file silences, by
    comments and in its settings, is left out; a system that comes from no file silences by its settings alone. Raises
    UnusableInput for a file that cannot be read or is not YAML, and for codes that there are not.
    """
    chosen = selection(select, ignore)
    return of_system(pbx, chosen) if isinstance(pbx, PhoneSystem) else of_file(examine(pbx), chosen)


def of_file(inspection: Inspection, chosen: Selection = EVERYTHING, excerpts: bool = True) -> Findings:
    """The findings in a file that was read, *excerpts* with the lines that they are about."""
    system, document = inspection.system, inspection.document
    found = [Finding.of(problem) for problem in inspection.problems if chosen.wants(problem.code)]
    is_sound = system is not None and not any(finding.code in UNSILENCEABLE for finding in found)
    silencings = Silencings(inspection)
    if system is not None and is_sound:
        with paused_collector():
            found += _located(_faults(system, chosen), document)
    found = silencings.kept(found)
    if is_sound and chosen.wants(UNUSED):
        found += silencings.kept(silencings.unused(chosen.wants, lambda *told: _unused(document, *told)))
    found.sort(key=lambda finding: (finding.line, finding.column, finding.code))
    name = inspection.settings.name if inspection.settings is not None else ""
    inventory = system.inventory if system is not None and is_sound else ""
    return Findings(_with_excerpts(found, document) if excerpts else found, name, inventory)


def of_system(system: PhoneSystem, chosen: Selection = EVERYTHING) -> Findings:
    """The findings in a system that comes from no file: their places are paths in it."""
    problems = reference_problems(system)
    found = [Finding.of(problem) for problem in problems if chosen.wants(problem.code)]
    is_sound = not any(problem.code in UNSILENCEABLE for problem in problems)
    if is_sound:
        with paused_collector():
            found += [Finding.from_fault(code, fault, "", (0, 0), ()) for code, fault in _faults(system, chosen)]
    kept = (item for item in found if item.code in UNSILENCEABLE or item.code not in system.settings.ignore)
    return Findings(kept, system.settings.name, system.inventory if is_sound else "")


def _faults(system: PhoneSystem, chosen: Selection) -> Iterator[tuple[str, Fault]]:
    """All that the rules of the chosen codes find, code by code."""
    survey = Survey(system)
    for code in CODES.values():
        if chosen.wants(code.code) and code.check is not None:
            yield from ((code.code, fault) for fault in code.check(survey))


def _located(faults: Iterable[tuple[str, Fault]], document: Document) -> Iterator[Finding]:
    name = document.source.name
    for code, fault in faults:
        at = document.find(fault.path, fault.at_key) or (0, 0)
        places = dict.fromkeys(filter(None, map(document.find, fault.related)))
        related = [f"{name}:{line}:{column}" for line, column in places if (line, column) != at]
        yield Finding.from_fault(code, fault, name, at, related)


def _unused(document: Document, message: str, at: Position) -> Finding:
    return Finding.from_fault(UNUSED, Fault(message, ()), document.source.name, at, ())


def _with_excerpts(findings: Sequence[Finding], document: Document) -> Iterator[Finding]:
    """*findings*, of which the first show their lines; what is wrong with the file itself does so already."""
    bare = [finding for finding in findings if finding.line and not finding.source][:MOST_EXCERPTS]
    shown = iter(list(document.excerpts([(finding.line, finding.column) for finding in bare])))
    left = len(bare)
    for finding in findings:
        if left and finding.line and not finding.source:
            source, caret = next(shown)
            finding = replace(finding, source=source, caret=caret)
            left -= 1
        yield finding
