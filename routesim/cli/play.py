"""`routesim play`: a file of calls, and what came of each."""

from __future__ import annotations

import sys

import click

from routesim.report.progress import Progress
from routesim.report.terminal import painter, report, width, write_bytes, write_lines
from routesim.result.json_form import play_json_lines
from routesim.result.records import Play
from routesim.result.summary import play_lines
from routesim.result.tables import csv_lines

HELP = """\
Play the calls of the file CALLS and tell what came of each.

A few calls are told as stories, many as a table with counts. Exits with 1 when a call did not end as its
`expect` says.

\b
Examples:
  routesim play calls.yaml
  routesim play calls.yaml --pbx draft.yaml
  routesim play calls.yaml --format csv > calls.csv
  routesim play calls.yaml --format json | jq '.calls[].outcome'
  routesim play calls.yaml --format junit > report.xml
"""


@click.command(help=HELP)
@click.argument("calls", type=click.Path())
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Play on this configuration, not the one CALLS names.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "junit"]), default="text", help="[text]")
@click.option("-v", "--verbose", is_flag=True, help="Tell every call's story, however many there are.")
@click.pass_context
def command(context: click.Context, calls: str, pbx: str | None, form: str, verbose: bool) -> None:
    """Play a file of calls; exit with 1 when one did not end as expected."""
    from routesim.engine import play
    from routesim.files import load_calls

    system, placed = load_calls(calls, pbx)
    with Progress() as progress:
        result = play(system, placed, progress)
    _print(result, form, verbose, calls)
    if not result.met:
        context.exit(1)


def _print(result: Play, form: str, verbose: bool, file: str) -> None:
    if form == "text":
        write_lines(play_lines(result, width(sys.stdout), painter(sys.stdout), verbose))
        return
    if form == "csv":
        write_bytes(csv_lines(result))
    elif form == "junit":
        from routesim.result.junit import junit_lines

        write_bytes(f"{line}\n" for line in junit_lines(result, file))
    else:
        write_bytes(f"{line}\n" for line in play_json_lines(result))
    failed = [call for call in result.calls if call.expectation is not None and not call.expectation.met]
    for call in failed:
        report(f"{call.id}: NOT AS EXPECTED: {'; '.join(call.expectation.failures if call.expectation else ())}")
