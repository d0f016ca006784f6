"""What README.md shows is true: every command prints what stands below it, every snippet is valid."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import routesim
from routesim.cli import COMMANDS
from routesim.files import loads_calls
from tests.readme import FILE, HOUSE, commands, run, settle
from tests.scenarios import FOLDERS

TEXT = FILE.read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reader is; files that one command writes are there for the next."""
    return settle(FILE, tmp_path_factory.mktemp("reader"))


@pytest.mark.parametrize(("command", "output"), list(commands()), ids=[command for command, _ in commands()])
def test_a_command_prints_what_stands_below_it(command: str, output: str, folder: Path) -> None:
    assert run(command, folder) == output


def test_the_python_examples_do_what_they_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HOUSE)
    examples = doctest.DocTestParser().get_doctest("\n".join(snippets("pycon")), {}, "README.md", str(FILE), 0)
    assert len(examples.examples) >= 5
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples).failed == 0


def test_the_first_files_can_be_used_as_they_stand() -> None:
    pbx, calls, _ = snippets("yaml")
    system = routesim.loads(pbx)
    assert routesim.play(loads_calls(calls, system), system).met


def test_the_workload_that_is_shown_can_be_simulated_on_the_small_office(tmp_path: Path) -> None:
    *_, text = snippets("yaml")
    file = tmp_path / "workload.yaml"
    file.write_text(text.replace("duration: 5d", "duration: 10h"), encoding="utf-8")
    found = routesim.simulate(file, HOUSE / "scenarios" / "small-office" / "pbx.yaml", replications=2)
    assert 50 < found.figure("number", "+3225880101", "calls").mean < 150, "two hours at 40"


def test_every_command_is_shown() -> None:
    assert [name for name in COMMANDS if f"routesim {name} " not in TEXT] == []


def test_every_scenario_is_on_the_shelf() -> None:
    assert [folder.name for folder in FOLDERS if f"](scenarios/{folder.name}/)" not in TEXT] == []


def test_every_link_leads_somewhere() -> None:
    assert [link for link in LINK.findall(TEXT) if not (HOUSE / link).exists()] == []


def test_what_ci_runs_is_the_command_in_the_readme() -> None:
    installing = [line for line in TEXT.splitlines() if line.startswith("python3 -m venv ")]
    assert len(installing) == 2
    assert "routesim play scenarios/" in installing[0]
    assert "pytest" in installing[1]
