"""A list of incoming numbers, and where each leads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.importing.written import imported, problems, remarks, system

USERS = "Extension;Name;Voicemail\n101;Alice Martin;yes\n102;Bob Peeters;no\n103;Ann;yes\n104;Ann;yes\n"


def leads_to(folder: Path, kind: str, target: str) -> dict[str, Any]:
    found = system(folder, USERS, f"Number;Type;Destination\n+3225880100;{kind};{target}\n")
    return found.incoming_numbers[0].destination.model_dump()


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("Extension", "101", {"type": "extension", "extension": "101"}),
        ("Poste", "Bob Peeters", {"type": "extension", "extension": "102"}),
        ("user", "101 - Alice Martin", {"type": "extension", "extension": "101"}),
        ("user", "Alice Martin (101)", {"type": "extension", "extension": "101"}),
        ("Voicemail", "101", {"type": "voicemail", "voicemail": "101"}),
        ("Call a number", "0470 00 01 01", {"type": "number", "number": "+32470000101"}),
        ("Raccrocher", "", {"type": "hang_up"}),
        ("Niet geconfigureerd", "", {"type": "not_configured"}),
        ("", "101", {"type": "extension", "extension": "101"}),
        ("", "+32470000101", {"type": "number", "number": "+32470000101"}),
        ("", "0470 00 01 01", {"type": "number", "number": "+32470000101"}),
        ("", "hang up", {"type": "hang_up"}),
        ("", "", {"type": "not_configured"}),
    ],
)
def test_a_destination_is_read(tmp_path: Path, kind: str, target: str, expected: dict[str, Any]) -> None:
    assert leads_to(tmp_path, kind, target) == expected


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        ("Dial plan", "Main", "`Main` (dial plan) is in none of the lists: the number leads nowhere yet"),
        ("Conference", "750", "`750` (conference) is in none of the lists: the number leads nowhere yet"),
        ("Extension", "700", "`700` (extension) is in none of the lists: the number leads nowhere yet"),
        ("Extension", "Ann", "`Ann` (extension) is in none of the lists: the number leads nowhere yet"),
        ("Extension", "101 Bob", "`101 Bob` (extension) is in none of the lists: the number leads nowhere yet"),
        ("Voicemail", "102", "`102` (voicemail) has no mailbox in the list: the number leads nowhere yet"),
        ("Dial plan", "", "`dial plan` (dial plan) is in none of the lists: the number leads nowhere yet"),
    ],
)
def test_what_no_list_holds_is_left_open_and_said(tmp_path: Path, kind: str, target: str, said: str) -> None:
    assert leads_to(tmp_path, kind, target) == {"type": "not_configured"}
    assert remarks(tmp_path, USERS, f"Number;Type;Destination\n+3225880100;{kind};{target}\n") == [f"b.csv:2:3: {said}"]


def test_what_was_left_open_stands_beside_it_in_the_file(tmp_path: Path) -> None:
    text = imported(tmp_path, "Number;Type;Destination\n02 588 01 00;Dial plan;Ma#in\n").text
    assert '  - number: "+3225880100"  # 02 588 01 00\n' in text
    assert "    destination: {type: not_configured}  # dial plan Ma#in, which is in none of the lists\n" in text


def test_numbers_alone_are_a_configuration(tmp_path: Path) -> None:
    found = system(tmp_path, "Number\n+3225880100\n")
    assert [number.number for number in found.incoming_numbers] == ["+3225880100"]
    assert found.users == ()


def test_a_number_given_twice_is_told_by_its_rows_however_it_is_written(tmp_path: Path) -> None:
    assert problems(tmp_path, "Number\n+3225880100\n\n02 588 01 00\n") == [
        "a.csv:4:1: `Number` is `02 588 01 00`: row 2 has this number, too (+3225880100), expected it once\n"
        "    see a.csv:2:1"
    ]


def test_every_wrong_cell_is_told_at_once(tmp_path: Path) -> None:
    text = "Type;Destination;Number;SMS\nteleport;x;101;nobody\nCall a number;101;;\n"
    assert problems(tmp_path, text) == [
        "a.csv:2:1: `Type` is `teleport`: expected not configured, extension, dial plan, call a number, voicemail, "
        "hang up or conference",
        "a.csv:2:3: `Number` is `101`: no valid phone number, expected + and a country code, or a number as it is "
        "dialled in BE",
        "a.csv:2:4: `SMS` is `nobody`: expected an e-mail address with one @ and text on both sides of it",
        "a.csv:3:2: `Destination` is `101`: no valid phone number, expected + and a country code, or a number as it is "
        "dialled in BE",
        "a.csv:3:3: `Number` is empty: expected a phone number",
    ]


def test_problems_of_both_lists_are_told_together(tmp_path: Path) -> None:
    found = problems(tmp_path, "Extension;Name\n1;A\n", "Number\nx\n")
    assert [problem[:10] for problem in found] == ["a.csv:2:1:", "b.csv:2:1:"]


def test_a_comment_cannot_begin_a_line_of_its_own(tmp_path: Path) -> None:
    text = 'Number;Type;Destination\n+3225880100;Dial plan;"x\nusers: evil"\n'
    assert "\nusers" not in imported(tmp_path, text).text
