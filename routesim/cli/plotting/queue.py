"""`routesim plot queue`: a queue over time."""

from __future__ import annotations

import click

from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.cli.queue_report import find_queues, read_period
from routesim.report.progress import Progress

HELP = """\
Play the calls of the file CALLS and draw what happened in QUEUE, by its name or extension: a lane for every caller who
joined it within the period, and one for every agent.

\b
WALL is a wall clock in the system's time zone: 2026-11-23T10:05:00, 2026-11-23T10:05,
2026-11-23, or 10:05 on the day on which the calls start.

\b
Examples:
  routesim plot queue calls.yaml Support --output support.png
  routesim plot queue calls.yaml 700 --from 09:00 --to 09:30 -o morning.svg
"""


@click.command(help=HELP)
@click.argument("calls", type=click.Path())
@click.argument("queue")
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Play on this configuration, not the one CALLS names.")
@click.option("--from", "start", metavar="WALL", help="Only those who joined at or after this instant.")
@click.option("--to", "end", metavar="WALL", help="Only those who joined before this instant.")
@picture_options
def command(
    calls: str,
    queue: str,
    pbx: str | None,
    start: str | None,
    end: str | None,
    output: str | None,
    form: str | None,
) -> None:
    """Play calls and draw a queue."""
    from routesim.engine import play
    from routesim.files import load_calls

    check_output(output, form)
    system, placed = load_calls(calls, pbx)
    (found,) = find_queues(system, queue)
    period = read_period(system, placed.start, start, end)
    with Progress() as progress:
        result = play(system, placed, progress)
    from routesim.plot.drawing import queue_picture

    bounds = [None if at is None else (at - result.scene.start).total_seconds() for at in period]
    deliver(queue_picture(result, found.extension, system, *bounds), output, form)
