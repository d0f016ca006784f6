"""What comparing a draft with what is applied costs, proof and all, beside loading the two files."""

from __future__ import annotations

from typing import Any

import pytest

from routesim.exploration import diff
from routesim.files import loads
from tests.benchmarks.ratio import beside
from tests.benchmarks.test_checking import large_company
from tests.benchmarks.test_loading import company

USERS = 1_000
EDITS = {
    "nothing": ("", ""),
    "a name": ("name: User 500\n", "name: Somebody\n"),
    "a window": ("ring: [10, 30]", "ring: [10, 25]"),
}


@pytest.mark.parametrize(
    ("build", "edit"),
    [(company, "nothing"), (company, "a name"), (company, "a window"), (large_company, "a window")],
)
def test_comparing_1_000_users_with_typical_forwardings(benchmark: Any, build: Any, edit: str) -> None:
    """One line of one user is edited; the larger company has numbers, queues and front doors besides."""
    text = build(USERS)
    texts = text, text.replace(*EDITS[edit], 1)
    applied, draft = map(loads, texts)
    benchmark.extra_info["numbers that change"] = len({change.number for change in diff(applied, draft).changes})
    beside(benchmark, lambda: diff(applied, draft), lambda: [loads(text) for text in texts], per=USERS, rounds=3)
