"""Findings for programs: SARIF for code hosts and editors, annotations for GitHub."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from routesim.lint import CODES, Finding
from routesim.lint.github import annotation_lines
from routesim.lint.sarif import sarif
from tests.cli.conftest import Run, office, run
from tests.lint.conftest import Check, numbers

__all__ = ["office", "run"]

TEXT: dict[str, Any] = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LOCATION = {
    "type": "object",
    "required": ["artifactLocation"],
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {
            "type": "object",
            "required": ["uri"],
            "properties": {"uri": {"type": "string", "pattern": "^[!#-;=?-\\[\\]_a-z~]+$"}},
        },
        "region": {
            "type": "object",
            "required": ["startLine", "startColumn"],
            "properties": {
                "startLine": {"type": "integer", "minimum": 1},
                "startColumn": {"type": "integer", "minimum": 1},
            },
        },
    },
}
PLACE = {"type": "object", "required": ["physicalLocation"], "properties": {"physicalLocation": LOCATION}}
LEVEL = {"enum": ["error", "warning", "note", "none"]}
RULE = {
    "type": "object",
    "required": ["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    "properties": {
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}},
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": PLACE, "minItems": 1},
        "relatedLocations": {"type": "array", "items": PLACE, "minItems": 1},
    },
}
LOG = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "version", "rules"],
                                "properties": {"rules": {"type": "array", "items": RULE}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""As much of SARIF 2.1.0 as is used, in the words of its own schema."""

WRONG = f"""\
users:
  - {{extension: "101", name: "100% :: ::error x,y"}}
  - {{extension: "102", name: Bob}}
{numbers("101")}\
dial_plans: [{{name: P, extension: "900", start: a, elements: {{a: {{type: record}}}}}}]
"""


def test_a_log_is_as_sarif_wants_it(checked: Check) -> None:
    found = checked(WRONG)
    log = json.loads(json.dumps(sarif(found, "1.2.3")))
    validate(log, LOG)
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(CODES)
    for result, finding in zip(run["results"], found, strict=True):
        assert list(CODES)[result["ruleIndex"]] == result["ruleId"] == finding.code
        assert result["level"] == {"error": "error", "warning": "warning", "info": "note"}[finding.severity]
        location = result["locations"][0]["physicalLocation"]
        assert location["artifactLocation"] == {"uri": "pbx.yaml"}
        assert location["region"] == {"startLine": finding.line, "startColumn": finding.column}
    assert "relatedLocations" in run["results"][0]


def test_rules_have_names_as_identifiers(checked: Check) -> None:
    (run,) = sarif(checked(WRONG), "1")["runs"]
    names = {rule["id"]: rule["name"] for rule in run["tool"]["driver"]["rules"]}
    assert names["RS101"] == "ForwardingLoop"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("pbx.yaml", "pbx.yaml"),
        ("a folder/100%.yaml", "a%20folder/100%25.yaml"),
        ("../é.yaml", "../%C3%A9.yaml"),
        ("/etc/p b.yaml", "file:///etc/p%20b.yaml"),
    ],
)
def test_files_are_uris(checked: Check, file: str, uri: str) -> None:
    finding = Finding("RS101", "warning", "m", file, 0, 0, "why", "remedy", (f"{file}:3:4",))
    log = sarif(type(checked(WRONG))([finding]), "1")
    validate(log, LOG)
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": uri}}
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related == {"artifactLocation": {"uri": uri}, "region": {"startLine": 3, "startColumn": 4}}


def test_annotations_are_escaped(checked: Check) -> None:
    found = checked(WRONG)
    lines = list(annotation_lines(found))
    assert len(lines) == len(found)
    assert lines[0].startswith(
        "::warning file=pbx.yaml,line=3,col=17,title=RS105::a call to +3225880101 can end no_answer"
    )
    assert "100%25 :: ::error x,y (101)" in lines[0]
    assert [line.split(" ")[0] for line in lines] == ["::warning", "::notice", "::notice", "::error", "::warning"]
    assert not any("\n" in line or "\r" in line for line in lines)


def test_what_stands_before_a_message_is_escaped_more(checked: Check) -> None:
    finding = Finding("RS000", "error", "a\r\nb%", "c:\\a,b%\n.yaml", 0, 0, "why", "remedy")
    assert list(annotation_lines([finding])) == [
        "::error file=c%3A\\a%2Cb%25%0A.yaml,title=RS000::a%0D%0Ab%25 (remedy)"
    ]


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_the_command_writes_either_and_exits_as_ever(run: Run, office: Path, form: str) -> None:
    (office / "wrong.yaml").write_text("settings: {timezone: Europe/Brussels, country: BE}\n" + WRONG)
    result = run("check", "wrong.yaml", "--format", form)
    assert (result.exit_code, result.stderr) == (1, "")
    if form == "sarif":
        validate(json.loads(result.stdout), LOG)
    else:
        assert len(result.stdout.splitlines()) == 5
    (office / "broken.yaml").write_text("a: b: c")
    assert run("check", "broken.yaml", "--format", form).exit_code == 2


def test_nothing_wrong_is_an_empty_answer(run: Run, office: Path) -> None:
    (office / "right.yaml").write_text("settings: {timezone: Europe/Brussels, country: BE}\n")
    assert run("check", "right.yaml", "--format", "github").stdout == ""
    log = json.loads(run("check", "right.yaml", "--format", "sarif").stdout)
    assert log["runs"][0]["results"] == []
