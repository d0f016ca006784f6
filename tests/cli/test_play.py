"""`routesim play` as a user runs it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from routesim.cli import COMMANDS
from tests.cli.conftest import Run, Spawn
from tests.cli.files import CALLS


def test_expectations_that_are_met_exit_0(run: Run) -> None:
    result = run("play", "met.yaml")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("Small office: 3 calls from Monday 23 November 2026, 10:00:00")
    assert result.stdout.splitlines()[-1] == "✓ all 2 calls with an expectation ended as expected"
    assert result.stderr == ""


def test_an_expectation_that_is_not_met_exits_1_and_is_told_on_top_and_at_the_end(run: Run) -> None:
    result = run("play", "calls.yaml")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[2:5] == [
        "✗ NOT AS EXPECTED: 1 call",
        "  - unmet: expected the outcome voicemail, but it was answered",
        "  - unmet: expected Élodie Martin (101) to take the call, but Bob",
    ]
    assert lines[-1] == "✗ NOT AS EXPECTED: 1 of 2 calls with an expectation: unmet"


def test_json_holds_every_call_and_the_failures_go_to_stderr(run: Run) -> None:
    result = run("play", "calls.yaml", "--format", "json")
    assert result.exit_code == 1
    assert [call["id"] for call in json.loads(result.stdout)["calls"]] == ["met", "unmet", "unjudged"]
    assert result.stderr.startswith("unmet: NOT AS EXPECTED: expected the outcome voicemail, but it was answered; ")


def test_csv_is_utf_8_with_a_row_a_call(spawn: Spawn, office: Path) -> None:
    (office / "names.yaml").write_text(CALLS.replace("id: unjudged", "id: Élodie"), encoding="utf-8")
    result = spawn("play", "names.yaml", "--format", "csv", PYTHONIOENCODING="ascii")
    rows = result.stdout.split(b"\r\n")
    assert rows[0].startswith(b"id,from,to,at,wall_clock,outcome,")
    assert rows[3].startswith("Élodie,+32470123456,199,600.0,".encode())
    assert rows[4:] == [b""]


def test_the_same_calls_on_another_configuration(run: Run, office: Path) -> None:
    text = (office / "pbx.yaml").read_text(encoding="utf-8")
    (office / "other.yaml").write_text(text.replace("Small office", "Draft").replace('to: "102"', 'to: "+32470000102"'))
    result = run("play", "calls.yaml", "--pbx", "other.yaml", "--format", "json")
    played = json.loads(result.stdout)
    assert played["pbx"] == "Draft"
    assert played["calls"][0]["outcome"] == "voicemail"


def test_verbose_tells_every_story_of_a_long_play(run: Run, office: Path) -> None:
    calls = "\n".join(f'  - {{from: withheld, to: "199", at: {place}}}' for place in range(20))
    (office / "many.yaml").write_text(f"pbx: pbx.yaml\nstart: 2026-11-23T10:00:00\ncalls:\n{calls}\n")
    short, long = run("play", "many.yaml").stdout, run("play", "many.yaml", "-v").stdout
    assert "Nobody here has this number" not in short
    assert long.count("Nobody here has this number: the call ends [2.4].") == 20
    assert "  unknown number  20  100.0 %  ████████████████████████" in short.splitlines()


def test_a_calls_file_without_calls(run: Run, office: Path) -> None:
    (office / "none.yaml").write_text("pbx: pbx.yaml\nstart: 2026-11-23T10:00:00\n")
    result = run("play", "none.yaml")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "No calls.")
    assert json.loads(run("play", "none.yaml", "--format", "json").stdout)["calls"] == []


@pytest.mark.parametrize("arguments", [["nowhere.yaml"], ["calls.yaml", "--pbx", "nowhere.yaml"], ["pbx.yaml"], ["."]])
def test_unusable_input_exits_2_without_a_traceback(run: Run, arguments: list[str]) -> None:
    result = run("play", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_gets_colours_and_no_color_takes_them_away(office: Path) -> None:
    assert b"\x1b[1;31m" in on_a_terminal("play", "calls.yaml")
    assert b"\x1b[" not in on_a_terminal("play", "calls.yaml", NO_COLOR="1")


def on_a_terminal(*arguments: str, **environment: str) -> bytes:
    """Run a command whose output is a terminal, and return what it shows."""
    here, there = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "routesim", *arguments],
        stdout=there,
        stderr=there,
        env={**inherited, "TERM": "xterm", **environment},
    ):
        os.close(there)
        shown = b""
        while True:
            try:
                part = os.read(here, 65536)
            except OSError:  # nobody writes any more
                break
            shown += part
    os.close(here)
    return shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_asks_routesim_itself(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_ROUTESIM_COMPLETE" in result.stdout


def test_the_shell_completes_commands_and_options(spawn: Spawn) -> None:
    names = spawn(_ROUTESIM_COMPLETE="bash_complete", COMP_WORDS="routesim pla", COMP_CWORD="1")
    assert names.stdout.splitlines() == [b"plain,play"]
    options = spawn(_ROUTESIM_COMPLETE="bash_complete", COMP_WORDS="routesim call --pe", COMP_CWORD="2")
    assert options.stdout.splitlines() == [b"plain,--person"]


def test_every_command_has_a_module_help_and_examples(run: Run) -> None:
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0
        assert f"Usage: routesim {name}" in result.stdout
        assert f"  routesim {name}" in result.stdout or f"(routesim {name}" in result.stdout


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == "routesim 0.1.0\n"


def test_help_names_every_command_and_every_exit_code(run: Run) -> None:
    result = run("--help")
    assert all(f"\n  {name}" in result.stdout for name in COMMANDS)
    assert "0 all is well, 1 something that was to hold does not, 2 unusable" in result.stdout
