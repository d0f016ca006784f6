"""Every code is documented, and its two examples are as they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from routesim.errors import Problem
from routesim.files import inspect
from routesim.lint import CODES, Code, Finding
from routesim.lint.finding import SEVERITIES, counts
from routesim.lint.text import finding_lines, findings_lines


def codes_in(text: str, folder: Path) -> set[str]:
    file = folder / "pbx.yaml"
    file.write_text(text)
    return {problem.code for problem in inspect(file)[1]}


@pytest.mark.parametrize("code", CODES.values(), ids=list(CODES))
def test_a_code_is_found_in_its_failing_example_alone(code: Code, tmp_path: Path) -> None:
    assert codes_in(code.failing, tmp_path) == {code.code}
    assert codes_in(code.passing, tmp_path) == set()


@pytest.mark.parametrize("code", CODES.values(), ids=list(CODES))
def test_a_code_says_what_it_means_why_it_matters_and_what_to_do(code: Code) -> None:
    assert re.fullmatch("RS[0-9]{3}", code.code)
    assert code.severity in SEVERITIES
    for text in (code.summary, code.why, code.remedy):
        assert text[0].isupper()
        assert text.endswith(".")
    assert code.summary.count(". ") == 0


def test_the_codes_of_a_configurations_format_and_references_are_there_in_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert list(CODES)[:5] == ["RS000", "RS001", "RS002", "RS003", "RS004"]


PROBLEM = Problem(
    "RS002",
    "the extension `101` is there twice",
    path=("users", 1),
    file="pbx.yaml",
    line=7,
    column=5,
    source="  - extension: 101",
    caret=4,
    related=("pbx.yaml:3:5",),
)


def test_a_finding_is_a_problem_with_what_its_code_says() -> None:
    assert Finding.of(PROBLEM).record() == {
        "code": "RS002",
        "severity": "error",
        "message": "the extension `101` is there twice",
        "file": "pbx.yaml",
        "line": 7,
        "column": 5,
        "why": CODES["RS002"].why,
        "remedy": CODES["RS002"].remedy,
        "related": ["pbx.yaml:3:5"],
    }


def test_a_finding_is_shown_with_its_line_and_a_caret() -> None:
    assert list(finding_lines(Finding.of(PROBLEM))) == [
        "pbx.yaml:7:5: error RS002: the extension `101` is there twice",
        "      - extension: 101",
        "        ^",
        "    see pbx.yaml:3:5",
    ]


def test_findings_are_counted_and_each_code_tells_its_remedy_once() -> None:
    lines = list(findings_lines([Finding.of(PROBLEM), Finding.of(PROBLEM)], 80))
    assert lines[-3:] == [
        "2 errors",
        f"RS002  {CODES['RS002'].remedy}",
        "More about a code: routesim explain CODE",
    ]
    assert counts([Finding.of(PROBLEM)]) == {"error": 1, "warning": 0, "info": 0}
