"""The routing graph as a tree to read: every node expanded once, loops told, nothing recursive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from routesim.graph.layout import ASCII, UNICODE, Piece, set_line
from routesim.graph.outline import Outline, Way
from routesim.graph.unled import unled_lines
from routesim.graph.walk import Arrival, Position
from routesim.result.painting import Painter, plain

if TYPE_CHECKING:
    from routesim.graph.routing_graph import RoutingGraph

DEEPEST = 42
"""The columns of guides from which on a node is expanded further down, from the left margin again."""


class _Expansion(NamedTuple):
    """How a node was expanded; *cut* where some forward below it was beyond `max_forwards`."""

    here: Position
    cut: bool = False

    def covers(self, there: Position) -> bool:
        """Whether a call that comes as *there* has no way on that was not shown."""
        return self.here.arrival >= there.arrival and not (self.cut and there.forwards < self.here.forwards)


class _Branch(NamedTuple):
    """A line still to be set: *way*, with the guides that stand before it and before what is below it."""

    way: Way
    guide: str
    below: str


class _End(NamedTuple):
    """The end of what is below a node."""

    name: str


class _Tree:
    """Sets the tree line by line, on a stack of its own."""

    def __init__(self, graph: RoutingGraph, width: int | None, ascii_only: bool, paint: Painter) -> None:
        self._outline = Outline(graph)
        self._limit = graph.terms.max_forwards
        self._width = width
        self._symbols = ASCII if ascii_only else UNICODE
        self._paint = paint
        self._stack: list[_Branch | _End] = []
        self._open: dict[str, bool] = {}
        self._expanded: dict[str, _Expansion] = {}
        self._homes: frozenset[str] = frozenset()
        self._later: dict[str, Position] = {}

    def lines(self, roots: tuple[str, ...]) -> Iterator[str]:
        """The trees of *roots*, then of what would have stood too far to the right."""
        self._homes = frozenset(way.target for root in roots for way in self._outline.ways(Position(root)))
        tall = False
        for root in roots:
            lines = list(self._root(Position(root)))
            if root != roots[0] and (tall or len(lines) > 1):
                yield ""
            tall = len(lines) > 1
            yield from lines
        while self._later:
            here = self._later.pop(next(iter(self._later)))
            del self._expanded[here.node]
            yield ""
            yield from self._root(here, "continued: ")

    def _root(self, here: Position, title: str = "") -> Iterator[str]:
        label = self._outline.node(here.node).label
        pieces = [Piece(title, "faint")] if title else []
        pieces += [Piece(self._drawn(label), "title"), *self._arrive(here, "")]
        yield from self._set("", "    ", pieces)
        while self._stack:
            step = self._stack.pop()
            if isinstance(step, _End):
                self._close(step.name)
            else:
                yield from self._branch(step)

    def _branch(self, branch: _Branch) -> Iterator[str]:
        way = branch.way
        pieces = [Piece(self._drawn(way.words), "ringing")]
        if not self._outline.is_plan(way.target):
            pieces.append(self._arrow_to(way))
        if way.there is None:
            self._cut_short()
            pieces.append(Piece(f", not rung: over {self._limit} forwards deep (rule 5.7)", "faint"))
        else:
            pieces += self._arrive(way.there, branch.below, way.edges[0].source)
        yield from self._set(branch.guide, branch.below + "    ", pieces)

    def _arrive(self, there: Position, below: str, source: str = "") -> Iterator[Piece]:
        """What to add on a node's line, as where its expansion is; else what is below it goes on the stack.

        A single way that needs no words goes on the line too. Without a *source* the line begins a tree.
        """
        while ways := self._outline.ways(there):
            only = ways[0] if len(ways) == 1 and ways[0].unspoken else None
            if only and only.there and not self._outline.ways(only.there):
                yield self._arrow_to(only)
                return
            note = "" if self._outline.is_plan(there.node) else self._elsewhere(there, below, source)
            if note:
                yield Piece(note, "faint")
                return
            self._expanded[there.node] = _Expansion(there)
            self._open[there.node] = False
            self._stack.append(_End(there.node))
            if only is None or only.there is None:
                self._push(ways, below)
                return
            yield self._arrow_to(only)
            there = only.there

    def _push(self, ways: list[Way], below: str) -> None:
        symbols = self._symbols
        branches = [_Branch(way, below + symbols.branch, below + symbols.beside) for way in ways[:-1]]
        branches.append(_Branch(ways[-1], below + symbols.last, below + symbols.below))
        self._stack.extend(reversed(branches))

    def _elsewhere(self, there: Position, below: str, source: str) -> str:
        """Where the expansion of a node is that is not expanded here; empty where it is to be."""
        back = self._symbols.back
        if there.node in self._open:
            return f" {back} rings its line only (rule 5.6)" if there.arrival is Arrival.FORWARDED else f" {back} again"
        shown, known = Arrival.DIALLED, self._expanded.get(there.node)
        if known and known.covers(there):
            if known.cut:
                self._cut_short()
            shown, place = known.here.arrival, "below" if there.node in self._later else "above"
        elif there.node in self._homes and source:
            place = "below"
        elif len(below) >= DEEPEST:
            self._later[there.node], self._expanded[there.node] = there, _Expansion(there)
            shown, place = there.arrival, "below"
        else:
            return ""
        alike = shown is there.arrival or self._outline.keeps_its_voicemail(there)
        voicemail = "" if alike else " (here without its voicemail)"
        loop = f" {back} in a loop" if self._outline.is_loop(source, there.node) else ""
        return f"{loop}, see {place}{voicemail}"

    def _cut_short(self) -> None:
        if self._open:
            self._open[next(reversed(self._open))] = True

    def _close(self, name: str) -> None:
        if self._open.pop(name):
            self._expanded[name] = self._expanded[name]._replace(cut=True)
            self._cut_short()

    def _arrow_to(self, way: Way) -> Piece:
        symbols, failed = self._symbols, way.edges[0].kind in ("fail", "open_exit", "overflow")
        label = self._drawn(self._outline.node(way.target).label)
        if failed and way.target.startswith("outcome:"):
            open_exit = " (open exit)" if way.edges[0].kind == "open_exit" else ""
            return Piece(f" {symbols.arrow} {symbols.fails} {label}{open_exit}", "warn")
        return Piece(f" {symbols.arrow} {label}")

    def _drawn(self, text: str) -> str:
        return text.replace(UNICODE.dash, self._symbols.dash)

    def _set(self, guide: str, below: str, pieces: list[Piece]) -> list[str]:
        return set_line(guide, below, pieces, self._width, self._paint)


def tree_lines(
    graph: RoutingGraph,
    roots: tuple[str, ...] = (),
    width: int | None = None,
    ascii_only: bool = False,
    paint: Painter = plain,
) -> Iterator[str]:
    """The lines of *graph*'s tree from *roots*, or from every incoming number and then what none of them leads to.

    Raises KeyError where a root is no node.
    """
    tree = _Tree(graph, width, ascii_only, paint)
    if roots:
        yield from tree.lines(roots)
        return
    numbers = tuple(node.name for node in graph.nodes if node.kind == "number")
    yield from tree.lines(numbers)
    yield from unled_lines(graph, numbers, width)
