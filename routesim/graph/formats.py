"""The routing graph for other programs: JSON with everything in it, Mermaid and Graphviz as pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from routesim.graph.parts import Edge, Node, NodeKind


class Arrow(NamedTuple):
    """One arrow of a picture: all edges between two nodes that are alike in being active."""

    source: str
    target: str
    active: bool
    label: str


def as_json(pbx: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Nodes and edges with all their attributes; a node's `id` is its name in a call record's path."""
    document = {"pbx": pbx, "nodes": list(map(_node_record, nodes)), "edges": [edge._asdict() for edge in edges]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _node_record(node: Node) -> dict[str, Any]:
    return {"id": node.name, "kind": node.kind, "label": node.label, **node.settings}


def arrows(edges: Sequence[Edge]) -> Iterator[Arrow]:
    """The arrows of a picture, in the order of their first edges."""
    labels: dict[tuple[str, str, bool], dict[str, None]] = {}
    for edge in edges:
        labels.setdefault((edge.source, edge.target, edge.active), {})[edge.words] = None
    return (Arrow(*ends, ", ".join(words)) for ends, words in labels.items())


_MERMAID_SHAPES: dict[NodeKind, tuple[str, str]] = {
    "number": ("([", "])"),
    "user": ("[", "]"),
    "forwarding": ("{{", "}}"),
    "follow_me": ("{{", "}}"),
    "mailbox": ("[(", ")]"),
    "external": ("[/", "/]"),
    "queue": ("[[", "]]"),
    "conference": ("((", "))"),
    "dial_plan": ("[[", "]]"),
    "element": ("(", ")"),
    "login": (">", "]"),
    "logout": (">", "]"),
    "outcome": ("(((", ")))"),
}

_MERMAID_MARKUP = re.compile(r"(?!\N{EN DASH})[\W_](?<![ ,:()'/])(?<![+.-](?=\w))")
"""All but letters, digits and a little punctuation that can begin neither markup nor a list."""


def as_mermaid(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """A Mermaid flowchart; what no call can take at present is dotted."""
    numbered = {node.name: f"n{place}" for place, node in enumerate(nodes)}
    lines = ["flowchart LR"]
    for node in nodes:
        opening, closing = _MERMAID_SHAPES[node.kind]
        lines.append(f'    {numbered[node.name]}{opening}"{_mermaid_text(node.label)}"{closing}')
    for arrow in arrows(edges):
        line = "-->" if arrow.active else "-.->"
        label = _mermaid_text(arrow.label)
        lines.append(f'    {numbered[arrow.source]} {line}|"{label}"| {numbered[arrow.target]}')
    return "\n".join(lines)


def _mermaid_text(text: str) -> str:
    """Write what could be markup as Mermaid's `#43;`."""
    return _MERMAID_MARKUP.sub(lambda match: f"#{ord(match[0])};", text)


_DOT_SHAPES: dict[NodeKind, str] = {
    "number": "shape=cds",
    "user": "shape=box",
    "forwarding": "shape=hexagon",
    "follow_me": "shape=hexagon",
    "mailbox": "shape=cylinder",
    "external": "shape=parallelogram",
    "queue": "shape=box3d",
    "conference": "shape=octagon",
    "dial_plan": "shape=folder",
    "element": 'shape=box, style="rounded"',
    "login": "shape=note",
    "logout": "shape=note",
    "outcome": "shape=oval, peripheries=2",
}


def as_dot(pbx: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """A Graphviz digraph, left to right; what no call can take at present is dashed."""
    lines = [f"digraph {_dot_text(pbx)} {{", "    rankdir=LR;", '    node [fontname="sans-serif"];']
    lines.append('    edge [fontname="sans-serif"];')
    for node in nodes:
        lines.append(f"    {_dot_text(node.name)} [label={_dot_text(node.label)}, {_DOT_SHAPES[node.kind]}];")
    for arrow in arrows(edges):
        style = "" if arrow.active else ', style="dashed"'
        ends = f"{_dot_text(arrow.source)} -> {_dot_text(arrow.target)}"
        lines.append(f"    {ends} [label={_dot_text(arrow.label)}{style}];")
    return "\n".join([*lines, "}"])


def _dot_text(text: str) -> str:
    """Quote *text* so that Graphviz shows it as it is: no escape sequences, no entities, no HTML."""
    return '"' + text.replace("\\", "\\\\").replace("&", "&amp;").replace('"', '\\"') + '"'
