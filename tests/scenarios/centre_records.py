"""The call-detail records of the support centre: `python -m tests.scenarios.centre_records` writes them anew.

Nobody's calls: four weeks of chance, played on the scenario's own phone system. They are what records are like, and
models are not: some days are busier than others, nobody's patience is exponential, a holiday falls into them, and an
afternoon is missing from the export.
"""

from __future__ import annotations

import csv
import sys
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from numpy.random import Generator, default_rng

from routesim.files import load
from routesim.files.workloads import check_workload
from routesim.traffic.recording import Records
from routesim.traffic.simulation import Plan, simulate
from tests.scenarios import SHELF

CENTRE = SHELF / "support-centre"
FILE = CENTRE / "records.csv"
START = datetime(2026, 10, 26)
"""A Monday."""
DAYS = 28
HOLIDAY = datetime(2026, 11, 11).date()
LOST = (datetime(2026, 11, 3, 13), datetime(2026, 11, 3, 18))
MONDAY = (14, 30, 32, 30, 14, 14, 20, 20, 18, 12)
"""Calls to Support an hour, from 8 o'clock on."""
ANOTHER = (10, 18, 20, 18, 10, 10, 14, 14, 12, 8)
BILLS = 0.45
"""So many calls to Billing come on each of these."""


def main() -> None:
    """Write the file."""
    written = records()
    FILE.write_text(written, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{FILE.name}: {written.count(chr(10)) - 1:,} calls\n")


def records() -> str:
    """The records, as a phone system exports them."""
    system = load(CENTRE / "pbx.yaml")
    chance = default_rng(20261026)
    arrivals = [
        _demand("2", {"lognormal": {"mean": 400, "sd": 320}}, _times(chance, 1.0)),
        _demand("1", {"lognormal": {"mean": 200, "sd": 130}}, _times(chance, BILLS)),
    ]
    page = {
        "start": START,
        "duration": f"{DAYS}d",
        "replications": 1,
        "arrivals": arrivals,
        "people": PEOPLE,
        "seed": 11,
    }
    with TemporaryDirectory() as folder:
        files = Path(folder) / "calls.csv", Path(folder) / "events.csv"
        simulate(system, check_workload(page, system), Plan(workers=1, records=Records(*map(str, files))))
        return _exported(*map(_rows, files))


EARLY, LATE = (["08:00-12:00", "13:00-18:00"], ["08:00-13:00", "14:00-18:00"])
PEOPLE: dict[str, Any] = {
    "default": {
        "answers_after": {"never": 0.03, "else": {"lognormal": {"mean": 5, "sd": 3}}},
        "shift": {"mon-fri": EARLY},
    },
    **{who: {"shift": {"mon-fri": LATE}} for who in ("102", "103", "114", "115", "116")},
}
"""Half of each team has lunch at noon, half at one."""


def _demand(key: str, talk: dict[str, Any], at: list[float]) -> dict[str, Any]:
    patience = {"lognormal": {"mean": 190, "sd": 220}}
    return {"to": "+3281600700", "presses": key, "talk": talk, "patience": patience, "at": at}


def _times(chance: Generator, share: float) -> list[float]:
    """When calls come, in seconds after the start: on some days more than on others."""
    found: list[float] = []
    for day in range(DAYS):
        date = START + timedelta(days=day)
        busy = float(chance.gamma(60, 1 / 60))
        if date.weekday() >= 5 or date.date() == HOLIDAY:
            continue
        for hour, rate in enumerate(ANOTHER if date.weekday() else MONDAY):
            count = int(chance.poisson(rate * share * busy))
            found += [day * 86_400 + (8 + hour + float(place)) * 3600 for place in chance.random(count)]
    return sorted(round(at) for at in found)


def _exported(calls: list[dict[str, str]], events: list[dict[str, str]]) -> str:
    """The rows of an export by time: `waited` in the queue, `talked` with an agent. What was lost is not there."""
    stays: dict[str, list[dict[str, str]]] = {}
    for event in events:
        stays.setdefault(event["call"], []).append(event)
    rows = []
    for call in calls:
        start = datetime.fromisoformat(call["wall_clock"]).replace(tzinfo=None)
        stay = stays.get(call["id"])
        queue = stay[0]["queue"] if stay else ""
        waited = float(stay[1]["at"]) - float(stay[0]["at"]) if stay else float(call["waited"])
        talked = float(call["talked"]) if call["outcome"] == "answered" else 0.0
        if not LOST[0] <= start < LOST[1]:
            rows.append(
                (start.isoformat(), call["to"], queue, call["by"], call["outcome"], f"{waited:.0f}", f"{talked:.0f}")
            )
    lines = [";".join(row) for row in sorted(rows)]
    return "\n".join(["start;number;queue;taken by;outcome;waited;talked", *lines]) + "\n"


def _rows(file: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(file.read_text(encoding="utf-8"), newline=""))]


if __name__ == "__main__":
    main()
