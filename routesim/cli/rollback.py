"""`routesim rollback`: an earlier version takes effect again."""

from __future__ import annotations

import click

HELP = """\
Put VERSION of APPLIED in force again: by default, the one before the present one (or the last one, if APPLIED has been
changed by hand since). It becomes a new version, so that this, too, can be undone.

You see which calls will be treated differently, and are asked. What was in force once is not checked again.

\b
Examples:
  routesim rollback pbx.yaml
  routesim rollback pbx.yaml 3
  routesim rollback pbx.yaml 3 --as alice --yes
"""


@click.command(help=HELP)
@click.argument("applied", type=click.Path())
@click.argument("version", type=click.IntRange(1), required=False)
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@click.option("--as", "user", metavar="USER", help="Who goes back (extension or portal user name): needs the right.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@click.pass_context
def command(context: click.Context, applied: str, version: int | None, yes: bool, user: str | None, form: str) -> None:
    """Go back to an earlier version."""
    from routesim.applying import Terms, roll_back
    from routesim.cli.confirming import Confirmation
    from routesim.exploration import diff

    confirmation = Confirmation("Put it in force again?", yes, form)
    terms = Terms(diff, confirmation.confirm, user)
    confirmation.carry_out(context, lambda: roll_back(applied, terms, version), applied)
