"""Every code is documented, and its two examples are as they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import routesim.lint.rules
from routesim.lint import CODES, Code
from routesim.lint.codes import UNSILENCEABLE
from routesim.lint.documentation import taken_apart
from routesim.lint.finding import SEVERITIES
from tests.lint.conftest import Check

EVERY_CODE = pytest.mark.parametrize("code", CODES.values(), ids=list(CODES))
WITHOUT_CHECK = {*UNSILENCEABLE, "RS004", "RS005"}
"""What they are about is found while a file is read, or while findings are silenced."""


@EVERY_CODE
def test_a_code_is_found_in_its_failing_example_alone(code: Code, checked: Check) -> None:
    assert {finding.code for finding in checked(code.page.failing)} == {code.code}
    assert list(checked(code.page.passing)) == []


@EVERY_CODE
def test_a_code_says_what_it_means_why_it_matters_and_what_to_do(code: Code) -> None:
    page = code.page
    assert re.fullmatch("RS[0-9]{3}", code.code)
    assert code.severity in SEVERITIES
    for text in (page.summary, page.why, page.remedy):
        assert re.fullmatch(r"[A-Z`].*\.", text)
    assert page.summary.count(". ") == 0
    assert len(page.why.split()) > 8


@EVERY_CODE
def test_a_finding_of_a_code_has_a_place_a_reason_and_a_remedy(code: Code, checked: Check) -> None:
    for finding in checked(code.page.failing):
        assert finding.line > 1
        assert finding.column > 0
        assert (finding.severity, finding.why, finding.remedy) == (code.severity, code.page.why, code.page.remedy)


def test_the_table_is_in_order_and_no_rule_is_there_twice() -> None:
    assert list(CODES) == sorted(CODES)
    faults = [code.fault for code in CODES.values()]
    assert len(set(faults)) == len(faults)


def test_every_rule_is_in_the_table_and_the_other_way_round() -> None:
    files = {path.stem for path in Path(routesim.lint.rules.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == {code.fault for code in CODES.values()}


def test_every_rule_checks_but_those_whose_faults_are_found_elsewhere() -> None:
    assert {code.code for code in CODES.values() if code.check is None} == WITHOUT_CHECK


@pytest.mark.parametrize(
    "docstring",
    [
        "",
        "A fault.",
        "A fault.\n\nWhy:\n    It hurts.\n\nRemedy:\n    Mend it.\n\nFires on:\n    a: b\n",
        "A fault.\n\nWhy:\n    It hurts.\n\nRemedy:\n\nFires on:\n    a: b\n\nSilent on:\n    a: c\n",
        "A fault.\n\nRemedy:\n    Mend it.\n\nWhy:\n    It hurts.\n\nFires on:\n    a: b\n\nSilent on:\n    a: c\n",
    ],
    ids=["nothing", "a sentence", "no passing example", "an empty part", "another order"],
)
def test_a_rule_without_documentation_is_refused(docstring: str) -> None:
    with pytest.raises(ValueError, match="the rule some_fault needs a docstring: a sentence, then Why:, Remedy:"):
        taken_apart(docstring, "some_fault")


def test_pages_are_there_where_python_drops_docstrings() -> None:
    program = "from routesim.lint.codes import CODES; print(*(code.page.summary for code in CODES.values()), sep='\\n')"
    done = subprocess.run([sys.executable, "-OO", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [code.page.summary for code in CODES.values()]


def test_a_docstring_is_taken_apart() -> None:
    docstring = (
        "A fault.\n\nMore about\nit.\n\nAnd more.\n\nWhy:\n    It\n    hurts.\n\nRemedy:\n    Mend it.\n\n"
        "Fires on:\n    a:\n      - b\n\nSilent on:\n    a: c\n"
    )
    assert taken_apart(docstring, "some_fault") == (
        *("A fault.", "More about it.\n\nAnd more.", "It hurts.", "Mend it."),
        *("a:\n  - b\n", "a: c\n"),
    )
