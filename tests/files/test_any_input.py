"""Whatever a file holds, it is read or it is refused in words; nothing else comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from routesim.errors import UnusableInput
from routesim.files import load, loads, loads_calls
from routesim.files.excerpt import WIDEST
from routesim.files.workloads import check_workload
from routesim.model.system import PhoneSystem
from routesim.result.typography import columns
from tests.files.samples import CALLS, PBX

SYSTEM = loads(PBX)
SECRETS = ("kite-Plum", "portal-77")
PIECES = (
    *(
        "*",
        "&",
        "!",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        " ",
        "\n",
        "\t",
        '"',
        "'",
        "#",
        " #",
        "- ",
        "|",
        ">",
        "%",
        "@",
        "`",
    ),
    *("?", ",", "\\", "\0", "\x1b", "\x85", "\u2028", "\ufeff", "\r", "😀", "\n---\n", "<<: ", "*70", "&a ", "!!str "),
    *("0201", "yes", "null", "never", "nan", "-1", "1e400", "sip: ", "password: ", "default", "users:\n"),
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(PBX)), st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=6
)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, length, piece in edits:
        text = text[:place] + piece + text[place + length :]
    return text


def check(error: UnusableInput) -> None:
    """Every refusal can be printed, and says something."""
    assert error.problems
    for problem in error.problems:
        assert problem.message
        assert all(character.isprintable() or character in "\n\u200c\u200d" for character in str(problem))
        assert columns(problem.source) <= WIDEST
        assert (problem.line > 0) == (problem.column > 0)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass")))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "pbx.yaml"
    file.write_bytes(content)
    try:
        assert isinstance(load(file), PhoneSystem)
    except UnusableInput as error:
        check(error)


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        loads(text)
    check(caught.value)


@given(EDITS)
@settings(max_examples=100, deadline=None)
def test_an_edited_configuration_is_read_or_refused_without_a_secret(edits: list[tuple[int, int, str]]) -> None:
    text = edited(PBX, edits)
    try:
        assert isinstance(loads(text), PhoneSystem)
    except UnusableInput as error:
        check(error)
        told = str(error)
        assume(all(f'password: "{secret}' in text for secret in SECRETS) and "sip: " in text and "permissions:" in text)
        assert not any(secret in told for secret in SECRETS)


@given(EDITS)
@settings(max_examples=100, deadline=None)
def test_edited_calls_are_read_or_refused(edits: list[tuple[int, int, str]]) -> None:
    try:
        loads_calls(edited(CALLS, edits), SYSTEM)
    except UnusableInput as error:
        check(error)


ROWS = "start;number;billed\n2026-11-23T10:00:00;0201;30\n2026-11-24 09:00;0201;\n'2026-11-25T10:00+01:00';\"0201\";5\n"


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(ROWS)), st.integers(0, 30), st.sampled_from((*PIECES, ";", '"', "2026-03-29T02:30", "Z"))
        ),
        max_size=6,
    ),
    st.sampled_from(["fit", "replay"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_call_records_are_read_or_refused(tmp_path: Path, edits: list[tuple[int, int, str]], use: str) -> None:
    (tmp_path / "cdr.csv").write_text(edited(ROWS, edits), encoding="utf-8")
    records = {"file": "cdr.csv", "use": use, "at": "start", "to": "number", "talk": "billed"}
    page = {"start": "2026-11-23", "duration": "7d", "arrivals": [{"to": "0201", "records": records}]}
    try:
        found = check_workload(page, SYSTEM, tmp_path)
    except UnusableInput as error:
        check(error)
        return
    assert found.arrivals[0].per_hour or found.arrivals[0].records
