"""`routesim plot endings`: where the calls of a file end."""

from __future__ import annotations

import click

from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.report.progress import Progress

HELP = """\
Play the calls of the file CALLS and draw where they end: ribbons lead from the numbers that were called to the endings,
as wide as there are calls.

\b
Examples:
  routesim plot endings calls.yaml --output endings.png
  routesim plot endings calls.yaml --pbx draft.yaml -o endings.svg
"""


@click.command(help=HELP)
@click.argument("calls", type=click.Path())
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Play on this configuration, not the one CALLS names.")
@picture_options
def command(calls: str, pbx: str | None, output: str | None, form: str | None) -> None:
    """Play calls and draw where they end."""
    from routesim.engine import play
    from routesim.files import load_calls

    check_output(output, form)
    system, placed = load_calls(calls, pbx)
    with Progress() as progress:
        result = play(system, placed, progress)
    from routesim.plot.drawing import endings_picture

    deliver(endings_picture(result), output, form)
