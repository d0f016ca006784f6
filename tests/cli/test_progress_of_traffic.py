"""How far a simulation has come, as somebody sees it who waits at a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.files import PBX
from tests.cli.terminal import Terminal

WORKLOAD = """\
start: 2026-11-23T00:00:00
duration: DURATION
replications: 1
arrivals: [{to: "+3225880101", per_hour: 4000}]
talk: 1
"""


def watched(folder: Path, duration: str, columns: int, *options: str) -> Terminal:
    (folder / "pbx.yaml").write_text(PBX, encoding="utf-8")
    (folder / "workload.yaml").write_text(WORKLOAD.replace("DURATION", duration), encoding="utf-8")
    return Terminal(folder, "simulate", "workload.yaml", "--pbx", "pbx.yaml", *options, columns=columns)


@pytest.mark.parametrize(("columns", "workers"), [(80, "1"), (40, "2")])
def test_one_long_replication_tells_how_much_of_it_is_done_and_how_long_it_takes(
    tmp_path: Path, columns: int, workers: str
) -> None:
    terminal = watched(tmp_path, "110d", columns, "--replications", "2", "--workers", workers)  # 20 million calls
    terminal.wait_for(" left")
    assert terminal.interrupt() == 130
    lines = re.findall(r"\r([^\r\x1b]*)\x1b\[K", terminal.shown)
    assert all(len(line) < columns for line in lines)
    told = r"  #*\.+ +0 %  (0 of 2 replications, )?[0-9.]+ (s|min|h) left"
    assert any(re.fullmatch(told, line) for line in lines), lines


def test_nothing_is_left_of_it_at_the_end(tmp_path: Path) -> None:
    terminal = watched(tmp_path, "20h", 80)
    assert terminal.end() == 0
    assert terminal.shown.rpartition("\x1b[K")[2].lstrip("\r").startswith("Small office: 1 replication of 20 hours")
