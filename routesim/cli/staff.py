"""`routesim staff`: the fewest agents that answer a queue's callers in time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from routesim.cli.simulate import read_plan
from routesim.cli.traffic import FORMATS, write_traffic
from routesim.errors import Problem, UnusableInput
from routesim.report.progress import Progress

if TYPE_CHECKING:
    from routesim.result.sweep import Staffing

Command = TypeVar("Command", bound=Callable[..., Any])
HELP = """\
Find the fewest agents of QUEUE (its name or extension) with whom a share of its callers is answered in time, in the
traffic of the file WORKLOAD, whose `service_level` says what in time is.

Its first static agents are kept, and dynamic ones left out; where more are needed, more are added who behave as people
do by default, at the same hours. Exits 1 where no number of agents would do, such as when phones are not always
answered.

\b
Examples:
  routesim staff workload.yaml Support
  routesim staff workload.yaml 700 --target 0.9 --replications 10
  routesim staff workload.yaml 700 --format html > agents.html
"""


def staff_options(command: Command) -> Command:
    """Give *command* what `find_staff` needs to know."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.argument("workload", type=click.Path()),
    click.argument("queue"),
    click.option("--pbx", type=click.Path(), metavar="OTHER", help="Simulate this configuration instead."),
    click.option("--target", default="0.8", metavar="SHARE", help="The share of callers to be answered in time. [0.8]"),
    click.option("--replications", metavar="N", help="How often all is played for each number of agents."),
    click.option("--seed", metavar="N", help="Where chance begins. [as WORKLOAD says]"),
    click.option("--workers", "--jobs", "-j", metavar="N", help="How many processes work on it. [one a processor]"),
    click.option("--cluster", metavar="ADDRESS", help="Have a Dask cluster work on it: tcp://host:port."),
)


@click.command(help=HELP)
@staff_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="[text]")
@click.pass_context
def command(context: click.Context, /, form: str, **typed: Any) -> None:
    """Find the fewest agents of a queue."""
    found = find_staff(typed)
    write_traffic(found, form)
    if found.agents is None:
        context.exit(1)


def find_staff(typed: dict[str, Any]) -> Staffing:
    """Simulate what was *typed*. Raises UnusableInput with what is wrong with it."""
    from routesim.files.workloads import load_workload
    from routesim.model.index import queue_named
    from routesim.traffic.sweeping import fewest_agents

    system, traffic = load_workload(typed["workload"], typed["pbx"])
    queue, target = queue_named(system, typed["queue"]), typed["target"]
    if not re.fullmatch(r"0?\.[0-9]+|1(\.0*)?", target):
        raise UnusableInput([Problem("RS000", f"--target {target}: expected a share between 0 and 1, such as 0.8")])
    traffic, plan = read_plan(traffic, typed)
    with Progress("replications", every=1, timed=True) as progress:
        return fewest_agents(system, traffic, queue, float(target), plan, progress)
