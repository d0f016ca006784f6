"""A directory with the files of a small office, and a command line that runs there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from routesim.cli import main
from tests.cli.files import CALLS, MET, PBX, WORKLOAD

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("pbx.yaml", PBX), ("calls.yaml", CALLS), ("met.yaml", MET)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def traffic(office: Path) -> None:
    """A workload beside the office's other files."""
    (office / "workload.yaml").write_text(WORKLOAD, encoding="utf-8")


@pytest.fixture
def run(office: Path) -> Run:
    """Run a command in this process."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, prog_name="routesim", catch_exceptions=False)

    return invoke


def simulate(run: Run, *options: str) -> str:
    """What `routesim simulate` says of the office's workload, with nothing to complain of."""
    result = run("simulate", "workload.yaml", "--workers", "1", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.fixture
def spawn(office: Path) -> Spawn:
    """Run a command in a process of its own."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "routesim", *arguments]
        return subprocess.run(command, capture_output=True, env={**os.environ, **environment}, check=False)

    return start
