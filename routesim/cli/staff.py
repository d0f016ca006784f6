"""`routesim staff`: the fewest agents that answer a queue's callers in time."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from routesim.cli.simulate import read_plan
from routesim.errors import Problem, UnusableInput
from routesim.report.progress import Progress
from routesim.report.terminal import painter, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.result.sweep import Staffing

HELP = """\
Find the fewest agents of QUEUE (its name or extension) with whom a share of its callers is answered in time, in the
traffic of the file WORKLOAD, whose `service_level` says what in time is.

Its first static agents are kept; where more are needed, more are added who behave as people do by default.
Exits 1 where not even 10,000 agents would do.

\b
Examples:
  routesim staff workload.yaml Support
  routesim staff workload.yaml 700 --target 0.9 --replications 10
"""


@click.command(help=HELP)
@click.argument("workload", type=click.Path())
@click.argument("queue")
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Simulate this configuration, not the one it names.")
@click.option("--target", default="0.8", metavar="SHARE", help="The share of callers to be answered in time. [0.8]")
@click.option("--replications", metavar="N", help="How often all is played for each number of agents.")
@click.option("--seed", metavar="N", help="Where chance begins. [as WORKLOAD says]")
@click.option("--workers", "--jobs", "-j", metavar="N", help="How many processes work on it. [one a processor]")
@click.option("--cluster", metavar="ADDRESS", help="Have a Dask cluster work on it: tcp://host:port of its scheduler.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="[text]")
@click.pass_context
def command(
    context: click.Context, /, workload: str, queue: str, pbx: str | None, target: str, form: str, **typed: Any
) -> None:
    """Find the fewest agents of a queue."""
    from routesim.cli.queue_report import find_queues
    from routesim.files.workloads import load_workload
    from routesim.traffic.sweeping import fewest_agents

    system, traffic = load_workload(workload, pbx)
    (page,) = find_queues(system, queue)
    if not re.fullmatch(r"0?\.[0-9]+|1(\.0*)?", target):
        raise UnusableInput([Problem("RS000", f"--target {target}: expected a share between 0 and 1, such as 0.8")])
    traffic, plan = read_plan(traffic, typed)
    with Progress("replications", every=1, timed=True) as progress:
        found = fewest_agents(system, traffic, page, float(target), plan, progress)
    _print(found, form)
    if found.agents is None:
        context.exit(1)


def _print(found: Staffing, form: str) -> None:
    if form == "json":
        write_bytes([json.dumps(found.to_dict(), indent=1), "\n"])
    elif form == "csv":
        write_bytes([found.tried.to_csv()])
    else:
        from routesim.result.sweep_text import staffing_lines

        write_lines(staffing_lines(found, width(sys.stdout), painter(sys.stdout)))
