"""`routesim connected`: who is connected at an instant of a play."""

from __future__ import annotations

import json
import sys

import click

from routesim.errors import Problem, UnusableInput
from routesim.report.terminal import painter, width, write_bytes, write_lines

HELP = """\
Play the calls of the file CALLS up to an instant, and show whose phones are registered then, and what they are doing.

\b
WALL is a wall clock in the system's time zone: 2026-11-23T10:05:00, 2026-11-23T10:05, or
10:05 on the day on which the calls start. Without it: when they start.

\b
Examples:
  routesim connected calls.yaml
  routesim connected calls.yaml --at 10:05
  routesim connected calls.yaml --at 10:05 --format json | jq -r '.users[] | select(.state == "ringing") | .name'
"""


@click.command(help=HELP)
@click.argument("calls", type=click.Path())
@click.option("--at", "wall", metavar="WALL", help="The instant. [the start]")
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Play on this configuration, not the one CALLS names.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(calls: str, wall: str | None, pbx: str | None, form: str) -> None:
    """Show who is connected at an instant."""
    from routesim.cli.instants import read_instant
    from routesim.console.connected import connected, connected_lines, connected_record
    from routesim.engine import glance
    from routesim.files import load_calls

    system, placed = load_calls(calls, pbx)
    timezone = system.settings.timezone
    start = read_instant(placed.start.isoformat(), placed.start, timezone)
    try:
        instant = start if wall is None else read_instant(wall, placed.start, timezone)
        after = (instant - start).total_seconds()
        if after < 0:
            raise ValueError(f"before the calls start, {placed.start.isoformat()}")
    except ValueError as error:
        raise UnusableInput([Problem("RS000", f"--at {wall}: {error}")]) from None
    page = connected(system, instant, glance(system, placed, after))
    if form == "json":
        write_bytes([json.dumps(connected_record(page), indent=2), "\n"])
    else:
        write_lines(connected_lines(page, width(sys.stdout), painter(sys.stdout)))
