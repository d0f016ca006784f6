"""What goes to a terminal, and what to a file."""

from __future__ import annotations

import io
import os
from io import TextIOWrapper

import pytest

from routesim.report.progress import Progress
from routesim.report.terminal import make_forgiving, painter, report, width, write_bytes, write_lines
from routesim.result.summary import play_text
from tests.result import records
from tests.result.records import ANSWERED, play


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_a_terminal_gets_colours() -> None:
    assert painter(Terminal())("good", "yes") == "\x1b[32myes\x1b[0m"


def test_a_file_gets_none() -> None:
    assert painter(io.StringIO())("good", "yes") == "yes"


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert painter(stream)("good", "yes") == "yes"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colours_gets_none(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert painter(Terminal())("good", "yes") == "yes"


def test_an_empty_no_color_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert painter(Terminal())("bad", "no") == "\x1b[1;31mno\x1b[0m"


def test_colours_change_nothing_but_colours() -> None:
    shown = play(*records.STORIES.values())
    coloured = play_text(shown, verbose=True, paint=painter(Terminal()))
    uncoloured = coloured
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[1;31m", "\x1b[33m", "\x1b[36m", "\x1b[0m"):
        uncoloured = uncoloured.replace(code, "")
    assert uncoloured == play_text(shown, verbose=True)
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b")


@pytest.mark.parametrize(("columns", "used"), [("132", 100), ("90", 90), ("40", 40)])
def test_a_terminal_is_used_up_to_a_hundred_columns(columns: str, used: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width(Terminal()) == used


def test_a_file_is_as_wide_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "132")
    assert width(io.StringIO()) == 80


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", "Elodie .#>|: + x ~ ?\n"),
        ("latin-1", "Élodie .#>|: + x ~ ?\n"),
        ("utf-8", "Élodie ░█►▌┊ ✓ ✗ … 李\n"),
    ],
)
def test_characters_that_an_encoding_lacks_have_stand_ins(encoding: str, shown: str) -> None:
    stream = TextIOWrapper(io.BytesIO(), encoding=encoding)
    make_forgiving(stream)
    stream.write("Élodie ░█►▌┊ ✓ ✗ … 李\n")
    stream.flush()
    assert stream.buffer.getvalue().decode(encoding) == shown  # type: ignore[attr-defined]


def test_a_whole_story_survives_ascii() -> None:
    stream = TextIOWrapper(io.BytesIO(), encoding="ascii")
    make_forgiving(stream)
    stream.write(play_text(play(*records.STORIES.values()), verbose=True))
    stream.flush()
    assert b"?" not in stream.buffer.getvalue()  # type: ignore[attr-defined]


def test_lines_end_with_a_line_end(capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(["one", "two"])
    assert capsys.readouterr().out == "one\ntwo\n"


def test_bytes_are_utf_8_with_their_own_line_ends(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_bytes(["é\r\n", "b\n"])
    assert capsysbinary.readouterr().out == b"\xc3\xa9\r\nb\n"


def test_messages_never_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    report("pbx.yaml:1:2: no user '\x1b[2J'\n    at the same place")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "pbx.yaml:1:2: no user '\\x1b[2J'\n    at the same place\n"


def test_nothing_is_written_where_there_is_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    write_lines(["one"])
    write_bytes(["one"])
    report("one")


class Clock:
    """A clock that is as late as it is told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def told(stream: io.StringIO, late: float, monkeypatch: pytest.MonkeyPatch) -> str:
    clock = Clock()
    monkeypatch.setattr("routesim.report.progress.monotonic", clock)
    with Progress(stream=stream) as progress:
        clock.now = late
        progress(6400, 128000)
        progress(6464, 128000)
    return stream.getvalue()


def test_a_long_play_tells_how_far_it_is_and_wipes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(Terminal(), 2.0, monkeypatch) == (
        "\r  #.............................   5 %  6,400 of 128,000 calls\x1b[K\r\x1b[K"
    )


@pytest.mark.parametrize("columns", [40, 50, 200])
def test_progress_stays_on_one_line_which_can_be_wiped_away(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    line = told(Terminal(), 2.0, monkeypatch).split("\r")[1].removesuffix("\x1b[K")
    assert line.endswith(" 5 %  6,400 of 128,000 calls")
    assert len(line) < columns


def test_time_left_goes_by_what_was_done_since_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, stream = Clock(), Terminal()
    monkeypatch.setattr("routesim.report.progress.monotonic", clock)
    with Progress("replications", every=1, stream=stream, timed=True) as progress:
        for clock.now, done in ((5, 90), (10, 91), (20, 92), (30, 0), (90, 2)):  # 90 were done before; then anew
            progress(done, 95)
    left = [line.rpartition(" replications")[2] for line in stream.getvalue().split("\x1b[K")[:5]]
    assert left == ["", ", 20 s left", ", 22 s left", "", ", 46 min left"]


def test_time_left_goes_by_parts_too_and_not_by_the_time_that_it_took_to_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, stream = Clock(), Terminal()
    monkeypatch.setattr("routesim.report.progress.monotonic", clock)
    with Progress("replications", every=1, stream=stream, timed=True) as progress:
        for clock.now, parts in ((0, 0.0), (5, 0.0), (6, 0.01), (15, 0.1), (16, 5.0)):
            progress(0, 2, parts)
    told = [line.partition(" 0 of 2 ")[::2] for line in stream.getvalue().split("\x1b[K")[1:4]]
    assert [(bar.strip("\r #."), left) for bar, left in told] == [
        ("0 %", "replications, 3 min left"),
        ("5 %", "replications, 3 min left"),
        ("100 %", "replications, 0 s left"),
    ]


@pytest.mark.parametrize("columns", [12, 20, 30, 45, 60])
def test_however_narrow_it_tells_what_there_is_room_for(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    clock, stream = Clock(), Terminal()
    monkeypatch.setattr("routesim.report.progress.monotonic", clock)
    with Progress("replications", every=1, stream=stream, timed=True) as progress:
        for clock.now, done in ((0, 0), (600, 50_000)):
            progress(done, 100_000)
    line = stream.getvalue().split("\r")[1].removesuffix("\x1b[K")
    assert len(line) < columns
    assert (
        line.strip(" #.")
        == {
            12: "50 %",
            20: "50 %",
            30: "50 %  10 min left",
            45: "50 %  10 min left",
            60: "50 %  50,000 of 100,000 replications, 10 min left",
        }[columns]
    )


def test_a_short_play_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(Terminal(), 0.3, monkeypatch) == ""


def test_progress_goes_to_terminals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(io.StringIO(), 2.0, monkeypatch) == ""


def test_output_through_a_real_pipe_is_what_str_tells() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        stream.write(play_text(play(ANSWERED), width(stream), painter(stream)))
    with os.fdopen(reading, encoding="utf-8") as stream:
        assert stream.read() == str(play(ANSWERED))
