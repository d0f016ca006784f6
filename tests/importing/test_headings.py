"""Headings in four languages, spelled freely; what is missing, twice, or not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.importing.headers import NUMBERS, USERS, read_heading
from tests.importing.written import problems, remarks, system


@pytest.mark.parametrize(
    "headings",
    [
        "Extension;Name;E-mail;GSM number",
        "EXTENSION ; name ;email;Mobile phone",
        "Poste;Nom;Courriel;Téléphone portable",
        "Toestel;Naam;E-mailadres;Mobiel nummer",
        "Nebenstelle;Benutzer;E-Mail-Adresse;Handynummer",
    ],
)
def test_columns_are_known_in_four_languages(tmp_path: Path, headings: str) -> None:
    user = system(tmp_path, f"{headings}\n101;Alice;a@x.example;+32470000101\n").users[0]
    assert (user.extension, user.name, user.email, user.gsm) == ("101", "Alice", "a@x.example", "+32470000101")


@pytest.mark.parametrize(
    "headings",
    [
        "Number;Destination type;Destination;SMS e-mail",
        "Numéro de téléphone;Type de destination;Destination;Adresse e-mail SMS",
        "Telefoonnummer;Bestemmingstype;Bestemming;E-mailadres SMS",
        "Rufnummer;Zieltyp;Ziel;SMS-E-Mail",
    ],
)
def test_numbers_are_known_in_four_languages(tmp_path: Path, headings: str) -> None:
    number = system(tmp_path, f"{headings}\n+3225880100;hang up;;s@x.example\n").incoming_numbers[0]
    assert (number.number, number.destination.type, number.sms_email) == ("+3225880100", "hang_up", "s@x.example")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("declared", ["", "sep={}\n", "sep={}\r\n"])
def test_columns_stand_in_any_order_between_any_delimiter(tmp_path: Path, delimiter: str, declared: str) -> None:
    text = declared.format(delimiter) + delimiter.join(["Name", "Extension"]) + f"\nAlice{delimiter}101\n"
    assert system(tmp_path, text).users[0].extension == "101"


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Extension", "Name", "Number"], USERS),
        (["Extension", "Name", "Phone", "Type", "E-mail"], USERS),
        (["Number", "Extension"], NUMBERS),
        (["Number", "E-mail"], NUMBERS),
        (["Number", "Destination type", "Extension", "Name"], NUMBERS),
        (["Name", "E-mail"], USERS),
    ],
)
def test_the_headings_tell_what_is_listed(headings: list[str], kind: str) -> None:
    found = read_heading(headings)
    assert found is not None
    assert found.kind == kind


def test_the_order_of_the_lists_does_not_matter(tmp_path: Path) -> None:
    users, numbers = "Extension,Name\n101,Alice\n", "Number,Destination\n+3225880100,101\n"
    assert system(tmp_path, users, numbers) == system(tmp_path, numbers, users)


def test_empty_lines_above_the_headings_do_not_matter_but_count(tmp_path: Path) -> None:
    assert problems(tmp_path, "\n;;\nExtension;Name\n1;Alice\n") == [
        "a.csv:4:1: `Extension` is `1`: expected an extension of 2 to 6 digits"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "  \n"])
def test_an_empty_list_is_refused(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == ["a.csv: the list is empty, expected a row of headings and a row for each entry"]


def test_headings_without_entries_are_a_list(tmp_path: Path) -> None:
    assert system(tmp_path, "Extension,Name\n").users == ()


def test_a_list_without_headings_is_refused_without_showing_its_first_entry(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "101;Alice;hunter2secret\n102;Bob;x\n")
    assert problem.startswith("a.csv:1:1: no headings that are known, expected a first row with `Extension`, `Poste`")
    assert "hunter2secret" not in problem


def test_another_delimiter_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "Extension|Name\n101|Alice\n")
    assert "no headings that are known" in problem
    assert "with `;`, `,` or tabs between its cells" in problem


def test_mistyped_headings_are_answered_with_the_nearest(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "Extensoin;Nmae\n101;Alice\n")
    assert problem.endswith("; did you mean `extension` and `name`?")


def test_a_missing_column_is_told_with_what_was_probably_meant(tmp_path: Path) -> None:
    assert problems(tmp_path, "Extensoin;Name\n101;Alice\n") == [
        "a.csv:1:1: a list of users without a column such as `Extension`, `Poste`, `Toestel` or `Nebenstelle`",
        "a.csv:1:1: `Extensoin` is not known, did you mean `extension`?",
    ]


def test_two_columns_that_mean_the_same_are_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, "Extension;Name;Ext\n101;Alice;102\n") == [
        "a.csv:1:3: `Ext` means the same as `Extension`, expected one of them\n    see a.csv:1:1"
    ]


def test_columns_that_are_not_known_are_left_out_and_told(tmp_path: Path) -> None:
    assert remarks(tmp_path, "Extension;Name;Shoe size;E-mial\n101;Alice;38;a@x.example\n") == [
        "a.csv:1:3: the column `Shoe size` is not imported",
        "a.csv:1:4: the column `E-mial` is not imported, did you mean `e-mail`?",
    ]


def test_two_lists_of_a_kind_are_refused(tmp_path: Path) -> None:
    users = "Extension,Name\n101,Alice\n"
    (problem,) = problems(tmp_path, users, users)
    assert problem.startswith("b.csv: a list of users, which `")
    assert problem.endswith(" is already, expected one list of each")
