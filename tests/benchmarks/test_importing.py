"""A list of 100,000 users against Python's own reader of such lists."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from routesim.importing.lists import import_lists
from routesim.importing.site import Site
from tests.benchmarks.ratio import beside

USERS = 100_000
BELGIUM = Site("BE", "Europe/Brussels")


def test_100_000_users_with_international_numbers(benchmark: Any, tmp_path: Path) -> None:
    rows = (f'{100_000 + n};"User, {n}";u{n}@x.example;+3247{n:07};yes\n' for n in range(USERS))
    _against_the_reader(benchmark, tmp_path, rows)


def test_100_000_users_with_numbers_as_dialled(benchmark: Any, tmp_path: Path) -> None:
    rows = (f'{100_000 + n};"User, {n}";u{n}@x.example;047{n:07};yes\n' for n in range(USERS))
    _against_the_reader(benchmark, tmp_path, rows)


def _against_the_reader(benchmark: Any, folder: Path, rows: Any) -> None:
    path = folder / "users.csv"
    path.write_text("Extension;Name;E-mail;GSM;Voicemail\n" + "".join(rows), encoding="utf-8")

    def reference() -> int:
        with path.open(encoding="utf-8", newline="") as file:
            return sum(1 for row in csv.DictReader(file, delimiter=";") if row["Extension"])

    beside(benchmark, lambda: import_lists([path], BELGIUM), reference, per=USERS, rounds=3)
