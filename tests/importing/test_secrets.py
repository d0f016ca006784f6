"""A password is in the configuration that is made, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.files import loads
from tests.importing.written import imported, problems

SECRET = "hunter2secret"
HEADINGS = "Extension;Name;E-mail;GSM;Voicemail;Ring time;Outgoing number;SIP password"


@pytest.mark.parametrize(
    "row",
    [
        f"{SECRET};Alice;;;;;;",
        f"101;Alice;{SECRET};;;;;",
        f"101;Alice;;{SECRET};;;;",
        f"101;Alice;;;{SECRET};;;",
        f"101;Alice;;;;{SECRET};;",
        f"101;Alice;;;;;{SECRET};",
        f"101;Alice;;;;;;{SECRET}\a",
        f"101;Alice;;;;;;;{SECRET}",
        f'101;Alice;;;;;;"{SECRET}',
        f'101;Alice;;;;;;"x"{SECRET}',
        f"{SECRET}",
        f"101,Alice,,,,,,{SECRET}",
    ],
)
def test_no_problem_shows_a_password_wherever_it_slipped(tmp_path: Path, row: str) -> None:
    found = problems(tmp_path, f"{HEADINGS}\n{row}\n")
    assert found
    assert SECRET not in "\n".join(found)


@pytest.mark.parametrize("heading", ["Password", "Mot de passe", "Wachtwoord", "Passwort", "Pasword", "PIN secret"])
def test_a_column_that_looks_like_passwords_makes_all_messages_discreet(tmp_path: Path, heading: str) -> None:
    (problem,) = problems(tmp_path, f"Extension;Name;{heading};E-mail\n101;Alice;x;{SECRET}\n")
    assert problem == "a.csv:2:4: `E-mail`: expected an e-mail address with one @ and text on both sides of it"


def test_remarks_show_no_cell_either(tmp_path: Path) -> None:
    made = imported(tmp_path, f"{HEADINGS}\n101;Alice;;0470 00 01 01;;;;{SECRET}\n")
    assert [remark.message for remark in made.remarks] == ["what is here is taken for +32470000101"]


def test_a_password_is_taken_as_it_stands(tmp_path: Path) -> None:
    made = imported(tmp_path, 'Extension;Name;SIP password\n101;Alice;" two  ""blanks "\n')
    page = loads(made.text).users[0].sip
    assert page is not None
    assert page.password.get_secret_value() == ' two  "blanks '
    assert made.has_secrets


def test_what_was_imported_does_not_show_its_text(tmp_path: Path) -> None:
    assert SECRET not in repr(imported(tmp_path, f"{HEADINGS}\n101;Alice;;;;;;{SECRET}\n"))


def test_a_portal_password_is_not_imported(tmp_path: Path) -> None:
    made = imported(tmp_path, f"Extension;Name;Password\n101;Alice;{SECRET}\n")
    assert SECRET not in made.text
    assert not made.has_secrets
