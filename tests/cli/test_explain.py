"""`routesim explain` as a user runs it."""

from __future__ import annotations

import json

import pytest

from routesim.lint.codes import CODES
from routesim.report.terminal import WIDEST
from routesim.rulebook import RULES
from tests.cli.conftest import Run


def test_a_rule_is_explained_with_why_and_an_example(run: Run) -> None:
    result = run("explain", "5.6")
    rule = RULES["5.6"]
    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines[:3] == [f"5.6  {rule.title}", "Section 5: Calling a user", ""]
    told = " ".join(line.strip() for line in lines[3:] if line)
    assert told == f"{rule.text} Why {rule.why} Example {rule.example}"


def test_a_section_lists_its_rules(run: Run) -> None:
    lines = run("explain", "5").stdout.splitlines()
    assert lines[0] == "5  Calling a user"
    assert lines[1:8] == [f"  5.{place}   {RULES[f'5.{place}'].title}" for place in range(1, 8)]
    assert lines[-1] == "One rule in full, with an example: routesim explain 5.1"


def test_what_holds_for_a_whole_section_is_told_with_it(run: Run) -> None:
    assert "`dial_plan_loop`" in run("explain", "7").stdout


def test_without_a_topic_every_rule_and_every_code_is_listed(run: Run) -> None:
    lines = run("explain").stdout.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert listed == [*RULES, *CODES]


def test_every_page_fits_the_screen(run: Run) -> None:
    for number in [*RULES, "", "7"]:
        assert max(map(len, run("explain", *filter(None, [number])).stdout.splitlines())) <= WIDEST


@pytest.mark.parametrize("typed", ["5.6", " 5.6 ", "5.6."])
def test_a_full_stop_or_a_space_is_no_matter(run: Run, typed: str) -> None:
    assert run("explain", typed).stdout.startswith("5.6  ")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("5.8", "there is no rule and no code '5.8'; section 5 has 5.1 to 5.7\n"),
        ("7.14", "there is no rule and no code '7.14'; section 7 has 7.1 to 7.13\n"),
        ("56", "there is no rule and no code '56', did you mean `5.6`?\n"),
        ("RS009", "there is no rule and no code 'RS009', did you mean `RS109`?\n"),
        ("banana", "there is no rule and no code 'banana'; routesim explain lists them all\n"),
        ("\x1b[2J", "there is no rule and no code '\\x1b[2J'; routesim explain lists them all\n"),
    ],
)
def test_an_unknown_topic_exits_2_with_what_there_is(run: Run, typed: str, message: str) -> None:
    result = run("explain", typed)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_a_rule_as_json(run: Run) -> None:
    document = json.loads(run("explain", "5.6", "--format", "json").stdout)
    rule = RULES["5.6"]
    assert document == {
        "number": "5.6",
        "title": rule.title,
        "text": rule.text,
        "why": rule.why,
        "example": rule.example,
        "section": {"number": "5", "title": "Calling a user"},
    }


def test_a_section_and_the_whole_book_as_json(run: Run) -> None:
    section = json.loads(run("explain", "6", "--format", "json").stdout)
    book = json.loads(run("explain", "--format", "json").stdout)
    assert list(section) == ["number", "title", "text", "rules"]
    assert [rule["number"] for rule in section["rules"]] == ["6.1", "6.2", "6.3"]
    assert book["sections"][5] == section
    assert len(book["sections"]) == 10
    assert [code["code"] for code in book["codes"]] == list(CODES)


@pytest.mark.parametrize("typed", ["RS001", "rs001"])
def test_a_code_is_explained_with_a_configuration_that_has_it_and_one_that_has_not(run: Run, typed: str) -> None:
    lines = run("explain", typed).stdout.splitlines()
    code = CODES["RS001"]
    assert lines[0] == "RS001  error"
    assert " ".join(lines[1:3]) == code.page.summary
    assert [line for line in lines if line in ("Why it matters", "What to do", "Found here", "Not here")] == [
        "Why it matters",
        "What to do",
        "Found here",
        "Not here",
    ]
    assert "".join(f"  {line}\n" for line in code.page.failing.splitlines()) in "\n".join(lines)


def test_a_code_as_json(run: Run) -> None:
    document = json.loads(run("explain", "RS004", "--format", "json").stdout)
    assert list(document) == [
        *("code", "severity", "fault", "summary", "explanation", "why", "remedy", "failing", "passing")
    ]
    assert document["severity"] == CODES["RS004"].severity
