"""`routesim plot` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.cli.plot import COMMANDS
from tests.cli.conftest import Run, Spawn
from tests.cli.terminal import Terminal

SVG, PNG, PDF = b"<?xml", b"\x89PNG", b"%PDF-"
QUEUE = """\
settings: {name: Small office, timezone: Europe/Brussels, country: BE}
users: [{extension: 101, name: Ann}]
queues: [{name: Help, extension: 700, static_agents: ["101"]}]
"""
QUEUE_CALLS = """\
pbx: queue.yaml
start: 2026-11-23T10:00:00
people: {101: {answers_after: 6}}
calls: [{id: one, from: "+32470123456", to: 700}]
"""


def test_every_picture_has_examples(run: Run) -> None:
    assert all(name in run("plot", "--help").stdout for name in COMMANDS)
    for name in COMMANDS:
        result = run("plot", name, "--help")
        assert result.exit_code == 0
        assert f"  routesim plot {name if name != 'calls' else 'calls.yaml'}" in result.stdout


@pytest.mark.parametrize(("name", "beginning"), [("a.svg", SVG), ("a.png", PNG), ("A.PDF", PDF)])
def test_the_suffix_says_how_a_graph_is_drawn(run: Run, office: Path, name: str, beginning: bytes) -> None:
    result = run("plot", "graph", "pbx.yaml", "--output", name)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{name}: Small office: what leads where\n"
    assert (office / name).read_bytes().startswith(beginning)


def test_graph_draws_the_same(run: Run, office: Path) -> None:
    run("plot", "graph", "pbx.yaml", "+3225880101", "-o", "one.svg")
    result = run("graph", "pbx.yaml", "02 588 01 01", "-o", "other.svg")
    assert result.stdout == "other.svg: Small office: from +3225880101\n"
    assert (office / "one.svg").read_bytes() == (office / "other.svg").read_bytes()


def test_a_call_is_drawn_as_it_is_told(run: Run, office: Path) -> None:
    arguments = ("call", "pbx.yaml", "101", "--person", "102=answers:6", "--person", "101=busy", "--from", "103")
    result = run("plot", *arguments[:4], "102=answers:6", "-o", "call.svg")
    assert result.stdout == (
        "call.svg: +32470123456 calls 101: Answered by Bob Peeters (102) after 26 s, talked for 60 s\n"
    )
    assert (office / "call.svg").read_bytes().startswith(SVG)
    assert run("plot", *arguments, "-o", "other.svg").exit_code == 2
    assert not (office / "other.svg").exists()


def test_a_file_of_calls_needs_no_name_of_a_picture(run: Run, office: Path) -> None:
    result = run("plot", "met.yaml", "-o", "a.svg")
    assert result.exit_code == 0
    assert run("plot", "calls", "met.yaml", "-o", "b.svg").exit_code == 0
    assert run("plot", "-o", "c.svg", "met.yaml").exit_code == 0
    assert len({(office / f"{name}.svg").read_bytes() for name in "abc"}) == 1


def test_a_call_that_does_not_end_as_expected_exits_1(run: Run, office: Path) -> None:
    assert run("plot", "calls.yaml", "-o", "all.svg").exit_code == 1
    assert (office / "all.svg").exists()
    assert run("plot", "calls.yaml", "--call", "met", "-o", "met.svg").exit_code == 0
    assert (office / "met.svg").stat().st_size < (office / "all.svg").stat().st_size


def test_unknown_calls_are_told_all_at_once(run: Run, office: Path) -> None:
    result = run("plot", "calls.yaml", "--call", "mett", "--call", "nobody", "-o", "a.svg")
    assert result.exit_code == 2
    assert result.stderr == (
        "--call mett: no call has this id, did you mean `met`?\n--call nobody: no call has this id\n2 problems\n"
    )
    assert not (office / "a.svg").exists()


def test_too_many_calls_are_refused_with_what_else_to_do(run: Run, office: Path) -> None:
    calls = "".join(f"  - {{id: c{place}, from: withheld, to: 101}}\n" for place in range(21))
    (office / "many.yaml").write_text(f"pbx: pbx.yaml\nstart: 2026-11-23T10:00:00\ncalls:\n{calls}")
    result = run("plot", "many.yaml", "-o", "a.svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "21 calls, and 20 are the most" in result.stderr
    assert "--call ID" in result.stderr
    assert run("plot", "endings", "many.yaml", "-o", "a.svg").exit_code == 0


def test_the_way_of_a_call_through_the_graph(run: Run) -> None:
    result = run("plot", "graph", "pbx.yaml", "101", "--call", "--person", "102=answers:6", "-o", "way.svg")
    assert "Answered by Bob Peeters (102) after 26 s" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("graph", "pbx.yaml", "--call", "-o", "a.svg"), "--call: no NUMBER to call, expected one behind PBX\n"),
        (("graph", "pbx.yaml", "101", "--talk", "9", "-o", "a.svg"), "is asked for with --call only\n"),
        (("graph", "pbx.yaml", "109", "-o", "a.svg"), "no incoming number and no extension is '109'"),
        (("graph", "pbx.yaml", "-o", "a.gif"), "a.gif: ends in .gif, expected a picture's: .png, .svg or .pdf\n"),
        (("graph", "pbx.yaml", "-o", "picture"), "picture: has no suffix, expected a picture's"),
        (("graph", "pbx.yaml", "-o", "no/such/a.svg"), "a.svg: cannot be written: there is no folder no/such\n"),
        (("graph", "pbx.yaml", "-o", "a.svg", "--format", "png"), "expected one or the other\n"),
        (("graph", "missing.yaml", "-o", "a.svg"), "missing.yaml: cannot be read: no such file or directory\n"),
        (("call", "pbx.yaml", "x y", "-o", "a.svg"), "NUMBER x y: "),
        (("queue", "calls.yaml", "Help", "-o", "a.svg"), "there is no queue `Help`: this phone system has none\n"),
        (("explore", "pbx.yaml", "109", "-o", "a.svg"), "NUMBER 109: "),
        (("diff", "pbx.yaml", "missing.yaml", "-o", "a.svg"), "missing.yaml: cannot be read"),
        (("grph", "pbx.yaml"), "No such command 'grph'. Did you mean graph?\n"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_leaves_no_file(
    run: Run, office: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = {path.name for path in office.iterdir()}
    result = run("plot", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert {path.name for path in office.iterdir()} == before


def test_graph_takes_a_format_or_a_file(run: Run, office: Path) -> None:
    result = run("graph", "pbx.yaml", "--format", "dot", "-o", "a.svg")
    assert (result.exit_code, result.stderr) == (
        2,
        "--format dot is written to the standard output, and --output draws a picture\n",
    )


@pytest.mark.parametrize(("form", "beginning"), [((), SVG), (("--format", "png"), PNG), (("--format", "pdf"), PDF)])
def test_without_a_file_the_standard_output_gets_the_picture(
    spawn: Spawn, form: tuple[str, ...], beginning: bytes
) -> None:
    result = spawn("plot", "graph", "pbx.yaml", *form, PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.startswith(beginning)


def test_a_terminal_gets_no_picture(office: Path) -> None:
    terminal = Terminal(office, "plot", "graph", "pbx.yaml")
    assert terminal.end() == 2
    assert terminal.shown.startswith("a terminal shows no picture: expected --output FILE")


def test_a_queue_is_drawn_by_its_name_or_extension(run: Run, office: Path) -> None:
    (office / "queue.yaml").write_text(QUEUE)
    (office / "waits.yaml").write_text(QUEUE_CALLS)
    result = run("plot", "queue", "waits.yaml", "Help", "-o", "a.svg")
    assert (result.exit_code, result.stdout) == (0, "a.svg: Queue Help (700): 1 caller\n")
    result = run("plot", "queue", "waits.yaml", "700", "--from", "11:00", "-o", "b.svg")
    assert (result.exit_code, result.stderr) == (2, "nobody joined the queue Help (700): there is nothing to draw\n")


def test_every_ending_is_drawn(run: Run, office: Path) -> None:
    result = run("plot", "explore", "pbx.yaml", "101", "--from", "102", "-o", "a.svg")
    assert result.exit_code == 0
    assert result.stdout.startswith("a.svg: Small office: every way in which calls can end")


def test_a_draft_is_drawn_in_the_graph_and_call_by_call(run: Run, office: Path) -> None:
    draft = (office / "pbx.yaml").read_text(encoding="utf-8").replace("[0, 15]", "[0, 20]")
    (office / "draft.yaml").write_text(draft, encoding="utf-8")
    result = run("plot", "diff", "pbx.yaml", "draft.yaml", "-o", "a.svg")
    assert (result.exit_code, result.stdout) == (0, "a.svg: Small office: 1 change to what leads where\n")
    result = run("plot", "diff", "pbx.yaml", "draft.yaml", "--calls", "-o", "b.svg")
    assert result.exit_code == 0
    assert result.stdout.startswith("b.svg: pbx.yaml → draft.yaml: ")


def test_equal_systems_are_drawn_without_changes(run: Run) -> None:
    result = run("plot", "diff", "pbx.yaml", "pbx.yaml", "-o", "a.svg")
    assert (result.exit_code, result.stdout) == (
        0,
        "a.svg: Small office: the draft changes no way that a call can take\n",
    )


def test_the_shell_completes_pictures_and_files(spawn: Spawn) -> None:
    found = spawn(_ROUTESIM_COMPLETE="bash_complete", COMP_WORDS="routesim plot ca", COMP_CWORD="2")
    assert found.stdout.splitlines() == [b"plain,calls", b"plain,call", b"file,ca"]
