"""The folder to copy works as it says: its commands, its workflow, and in every detail that a reader sees."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from routesim.lint import check
from tests.readme import HOUSE, commands, run, settle

FOLDER = HOUSE / "docs" / "phone-system-in-git"
PAGE = FOLDER / "README.md"
WORKFLOW = FOLDER / ".github" / "workflows" / "phone-system.yml"
OURS = ("routesim ", "pytest ")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reader is; what one command does is there for the next."""
    return settle(PAGE, tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize(("command", "output"), list(commands(PAGE)), ids=[command for command, _ in commands(PAGE)])
def test_a_command_prints_what_stands_below_it(command: str, output: str, folder: Path) -> None:
    assert run(command, folder) == output


def steps() -> list[dict[str, Any]]:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = workflow["jobs"]["check"]["steps"]
    return found


def test_every_step_of_the_workflow_succeeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = settle(PAGE, tmp_path)
    monkeypatch.setenv("BASE", "HEAD")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    ours = [step["run"] for step in steps() if step.get("run", "").startswith(OURS)]
    assert len(ours) == 3
    for command in ours:
        assert run(f"{command} || echo FAILED", place).count("FAILED") == 0, command
    assert "No call is treated differently: proven" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_what_the_workflow_is_given_from_outside_never_becomes_a_command() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_the_configuration_has_the_problem_that_the_page_is_about_and_no_password() -> None:
    found = check(FOLDER / "pbx.yaml")
    assert [finding.code for finding in found] == ["RS110"], "what the page's change mends"
    assert "password" not in (FOLDER / "pbx.yaml").read_text(encoding="utf-8")


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", PAGE.read_text(encoding="utf-8"))
    assert len(links) >= 3
    assert [link for link in links if not (FOLDER / link).exists()] == []
