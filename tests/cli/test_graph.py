"""`routesim graph` as a user runs it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Spawn

TREE = """\
+3225880101 -> Élodie Martin (101)
|- no answer after 20 s, offline
|  |- rings 0-15 s -> Bob Peeters (102)
|  |- rings 10-30 s -> +32470000101
|  `- nobody answers: last resort -> Mailbox of Élodie Martin (101)
`- busy, rejects -> x busy
"""


def unicode_of(tree: str) -> str:
    for plain, drawn in (("|-", "├─"), ("`-", "└─"), ("|", "│"), ("->", "→"), ("x busy", "✗ busy")):
        tree = tree.replace(plain, drawn)
    return tree.replace("0-15", "0\N{EN DASH}15").replace("10-30", "10\N{EN DASH}30")


def test_the_tree_of_every_number_is_printed(run: Run) -> None:
    result = run("graph", "pbx.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == unicode_of(TREE)


def test_a_terminal_that_knows_no_lines_gets_a_tree_in_ascii(spawn: Spawn) -> None:
    result = spawn("graph", "pbx.yaml", PYTHONIOENCODING="ascii")
    assert result.stdout.decode("ascii") == TREE.replace("É", "E")
    assert result.stderr == b""


@pytest.mark.parametrize("number", ["+32 2 588 01 01", "02/588.01.01", "number:+3225880101"])
def test_a_number_can_be_spelled_in_any_way(run: Run, number: str) -> None:
    assert run("graph", "pbx.yaml", number).stdout == unicode_of(TREE)


def test_an_extension_begins_a_tree_of_its_own(run: Run) -> None:
    assert run("graph", "pbx.yaml", "102").stdout == (
        "Bob Peeters (102)\n├─ no answer after 20 s, offline → ✗ no answer\n└─ busy, rejects → ✗ busy\n"
    )


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("103", "no incoming number and no extension is '103', did you mean `102`?\n"),
        ("\x1b[31m", "no incoming number and no extension is '\\x1b[31m'\n"),
    ],
)
def test_a_number_that_is_not_there_exits_2_and_prints_nothing(run: Run, number: str, message: str) -> None:
    result = run("graph", "pbx.yaml", number)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_a_configuration_that_is_unusable_exits_2(run: Run, office: Path) -> None:
    (office / "pbx.yaml").write_text("- a list", encoding="utf-8")
    result = run("graph", "pbx.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("pbx.yaml:1:1: ")


def test_json_holds_what_a_number_leads_to(run: Run) -> None:
    everything = json.loads(run("graph", "pbx.yaml", "--format", "json").stdout)
    part = json.loads(run("graph", "pbx.yaml", "102", "--format", "json").stdout)
    assert everything["pbx"] == part["pbx"] == "Small office"
    assert [node["id"] for node in part["nodes"]] == [
        "user:102",
        "user:102/no_answer",
        "user:102/busy",
        "outcome:answered",
        "outcome:busy",
        "outcome:no_answer",
    ]
    assert all(edge in everything["edges"] for edge in part["edges"])
    assert [edge["target"] for edge in part["edges"] if edge["kind"] == "answer"] == ["outcome:answered"]


@pytest.mark.parametrize(("form", "first"), [("mermaid", "flowchart LR"), ("dot", 'digraph "Small office" {')])
def test_pictures_are_printed_for_other_programs(spawn: Spawn, form: str, first: str) -> None:
    result = spawn("graph", "pbx.yaml", "--format", form, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    lines = result.stdout.decode("utf-8").splitlines()
    assert lines[0] == first
    assert sum("Élodie Martin" in line for line in lines) == 4


def test_a_terminal_gets_colours_and_lines_that_fit(office: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "routesim", "graph", "pbx.yaml", "101"]
    environment = {**os.environ, "COLUMNS": "50", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    environment.pop("NO_COLOR", None)
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, env=environment, check=True)
    os.close(theirs)
    shown = os.read(ours, 1 << 16).decode("utf-8").replace("\r\n", "\n")
    os.close(ours)
    assert done.stderr == b""
    assert shown.startswith(
        "\x1b[1mÉlodie Martin (101)\x1b[0m\n\x1b[2m├─ \x1b[0m\x1b[36mno answer after 20 s, offline\x1b[0m\n"
    )
    assert (
        "\x1b[36mnobody answers: last resort\x1b[0m\n\x1b[2m│         \x1b[0m→ Mailbox of Élodie Martin (101)\n"
        in shown
    )


def test_no_password_gets_into_any_picture(run: Run, office: Path) -> None:
    page = office / "pbx.yaml"
    secrets = 'sip: {password: "hush-hush-7"}, permissions: {username: bob, password: "hush-hush-8"}'
    text = page.read_text("utf-8").replace("name: Bob Peeters", f"name: Bob, {secrets}")
    page.write_text(text, encoding="utf-8")
    for form in ("text", "json", "mermaid", "dot"):
        result = run("graph", "pbx.yaml", "--format", form)
        assert result.exit_code == 0
        assert "hush" not in result.stdout + result.stderr
