"""`routesim call`: one call, and its story."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from routesim.cli.people import read_people
from routesim.errors import UnusableInput
from routesim.report.terminal import painter, width, write_bytes, write_lines
from routesim.result.painting import Painter

if TYPE_CHECKING:
    from routesim.model.calls import Calls
    from routesim.model.system import PhoneSystem

DEFAULT_CALLER = "+32470123456"
DEFAULT_START = "2026-11-23T10:00:00"


HELP = """\
Place one call to NUMBER on the phone system PBX, and tell what happens, second by second.

NUMBER is an extension or a phone number, as somebody would dial it.

\b
WHO of --person is an extension, a number with its country code, or default
(everybody else). WHAT is one of these, or several with commas:
  idle, dnd, offline, logged_out, never    the phone's state; nobody answers
  busy, busy:40                            in a call, until second 40
  answers:6, rejects:3                     after so many seconds of ringing
  answers_when_busy:4, goes_away:5         likewise
  unreachable, voicemail:12                of numbers outside
People who are not named are idle and never answer.

\b
Examples:
  routesim call pbx.yaml 101
  routesim call pbx.yaml "+32 2 588 01 01" --person 101=busy --person 102=answers:6
  routesim call pbx.yaml 101 --from 103 --at 2026-12-24T18:05 --person default=answers:4
  routesim call pbx.yaml +3225880100 --press 2 --press 101@4
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("number")
@click.option("--from", "from_", metavar="NUMBER", help=f"A number, an extension, or withheld. [{DEFAULT_CALLER}]")
@click.option("--at", metavar="WALL", help=f"The wall clock in the system's time zone. [{DEFAULT_START}]")
@click.option("--press", "presses", multiple=True, metavar="KEYS", help="Keys at a prompt: 1, or 1@3 (3 s after it).")
@click.option("--talk", metavar="SECONDS", help="How long they talk once answered. [60]")
@click.option("--patience", metavar="SECONDS", help="How long the caller waits for an answer. [120]")
@click.option("--person", "people", multiple=True, metavar="WHO=WHAT", help="How somebody behaves; see above.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(form: str, pbx: str, **typed: Any) -> None:
    """Play one call and tell its story."""
    from routesim.engine import play
    from routesim.files import load

    system = load(pbx)
    result = play(system, calls_typed(system, typed))
    if form == "json":
        from routesim.result.json_form import play_json_lines

        write_bytes(f"{line}\n" for line in play_json_lines(result))
    else:
        from routesim.result.text import story_text

        paint = painter(sys.stdout)
        write_lines([*_defaults(typed, paint), story_text(result.calls[0], width(sys.stdout), paint)])


def calls_typed(system: PhoneSystem, typed: dict[str, Any]) -> Calls:
    """Make what was typed into calls to play. Raises UnusableInput with everything that is wrong with it."""
    from routesim.files import check_calls

    people, problems = read_people(typed["people"])
    attempt = {
        "from": DEFAULT_CALLER if typed["from_"] is None else typed["from_"],
        "to": typed["number"],
        "presses": [_press(entry) for entry in typed["presses"]],
        **{key: typed[key] for key in ("talk", "patience") if typed[key] is not None},
    }
    start = DEFAULT_START if typed["at"] is None else typed["at"]
    document = {"start": start, "people": people, "calls": [attempt]}
    try:
        calls = check_calls(document, system)
    except UnusableInput as error:
        from routesim.cli.typed import as_typed

        found = (as_typed(problem, document, typed) for problem in error.problems)
        raise UnusableInput([*problems, *found]) from None
    if problems:
        raise UnusableInput(problems)
    return calls


def _press(entry: str) -> dict[str, str] | str:
    keys, after, seconds = entry.partition("@")
    return {"keys": keys, "after": seconds} if after else keys


def _defaults(typed: dict[str, Any], paint: Painter) -> Iterator[str]:
    """Say what was taken for granted."""
    granted = []
    if typed["from_"] is None:
        granted.append(f"--from {DEFAULT_CALLER}")
    if typed["at"] is None:
        granted.append(f"--at {DEFAULT_START}")
    if not typed["people"]:
        granted.append("--person default=never")
    if granted:
        yield paint("faint", f"Taken for granted: {', '.join(granted)}")
        yield ""
