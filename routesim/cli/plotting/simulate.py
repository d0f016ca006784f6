"""`routesim plot simulate`: what days of traffic come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.cli.simulate import GONE, INTERRUPTED, read_plan, read_traffic
from routesim.cli.traffic import read_sweeps
from routesim.errors import UnusableInput
from routesim.report.progress import Progress

if TYPE_CHECKING:
    from routesim.plot.picture import Picture
    from routesim.result.simulation import Simulation
    from routesim.result.sweep import Sweep

HELP = """\
Simulate the traffic of the file WORKLOAD, and draw what came of it: the hours of the week, then numbers, queues and
users, with 95% confidence intervals. With --compare, draw what the draft changes and what of it may be chance; with
--sweep, figures against values, a line for each value of a second sweep, panels for those of a third.

\b
Examples:
  routesim plot simulate workload.yaml --output week.svg
  routesim plot simulate workload.yaml --compare draft.yaml -o change.png
  routesim plot simulate workload.yaml --sweep "queues[700].agents=2,3,4" --queue Support -o agents.pdf
"""


@click.command(help=HELP)
@click.argument("workload", type=click.Path())
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Simulate this configuration, not the one it names.")
@click.option("--compare", "draft", type=click.Path(), metavar="DRAFT", help="Draw what this configuration changes.")
@click.option("--sweep", "sweeps", multiple=True, metavar="PARAMETER=VALUES", help="Draw figures against values.")
@click.option("--queue", metavar="QUEUE", help="With --sweep: figures of this queue, not of all calls.")
@click.option("--replications", metavar="N", help="How often all is played.")
@click.option("--seed", metavar="N", help="Where chance begins. [as WORKLOAD says]")
@click.option("--workers", "--jobs", "-j", metavar="N", help="How many processes work on it. [one a processor]")
@click.option("--cluster", metavar="ADDRESS", help="Have a Dask cluster work on it: tcp://host:port of its scheduler.")
@picture_options
@click.pass_context
def command(context: click.Context, /, output: str | None, form: str | None, **typed: Any) -> None:
    """Simulate traffic and draw it; exit with 130 where an interruption cut it short, 1 where its workers went away."""
    check_output(output, form)
    picture, found = _picture(typed)
    deliver(picture, output, form)
    if found.interrupted:
        context.exit(INTERRUPTED)
    if found.cut_short:
        context.exit(GONE)


def _picture(typed: dict[str, Any]) -> tuple[Picture, Simulation | Sweep]:
    """The picture, and what it is of."""
    from routesim.model.index import queue_named
    from routesim.traffic.simulation import simulate
    from routesim.traffic.sweeping import sweep

    parameters = read_sweeps(typed)
    if typed["queue"] is not None and not parameters:
        raise UnusableInput(f"--queue {typed['queue']}: expected a --sweep beside it")
    system, traffic, draft = read_traffic(typed["workload"], typed["pbx"], typed["draft"])
    queue = None if typed["queue"] is None else queue_named(system, typed["queue"]).extension
    traffic, plan = read_plan(traffic, typed)
    with Progress("replications", every=1, timed=True) as progress:
        if parameters:
            swept = sweep(system, traffic, parameters, plan, progress)
            return swept.plot(queue), swept
        found = simulate(system, traffic, plan, draft, progress)
    return found.plot("rows" if draft is None else "compare"), found
