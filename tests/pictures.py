"""The pictures that the README shows: `python -m tests.pictures` draws them anew."""

from __future__ import annotations

from pathlib import Path

import routesim
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.drawing import call_picture, changes_picture
from routesim.plot.picture import Picture
from tests.result.differences import APPLIED, DRAFT

HOUSE = Path(__file__).parents[1]
FOLDER = HOUSE / "docs" / "pictures"
MOST_BYTES = 100_000


def drawn() -> dict[str, Picture]:
    """Every picture, by the name of its file."""
    return {
        "graph.svg": _graph("small-office").plot(),
        "call.svg": _call("staggered-mobiles", "two ring, the second is faster"),
        "way.svg": _way(),
        "queue.svg": routesim.play(_file("support-queue", "calls")).plot("700", _graph("support-queue").system),
        "endings.svg": routesim.explore(_graph("small-office").system).plot(),
        "changes.svg": _changes(),
    }


def _file(scenario: str, what: str) -> Path:
    return HOUSE / "scenarios" / scenario / f"{what}.yaml"


def _graph(scenario: str) -> RoutingGraph:
    return RoutingGraph(routesim.load(_file(scenario, "pbx")))


def _call(scenario: str, id_: str) -> Picture:
    play = routesim.play(_file(scenario, "calls"))
    return call_picture(next(call for call in play.calls if call.id == id_), _graph(scenario))


def _way() -> Picture:
    graph = _graph("small-office")
    call = routesim.call(graph.system, "+3225880101", people={"102": {"answers_after": 6}})
    return graph.plot("+3225880101", call=call)


def _changes() -> Picture:
    return changes_picture(routesim.loads(APPLIED), routesim.loads(DRAFT))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, picture in drawn().items():
        picture.save(FOLDER / name)
