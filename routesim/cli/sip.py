"""`routesim sip`: what a user's phone needs to register."""

from __future__ import annotations

import json
import sys

import click

from routesim.console.sip import SipSettings, sip_lines, sip_record, sip_settings
from routesim.errors import UnusableInput
from routesim.report.terminal import painter, write_bytes, write_lines

HELP = """\
Show what the phone of USER needs to register with the phone system PBX.

USER is an extension or a name, exactly as in the configuration. The password is masked unless --reveal asks for it.

\b
Examples:
  routesim sip pbx.yaml 101
  routesim sip pbx.yaml "Alice Martin" --reveal
  routesim sip pbx.yaml 101 --reveal --format json | jq -r .password
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("user")
@click.option("--reveal", is_flag=True, help="Show the password.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(pbx: str, user: str, reveal: bool, form: str) -> None:
    """Show a user's SIP settings."""
    from routesim.console.user_named import user_named
    from routesim.files import load

    settings = sip_settings(user_named(load(pbx), user), reveal)
    if form == "json":
        write_bytes([json.dumps(sip_record(settings), indent=2), "\n"])
        return
    _check_that_it_shows(settings)
    write_lines(sip_lines(settings, painter(sys.stdout)))


def _check_that_it_shows(settings: SipSettings) -> None:
    """A password that is shown with stand-ins would be a wrong one."""
    if not settings.revealed or settings.password is None or sys.stdout is None:
        return
    try:
        settings.password.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        raise UnusableInput(
            "the password has characters that cannot be shown here, expected --format json or a terminal with UTF-8"
        ) from None
