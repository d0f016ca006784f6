"""What holds of every replication exactly, in microseconds and whole calls: Little's law, and that no call is lost."""

from __future__ import annotations

from typing import Any

import pytest

from routesim.engine.offered import Offered, OfferedCall
from routesim.model.system import PhoneSystem
from routesim.result.records import QueueEvent
from routesim.traffic.replication import Trial
from routesim.traffic.tally import Results, Tally
from tests.traffic.worlds import LINE, OVERFLOW, call_centre, hunt_group, workload

SECOND = 1_000_000
HOUR = 3600 * SECOND


class Occupied:
    """How many are there, and the area under that number over the time from *start* until *end*."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.there = self.area = self.came = 0
        self._since = 0

    def change(self, by: int, now: int) -> None:
        since, until = max(self._since, self.start), min(now, self.end)
        self.area += self.there * max(0, until - since)
        self.there += by
        self.came += max(by, 0)
        self._since = now


class Ledger(Tally):
    """A tally that also keeps account naively: it counts who is there, and writes down every call."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.calls = Occupied(self.start, self.end)
        self.waiting = Occupied(0, 1000 * HOUR)
        self.stays: dict[str, tuple[int, int]] = {}

    def arrived(self, call: OfferedCall, now: int) -> None:
        self.calls.change(1, now)
        super().arrived(call, now)

    def ended(self, call: OfferedCall, now: int) -> Offered | None:
        assert call.id not in self.stays
        self.stays[call.id] = (call.placed, now)
        self.calls.change(-1, now)
        return super().ended(call, now)

    def queue_event(self, event: QueueEvent) -> None:
        if event.type == "entering the queue":
            self.waiting.change(1, round(event.at * SECOND))
        elif event.type in ("connected to an agent", "caller quit", "exit (timeout)", "exit (no agent connected)"):
            self.waiting.change(-1, round(event.at * SECOND))
        super().queue_event(event)


RETRIES = {"wait": {"exponential": 30}, "probability": 0.7}
BUSY = {"talk": {"exponential": 60}, "patience": {"exponential": 50}}
WORLDS: list[tuple[PhoneSystem, dict[str, Any]]] = [
    (
        call_centre(3, max_wait=40, ring_busy_agents=False),
        {
            **BUSY,
            "retries": RETRIES,
            "arrivals": [{"to": "700", "per_hour": 300}, {"to": "101", "from": "internal", "per_hour": 20}],
        },
    ),
    (
        call_centre(4, max_wait=25, overflow=OVERFLOW, wrap_up=15),
        {
            **BUSY,
            "people": {"default": {"answers_after": {"never": 0.1, "else": {"exponential": 6}}}},
            "arrivals": [{"to": LINE, "per_hour": 400}],
        },
    ),
    (hunt_group(3, ring_time=8), {**BUSY, "arrivals": [{"to": "900", "per_hour": 400}], "retries": RETRIES}),
]


def kept(world: int, warm_up: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Ledger, Results]:
    """A ledger of two hours in a world, and the figures."""
    ledgers: list[Ledger] = []

    def ledger(*args: Any) -> Ledger:
        ledgers.append(Ledger(*args))
        return ledgers[-1]

    monkeypatch.setattr("routesim.traffic.replication.Tally", ledger)
    phones, page = WORLDS[world]
    found = Trial(phones, workload(phones, duration="2h", warm_up=warm_up, **page)).replicate(0)
    return ledgers[0], found


@pytest.mark.parametrize("warm_up", [0, 3600])
@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_no_call_is_lost_and_none_counted_twice(world: int, warm_up: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tally, found = kept(world, warm_up, monkeypatch)
    assert tally.offered == tally.over == len(tally.stays) == tally.calls.came > 500
    assert tally.calls.there == tally.waiting.there == 0
    counted = sum(1 for placed, _ in tally.stays.values() if tally.start <= placed < tally.end)
    for kind in ("number", "hour"):
        assert sum(figures["calls"] for (one, _), figures in found.items() if one == kind) == counted
    assert found["system", "all"]["calls"] == counted
    for account in tally.numbers.values():
        assert sum(account.outcomes.values()) == account.waits.count


@pytest.mark.parametrize("warm_up", [0, 3600])
@pytest.mark.parametrize("world", range(len(WORLDS)))
def test_littles_law_holds_exactly(world: int, warm_up: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of calls over time is their rate times their stay, however it is added up, to the microsecond."""
    tally, found = kept(world, warm_up, monkeypatch)
    stays = sum(max(0, min(end, tally.end) - max(placed, tally.start)) for placed, end in tally.stays.values())
    assert tally.calls.area == stays
    assert sum(account.busy for account in tally.numbers.values()) == stays
    assert sum(account.busy for account in tally.week.accounts.values()) == stays
    whole = found["system", "all"]
    assert whole["in_progress"] * (tally.end - tally.start) == pytest.approx(stays, rel=1e-12)


@pytest.mark.parametrize("world", range(2))
def test_littles_law_holds_of_those_who_wait_in_a_queue(world: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tally, found = kept(world, 0, monkeypatch)
    queue = tally.queues["700"]
    assert queue.waits.total == tally.waiting.area > 0
    assert queue.waits.count == found["queue", "700"]["calls"] == tally.waiting.came
