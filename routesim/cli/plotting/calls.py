"""`routesim plot CALLS`: the timelines of a file's calls."""

from __future__ import annotations

from collections.abc import Sequence

import click

from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.errors import Problem, UnusableInput
from routesim.report.progress import Progress
from routesim.result.records import CallRecord

HELP = """\
Play the calls of the file CALLS and draw their timelines, one beneath the other: a bar a phone and device, behind it
the window in which it may ring as its slider or ring time is set.

Exits with 1 when a call that is drawn did not end as its `expect` says.

\b
Examples:
  routesim plot calls.yaml --output calls.png
  routesim plot calls.yaml --call "nobody answers" -o call.svg
  routesim plot calls.yaml --pbx draft.yaml -o draft.pdf
"""


@click.command(help=HELP)
@click.argument("calls", type=click.Path())
@click.option("--pbx", type=click.Path(), metavar="OTHER", help="Play on this configuration, not the one CALLS names.")
@click.option("--call", "ids", multiple=True, metavar="ID", help="Draw this call; may be given several times. [all]")
@picture_options
@click.pass_context
def command(
    context: click.Context, calls: str, pbx: str | None, ids: tuple[str, ...], output: str | None, form: str | None
) -> None:
    """Play a file of calls and draw them; exit with 1 when one did not end as expected."""
    from routesim.engine import play
    from routesim.files import load_calls

    check_output(output, form)
    system, placed = load_calls(calls, pbx)
    with Progress() as progress:
        result = play(system, placed, progress)
    records = _chosen(result.calls, ids)
    from routesim.plot.drawing import calls_picture

    deliver(calls_picture(records, system), output, form)
    if not all(record.expectation is None or record.expectation.met for record in records):
        context.exit(1)


def _chosen(records: Sequence[CallRecord], ids: Sequence[str]) -> Sequence[CallRecord]:
    """The calls of those *ids*, all for none. Raises UnusableInput with every one that there is not."""
    from routesim.model.nearest import Names
    from routesim.plot.drawing import MOST_CALLS

    known = Names([record.id for record in records])
    wrong = [Problem("RS000", f"--call {id_}: no call has this id{known.hint(id_)}") for id_ in ids if id_ not in known]
    if wrong:
        raise UnusableInput(wrong)
    chosen = [record for record in records if not ids or record.id in ids]
    if len(chosen) > MOST_CALLS:
        what = f"{len(chosen):,} calls, and {MOST_CALLS} are the most whose timelines make a picture"
        raise UnusableInput(f"{what}: choose with --call ID, or see where all end with routesim plot endings")
    return chosen
