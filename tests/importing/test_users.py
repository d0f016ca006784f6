"""A list of users, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.model.user import User
from tests.importing.written import imported, problems, remarks, system


def user(folder: Path, headings: str, cells: str) -> User:
    return system(folder, f"Extension;Name;{headings}\n101;Alice;{cells}\n").users[0]


def test_every_column_of_a_user_is_read(tmp_path: Path) -> None:
    headings = "E-mail;GSM;Voicemail;Directory;Multiple calls;Must log in;Ring time;SIP domain;SIP password;SIP proxy"
    found = user(
        tmp_path, headings, "a@x.example;+32470000101;yes;Sales;1;x;12.5 s;acme.example;hunter2secret;p.example"
    )
    assert (found.email, found.gsm, found.directory, found.ring_time) == ("a@x.example", "+32470000101", "Sales", 12.5)
    assert (found.voicemail, found.multiple_calls, found.must_log_in) == (True, True, True)
    assert found.sip is not None
    assert (found.sip.domain, found.sip.proxy) == ("acme.example", "p.example")
    assert found.sip.password.get_secret_value() == "hunter2secret"


@pytest.mark.parametrize("word", ["yes", "Oui", "JA", "true", "1", "x", "✓", "on", "vrai"])
def test_a_tick_box_can_be_ticked_in_many_ways(tmp_path: Path, word: str) -> None:
    assert user(tmp_path, "Voicemail", word).voicemail


@pytest.mark.parametrize("word", ["no", "Non", "nee", "NEIN", "false", "0", "-", ""])
def test_and_left_empty(tmp_path: Path, word: str) -> None:
    assert not user(tmp_path, "Voicemail", word).voicemail


@pytest.mark.parametrize(
    ("cell", "directory"),
    [("Default", "default"), ("Par défaut", "default"), ("yes", "default"), ("no", None), ("", None), ("Büro", "Büro")],
)
def test_the_consoles_own_directory_is_known_by_all_its_names(tmp_path: Path, cell: str, directory: str | None) -> None:
    assert user(tmp_path, "Directory", cell).directory == directory


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("First name;Last name", "Alice;Martin", "Alice Martin"),
        ("Nom;Prénom", "Martin;Alice", "Alice Martin"),
        ("Name;First name", "Alice Martin;Alice", "Alice Martin"),
        ("Name;First name;Last name", "Dr Alice Martin;Alice;Martin", "Dr Alice Martin"),
        ("Nom;Prénom", ";Alice", "Alice"),
        ("Nom;Prénom", "Martin;", "Martin"),
        ("Last name", "Martin", "Martin"),
    ],
)
def test_a_name_is_put_together_from_its_parts(tmp_path: Path, headings: str, cells: str, name: str) -> None:
    assert system(tmp_path, f"Extension;{headings}\n101;{cells}\n").users[0].name == name


@pytest.mark.parametrize("cell", ["0101", '="0101"', "'0101"])
def test_leading_zeros_stay_however_a_spreadsheet_forced_them(tmp_path: Path, cell: str) -> None:
    assert system(tmp_path, f"Extension;Name\n{cell};Alice\n").users[0].extension == "0101"


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://x.example")', "+1 more", "-x", "@SUM(A1)", "# no comment", "a: b"]
)
def test_what_looks_like_a_formula_or_like_yaml_is_text(tmp_path: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    assert system(tmp_path, f'Extension,Name\n101,"{quoted}"\n').users[0].name == name


def test_a_line_break_in_a_name_is_a_blank(tmp_path: Path) -> None:
    assert system(tmp_path, 'Extension,Name\n101,"Alice\r\n Martin"\n').users[0].name == "Alice Martin"


@pytest.mark.parametrize("cell", ["0470 00 01 01", "470000101", "0032 470 00 01 01", "32470000101", "'+32470000101"])
def test_a_number_without_its_country_code_is_dialled_in_the_country(tmp_path: Path, cell: str) -> None:
    assert user(tmp_path, "GSM", cell).gsm == "+32470000101"


def test_what_was_made_of_a_number_is_said_in_the_file_too(tmp_path: Path) -> None:
    made = imported(tmp_path, "Extension;Name;GSM\n101;Alice;0470 00 01 01\n102;Bob;+32 470 00 01 02\n")
    assert [(remark.line, remark.column, remark.message) for remark in made.remarks] == [
        (2, 3, "`0470 00 01 01` is taken for +32470000101")
    ]
    assert '    gsm: "+32470000101"  # 0470 00 01 01\n' in made.text
    assert '    gsm: "+32470000102"\n' in made.text


def test_an_outgoing_number_is_kept_where_it_is_one_of_the_systems(tmp_path: Path) -> None:
    users = "Extension;Name;Outgoing number\n101;A;+3225880100\n102;B;Default\n103;C;+3225880199\n"
    found = system(tmp_path, users, "Number\n+3225880100\n").users
    assert [each.outgoing_number for each in found] == ["+3225880100", "default", "default"]
    assert remarks(tmp_path, users, "Number\n+3225880100\n") == [
        "a.csv:4:3: +3225880199 is in no list of incoming numbers: the user shows the default number"
    ]


def test_every_wrong_cell_is_told_at_once_by_row_and_column(tmp_path: Path) -> None:
    text = """Extension,Name,E-mail,Mobile,Voicemail,Ring time
