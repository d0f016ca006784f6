"""`routesim simulate`: many days of traffic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routesim.cli.traffic import FORMATS, read_sweeps, write_traffic
from routesim.errors import Problem, UnusableInput
from routesim.report.progress import Progress

if TYPE_CHECKING:
    from routesim.model.system import PhoneSystem
    from routesim.model.workload import Workload
    from routesim.result.simulation import Simulation
    from routesim.result.sweep import Sweep
    from routesim.traffic.recording import Records
    from routesim.traffic.simulation import Plan

GONE = 1
INTERRUPTED = 130
HELP = """\
Simulate the traffic of the file WORKLOAD: days of calls, played many times over with other chances, and what came of
them, for each number, queue, user and hour of the week, with 95% confidence intervals.

Waits are those of all callers, answered or not; in a queue they begin as it is joined. `wait s` is the mean, and nine
in ten wait no longer than `90% s`. Answered `in 20 s` are those who wait no longer than the workload's `service_level`.
Lines are `occupied` for so much of the time in which their phones are online.

The same seed gives the same bytes, whoever works on it and however many. With --compare the same callers, with the
same luck, call another configuration, too, and the differences are told.

Of a few hundred differences some leave out 0 by chance. So those are told that are more than chance when all are judged
together, hours apart (paired t-tests, by the procedure of Benjamini and Hochberg): 1 in 20 of these, at most and on
average, is none. With --format csv, `difference` stands beside each figure, with its own 95% interval from
`difference_low` to `difference_high`, `p`, how probable it is by chance alone, and whether it is `shown` to be more.

With --sweep, everything is simulated with each of some values of any setting in the configuration: users, queues and
the like by extension or name, lists in brackets; queues[Support].agents is how many agents there are. Given several
times, every combination is simulated.

With --records every call is written to a file, row by row: where two configurations are compared, those of both, and
the column `system` says whether it is the `applied` one or the `draft`; the same caller calls `at` the same instant.
Such a file replaces one of the same name once all is written; what an interruption leaves stands beside it.

What is done is told after Ctrl-C, too (exit 130), and after a cluster has gone away (exit 1). A cluster is one of
Dask, with the same routesim on all its machines: `dask scheduler` on one, `dask worker tcp://HOST:8786` on each.
One that expects certificates is at tls://HOST:8786; Dask's own configuration names them (distributed.comm.tls), or the
environment: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, and ..._TLS__CLIENT__CERT and ..._TLS__CLIENT__KEY.

\b
Examples:
  routesim simulate workload.yaml
  routesim simulate workload.yaml --replications 50 --workers 4
  routesim simulate workload.yaml --until 0.01
  routesim simulate workload.yaml --compare draft.yaml
  routesim simulate workload.yaml --sweep "users[101].ring_time=10,15,20,25"
  routesim simulate workload.yaml --sweep "queues[700].agents=2,3,4" --sweep "queues[700].max_wait=60,120"
  routesim simulate workload.yaml --format csv > figures.csv
  routesim simulate workload.yaml --format html > week.html
  routesim simulate workload.yaml --records calls.csv --queue-events events.csv
  routesim simulate workload.yaml --until 0.001 --resume done.jsonl
  routesim simulate workload.yaml --until 0.001 --cluster tcp://127.0.0.1:8786
