"""Files that cannot be used: what is said, and of which place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files import load, loads
from routesim.files.source import MOST_BYTES
from tests.files.samples import SMALL
from tests.files.telling import problems_of, told, told_of_users

COLON = "a `:` that does not belong here: put a text that has one in quotes, or indent the line like those above it"
QUOTES = "which is not used here: put it in quotes"


def refusal(path: Path) -> str:
    with pytest.raises(UnusableInput) as caught:
        load(path)
    return str(caught.value)


def written(folder: Path, content: bytes) -> Path:
    file = folder / "pbx.yaml"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("text", ["", "\n \n", "# nothing but a comment\n", "---\n", "---\n...\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert told(text) == ["0:0 the file is empty"]


def test_a_list_at_the_top_is_refused() -> None:
    assert told("- settings\n- users\n") == [
        "1:1 the file is [settings, users]: expected keys with values, such as `settings`"
    ]


def test_a_text_at_the_top_is_refused() -> None:
    assert told("hello") == ["1:1 the file is `hello`: expected keys with values, such as `settings`"]


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, b"settings:\n  name: a\x00b\n")
    assert refusal(file) == (
        f"{file}:2:10: a NUL character: this is a binary file, expected text\n      name: a\\x00b\n             ^"
    )


def test_what_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "settings:\n  name: Zoë".encode("latin-1"))
    assert refusal(file) == f"{file}:2:11: not UTF-8, expected a text file saved as UTF-8"


def test_half_a_surrogate_pair_is_refused() -> None:
    assert told("settings: \ud800") == ["1:11 half of a surrogate pair, expected text"]


def test_a_control_character_is_refused_and_not_shown() -> None:
    (problem,) = problems_of("settings:\n  name: \x1b[31mred\n")
    assert str(problem) == (
        "pbx.yaml:2:9: the control character U+001B, expected plain text\n      name: \\x1b[31mred\n            ^"
    )


def test_a_tab_in_the_indentation_is_explained() -> None:
    assert told("settings:\n\tname: x\n") == [
        "2:1 a tab in the indentation, expected spaces: YAML does not indent with tabs"
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: [" * 51])
def test_brackets_without_end_are_refused(text: str) -> None:
    (told_of,) = told(text)
    assert told_of.endswith("nested deeper than 50, the most that is read")


def test_nesting_as_deep_as_allowed_is_read() -> None:
    text = SMALL + "x: " + "[" * 49 + "]" * 49
    assert told(text)[0].startswith("4:1 the key `x` is not known here")
    assert told(SMALL + "x: " + "[" * 50 + "]" * 50) == ["4:53 nested deeper than 50, the most that is read"]


def test_an_anchor_bomb_is_refused_at_every_anchor_and_alias() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\n"
    assert [line for line in told(bomb) if "anchor" in line or "alias" in line] == [
        "1:4 `&a` is an anchor in YAML, which is not used here: remove it, or use quotes",
        "2:4 `&b` is an anchor in YAML, which is not used here: remove it, or use quotes",
        f"2:8 `*a` is an alias in YAML, {QUOTES}",
        f"2:12 `*a` is an alias in YAML, {QUOTES}",
    ]


def test_a_flood_of_flaws_ends_the_reading() -> None:
    flood = told("x: [" + "*a," * 5000 + "]")
    assert len(flood) == 1001
    assert flood[-1] == "0:0 so many problems that the rest of the file was not read"


@pytest.mark.parametrize(
    ("queue", "column"),
    [
        ("{name: S, extension: '700', connect_number: *70}", 48),
        ("{name: S, extension: '700', connect_number: *70 , retry: 3}", 48),
    ],
)
def test_an_unquoted_star_is_told_to_be_put_in_quotes(queue: str, column: int) -> None:
    text = f"{SMALL}queues:\n  - {queue}\n"
    assert told(text) == [f"5:{column + 1} `*70` is an alias in YAML, {QUOTES}"]


def test_the_whole_message_of_an_unquoted_star() -> None:
    (problem,) = problems_of(SMALL + "queues:\n  - name: Support\n    extension: '700'\n    connect_number: *70\n")
    assert str(problem) == (
        f"pbx.yaml:7:21: `*70` is an alias in YAML, {QUOTES}\n        connect_number: *70\n                        ^"
    )


@pytest.mark.parametrize("text", ["key: *", "key: {*: a}", "key: [*, a]", "key: *#"])
def test_a_star_by_itself_is_told_to_be_put_in_quotes(text: str) -> None:
    (problem,) = problems_of(text)
    assert problem.message == "`*` by itself has a meaning in YAML: put it in quotes"
    assert problem.column == text.index("*") + 1


def test_an_alias_as_a_key_is_refused() -> None:
    assert f"4:1 `*70` is an alias in YAML, {QUOTES}" in told_of_users("*70 : x\n")


@pytest.mark.parametrize("tagged", ["!!str Alice", "!x Alice", "! Alice"])
def test_a_tag_is_refused(tagged: str) -> None:
    assert told(SMALL.replace("Alice", tagged)) == [
        "3:30 a tag (`!`), which is not used here: remove it, or put the text in quotes"
    ]


def test_a_tag_on_a_list_is_refused() -> None:
    assert told(SMALL.replace("users:", "users: !list")) == [
        "2:8 a tag (`!`), which is not used here: remove it, or put the text in quotes"
    ]


def test_a_merge_key_is_refused() -> None:
    assert told(SMALL.replace("name:", "<<: {a: b}, name:")) == [
        "3:24 a merge key (`<<`), which is not used here: write out what it stands for"
    ]


def test_a_quoted_merge_key_is_a_key_like_others() -> None:
    assert told(SMALL.replace("name:", "'<<': x, name:"))[0].startswith("3:24 the key `<<` is not known here")


def test_a_key_that_is_there_twice_is_refused_and_the_first_is_named() -> None:
    text = SMALL.replace("Alice", "Alice, email: a@b.example, name: Bob, extension: '102'")
    first, second = problems_of(text)
    assert str(first).splitlines()[0] == "pbx.yaml:3:57: the key `name` is here twice, expected each key once"
    assert first.related == ("pbx.yaml:3:24",)
    assert (second.column, second.related) == (68, ("pbx.yaml:3:6",))


def test_a_key_that_is_there_twice_in_what_is_there_twice_is_named_too() -> None:
    text = SMALL.replace("Alice", "Alice, name: [{}, {x: {a: 1, a: 2}}]")
    assert [problem.related for problem in problems_of(text)] == [("pbx.yaml:3:24",), ("pbx.yaml:3:53",)]


def test_what_follows_a_key_that_is_there_twice_keeps_its_place() -> None:
    text = SMALL.replace("Alice", "Alice, name: {a: [b, {c: d}]}, ring_time: soon, voicemail: perhaps")
    assert told(text) == [
        "3:37 the key `name` is here twice, expected each key once",
        "3:72 `ring_time` is `soon`: expected a number of seconds, such as 15 or 2.5",
        "3:89 `voicemail` is `perhaps`: expected yes or no",
    ]


def test_a_second_document_is_refused() -> None:
    assert told(SMALL + "---\nusers: []\n") == ["4:1 a second document begins here, expected one document a file"]


@pytest.mark.parametrize("text", ["? [a]\n: b", "{[a]: b}", "{{a: b}: c}"])
def test_a_key_that_is_no_text_is_refused(text: str) -> None:
    (line,) = told(text)
    assert line.endswith("a list or mapping as a key, expected text: put it in quotes")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c", f"1:5 {COLON}"),
        ("a: 1\n b: 2", f"2:3 {COLON}"),
        ("a:\n  - b\n  c: d\n", "3:3 expected an item that begins with `- `, indented like those above it"),
        ("a: 1\n- b", "2:1 expected `key: value`, indented like the lines above it"),
        ('a: "x\nb: c\n', "1:4 the quote that opens here is never closed"),
        ('a: "\\q"', "1:5 no such escape in double quotes: write \\\\ for a backslash, or use single quotes"),
        ("a: @x", "1:4 `@` cannot begin a text in YAML: put the text in quotes"),
        ("a: `x", "1:4 ``` cannot begin a text in YAML: put the text in quotes"),
        ("a: %x", "1:4 `%` cannot begin a text in YAML: put the text in quotes"),
        ("a: [b, c\nd: e\n", "2:2 expected `,` or `]` here: is a bracket not closed, or a text not in quotes?"),
        ("a: {b: c\nd: e\n", "2:2 expected `,` or `}` here: is a brace not closed, or a text not in quotes?"),
        ("a:\n  - b\n  c\n", "3:3 a key without its `:` (a space follows the `:`)"),
        ("a: !<x", "1:4 a tag or directive that YAML cannot read"),
        ("%YAML 3.0\n---\na: b", "1:1 a tag or directive that YAML cannot read"),
        ("a: b\nkey\nc: d", "2:1 a key without its `:` (a space follows the `:`)"),
    ],
)  # fmt: skip
def test_broken_syntax_is_told_in_plain_words(text: str, line: str) -> None:
    assert told(text) == [line]


def test_flaws_before_broken_syntax_are_told_too() -> None:
    assert told("a: &x b\nc: *x\nd: @e") == [
        "1:4 `&x` is an anchor in YAML, which is not used here: remove it, or use quotes",
        f"2:4 `*x` is an alias in YAML, {QUOTES}",
        "3:4 `@` cannot begin a text in YAML: put the text in quotes",
    ]


def test_a_file_over_64_mib_is_not_even_read(tmp_path: Path) -> None:
    file = written(tmp_path, b"")
    os.truncate(file, MOST_BYTES + 1)
    assert refusal(file) == f"{file}: larger than 64 MiB, the most that is read"


def test_a_text_over_64_mib_is_refused() -> None:
    assert told("é" * (MOST_BYTES // 2 + 1)) == ["0:0 larger than 64 MiB, the most that is read"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pbx.yaml"
    assert refusal(file) == f"{file}: cannot be read: no such file or directory"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: cannot be read: it is a folder"


def test_a_pipe_without_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert refusal(pipe) == f"{pipe}: cannot be read: it is no ordinary file"


def test_a_device_is_no_file() -> None:
    assert refusal(Path("/dev/zero")) == "/dev/zero: cannot be read: it is no ordinary file"


def test_a_path_that_no_file_can_have_is_refused() -> None:
    assert refusal(Path("a\0b")) == "a\\x00b: cannot be read: no file can have this name"
    assert refusal(Path("x" * 5000)).endswith("cannot be read: file name too long")


def test_a_files_name_does_not_steer_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m.yaml"
    file.write_text("a: *b")
    assert "\x1b" not in refusal(file)
    assert "a\\x1b[31m.yaml:1:4: " in refusal(file)


def test_a_calls_file_is_told_apart() -> None:
    assert told("pbx: x.yaml\ncalls: []") == [
        "1:1 these are calls to play, expected the configuration of a phone system"
    ]
    assert told("pbx: x.yaml\narrivals: []") == [
        "1:1 this is traffic to simulate, expected the configuration of a phone system"
    ]


def test_nothing_is_left_of_pydantics_error() -> None:
    with pytest.raises(UnusableInput) as caught:
        loads(SMALL.replace("Alice", "''"))
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
