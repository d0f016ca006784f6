"""`routesim queue-report`: what happened in a queue."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from routesim.cli.instants import read_instant
from routesim.errors import Problem, UnusableInput
from routesim.report.progress import Progress
from routesim.report.terminal import painter, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.console.queue_events import Period
    from routesim.console.queue_report import QueueReport
    from routesim.model.queue import Queue
    from routesim.model.system import PhoneSystem

HELP = """\
Play the calls of the file CALLS and report what happened in QUEUE: its name or extension; without it, in every queue.

The report has the console's thirteen event types. Figures count every caller who joined within the period, whatever
--type leaves out of the list.

\b
WALL is a wall clock in the system's time zone: 2026-11-23T10:05:00, 2026-11-23T10:05,
2026-11-23, or 10:05 on the day on which the calls start.

\b
Examples:
  routesim queue-report calls.yaml Support
  routesim queue-report calls.yaml 700 --from 09:00 --to 12:00
  routesim queue-report calls.yaml 700 --type "caller quit" --type "exit (timeout)"
  routesim queue-report calls.yaml 700 --format csv > support.csv
"""


def _complete_types(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from routesim.console.queue_events import EVENT_TYPES

    return [CompletionItem(name) for name in EVENT_TYPES if name.startswith(incomplete.lower())]


@click.command(help=HELP)
@click.argument("calls", type=click.Path())
@click.argument("queue", required=False)
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Play on this configuration, not the one CALLS names.")
@click.option("--from", "start", metavar="WALL", help="Only events at or after this instant.")
@click.option("--to", "end", metavar="WALL", help="Only events before this instant.")
@click.option(
    "--type", "types", multiple=True, metavar="TYPE", shell_complete=_complete_types, help="Only such events."
)
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="[text]")
def command(
    calls: str,
    queue: str | None,
    pbx: str | None,
    start: str | None,
    end: str | None,
    types: tuple[str, ...],
    form: str,
) -> None:
    """Play calls and report what happened in a queue."""
    from routesim.console.queue_events import read_types
    from routesim.console.queue_report import queue_report
    from routesim.engine import play
    from routesim.files import load_calls

    wanted = read_types(types)
    system, placed = load_calls(calls, pbx)
    queues = find_queues(system, queue)
    period = read_period(system, placed.start, start, end)
    with Progress() as progress:
        result = play(system, placed, progress)
    _write(queue_report(system, result, queues, period, wanted), form)


def _write(report: QueueReport, form: str) -> None:
    if form == "text":
        from routesim.console.queue_text import report_lines

        write_lines(report_lines(report, width(sys.stdout), painter(sys.stdout)))
    else:
        from routesim.console.queue_report import report_csv, report_json

        write_bytes(report_csv(report) if form == "csv" else report_json(report))


def find_queues(system: PhoneSystem, wanted: str | None) -> tuple[Queue, ...]:
    """The queue of that name or extension, all of them for None. Raises UnusableInput where there is none."""
    from routesim.model.index import queue_named

    return system.queues if wanted is None else (queue_named(system, wanted),)


def read_period(system: PhoneSystem, first: datetime, start: str | None, end: str | None) -> Period:
    """The period that --from and --to give. Raises UnusableInput with all that is wrong with them."""
    from routesim.console.queue_events import Period

    problems: list[Problem] = []
    instants: list[datetime | None] = []
    for option, typed in (("--from", start), ("--to", end)):
        try:
            instants.append(None if typed is None else read_instant(typed, first, system.settings.timezone))
        except ValueError as error:
            problems.append(Problem("RS000", f"{option} {typed}: {error}"))
    if not problems and instants[0] is not None and instants[1] is not None and instants[0] >= instants[1]:
        problems.append(Problem("RS000", f"--to {end}: not after --from {start}, expected a later instant"))
    if problems:
        raise UnusableInput(problems)
    return Period(*instants)
