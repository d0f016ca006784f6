"""`routesim plot explore`: every way in which calls can end."""

from __future__ import annotations

from typing import Any

import click

from routesim.cli.explore import question_typed
from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.report.progress import Progress

HELP = """\
Find every way in which calls to each NUMBER of the phone system PBX can end (to every number, if none is given), and
draw them: ribbons lead from numbers to endings. Numbers whose calls can end alike share a line.

Exits with 1 where exploring was given up at a bound: then there may be more endings, and the picture says so.

\b
Examples:
  routesim plot explore pbx.yaml --output fates.png
  routesim plot explore pbx.yaml 101 +3225880102 --since 2026-12-24 --before 2026-12-27 -o christmas.svg
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option("--from", "from_", metavar="NUMBER", help="Calls by this number or extension only, or withheld.")
@click.option("--since", metavar="WALL", help="Calls from this date or time on only. [2026-01-01]")
@click.option("--before", metavar="WALL", help="Calls before this date or time only. [2054-01-01]")
@click.option("--any-switch", is_flag=True, help="However switches stand, not as they are configured.")
@picture_options
@click.pass_context
def command(context: click.Context, /, pbx: str, output: str | None, form: str | None, **typed: Any) -> None:
    """Explore a phone system and draw what is found."""
    from routesim.exploration import answer
    from routesim.files import load

    check_output(output, form)
    system = load(pbx)
    nothing = {"require": (), "forbid": (), "max_wait": None, "calendar": None}
    question = question_typed(system, {**nothing, **typed})
    with Progress("numbers", every=1) as progress:
        exploration = answer(system, question, progress)
    from routesim.plot.drawing import endings_picture

    deliver(endings_picture(exploration), output, form)
    if not exploration.complete:
        context.exit(1)
