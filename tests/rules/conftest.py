"""Play a smallest world and read its log in a few words; both players are held to what is expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from routesim import engine
from routesim.result.records import CallRecord
from tests import oracle
from tests.worlds import calls_of, system_of


@dataclass(frozen=True)
class Log:
    """What came of a call. *end* reads `answered by 102 at 26 until 86` or `busy (reason) at 20`."""

    end: str
    rang: list[str]
    path: str
    caller_id: str
    recorded: bool
    transfers: list[str]


Play = Callable[[str, str], list[Log]]


@pytest.fixture(params=["engine", "oracle"])
def play(request: pytest.FixtureRequest) -> Play:
    """Play calls on a system, both given as YAML text, and return a log for each call."""

    def by_engine(pbx: str, calls: str) -> list[Log]:
        return [log(plain(record)) for record in engine.play(system_of(pbx), calls_of(calls)).calls]

    def by_oracle(pbx: str, calls: str) -> list[Log]:
        return [log(record) for record in oracle.play(system_of(pbx), calls_of(calls))]

    return by_engine if request.param == "engine" else by_oracle


@pytest.fixture
def play_one(play: Play) -> Callable[[str, str], Log]:
    """Play a single call."""

    def only(pbx: str, calls: str) -> Log:
        (found,) = play(pbx, calls)
        return found

    return only


def plain(record: CallRecord) -> dict[str, Any]:
    page = record._asdict()
    page["rang"] = [ring._asdict() for ring in record.rang]
    page["transfers"] = [done._asdict() for done in record.transfers]
    return page


def log(page: dict[str, Any]) -> Log:
    rang = [f"{ring['target']} {ring['start']:g}-{ring['end']:g} {ring['result']}" for ring in page["rang"]]
    transfers = ["{at:g} {by} to {to} {kind}: {result}".format(**done) for done in page["transfers"]]
    return Log(ending(page), rang, " ".join(page["path"]), page["caller_id"], page["recorded"], transfers)


def ending(page: dict[str, Any]) -> str:
    outcome, ended = str(page["outcome"]), page["ended_at"]
    if page["answered_at"] is not None:
        return f"{outcome} by {page['by']} at {page['answered_at']:g} until {ended:g}"
    reason = f" ({page['reason']})" if page["reason"] else ""
    return f"{outcome}{reason} at {ended:g}"
