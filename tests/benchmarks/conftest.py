"""Benchmarks run only when asked for: `pytest tests/benchmarks --benchmark-only`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Collect nothing here in an ordinary run of the suite."""
    return None if config.getoption("benchmark_only") else True


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print what each benchmark has noted beside its time: its ratio to the reference above all."""
    session = getattr(config, "_benchmarksession", None)
    measured = [benchmark for benchmark in getattr(session, "benchmarks", ()) if benchmark.extra_info]
    if measured:
        terminalreporter.section("beside the reference")
    for benchmark in measured:
        noted = ", ".join(f"{what}: {value}" for what, value in benchmark.extra_info.items())
        terminalreporter.write_line(f"{benchmark.name}: {noted}")