101,Alice,alice@,12,perhaps,-3

1,,,3.247E+10,,1e9
"""
    assert problems(tmp_path, text) == [
        "a.csv:2:3: `E-mail` is `alice@`: expected an e-mail address with one @ and text on both sides of it",
        "a.csv:2:4: `Mobile` is `12`: no valid phone number, expected + and a country code, or a number as it is "
        "dialled in BE",
        "a.csv:2:5: `Voicemail` is `perhaps`: expected yes or no (or 1 or 0, true or false, x or nothing, oui, ja ...)",
        "a.csv:2:6: `Ring time` is `-3`: a time cannot be negative, expected 0 or more seconds",
        "a.csv:4:1: `Extension` is `1`: expected an extension of 2 to 6 digits",
        "a.csv:4:2: `Name` is empty: expected some text, found none",
        "a.csv:4:4: `Mobile` is `3.247E+10`: a spreadsheet has rounded this number, expected all its digits: make the "
        "column text there",
        "a.csv:4:6: `Ring time` is `1e9`: too long, expected at most 10000000 seconds",
    ]


def test_an_extension_given_twice_is_told_by_its_rows(tmp_path: Path) -> None:
    assert problems(tmp_path, 'Name,Extension\nAlice,101\n"B\nob",102\nCarol,101\n') == [
        "a.csv:4:2: `Extension` is `101`: row 2 has this extension, too, expected one of its own\n    see a.csv:2:2"
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "101;Alice;a@x.example;more",
            "a.csv:2:4: more cells than the 3 headings, expected a text with `;` in it to be",
        ),
        ("101,Alice,a@x.example", "a.csv:2:1: a row of one cell, expected 3 with `;` between them"),
        ('101;"Alice;a@x.example', "a.csv:2:2: the quote that opens here is never closed"),
        ('101;"Alice" Martin;a@x.example', "a.csv:2:2: more text after the closing quote"),
        (f"101;{'x' * 1_000_000};", "a.csv:2:2: a cell of 1,000,000 characters, expected at most 1,000"),
        ("101;A\x07lice;", r"a.csv:2:2: `Name` is `A\x07lice`: expected plain text"),
        ("101;\u202eecilA;", r"a.csv:2:2: `Name` is `\u202eecilA`: expected plain text"),
        ("101;Ali\0ce;", "a.csv:2:1: a NUL character: this is a binary file"),
        ("１０１;Alice;", "a.csv:2:1: `Extension` is `１０１`: expected an extension"),  # noqa: RUF001
    ],
)
def test_a_hostile_row_is_told_by_its_place(tmp_path: Path, row: str, problem: str) -> None:
    (found,) = problems(tmp_path, f"Extension;Name;E-mail\n{row}\n")
    assert found.startswith(problem)
    assert len(found) < 300


def test_empty_cells_at_the_end_do_not_matter(tmp_path: Path) -> None:
    assert len(system(tmp_path, "Extension;Name;E-mail\n101;Alice\n102;Bob;;;;\n;;\n").users) == 2


def test_of_very_many_problems_a_thousand_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    found = problems(tmp_path, "Extension;Name\n" + "1;Alice\n" * 1500)
    assert len(found) == 1001
    assert found[-1] == "and 500 more problems"


def test_100_000_rows_are_read_and_the_last_of_them_is_told_by_its_row(tmp_path: Path) -> None:
    rows = "".join(f"{n},User {n}\n" for n in range(100_000, 200_000))
    assert imported(tmp_path, f"Extension,Name\n{rows}").users == 100_000
    (problem,) = problems(tmp_path, f"Extension,Name\n{rows}100000,Twin\n")
    assert problem.startswith("a.csv:100002:1: `Extension` is `100000`: row 2 has this extension, too")
