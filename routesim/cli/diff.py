"""`routesim diff`: the calls that a draft treats differently."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from routesim.errors import together
from routesim.report.progress import Progress
from routesim.report.terminal import full_width, painter, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.model.system import PhoneSystem
    from routesim.result.difference import Difference

HELP = """\
Tell which calls DRAFT treats differently from APPLIED, why, and how they end on either, each with both stories.

Either is a file, or a revision of one that git knows: HEAD~1:pbx.yaml, main:./pbx.yaml, :pbx.yaml (what is staged). A
path behind the colon counts from the top of the repository, or from here where it begins with ./

That no call is treated differently is proven, for every caller, every instant and whatever people do; what could not
be decided is told.

\b
Exits 1 where --exit-code is given and
  some call ends differently, or may do so
  some call waits for another time, with --timing, too
and always where comparing was given up at a bound.

\b
Examples:
  routesim diff pbx.yaml draft.yaml
  routesim diff HEAD~1:pbx.yaml pbx.yaml
  routesim diff pbx.yaml draft.yaml --exit-code && routesim apply draft.yaml pbx.yaml
  routesim diff main:pbx.yaml pbx.yaml --format markdown | gh pr comment --body-file -
"""


@click.command(help=HELP)
@click.argument("applied", type=click.Path())
@click.argument("draft", type=click.Path())
@click.option("--exit-code", "judged", is_flag=True, help="Exit with 1 where a call ends differently.")
@click.option("--timing", is_flag=True, help="With --exit-code: likewise where only a wait changes.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="[text]")
@click.pass_context
def command(context: click.Context, applied: str, draft: str, judged: bool, timing: bool, form: str) -> None:
    """Compare two phone systems."""
    from routesim.exploration import diff

    before, after = load_both(applied, draft)
    with Progress("numbers", every=1) as progress:
        difference = diff(before, after, applied, draft, progress=progress)
    _print(difference, form)
    differs = difference.verdict != "equal" or (timing and bool(difference.changes))
    if not difference.complete or (judged and differs):
        context.exit(1)


def load_both(applied: str, draft: str) -> list[PhoneSystem]:
    """Load two systems, from files or revisions. Raises UnusableInput with what is wrong with either."""
    return together(partial(_load, name) for name in (applied, draft))


def _load(name: str) -> PhoneSystem:
    from routesim.files import examine_bytes, usable
    from routesim.files.revision import read_file_or_revision
    from routesim.files.source import shown_name

    return usable(examine_bytes(read_file_or_revision(name), shown_name(name)))


def _print(difference: Difference, form: str) -> None:
    if form == "json":
        write_bytes([json.dumps(difference.to_dict(), indent=2), "\n"])
    elif form == "markdown":
        from routesim.report.difference_markdown import difference_markdown

        write_bytes(f"{line}\n" for line in difference_markdown(difference))
    else:
        from routesim.result.difference_text import difference_lines

        write_lines(difference_lines(difference, full_width(sys.stdout), painter(sys.stdout)))
