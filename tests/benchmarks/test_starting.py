"""What a command costs from its start to its end, beside a bare script that plays one call."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.ratio import beside

HOUSE = Path(__file__).parents[2]
PBX = "scenarios/small-office/pbx.yaml"
NUMBER = "+3225880101"
COMMANDS = {
    "call": ["call", PBX, NUMBER, "--person", "101=answers:6"],
    "check": ["check", PBX],
    "graph": ["graph", PBX],
    "explain": ["explain", "5.6"],
    "help": ["--help"],
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One in which modules are compiled once and kept, as those of an installed program are."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(HOUSE), "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}


@pytest.mark.parametrize("name", COMMANDS)
def test_starting(benchmark: Any, environment: dict[str, str], name: str) -> None:
    def run(*program: str) -> None:
        subprocess.run([sys.executable, *program], check=True, stdout=subprocess.DEVNULL, cwd=HOUSE, env=environment)

    def ours() -> None:
        run("-m", "routesim", *COMMANDS[name])

    def bare() -> None:
        run("tests/benchmarks/bare_call.py", PBX, NUMBER)

    beside(benchmark, ours, bare, per=1, rounds=21)
