"""A second, deliberately naive player of calls: the routing rules written down once more, for tests only.

It is as literal and as slow as it can be: one list of pending items, searched for the least at every step. It shares
nothing with the engine but the model, so that a misreading of the rules must be made twice to go unnoticed.
"""

from __future__ import annotations

from typing import Any

from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem
from tests.oracle.player import Player

__all__ = ["play"]


def play(system: PhoneSystem, calls: Calls) -> list[dict[str, Any]]:
    """Play *calls* on *system*: one dict per call, in file order, with the keys of a JSON result."""
    return Player(system, calls).play()
