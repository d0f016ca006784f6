"""`routesim report`: everything on one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.readme import HOUSE

SCENARIO = HOUSE / "scenarios" / "call-waiting"
APPLIED = (SCENARIO / "pbx.yaml").read_text(encoding="utf-8")
BUSY = 'busy: {destinations: [{to: "603", ring: [0, 15]}], voicemail: yes}'
DRAFT = "busy: {voicemail: yes}".join(APPLIED.rsplit(BUSY, 1))
"""Nobody takes over for Oliver while he is on the phone."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pbx.yaml").write_text(APPLIED, encoding="utf-8")
    (tmp_path / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "calls.yaml").write_bytes((SCENARIO / "calls.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verdicts(page: str) -> list[tuple[str, str]]:
    """The summary at the top: whether each part is good, and its title."""
    return re.findall(r'<li class="(\w+)"><a href="#\d">([^<]+)</a>', page)


def test_a_report_has_the_system_findings_endings_plays_and_changes(run: Run, folder: Path) -> None:
    assert DRAFT != APPLIED
    done = run("report", "draft.yaml", "calls.yaml", "--against", "pbx.yaml", "-o", "change.html")
    assert (done.exit_code, done.stdout) == (0, "change.html: 5 parts, Mercia Legal\n")
    page = (folder / "change.html").read_text(encoding="utf-8")
    assert verdicts(page) == [
        ("plain", "What leads where"),
        ("warn", "Findings"),
        ("plain", "Every way in which calls can end"),
        ("bad", "Calls in calls.yaml"),
        ("warn", "What changes against pbx.yaml"),
    ]
    assert page.count("<img ") == 4
    assert "<details open>" in page, "paper unfolds nothing"
    for words in ("RS110", "6 of 7 with an expectation ended as expected", "Oliver Grant (602) is occupied"):
        assert words in page


def test_a_report_needs_nothing_else_and_runs_nothing(run: Run, folder: Path) -> None:
    run("report", "pbx.yaml", "calls.yaml")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert {address[:14] for address in re.findall(r'(?: src| href)="([^"]+)"', page)} <= {
        "data:image/svg",
        "#1",
        "#2",
        "#3",
        "#4",
    }
    assert "url(" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_the_same_files_give_the_same_report(run: Run, folder: Path) -> None:
    reports = []
    for _ in range(2):
        run("report", "pbx.yaml", "calls.yaml")
        reports.append((folder / "report.html").read_bytes())
    assert reports[0] == reports[1]


def test_names_are_text(run: Run, folder: Path) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    (folder / "pbx.yaml").write_text(APPLIED.replace("Oliver Grant", hostile).replace("Mercia Legal", hostile))
    assert run("report", "pbx.yaml", "calls.yaml").exit_code == 0
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_promise_that_does_not_hold_is_bad(run: Run, folder: Path) -> None:
    (folder / "pbx.yaml").write_text(f"{APPLIED}\nproperties:\n  - {{require: [answered]}}\n")
    run("report", "pbx.yaml")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert ("bad", "Every way in which calls can end") in verdicts(page)


def test_a_system_too_large_to_be_drawn_is_reported_without_its_picture(run: Run, folder: Path) -> None:
    users = "\n".join(f'  - {{extension: "{n}", name: U{n}}}' for n in range(1000, 1300))
    (folder / "large.yaml").write_text(f"settings: {{timezone: UTC, country: BE}}\nusers:\n{users}\n")
    assert run("report", "large.yaml").exit_code == 0
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "No picture: the routing graph has 300 places" in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere.yaml",), "nowhere.yaml: cannot be read"),
        (("pbx.yaml", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
        (("pbx.yaml", "--against", "wrong.yaml"), "wrong.yaml:1:"),
        (("pbx.yaml", "-o", "nowhere/report.html"), "there is no folder nowhere"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    run: Run, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    (folder / "wrong.yaml").write_text("settings: {timezone: UTC, country: BE, colour: red}\n")
    done = run("report", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(folder.glob("*.html"))
