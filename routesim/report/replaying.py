"""A witness, played again."""

from __future__ import annotations

from routesim.engine import play
from routesim.files import check_calls
from routesim.model.system import PhoneSystem
from routesim.result.exploration import Witness
from routesim.result.records import CallRecord


def replay(system: PhoneSystem, witness: Witness) -> CallRecord:
    """Play *witness* on *system*, and return the call that is examined: the last."""
    return play(system, check_calls(witness, system)).calls[-1]
