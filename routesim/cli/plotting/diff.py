"""`routesim plot diff`: what a draft changes."""

from __future__ import annotations

import click

from routesim.cli.diff import load_both
from routesim.cli.plotting.output import check_output, deliver, picture_options

HELP = """\
Draw what DRAFT changes: the routing graph with what it adds, removes and changes marked; of a large system, only what
changes and what stands next to it. With --calls, a line for each kind of call that is treated differently, and how it
ends on either side, as `routesim diff` tells.

Either is a file, or a revision of one that git knows, such as HEAD~1:pbx.yaml.

\b
Examples:
  routesim plot diff pbx.yaml draft.yaml --output changes.svg
  routesim plot diff HEAD~1:pbx.yaml pbx.yaml -o changes.png
  routesim plot diff pbx.yaml draft.yaml --calls -o calls.pdf
"""


@click.command(help=HELP)
@click.argument("applied", type=click.Path())
@click.argument("draft", type=click.Path())
@click.option("--calls", "by_call", is_flag=True, help="Draw the calls that are treated differently, not the graph.")
@picture_options
def command(applied: str, draft: str, by_call: bool, output: str | None, form: str | None) -> None:
    """Draw what a draft changes."""
    check_output(output, form)
    before, after = load_both(applied, draft)
    from routesim.plot.drawing import changes_picture, difference_picture

    if by_call:
        from routesim.exploration import diff

        difference = diff(before, after, applied, draft)
        picture = difference_picture(difference)
    else:
        picture = changes_picture(before, after)
    deliver(picture, output, form)
