"""`routesim lists`: numbers, directories and mailboxes, as the console lists them."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from routesim.report.terminal import painter, width, write_bytes, write_lines

NAMES = ("numbers", "directories", "mailboxes")
HELP = """\
Show lists of the phone system PBX as the console has them; without LIST, all of them.

\b
numbers      where each number leads, and where text messages (SMS) to it go
directories  who is listed where, and which receptionists search there
mailboxes    whose they are, whom they notify of a message, how long one may be

\b
Examples:
  routesim lists pbx.yaml
  routesim lists pbx.yaml numbers
  routesim lists pbx.yaml mailboxes --format json | jq -r '.mailboxes[].notifies'
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("list_", metavar="[LIST]", required=False, type=click.Choice(NAMES))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(pbx: str, list_: str | None, form: str) -> None:
    """Show lists of a phone system."""
    from routesim.console.lists_text import PAGES, page_lines
    from routesim.files import load

    system = load(pbx)
    wanted = NAMES if list_ is None else (list_,)
    if form == "json":
        found: dict[str, Any] = {name: [entry._asdict() for entry in PAGES[name].entries(system)] for name in wanted}
        write_bytes([json.dumps({"pbx": system.settings.name, **found}, indent=2), "\n"])
        return
    for place, name in enumerate(wanted):
        if place:
            write_lines([""])
        write_lines(page_lines(system, name, width(sys.stdout), painter(sys.stdout)))
