"""A difference's witness, played on both systems."""

from __future__ import annotations

from collections.abc import Callable

from routesim.engine import play
from routesim.errors import PlayError
from routesim.exploration.difference.replay import Replays
from routesim.files import check_calls
from routesim.model.system import PhoneSystem
from routesim.result.difference import Change
from routesim.result.exploration import Witness
from routesim.result.records import CallRecord

Pair = tuple[CallRecord, CallRecord]
"""The examined call on the applied system, and on the draft."""
Retell = Callable[[Change], Pair]
"""Plays a change's witness on both systems."""


def replay(system: PhoneSystem, witness: Witness) -> CallRecord:
    """Play *witness* on *system*, and return the call that is examined: the last."""
    return play(system, check_calls(witness, system)).calls[-1]


def replays(applied: PhoneSystem, draft: PhoneSystem) -> Retell:
    """How to play the witness of a change between *applied* and *draft*; each finds those people in it whom it has."""
    played = Replays(applied, draft)

    def retell(change: Change) -> Pair:
        both = played.play(dict(change.witness))
        if both is None:
            raise PlayError(f"the witness of a change for {change.number} cannot be played")
        return both

    return retell
