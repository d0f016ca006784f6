"""`routesim graph`: what leads where."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import click

from routesim.errors import UnusableInput
from routesim.report.terminal import is_terminal, painter, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.graph.routing_graph import RoutingGraph

HELP = """\
Show what leads where on the phone system PBX: from every incoming number, or from NUMBER alone.

NUMBER is one of its incoming numbers, however it is spelled, an extension, or a place as `path` names it
(user:101, dial_plan:900/menu). The tree expands everything once; what no number leads to stands at its end.

\b
Examples:
  routesim graph pbx.yaml
  routesim graph pbx.yaml "02 588 01 01"
  routesim graph pbx.yaml --format dot | dot -Tsvg > pbx.svg
  routesim graph pbx.yaml 900 --format mermaid
  routesim graph pbx.yaml --output pbx.svg
  routesim graph pbx.yaml --format json | jq -r '.edges[] | select(.kind == "open_exit") | .source'
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("number", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json", "mermaid", "dot"]), default="text", help="[text]")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Draw a picture: .png, .svg or .pdf.")
def command(pbx: str, number: str | None, form: str, output: str | None) -> None:
    """Show the routing graph of a phone system."""
    from routesim.files import load
    from routesim.graph.routing_graph import RoutingGraph

    if output is not None:
        from routesim.cli.plotting.output import check_output

        check_output(output, None)
        if form != "text":
            raise UnusableInput(f"--format {form} is written to the standard output, and --output draws a picture")
    graph = RoutingGraph(load(pbx))
    gc.freeze()  # all that is loaded stays until the end: a tree of 10,000 users takes half the time
    starts = () if number is None else (graph.find(number),)
    if output is not None:
        from routesim.cli.plotting.output import deliver

        deliver(graph.plot(*starts), output, None)
        return
    if form == "text":
        _print_tree(graph, starts)
    else:
        write_bytes([_document(graph, starts, form), "\n"])


def _print_tree(graph: RoutingGraph, starts: tuple[str, ...]) -> None:
    from routesim.graph.tree import tree_lines

    columns = width(sys.stdout) if is_terminal(sys.stdout) else None
    write_lines(tree_lines(graph, starts, columns, not _draws_lines(), painter(sys.stdout)))


def _draws_lines() -> bool:
    """Whether what reads the output knows the characters that trees are drawn with."""
    from routesim.graph.layout import UNICODE

    try:
        "".join(UNICODE).encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _document(graph: RoutingGraph, starts: tuple[str, ...], form: str) -> str:
    from routesim.graph.formats import as_dot, as_json, as_mermaid

    name = graph.system.settings.name
    nodes, edges = graph.part(*starts) if starts else (graph.nodes, graph.edges)
    match form:
        case "json":
            return as_json(name, nodes, edges)
        case "dot":
            return as_dot(name, nodes, edges)
    return as_mermaid(nodes, edges)
