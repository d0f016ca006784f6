"""Whatever happens, a command ends with a message for people and the right exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from routesim.cli.group import Commands
from tests.cli.group import COMMANDS, main

ROOT = Path(__file__).parents[2]


def start(command: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.cli.group", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def test_every_problem_is_told_and_counted() -> None:
    result = CliRunner().invoke(main, ["unusable"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "pbx.yaml:3:5: expected yes or no\n        voicemail: \\x1b[31mmaybe\n        ^\n"
        "pbx.yaml:9:11: no user 109\n        to: 109\n              ^\n2 problems\n"
    )


def test_a_single_problem_is_not_counted() -> None:
    assert "problems" not in CliRunner().invoke(main, ["unusable", "--count", "1"]).stderr


def test_a_play_that_is_impossible_exits_2() -> None:
    result = CliRunner().invoke(main, ["impossible"])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "the clock never shows that\n")


def test_a_full_disk_is_told() -> None:
    result = CliRunner().invoke(main, ["full_disk"])
    assert (result.exit_code, result.stderr) == (2, "cannot go on: No space left on device\n")


def test_an_interrupt_exits_130() -> None:
    result = CliRunner().invoke(main, ["interrupted"])
    assert (result.exit_code, result.stderr) == (130, "\ninterrupted\n")


def test_a_closed_pipe_ends_quietly() -> None:
    result = CliRunner().invoke(main, ["closed_pipe"])
    assert (result.exit_code, result.stdout, result.stderr) == (141, "", "")


def test_ctrl_c_ends_a_running_command_with_130() -> None:
    with start("waits") as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(signal.SIGINT)
        _, messages = running.communicate(timeout=30)
    assert running.returncode == 130
    assert messages == b"\ninterrupted\n"


def test_a_reader_that_goes_away_ends_the_command_without_a_word() -> None:
    with start("talks", PYTHONIOENCODING="utf-8") as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == "line 0 ░\n".encode()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=30) == 141


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_that_lacks_characters_does_not_stop_a_command(encoding: str) -> None:
    with start("talks", PYTHONIOENCODING=encoding) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"line 0 .\n"
        running.stdout.close()
        running.wait(timeout=30)


def test_a_full_device_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tests.cli.group", "talks"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr == b"cannot go on: No space left on device\n"


def test_no_command_is_imported_to_list_them_all() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name, text in COMMANDS.items():
        assert f"  {name}" in result.stdout
        assert text in result.stdout


@pytest.mark.parametrize(("typed", "meant"), [("unusible", "unusable"), ("WAITS", "waits"), ("talk", "talks")])
def test_a_mistyped_command_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    result = CliRunner().invoke(main, [typed])
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: No such command {typed!r}. Did you mean {meant}?\n")


def test_a_command_like_no_other_is_answered_with_all_there_are() -> None:
    result = CliRunner().invoke(main, ["qqq"])
    assert "No such command 'qqq'. There are closed_pipe, interrupted, " in result.stderr


def test_a_mistyped_option_is_answered_with_the_nearest() -> None:
    result = CliRunner().invoke(main, ["unusable", "--cuont", "1"])
    assert result.exit_code == 2
    assert "--count" in result.stderr


def test_names_complete_without_importing_commands() -> None:
    assert isinstance(main, Commands)
    completed = main.shell_complete(main.make_context("wrong", [], resilient_parsing=True), "un")
    assert [(item.value, item.help) for item in completed] == [("unusable", "Finds its input unusable.")]
