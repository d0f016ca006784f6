"""Differences of many figures at once: what is none is hardly ever shown, what is one is."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

from routesim.model.system import PhoneSystem
from routesim.result.chance import RATE
from routesim.result.simulation import Change
from routesim.traffic.gathering import Key, changes
from routesim.traffic.replication import Trial
from routesim.traffic.tally import Results
from tests.traffic.test_gathering import gathered
from tests.traffic.worlds import LINE, call_centre, workload

REPLICATIONS = 8
BUSY: dict[str, Any] = {
    "duration": "4h",
    "arrivals": [{"to": LINE, "per_hour": 40}, {"to": "101", "per_hour": 2}],
    "talk": {"exponential": 240},
    "patience": {"exponential": 60},
    "people": {"default": {"answers_after": {"exponential": 5}}},
}


def played(system: PhoneSystem, seed: int) -> list[Results]:
    """The figures of some replications."""
    trial = Trial(system, workload(system, **BUSY, seed=seed))
    return [trial.replicate(number) for number in range(REPLICATIONS)]


def compared(applied: list[Results], draft: list[Results]) -> list[Change]:
    return changes(gathered(*applied), gathered(*draft))


def test_a_system_is_hardly_ever_shown_to_differ_from_itself_with_other_callers() -> None:
    results = [played(call_centre(3), seed) for seed in range(41)]
    comparisons = [compared(one, other) for one, other in pairwise(results)]
    varied = [change for found in comparisons for change in found if change.varies]
    outside = sum(change.leaves_out_0 for change in varied)
    assert 0.8 * RATE < outside / len(varied) < 1.2 * RATE
    assert sum(any(change.leaves_out_0 for change in found) for found in comparisons) > len(comparisons) / 2
    assert sum(any(change.shown for change in found) for found in comparisons) <= 2 * RATE * len(comparisons)


def test_an_agent_more_is_shown_to_make_a_difference() -> None:
    for seed in range(5):
        found = {change[:3]: change for change in compared(played(call_centre(3), seed), played(call_centre(4), seed))}
        for metric, sign in (("waited:mean", -1), ("abandoned", -1), ("service_level", 1)):
            change = found["queue", "700", metric]
            assert change.shown
            assert change.difference * sign > 0


def test_what_differs_for_all_calls_is_not_lost_among_hours() -> None:
    random = Random(1)
    applied: Columns = {("hour", f"mon {hour:02}", "in_progress"): _values(random, 0) for hour in range(24)}
    draft: Columns = {key: _values(random, 0) for key in applied}
    for metric in ("waited:mean", "waited:p90"):
        applied["queue", "700", metric] = _values(random, 0)
        draft["queue", "700", metric] = _values(random, 2.5)
    shown = {change[:3] for change in compared(_results(applied), _results(draft)) if change.shown}
    assert shown == {("queue", "700", "waited:mean"), ("queue", "700", "waited:p90")}
    together = [{_of_hours(key): values for key, values in columns.items()} for columns in (applied, draft)]
    assert not any(change.shown for change in compared(*map(_results, together)))


Columns = dict[Key, list[float]]


def _values(random: Random, mean: float) -> list[float]:
    return [random.gauss(mean) for _ in range(4)]


def _results(columns: Columns) -> list[Results]:
    """What each replication says, of which *columns* hold what all say."""
    replications: list[Results] = [{} for _ in range(4)]
    for (kind, name, metric), values in columns.items():
        for results, value in zip(replications, values, strict=True):
            results.setdefault((kind, name), {})[metric] = value
    return replications


def _of_hours(key: Key) -> Key:
    """The same of an hour, where it is of a queue."""
    return key if key[0] == "hour" else ("hour", "tue 00", key[2])
