"""The console's other pages on the command line, and getting a system in."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from routesim.files import load
from tests.cli.conftest import Run, Spawn
from tests.cli.terminal import Terminal

PBX = """\
settings: {name: Acme, timezone: Europe/Brussels, country: BE}
users:
  - extension: "101"
    name: Alice Martin
    sip: {domain: acme.example, password: hunter2secret, proxy: proxy.example}
    permissions: {username: alice, password: hunter2portal, grants: {users: edit, apply_changes_button: yes}}
  - {extension: "102", name: Bob Peeters, sip: {password: "pässwörd-Ω"}}
queues:
  - {name: Support, extension: "700", max_wait: 60, static_agents: ["102"]}
"""
CALLS = """\
pbx: acme.yaml
start: 2026-11-23T10:00:00
people: {"102": {answers_after: 4}}
calls:
  - {id: first, from: "+32470123456", to: "700", talk: 30}
  - {id: second, from: "+32470123457", to: "700", at: 600, talk: 30, expect: {outcome: busy}}
"""


@pytest.fixture(autouse=True)
def acme(office: Path) -> Path:
    (office / "acme.yaml").write_text(PBX, encoding="utf-8")
    (office / "queue.yaml").write_text(CALLS, encoding="utf-8")
    return office


# --- sip and permissions ---------------------------------------------------------------------------------------------


def test_sip_masks_the_password(run: Run) -> None:
    result = run("sip", "acme.yaml", "101")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  password   ********\n" in result.stdout


def test_sip_reveals_the_password_on_demand(run: Run) -> None:
    assert "  password   hunter2secret\n" in run("sip", "acme.yaml", "Alice Martin", "--reveal").stdout


def test_sip_as_json_masks_and_reveals_likewise(run: Run) -> None:
    masked = json.loads(run("sip", "acme.yaml", "101", "--format", "json").stdout)
    revealed = json.loads(run("sip", "acme.yaml", "101", "--reveal", "--format", "json").stdout)
    assert (masked["password"], masked["revealed"]) == ("********", False)
    assert (revealed["password"], revealed["revealed"]) == ("hunter2secret", True)
    assert revealed["username"] == "101"


def test_sip_shows_no_password_rather_than_a_wrong_one(spawn: Spawn) -> None:
    result = spawn("sip", "acme.yaml", "102", "--reveal", PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.startswith(b"the password has characters that cannot be shown here")
    shown = spawn("sip", "acme.yaml", "102", "--reveal", PYTHONIOENCODING="utf-8")
    assert "pässwörd-Ω" in shown.stdout.decode()


@pytest.mark.parametrize("command", ["sip", "permissions"])
def test_a_user_who_is_not_there_is_answered_with_the_nearest(run: Run, command: str) -> None:
    result = run(command, "acme.yaml", "alice")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "there is no user `alice`, did you mean `101` (Alice Martin)?\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("permissions", "acme.yaml", "101"),
        ("permissions", "acme.yaml", "101", "--format", "json"),
        ("permissions", "acme.yaml", "hunter2"),
        ("sip", "acme.yaml", "101", "--format", "json"),
        ("sip", "acme.yaml", "hunter2", "--reveal"),
        ("sip", "broken.yaml", "101", "--reveal"),
        ("permissions", "broken.yaml", "101"),
        ("queue-report", "queue.yaml"),
        ("queue-report", "queue.yaml", "--pbx", "broken.yaml"),
    ],
)
def test_no_password_is_shown_by_anything_else(run: Run, acme: Path, arguments: tuple[str, ...]) -> None:
    broken = PBX.replace("acme.example, password: hunter2secret", "acme.example, password: [hunter2secret]")
    (acme / "broken.yaml").write_text(broken.replace("username", "usernmae"), encoding="utf-8")
    result = run(*arguments)
    assert "hunter2s" not in result.output
    assert "hunter2p" not in result.output


def test_permissions_point_out_who_may_apply(run: Run) -> None:
    result = run("permissions", "acme.yaml", "101")
    assert result.exit_code == 0
    assert "Signs in as alice, with a password.\n" in result.stdout
    assert "    Users                     edit\n" in result.stdout
    assert "2 of 23 pages are shown, 21 are hidden.\nMay apply changes: " in result.stdout


def test_permissions_as_json_list_what_is_hidden(run: Run) -> None:
    record = json.loads(run("permissions", "acme.yaml", "102", "--format", "json").stdout)
    assert (record["username"], record["may_apply"], len(record["hidden"]), len(record["menu"])) == (
        None,
        False,
        23,
        23,
    )


# --- queue-report ----------------------------------------------------------------------------------------------------


def test_queue_report_lists_events_and_figures_and_does_not_judge(run: Run) -> None:
    result = run("queue-report", "queue.yaml", "Support")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  10:00:04  connected to an agent     +32470123456  102 Bob Peeters  first\n" in result.stdout
    assert "  answered          2  100.0 %\n" in result.stdout


def test_queue_report_as_csv_is_what_a_spreadsheet_wants(run: Run) -> None:
    result = run("queue-report", "queue.yaml", "700", "--type", "connected to an agent", "--format", "csv")
    assert result.stdout_bytes == (
        b"at,wall_clock,queue,queue_name,type,call,caller,agent,agent_name\r\n"
        b"4.0,2026-11-23T10:00:04+01:00,700,Support,connected to an agent,first,+32470123456,102,Bob Peeters\r\n"
        b"604.0,2026-11-23T10:10:04+01:00,700,Support,connected to an agent,second,+32470123457,102,Bob Peeters\r\n"
    )


@pytest.mark.parametrize(
    ("options", "calls"),
    [
        (("--from", "10:05"), ["second"]),
        (("--from", "9:59", "--to", "10:01:00"), ["first"]),
        (("--to", "2026-11-23T10:10"), ["first"]),
        (("--from", "2026-11-23T10:00:04", "--to", "10:00:35"), ["first"]),
        (("--from", "2026-11-23", "--to", "2026-11-24"), ["first", "second"]),
        (("--from", "2026-11-24"), []),
    ],
)
def test_queue_report_keeps_to_a_period(run: Run, options: tuple[str, ...], calls: list[str]) -> None:
    record = json.loads(run("queue-report", "queue.yaml", "700", *options, "--format", "json").stdout)
    assert list(dict.fromkeys(event["call"] for event in record["events"])) == calls


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Suport",), "there is no queue `Suport`, did you mean `Support`?\n"),
        (("zzz",), "there is no queue `zzz`, expected one such as `Support` (700)\n"),
        (("700", "--type", "caler quit"), "--type caler quit: no such event, did you mean `caller quit`?\n"),
        (("700", "--from", "noon"), "--from noon: expected a local date and time such as 2026-11-23T10:00:00"),
        (("700", "--from", "11:00", "--to", "10:00"), "--to 10:00: not after --from 11:00, expected a later instant\n"),
        (
            ("700", "--from", "2026-03-29T02:30"),
            "--from 2026-03-29T02:30: the clock of Europe/Brussels never shows that, it is put forward then\n",
        ),
        (("700", "--from", "x", "--to", "y"), "--from x: "),
        (("700", "--pbx", "nothing.yaml"), "nothing.yaml: cannot be read: no such file or directory\n"),
        (("700", "--pbx", "pbx.yaml"), ""),
    ],
)
def test_queue_report_tells_what_it_cannot_use(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("queue-report", "queue.yaml", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert "Traceback" not in result.stderr


def test_queue_report_completes_types(spawn: Spawn) -> None:
    words = "routesim queue-report queue.yaml 700 --type ca"
    result = spawn(_ROUTESIM_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD="5")
    assert b"caller quit" in result.stdout


# --- import ----------------------------------------------------------------------------------------------------------

USERS = "Extension;Name;GSM;SIP password\n101;Alice;0470 00 01 01;\n"
NUMBERS = "Number,Destination\n+3225880100,101\n"


@pytest.fixture
def lists(acme: Path) -> Path:
    (acme / "users.csv").write_text(USERS, encoding="utf-8")
    (acme / "numbers.csv").write_text(NUMBERS, encoding="utf-8")
    return acme


def test_import_writes_a_configuration_and_says_what_it_did(run: Run, lists: Path) -> None:
    result = run("import", "users.csv", "numbers.csv", "--country", "be", "--name", "Acme", "-o", "new.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        "users.csv:2:3: what is here is taken for +32470000101\n"
        "new.yaml: 1 user and 1 incoming number\n"
        "What next: routesim check new.yaml\n"
    )
    assert repr(load("new.yaml")) == "<PhoneSystem 'Acme': 1 incoming number, 1 user>"
    assert run("check", "new.yaml").exit_code == 0


def test_import_prints_a_configuration_without_a_file(run: Run, lists: Path) -> None:
    result = run("import", "numbers.csv", "--country", "BE")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Imported from numbers.csv.\n")
    assert result.stderr.endswith("imported 0 users and 1 incoming number\n")


def test_import_as_json_tells_every_remark(run: Run, lists: Path) -> None:
    (lists / "many.csv").write_text("Extension;Name;GSM\n" + "".join(f"{n};A;0470 00 {n}\n" for n in range(1000, 1050)))
    text = run("import", "many.csv", "--country", "BE", "-o", "a.yaml").stderr
    record = json.loads(run("import", "many.csv", "--country", "BE", "-o", "b.yaml", "--format", "json").stdout)
    assert "... and 30 more remarks: --format json tells all of them\n" in text
    assert (record["file"], record["users"], record["incoming_numbers"], len(record["remarks"])) == (
        "b.yaml",
        50,
        0,
        50,
    )
    assert record["remarks"][0] == {
        "file": "many.csv",
        "row": 2,
        "column": 3,
        "severity": "info",
        "message": "`0470 00 1000` is taken for +32470001000",
    }


def test_import_writes_nothing_if_anything_is_wrong(run: Run, lists: Path) -> None:
    (lists / "numbers.csv").write_text("Number\nx\n")
    before = sorted(lists.iterdir())
    result = run("import", "users.csv", "numbers.csv", "--country", "BE", "-o", "new.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("numbers.csv:2:1: `Number` is `x`: no valid phone number")
    assert sorted(lists.iterdir()) == before


def test_import_never_prints_passwords_and_keeps_their_file_private(run: Run, lists: Path) -> None:
    (lists / "users.csv").write_text(USERS.replace(";\n", ";hunter2secret\n"))
    printed = run("import", "users.csv", "--country", "BE")
    assert (printed.exit_code, printed.stdout) == (2, "")
    assert printed.stderr == "the list of users holds SIP passwords, which are never printed: expected -o FILE\n"
    written = run("import", "users.csv", "--country", "BE", "-o", "new.yaml")
    assert "new.yaml: 1 user and 0 incoming numbers; only you may read it, since it holds passwords\n" in written.stderr
    assert "hunter2secret" not in written.output
    assert stat.S_IMODE((lists / "new.yaml").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("users.csv", "-o", "acme.yaml"),
            "acme.yaml: exists already, expected another name, or --force to replace it\n",
        ),
        (
            ("users.csv", "-o", "users.csv", "--force"),
            "-o users.csv: this is one of the lists, expected another name\n",
        ),
        (("nothing.csv",), "nothing.csv: cannot be read: no such file or directory\n"),
        (
            ("users.csv", "--country", "US"),
            "--country US: it has several time zones, expected --timezone, too: America/",
        ),
        (("users.csv", "--country", "UK"), "--country UK: unknown country, expected two capital letters such as GB"),
        (("users.csv", "--timezone", "Brussels"), "--timezone Brussels: unknown time zone, expected an IANA name"),
        (("users.csv", "users.csv"), "users.csv: a list of users, which `users.csv` is already"),
    ],
)
def test_import_tells_what_it_cannot_use(run: Run, lists: Path, arguments: tuple[str, ...], message: str) -> None:
    before = {path: path.read_bytes() for path in lists.iterdir()}
    country = () if "--country" in arguments else ("--country", "BE")
    result = run("import", *arguments, *country)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert {path: path.read_bytes() for path in lists.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument 'LISTS...'"),
        (("users.csv",), "Missing option '--country'"),
        (("a.csv", "b.csv", "c.csv", "--country", "BE"), "expected two lists at most"),
        (("users.csv", "--country", "BE", "--format", "json"), "expected -o FILE, too"),
    ],
)
def test_import_needs_lists_and_a_country(run: Run, lists: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("import", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


# --- new -------------------------------------------------------------------------------------------------------------


def test_new_asks_nobody_where_nobody_is_and_says_what_it_took_for_granted(run: Run) -> None:
    result = run("new", "first.yaml")
    assert result.exit_code == 0
    assert result.stdout == (
        "first.yaml: 3 users and 1 incoming number\n"
        "What next: make it yours in an editor, then routesim check first.yaml\n"
    )
    assert result.stderr == (
        "Taken for granted (nobody to ask, since the standard input is no terminal): "
        '--name "Phone system" --country BE '
        "--timezone Europe/Brussels --language en --users 3 --number +3212345678\n"
    )
    assert run("check", "first.yaml").exit_code == 0


def test_new_takes_everything_from_options(run: Run) -> None:
    options = (
        "--name",
        "Acme Lyon",
        "--country",
        "fr",
        "--timezone",
        "Europe/Paris",
        "--language",
        "fr",
        "--users",
        "5",
    )
    result = run("new", "lyon.yaml", *options, "--number", "04 72 00 00 00", "--number", "+33472000001")
    assert (result.exit_code, result.stderr) == (0, "")
    system = load("lyon.yaml")
    assert repr(system) == "<PhoneSystem 'Acme Lyon': 2 incoming numbers, 5 users>"
    assert (system.settings.country, system.settings.language) == ("FR", "fr")
    assert [entry.number for entry in system.incoming_numbers] == ["+33472000000", "+33472000001"]


def test_new_is_called_pbx_and_never_overwrites_without_force(run: Run, acme: Path) -> None:
    before = (acme / "pbx.yaml").read_bytes()
    refused = run("new")
    assert refused.exit_code == 2
    assert refused.stderr == "pbx.yaml: exists already, expected another name, or --force to replace it\n"
    assert (acme / "pbx.yaml").read_bytes() == before
    assert run("new", "--force").exit_code == 0
    assert (acme / "pbx.yaml").read_bytes() != before


def test_new_prints_to_the_standard_output(run: Run, acme: Path) -> None:
    result = run("new", "-", "--yes")
    assert result.stdout.startswith("# A phone system. What to do with it:\n")
    assert not (acme / "-").exists()


def test_new_as_json(run: Run) -> None:
    record = json.loads(run("new", "first.yaml", "--yes", "--format", "json").stdout)
    assert (record["file"], record["country"], record["users"], record["incoming_numbers"]) == (
        "first.yaml",
        "BE",
        3,
        1,
    )
    assert run("new", "-", "--format", "json").exit_code == 2


def test_new_tells_everything_that_is_wrong_with_its_options(run: Run, acme: Path) -> None:
    options = ("--name", "a\x1bb", "--country", "XX", "--timezone", "Nowhere", "--language", "nl", "--users", "many")
    result = run("new", "first.yaml", *options, "--number", "12", "--number", "+3225880100", "--number", "02 588 01 00")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        r"--name a\x1bb",
        "--country XX",
        "--timezone Nowhere",
        "--language nl",
        "--users many",
        "--number 12",
        "--number 02 588 01 00",
        "7 problems",
    ]
    assert not (acme / "first.yaml").exists()


def test_new_asks_at_a_terminal_and_asks_again_what_it_cannot_use(acme: Path) -> None:
    terminal = Terminal(acme, "new", "asked.yaml", "--language", "en")
    terminal.answer("What is the phone system called?", "Acme Lyon\n")
    terminal.answer("In which country", "france\n")
    terminal.answer("unknown country", "fr\n")
    terminal.answer("[Europe/Paris]", "\n")
    terminal.answer("How many users?", "2\n")
    terminal.answer("Which number do callers dial?", "04 72 00 00 00\n")
    assert terminal.end() == 0
    assert "asked.yaml: 2 users and 1 incoming number" in terminal.shown
    system = load(acme / "asked.yaml")
    assert (system.settings.name, system.settings.timezone) == ("Acme Lyon", "Europe/Paris")
    assert system.incoming_numbers[0].number == "+33472000000"


def test_new_writes_nothing_when_it_is_interrupted(acme: Path) -> None:
    terminal = Terminal(acme, "new", "asked.yaml")
    terminal.wait_for("What is the phone system called?")
    assert terminal.interrupt() == 130
    assert terminal.shown.endswith("interrupted\r\n")
    assert not (acme / "asked.yaml").exists()


def test_new_writes_nothing_when_nobody_answers_any_more(acme: Path) -> None:
    terminal = Terminal(acme, "new", "asked.yaml")
    terminal.answer("What is the phone system called?", "\x04")
    assert terminal.end() == 130
    assert not (acme / "asked.yaml").exists()


def test_new_does_not_ask_at_a_terminal_with_yes(acme: Path) -> None:
    terminal = Terminal(acme, "new", "asked.yaml", "--yes")
    assert terminal.end() == 0
    assert "Taken for granted (--yes):" in terminal.shown


# --- lists and connected ---------------------------------------------------------------------------------------------


def test_lists_shows_every_list_or_the_one_asked_for(run: Run) -> None:
    every, one = run("lists", "acme.yaml"), run("lists", "acme.yaml", "mailboxes")
    assert [line for line in every.stdout.split("\n") if line.endswith(" of Acme")] == [
        "Incoming numbers of Acme",
        "Directories of Acme",
        "Mailboxes of Acme",
    ]
    assert one.stdout == "Mailboxes of Acme\n  none\n"
    assert run("lists", "acme.yaml", "salaries").exit_code == 2


def test_lists_as_json_has_every_key_even_where_there_is_nothing(run: Run) -> None:
    assert json.loads(run("lists", "acme.yaml", "--format", "json").stdout) == {
        "pbx": "Acme",
        "numbers": [],
        "directories": [],
        "mailboxes": [],
    }


def test_connected_looks_at_the_instant_asked_for(run: Run) -> None:
    assert "  102  Bob Peeters   desk  ringing\n" in run("connected", "queue.yaml").stdout
    assert "  102  Bob Peeters   desk  free\n" in run("connected", "queue.yaml", "--at", "10:01").stdout
    record = json.loads(run("connected", "queue.yaml", "--at", "2026-11-23T10:00:05", "--format", "json").stdout)
    assert record["at"] == "2026-11-23T10:00:05+01:00"
    assert [user["state"] for user in record["users"]] == ["free", "in conversation"]


@pytest.mark.parametrize(
    ("wall", "message"),
    [
        ("9:59", "--at 9:59: before the calls start, 2026-11-23T10:00:00\n"),
        ("noon", "--at noon: expected a local date and time such as 2026-11-23T10:00:00, without an offset\n"),
        ("2027-03-28T02:30", "--at 2027-03-28T02:30: the clock of Europe/Brussels never shows that"),
    ],
)
def test_connected_says_what_is_wrong_with_the_instant(run: Run, wall: str, message: str) -> None:
    result = run("connected", "queue.yaml", "--at", wall)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


def test_no_list_and_no_page_shows_a_password(run: Run) -> None:
    for arguments in (["lists", "acme.yaml"], ["connected", "queue.yaml"]):
        for form in ("text", "json"):
            assert "hunter2" not in run(*arguments, "--format", form).output
