"""`routesim plot graph`: what leads where."""

from __future__ import annotations

from typing import Any

import click

from routesim.cli.call import calls_typed
from routesim.cli.plotting.output import check_output, deliver, picture_options
from routesim.cli.plotting.placing import call_options
from routesim.errors import UnusableInput

HELP = """\
Draw what leads where on the phone system PBX, from left to right: all of it, or from NUMBER on alone.

NUMBER is one of its incoming numbers, however it is spelled, an extension, or a place as `path` names it
(user:101, dial_plan:900/menu). With --call, a call is placed to NUMBER, and its way stands out.

Places stand in columns; --layout graphviz has Graphviz arrange them, which needs pip install 'routesim[graph]'.

\b
Examples:
  routesim plot graph pbx.yaml --output office.svg
  routesim plot graph pbx.yaml "02 588 01 01" -o number.png
  routesim plot graph pbx.yaml 101 --call --person 101=busy --person 102=answers:6 -o way.pdf
"""


@click.command(help=HELP, params=call_options())
@click.argument("pbx", type=click.Path())
@click.argument("number", required=False)
@click.option("--call", "places_call", is_flag=True, help="Place a call to NUMBER and let its way stand out.")
@click.option("--layout", type=click.Choice(["columns", "graphviz"]), default="columns", help="[columns]")
@picture_options
def command(
    pbx: str, number: str | None, places_call: bool, layout: str, output: str | None, form: str | None, **typed: Any
) -> None:
    """Draw the routing graph of a phone system."""
    from routesim.files import load
    from routesim.graph.routing_graph import RoutingGraph

    check_output(output, form)
    given = [value for value in typed.values() if value]
    if places_call and number is None:
        raise UnusableInput("--call: no NUMBER to call, expected one behind PBX")
    if given and not places_call:
        raise UnusableInput("who calls and what people do is asked for with --call only")
    system = load(pbx)
    graph = RoutingGraph(system)
    starts = () if number is None else (graph.find(number),)
    call = None
    if places_call:
        from routesim.engine import play

        call = play(system, calls_typed(system, {**typed, "number": number})).calls[0]
    from routesim.plot.drawing import graph_picture

    deliver(graph_picture(graph, *starts, call=call, layout=layout), output, form)
