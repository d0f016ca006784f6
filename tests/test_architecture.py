"""The house stands as CONTRIBUTING.md says: layers, late imports, small files, docstrings."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
MODULES = sorted((HOUSE / "routesim").rglob("*.py"))
LONGEST = 300
PBX = "scenarios/small-office/pbx.yaml"
CALLS = "scenarios/small-office/calls.yaml"
PRINT_LOADED = """
import sys
{before}
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
RUN = """
from routesim.cli import main
main({arguments!r}, standalone_mode=False)
"""


def loaded_after(program: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after *program*, which succeeds."""
    command = [sys.executable, "-c", PRINT_LOADED.format(before=program)]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_every_contract_on_imports_is_kept() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_command_line_starts_without_a_heavy_library() -> None:
    assert (
        loaded_after("import routesim.cli")
        & {
            "matplotlib",
            "networkx",
            "pandas",
            "pydantic",
            "rich",
            "simpy",
            "yaml",
        }
        == set()
    )


@pytest.mark.parametrize(
    "arguments", [["call", PBX, "101"], ["play", CALLS], ["play", CALLS, "--format", "csv"]], ids=" ".join
)
def test_playing_waits_for_no_heavy_library(arguments: list[str]) -> None:
    loaded = loaded_after(RUN.format(arguments=arguments))
    assert "simpy" in loaded
    assert loaded & {"matplotlib", "networkx", "numpy", "pandas", "rich"} == set()


@pytest.mark.parametrize("arguments", [["check", PBX], ["explain", "5.6"], ["schema", "pbx"]], ids=" ".join)
def test_what_plays_nothing_waits_for_no_engine(arguments: list[str]) -> None:
    loaded = loaded_after(RUN.format(arguments=arguments))
    assert loaded & {"matplotlib", "networkx", "numpy", "pandas", "rich", "simpy"} == set()


def test_the_library_is_imported_without_heavy_libraries() -> None:
    assert loaded_after("import routesim") & {"click", "matplotlib", "networkx", "numpy", "pandas", "rich"} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text)), "a module says what it is for"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert names & {"utils", "util", "helper", "helpers", "manager", "common", "misc", "data"} == set()
