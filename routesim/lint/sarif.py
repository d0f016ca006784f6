"""Findings in SARIF 2.1.0, the format in which code hosts and editors take the results of checks."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from routesim.lint.codes import CODES, Code
from routesim.lint.finding import Finding, Findings

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PLACE = re.compile(r"(.*):(\d+):(\d+)")


def sarif(findings: Findings, version: str) -> dict[str, Any]:
    """The log of one run of this *version*, which has found *findings*."""
    driver = {
        "name": "routesim",
        "version": version,
        "rules": [_rule(code) for code in CODES.values()],
    }
    results = [_result(finding) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> dict[str, Any]:
    page = code.page
    return {
        "id": code.code,
        "name": "".join(word.title() for word in code.fault.split("_")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.why},
        "help": {"text": page.remedy},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": list(CODES).index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _location(finding.file, finding.line, finding.column)}],
    }
    places = (_PLACE.fullmatch(place) for place in finding.related)
    related = [(place[1], int(place[2]), int(place[3])) for place in places if place]
    if related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(*place)} for number, place in enumerate(related)
        ]
    return result


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if line:
        location["region"] = {"startLine": line, "startColumn": column}
    return location


def _uri(file: str) -> str:
    """A file as a URI: relative where its path is."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(str(PurePosixPath(path)))
