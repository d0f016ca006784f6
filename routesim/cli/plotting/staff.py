"""`routesim plot staff`: how many agents it takes."""

from __future__ import annotations

from typing import Any

import click

from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.cli.staff import find_staff, staff_options

HELP = """\
Find the fewest agents of QUEUE with whom a share of its callers is answered in time, as `routesim staff` does, and
draw that share against the number of agents.

\b
Examples:
  routesim plot staff workload.yaml Support --output agents.svg
  routesim plot staff workload.yaml 700 --target 0.9 -o agents.png
"""


@click.command(help=HELP)
@staff_options
@picture_options
@click.pass_context
def command(context: click.Context, /, output: str | None, form: str | None, **typed: Any) -> None:
    """Find the fewest agents of a queue, and draw them."""
    check_output(output, form)
    found = find_staff(typed)
    deliver(found.plot(), output, form)
    if found.agents is None:
        context.exit(1)
