"""`routesim apply`: a draft takes effect."""

from __future__ import annotations

import click

HELP = """\
Put the configuration DRAFT in force as APPLIED, if nothing speaks against it and you confirm it.

First DRAFT is checked; its properties are explored; calls with an expectation are played, from --calls FILE or else
from calls.yaml and *.calls.yaml beside DRAFT (those that name another configuration are left out). Any of these can
stop it. Then you see which calls will be treated differently, and are asked.

APPLIED is replaced at one stroke: at any instant the old file or the new one is there, whole. A link stays a link, and
the file behind it is replaced. What was in force is kept in a folder beside it (.APPLIED.history), for those who may
read APPLIED; see routesim history and routesim rollback.

Exits 1 where DRAFT was stopped or not confirmed, or USER may not apply; 2 where a file cannot be used, APPLIED was
changed meanwhile, or somebody else is applying.

\b
Examples:
  routesim apply draft.yaml pbx.yaml
  routesim apply draft.yaml pbx.yaml --as alice
  routesim apply pbx.yaml /srv/pbx/pbx.yaml --calls calls.yaml --yes
"""


@click.command(help=HELP)
@click.argument("draft", type=click.Path())
@click.argument("applied", type=click.Path())
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@click.option("--as", "user", metavar="USER", help="Who applies (extension or portal user name): needs the right.")
@click.option("--calls", multiple=True, type=click.Path(), metavar="FILE", help="Calls that must end as expected.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@click.pass_context
def command(
    context: click.Context, draft: str, applied: str, yes: bool, user: str | None, calls: tuple[str, ...], form: str
) -> None:
    """Put a draft in force."""
    from routesim.applying import Terms, apply_draft
    from routesim.cli.confirming import Confirmation
    from routesim.exploration import diff, explore
    from routesim.files.source import shown_name

    confirmation = Confirmation(f"Put {shown_name(draft)} in force as {shown_name(applied)}?", yes, form)
    terms = Terms(diff, confirmation.confirm, user)
    confirmation.carry_out(context, lambda: apply_draft(draft, applied, terms, explore, calls), applied)
