"""A small list of call-detail records, and a workload that rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files.workloads import load_workload
from routesim.model.demand import Demand, Fitted, ReadCall, Replayed

RECORDS = """\
id;caller;number;start;billed
a;0470 11 22 33;101;2026-11-23T10:00:00;30
b;;102;2026-11-23T11:00:00;30
c;'+32470999999;101;2026-11-23 10:00:00;0
d;unknown;1-01;2026-11-24T09:59:59;2.5
e;0470 11 22 34;101;2026-11-16T10:30:00;7
"""
COLUMNS = "file: cdr.csv, at: start, to: number, from: caller, talk: billed"
FIT = f"{COLUMNS}, use: fit"
PLAIN = "file: cdr.csv, at: start, to: number"
SHEET = f"{PLAIN}, talk: billed"


def demand(folder: Path, records: str | bytes, options: str = COLUMNS, duration: str = "7d") -> Demand:
    content = records if isinstance(records, bytes) else records.encode()
    (folder / "cdr.csv").write_bytes(content)
    text = f"start: 2026-11-23\nduration: {duration}\narrivals:\n- {{to: '101', records: {{{options}}}}}\n"
    (folder / "workload.yaml").write_text(f"pbx: pbx.yaml\n{text}")
    return load_workload(folder / "workload.yaml")[1].arrivals[0]


def calls_of(found: Demand) -> tuple[ReadCall, ...]:
    assert isinstance(found.records, Replayed)
    return found.records.calls


def rates_of(found: Demand) -> dict[tuple[str, str], float]:
    assert isinstance(found.records, Fitted)
    assert found.per_hour is not None
    return {(day, hours): rate for day, rates in found.per_hour.items() for hours, rate in rates.items() if rate}


def remarks_of(found: Demand) -> tuple[str, ...]:
    assert isinstance(found.records, (Replayed, Fitted))
    return found.records.remarks


def refused(folder: Path, records: str | bytes, options: str = COLUMNS) -> list[str]:
    """Every problem, without the folder."""
    with pytest.raises(UnusableInput) as caught:
        demand(folder, records, options)
    return [str(problem).splitlines()[0].replace(f"{folder}/", "") for problem in caught.value.problems]
