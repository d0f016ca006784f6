"""`routesim history`: what has been in force."""

from __future__ import annotations

import json
import sys

import click

from routesim.report.terminal import painter, report, width, write_bytes, write_lines

HELP = """\
List the versions of the configuration APPLIED that routesim apply has put in force: when, by whom, and what each
changed. A star marks the one that is in force now.

\b
Examples:
  routesim history pbx.yaml
  routesim history pbx.yaml --format json | jq -r '.versions[-1].by'
"""


@click.command(help=HELP)
@click.argument("applied", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(applied: str, form: str) -> None:
    """List what has been in force."""
    from routesim.applying import Places, read_history
    from routesim.files.source import read_bytes

    places = Places.of(applied)
    history = read_history(places)
    if not history.versions and not history.problems:
        read_bytes(applied)  # a name that was mistyped has no history either
    if form == "json":
        write_bytes([json.dumps(history.to_dict(), indent=2), "\n"])
    else:
        from routesim.applying.text import history_lines

        write_lines(history_lines(history, width(sys.stdout), painter(sys.stdout)))
    for problem in history.problems:
        report(problem)
