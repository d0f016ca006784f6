"""`routesim permissions`: the console's menu as a user sees it."""

from __future__ import annotations

import json
import sys

import click

from routesim.report.terminal import painter, width, write_bytes, write_lines

HELP = """\
Show the menu that USER sees in the console of the phone system PBX: each of its pages, and whether the user may not
see (no), see (view) or change (edit) it.

USER is an extension or a name, exactly as in the configuration.

\b
Examples:
  routesim permissions pbx.yaml 101
  routesim permissions pbx.yaml "Alice Martin" --format json | jq -r '.hidden[]'
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("user")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(pbx: str, user: str, form: str) -> None:
    """Show the console's menu as a user sees it."""
    from routesim.console.permissions import menu_lines, menu_of, menu_record
    from routesim.console.user_named import user_named
    from routesim.files import load

    menu = menu_of(user_named(load(pbx), user))
    if form == "json":
        write_bytes([json.dumps(menu_record(menu), indent=2), "\n"])
    else:
        write_lines(menu_lines(menu, width(sys.stdout), painter(sys.stdout)))
