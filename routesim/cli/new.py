"""`routesim new`: a first configuration."""

from __future__ import annotations

import json
import sys
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from routesim.report.terminal import is_terminal, report, write_bytes, write_lines
from routesim.result.clock import grouped

if TYPE_CHECKING:
    from routesim.cli.answers import Answers

HELP = """\
Write a first configuration to OUT (pbx.yaml unless told otherwise; - for the standard output), with comments that
explain it.

On a terminal, what no option says is asked for. Elsewhere, and with --yes, nothing is asked: what no option says is
taken for granted, and told.

\b
Examples:
  routesim new
  routesim new lyon.yaml --country FR --name "Acme Lyon" --users 5 --number "04 72 00 00 00"
  routesim new - --yes > pbx.yaml
"""


@click.command(help=HELP)
@click.argument("out", default="pbx.yaml", type=click.Path(allow_dash=True))
@click.option("--name", metavar="NAME", help="What the system is called. [Phone system]")
@click.option("--country", metavar="CC", help="Where numbers are dialled (ISO 3166). [BE]")
@click.option("--timezone", metavar="ZONE", help="Whose clock counts (IANA). [the country's]")
@click.option("--language", metavar="LANGUAGE", help="Of the system's own messages: fr, en, es or de. [en]")
@click.option("--users", metavar="N", help="How many users. [3]")
@click.option("--number", "numbers", multiple=True, metavar="NUMBER", help="An incoming number. [an example]")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Of what is said. [text]")
def command(out: str, yes: bool, force: bool, form: str, **typed: Any) -> None:
    """Write a first configuration."""
    from routesim.cli.answers import Answers
    from routesim.files.source import shown_name
    from routesim.files.writing import check_writable, write_whole
    from routesim.importing.starter import starter

    if out == "-" and form == "json":
        raise click.UsageError("--format json describes what was written, expected a file for OUT")
    if out != "-":
        check_writable(out, replace=force)
    answers = Answers(typed, asks=not yes and is_terminal(sys.stdin) and is_terminal(sys.stderr))
    name = quote(shown_name("pbx.yaml" if out == "-" else out))
    text = starter(answers.site, answers.users, answers.numbers, name)
    if out == "-":
        write_bytes([text])
    else:
        write_whole(out, text, replace=force)
    _say_what_was_granted(answers, yes)
    if out != "-":
        _say_what_was_written(name if form == "text" else out, answers, form)


def _say_what_was_granted(answers: Answers, yes: bool) -> None:
    if answers.granted:
        why = "--yes" if yes else "nobody to ask, since the standard input is no terminal"
        report(f"Taken for granted ({why}): {' '.join(answers.granted)}")


def _say_what_was_written(out: str, answers: Answers, form: str) -> None:
    numbers = len(answers.numbers) or 1
    if form == "json":
        site = answers.site._asdict()
        record = {"file": out, **site, "users": answers.users, "incoming_numbers": numbers, "granted": answers.granted}
        write_bytes([json.dumps(record, indent=2), "\n"])
    else:
        write_lines(
            [
                f"{out}: {grouped(answers.users, 'user')} and {grouped(numbers, 'incoming number')}",
                f"What next: make it yours in an editor, then routesim check {out}",
            ]
        )
