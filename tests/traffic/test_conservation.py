"""What holds of every replication exactly, in microseconds and whole calls: Little's law, and that no call is lost.

Its figures are held against the records of its calls and of what happened in queues, which are written on another way.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from routesim.model.system import PhoneSystem
from routesim.traffic.callers import Callers
from routesim.traffic.recording import COLUMNS, Records, part_of
from routesim.traffic.replication import Trial
from routesim.traffic.streams import Streams
from routesim.traffic.tally import Results
from tests.traffic.worlds import LINE, OVERFLOW, call_centre, hunt_group, workload

END = 7_200_000_000
Row = dict[str, str]

BUSY = {"talk": {"exponential": 60}, "patience": {"exponential": 50}}
RETRIES = {"wait": {"exponential": 30}, "probability": 0.7}
WORLDS: dict[str, tuple[PhoneSystem, dict[str, Any]]] = {
    "retries": (
        call_centre(3, max_wait=40, ring_busy_agents=False),
        {
            **BUSY,
            "retries": RETRIES,
            "arrivals": [{"to": "700", "per_hour": 300}, {"to": "101", "from": ["102", "103"], "per_hour": 20}],
        },
    ),
    "overflow": (
        call_centre(4, max_wait=25, overflow=OVERFLOW, wrap_up=15),
        {
            **BUSY,
            "people": {"default": {"answers_after": {"never": 0.1, "else": {"exponential": 6}}}},
            "arrivals": [{"to": LINE, "per_hour": 400}],
        },
    ),
    "lines": (hunt_group(3, ring_time=8), {**BUSY, "arrivals": [{"to": "900", "per_hour": 400}]}),
}


class Kept(NamedTuple):
    """The figures of two hours, the records, and how many calls were offered, not counting those who tried again."""

    figures: Results
    calls: list[Row]
    events: list[Row]
    offered: int


def kept(world: str, warm_up: int, folder: Path) -> Kept:
    phones, page = WORLDS[world]
    traffic = workload(phones, duration="2h", warm_up=warm_up, **page)
    records = Records(str(folder / "calls.csv"), str(folder / "events.csv"))
    figures = Trial(phones, traffic, records).replicate(0)
    offered = sum(map(len, Callers(phones, traffic, Streams(traffic.seed, 0)).calls()))
    return Kept(figures, rows(records.calls, "calls"), rows(records.queue_events, "queue_events"), offered)


def rows(path: str | None, table: str) -> list[Row]:
    with part_of(str(path), table, 0).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file, COLUMNS[table])]


def instant(seconds: str) -> int:
    return round(float(seconds) * 1_000_000)


def area(changes: Iterable[tuple[int, int]], start: int, end: int) -> int:
    """What lies between *start* and *end* under the number of those who are there, which changes so at instants."""
    found = there = since = 0
    for now, by in sorted(changes):
        found += there * max(0, min(now, end) - max(since, start))
        there += by
        since = now
    assert there == 0
    return found


each = pytest.mark.parametrize("world", WORLDS)
warm = pytest.mark.parametrize("warm_up", [0, 3600])


@warm
@each
def test_no_call_is_lost_and_none_counted_twice(world: str, warm_up: int, tmp_path: Path) -> None:
    figures, calls, _, offered = kept(world, warm_up, tmp_path)
    again = len(calls) - offered
    assert again > 0 if world == "retries" else again == 0
    assert sorted(int(call["id"]) for call in calls) == [*range(1, len(calls) + 1)]
    counted = Counter(call["outcome"] for call in calls if warm_up * 1_000_000 <= instant(call["at"]) < END)
    whole = figures["system", "all"]
    assert counted.total() == whole["calls"] > 200
    found = {name.removeprefix("share:"): share for name, share in whole.items() if name.startswith("share:")}
    assert {outcome: round(share * counted.total()) for outcome, share in found.items()} == counted
    for kind in ("number", "hour"):
        assert sum(row["calls"] for (one, _), row in figures.items() if one == kind) == counted.total()


@warm
@each
def test_littles_law_holds_exactly(world: str, warm_up: int, tmp_path: Path) -> None:
    """How many calls are in progress over time is how many came, times how long they stayed."""
    figures, calls, _, _ = kept(world, warm_up, tmp_path)
    start = warm_up * 1_000_000
    stays = [(instant(call["at"]), instant(call["ended_at"])) for call in calls]
    stayed = sum(max(0, min(over, END) - max(placed, start)) for placed, over in stays)
    there = area([change for placed, over in stays for change in ((placed, 1), (over, -1))], start, END)
    assert there == stayed
    for kind in ("system", "number"):
        progress = sum(row["in_progress"] for (one, _), row in figures.items() if one == kind)
        assert progress * (END - start) == pytest.approx(stayed, rel=1e-12)


@pytest.mark.parametrize("world", ["retries", "overflow"])
def test_littles_law_holds_of_those_who_wait_in_a_queue(world: str, tmp_path: Path) -> None:
    figures, _, events, _ = kept(world, 0, tmp_path)
    ways = {"entering the queue": 1, "connected to an agent": -1, "caller quit": -1, "exit (timeout)": -1}
    changes = [(instant(event["at"]), ways[event["type"]]) for event in events if event["type"] in ways]
    queue = figures["queue", "700"]
    assert sum(by > 0 for _, by in changes) == queue["calls"]
    waited = area(changes, 0, 100 * END)
    assert queue["waited:mean"] * queue["calls"] * 1_000_000 == pytest.approx(waited, rel=1e-12)
