"""Findings as they are told: on a screen, in a notebook, as a table; and asked for from Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from routesim.errors import Problem, UnusableInput
from routesim.files import load
from routesim.lint import CODES, Finding, Findings, check
from routesim.lint.finding import COLUMNS, counts
from routesim.lint.text import finding_lines, findings_lines
from tests.lint.conftest import Check, numbers

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
LONELY = f'users:\n  - {{extension: "101", name: "<b>Al & Co</b>"}}\n{numbers("101")}'


def test_a_finding_is_a_problem_with_what_its_code_says() -> None:
    page = CODES["RS002"].page
    assert Finding.of(PROBLEM).record() == {
        "code": "RS002",
        "severity": "error",
        "message": "the extension `101` is there twice",
        "file": "pbx.yaml",
        "line": 7,
        "column": 5,
        "why": page.why,
        "remedy": page.remedy,
        "related": ["pbx.yaml:3:5"],
    }


def test_a_finding_is_shown_with_its_line_and_a_caret() -> None:
    lines = [
        "pbx.yaml:7:5: error RS002: the extension `101` is there twice",
        "      - extension: 101",
        "        ^",
        "    see pbx.yaml:3:5",
    ]
    assert list(finding_lines(Finding.of(PROBLEM))) == lines
    assert str(Finding.of(PROBLEM)) == "\n".join(lines)


def test_findings_are_counted_and_each_code_tells_its_remedy_once() -> None:
    found = Findings([Finding.of(PROBLEM), Finding.of(PROBLEM)], "Acme", "2 users")
    assert list(findings_lines(found, 80))[-3:] == [
        "2 errors",
        f"RS002  {CODES['RS002'].page.remedy}",
        "More about a code: routesim explain CODE",
    ]
    assert counts([Finding.of(PROBLEM)]) == {"error": 1, "warning": 0, "info": 0}


def test_a_fault_that_depends_on_phones_says_how_to_see_it(checked: Check) -> None:
    (finding,) = checked(LONELY.replace("}", ", forwarding: {no_answer: {destinations: [{to: '101'}]}}}", 1), "RS105")
    assert str(finding).splitlines()[-1] == "    replay: routesim call pbx.yaml +3225880101"
    assert finding.witness is not None
    assert list(finding.witness) == ["start", "people", "calls"]


def test_a_file_of_any_name_is_replayed_as_one_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("my \x1b[2J pbx's.yaml").write_text("settings: {timezone: Europe/Brussels, country: BE}\n" + LONELY)
    text = str(check("my \x1b[2J pbx's.yaml", select=["RS105"]))
    assert "\x1b" not in text
    assert """replay: routesim call 'my \\x1b[2J pbx'"'"'s.yaml' +3225880101""" in text


def test_of_many_other_places_the_first_are_listed(checked: Check) -> None:
    form = '  - {{extension: "{0}", name: U, forwarding: {{no_answer: {{destinations: [{{to: "{1}"}}]}}}}}}\n'
    users = "".join(form.format(n, 101 + (n - 100) % 9) for n in range(101, 110))
    (finding,) = checked("users:\n" + users, "RS101")
    assert len(finding.related) == 8
    lines = str(finding).splitlines()
    assert [line for line in lines if line.startswith("    see ")] == [f"    see pbx.yaml:{n}:78" for n in range(4, 9)]
    assert lines[-1] == "    and 3 more places"


def test_a_notebook_shows_a_table_in_which_everything_is_escaped(checked: Check) -> None:
    html = checked(LONELY)._repr_html_()
    assert "&lt;b&gt;Al &amp; Co&lt;/b&gt; (101)" in html
    assert re.findall("<th[^>]*>([a-z]+)<", html) == ["place", "severity", "code", "what", "remedy"]
    assert html.count("<tr>") == 2
    assert "<b>" not in html


def test_tables_keep_their_columns_when_nothing_is_wrong(checked: Check) -> None:
    found = checked("incoming_numbers: []\n")
    assert len(found) == 0
    assert found._repr_html_().count("<th") == 5
    assert list(found.to_pandas().columns) == list(COLUMNS)
    assert list(checked(LONELY).to_pandas()["code"]) == ["RS105"]


def test_findings_print_as_the_command_does(checked: Check) -> None:
    found = checked(LONELY)
    assert repr(found) == "<Findings in 'Phone system': 0 error, 1 warning, 0 info>"
    assert str(found).startswith("pbx.yaml:3:17: warning RS105: a call to +3225880101 can end no_answer")
    assert str(checked("incoming_numbers: []\n")) == "Nothing is wrong with Phone system: empty."


def test_a_system_without_a_file_has_paths_for_places(checked: Check) -> None:
    in_file = checked(LONELY)
    found = check(load("pbx.yaml"))
    assert [finding.place for finding in found] == ["users[0].extension"]
    assert [finding.message for finding in found] == [finding.message for finding in in_file]
    assert str(found).startswith("users[0].extension: warning RS105: ")
    assert check(load("pbx.yaml"), ignore=["RS1"]) == ()


def test_a_system_silences_by_its_settings(checked: Check) -> None:
    checked("settings: {timezone: Europe/Brussels, country: BE, ignore: [RS105]}\n" + LONELY)
    assert check(load("pbx.yaml")) == ()


def test_a_system_whose_references_lead_nowhere_is_not_looked_into(checked: Check) -> None:
    checked("users: []\n")
    page = load("pbx.yaml").model_dump(mode="python")
    page["incoming_numbers"] = [{"number": "+3225880101", "destination": {"type": "extension", "extension": "109"}}]
    broken = type(load("pbx.yaml")).model_validate(page)
    assert [finding.code for finding in check(broken)] == ["RS001"]


def test_checking_says_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="no such file"):
        check(tmp_path / "nowhere.yaml")
    with pytest.raises(UnusableInput, match="--select RS9: there is no such code"):
        check(tmp_path / "nowhere.yaml", select=["RS9"])


def test_findings_stand_in_the_order_of_the_file(checked: Check) -> None:
    text = LONELY + 'voicemails: [{name: B}, {name: A}]\nqueues: [{name: Q, extension: "700"}]\n'
    found = checked(text)
    places = [(finding.line, finding.column) for finding in found]
    assert places == sorted(places)
    assert len(found) == 5


def test_a_password_on_the_line_of_a_finding_is_masked(checked: Check) -> None:
    text = LONELY.replace('"101"', '"101", sip: {password: plum-Kite-42}', 1)
    (finding,) = checked(text, "RS105")
    assert "********" in finding.source
    assert "plum" not in str(checked(text)) + checked(text)._repr_html_()
