"""`routesim plot call`: one call on a time axis."""

from __future__ import annotations

from typing import Any

import click

from routesim.cli.call import calls_typed
from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.cli.plotting.placing import call_options

HELP = """\
Place one call to NUMBER on the phone system PBX, and draw which phones ring when: a bar a phone and
device, behind it the window in which it may ring as its slider or ring time is set, who silences whom by taking the
call, and what would have ended the ringing.

NUMBER is an extension or a phone number, as somebody would dial it. People who are not named are idle and never answer.

\b
Examples:
  routesim plot call pbx.yaml 101 --output call.png
  routesim plot call pbx.yaml "+32 2 588 01 01" --person 101=busy --person 102=answers:6 -o call.svg
  routesim plot call pbx.yaml +3225880100 --press 2 --press 101@4 -o call.pdf
"""


@click.command(help=HELP, params=call_options())
@click.argument("pbx", type=click.Path())
@click.argument("number")
@picture_options
def command(pbx: str, output: str | None, form: str | None, **typed: Any) -> None:
    """Play one call and draw it."""
    from routesim.engine import play
    from routesim.files import load

    check_output(output, form)
    system = load(pbx)
    result = play(system, calls_typed(system, typed))
    from routesim.plot.drawing import call_picture

    deliver(call_picture(result.calls[0], system), output, form)