"""


@click.command(help=HELP)
@click.argument("workload", type=click.Path())
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Simulate this configuration, not the one it names.")
@click.option("--compare", "draft", type=click.Path(), metavar="DRAFT", help="Tell what this configuration changes.")
@click.option(
    "--sweep", "sweeps", multiple=True, metavar="PARAMETER=VALUES", help="Simulate with each value; see above."
)
@click.option("--replications", metavar="N", help="How often all is played; with --until, at most: 5 or more.")
@click.option("--until", metavar="SHARE", help="Stop when every share is known to within so much: 0.01 is 1%.")
@click.option("--seed", metavar="N", help="Where chance begins. [as WORKLOAD says]")
@click.option("--workers", "--jobs", "-j", metavar="N", help="How many processes work on it. [one a processor]")
@click.option("--cluster", metavar="ADDRESS", help="Have the Dask cluster at tcp://HOST:PORT (or tls://) work on it.")
@click.option("--records", type=click.Path(), metavar="FILE", help="Write every call: .csv, .parquet, .sqlite or .db.")
@click.option("--queue-events", type=click.Path(), metavar="FILE", help="Write every event in a queue likewise.")
@click.option("--resume", type=click.Path(), metavar="FILE", help="Keep what is done in FILE, and go on from there.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="[text]")
@click.pass_context
def command(context: click.Context, /, workload: str, pbx: str | None, form: str, **typed: Any) -> None:
    """Simulate traffic; exit with 130 where an interruption cut it short, 1 where its workers went away."""
    from routesim.traffic.simulation import simulate
    from routesim.traffic.sweeping import sweep

    parameters = read_sweeps(typed)
    system, traffic, other = read_traffic(workload, pbx, typed["draft"])
    traffic, plan = read_plan(traffic, {**typed, "workload": workload})
    with Progress("replications", every=1, timed=True) as progress:
        found: Simulation | Sweep
        if parameters:
            found = sweep(system, traffic, parameters, plan, progress)
        else:
            found = simulate(system, traffic, plan, other, progress)
    write_traffic(found, form)
    if found.interrupted:
        context.exit(INTERRUPTED)
    if found.cut_short:
        context.exit(GONE)


def read_traffic(workload: str, pbx: str | None, draft: str | None) -> tuple[PhoneSystem, Workload, PhoneSystem | None]:
    """The files. Raises UnusableInput with all that is wrong with any of them."""
    from routesim.files.loading import load
    from routesim.files.workloads import load_workload

    problems: list[Problem] = []
    other = None
    try:
        system, traffic = load_workload(workload, pbx)
    except UnusableInput as error:
        problems += error.problems
    try:
        if draft is not None:
            load_workload(workload, draft)
            other = load(draft)
    except UnusableInput as error:
        told = {_place(problem) for problem in problems}
        alone = [problem for problem in error.problems if _place(problem) not in told]
        problems += [
            replace(problem, message=f"with {draft}, {problem.message}") if problem.file == workload else problem
            for problem in alone
        ]
    if problems:
        raise UnusableInput(problems)
    return system, traffic, other


def _place(problem: Problem) -> tuple[str, int, int, str]:
    """Where a problem is, or what it is; with another configuration other names are nearest to a wrong one."""
    return problem.file, problem.line, problem.column, "" if problem.line else problem.message


_LIMITS = {"replications": (1, 100_000), "workers": (1, 1024), "seed": (0, 2**63 - 1)}


def read_plan(workload: Workload, typed: dict[str, Any]) -> tuple[Workload, Plan]:
    """What was typed, read. Raises UnusableInput with everything that is wrong with it."""
    from routesim.traffic.recording import Records
    from routesim.traffic.simulation import Plan

    records = Records(typed.get("records"), typed.get("queue_events"))
    problems = [*_file_problems(records, workload, typed)]
    numbers = _read_numbers(typed, problems)
    problems += _other_problems(typed)
    if problems:
        raise UnusableInput(problems)
    if numbers["seed"] is not None:
        workload = workload.model_copy(update={"seed": numbers["seed"]})
    until = typed.get("until")
    return workload, Plan(
        numbers["replications"],
        None if until is None else float(until),
        numbers["workers"],
        records=records if records.paths else None,
        resume=typed.get("resume"),
        cluster=typed.get("cluster"),
    )


def _read_numbers(typed: dict[str, Any], problems: list[Problem]) -> dict[str, int | None]:
    """The whole numbers that were typed; what is wrong with them is added to *problems*."""
    from routesim.model.scalars import whole_between

    numbers: dict[str, int | None] = dict.fromkeys(_LIMITS)
    for option, limits in _LIMITS.items():
        try:
            if typed[option] is not None:
                numbers[option] = whole_between(*limits).read(typed[option])
        except ValueError as error:
            problems.append(Problem("RS000", f"--{option} {typed[option]}: {error}"))
    return numbers


def _other_problems(typed: dict[str, Any]) -> Iterator[Problem]:
    if typed.get("cluster") is not None and typed["workers"] is not None:
        why = "a cluster has workers of its own, expected no --cluster"
        yield Problem("RS000", f"--workers {typed['workers']}: {why}")
    until = typed.get("until")
    if until is not None and not (re.fullmatch(r"0?\.[0-9]+", until) and float(until) > 0):
        yield Problem("RS000", f"--until {until}: expected a share between 0 and 1, such as 0.01")


def _file_problems(records: Records, workload: Workload, typed: dict[str, Any]) -> Iterator[Problem]:
    from routesim.files.workloads import files_read
    from routesim.traffic.archive import unfit

    options = {option: f"--{option.replace('_', '-')} {typed.get(option)}" for option in ("records", "queue_events")}
    for option, why in unfit(records):
        yield Problem("RS000", f"{options[option]}: {why}")
    written = {option: typed[option] for option in options if typed.get(option) is not None}
    read = {file.resolve() for file in files_read(workload, Path(typed["workload"]).parent)} if written else ()
    for option, path in written.items():
        if typed["resume"] is not None:
            yield Problem("RS000", f"{options[option]}: what is done keeps figures only, expected no --resume")
        if Path(path).resolve() in read:
            yield Problem("RS000", f"{options[option]}: {typed['workload']} takes from this file, expected another")
