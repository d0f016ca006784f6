"""Nothing depends on the order in which Python happens to hash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import hashlib
from routesim import engine
from tests.service_strategies import service_world
from tests.strategies import Seeded, world

digest = hashlib.sha256()
for seed in range(200):
    played = (world if seed % 2 else service_world)(Seeded(seed), hands=seed % 3 == 0)
    digest.update(repr(engine.play(played.system, played.calls).calls).encode())
print(digest.hexdigest())
"""
COMPARING = """
import hashlib
from routesim.exploration import diff
from tests.exploration.difference.told import DOOR, compared
from tests.exploration.difference.drafts import drafted
from tests.strategies import Seeded

digest = hashlib.sha256()
digest.update(repr(compared(DOOR, ("1: sales, 2: support", "1: support, 2: sales"))).encode())
for seed in range(30):
    applied, draft = drafted(Seeded(seed))
    digest.update(repr(diff(applied.system, draft.system)).encode())
print(digest.hexdigest())
"""
HERE = Path(__file__).parents[2]


def digest(hash_seed: str, program: str = PROGRAM) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, cwd=HERE, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_play_has_the_same_bytes_under_another_hash_seed() -> None:
    assert digest("1") == digest("2") == digest("3")


def test_so_has_a_difference() -> None:
    assert digest("1", COMPARING) == digest("2", COMPARING)
