"""What it costs to write a play down, beside Python's own writers of JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tests.benchmarks.ratio import beside
from tests.result.records import ANSWERED, STAGGERED, play

CALLS = 5_000
PLAY = play(*[ANSWERED, STAGGERED] * (CALLS // 2))


def test_json_with_a_line_a_ring_beside_dumps(benchmark: Any) -> None:
    beside(benchmark, PLAY.to_json, lambda: json.dumps(PLAY.to_dict()), CALLS)


def test_csv_guarded_against_formulas_beside_the_csv_module(benchmark: Any) -> None:
    def plain() -> str:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        for record in PLAY.calls:
            writer.writerow([*record[:13], " ".join(ring.target for ring in record.rang), record.notified])
        return stream.getvalue()

    beside(benchmark, PLAY.to_csv, plain, CALLS)


def test_a_table_of_calls_beside_dumps(benchmark: Any) -> None:
    beside(benchmark, lambda: str(PLAY), lambda: json.dumps(PLAY.to_dict()), CALLS)
