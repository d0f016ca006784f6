"""Where a call can be besides ringing phones: in a queue, in a conference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from routesim.engine.leg import Leg


class Place(Protocol):
    """Where a call waits, or has waited: in a queue, in a conference."""

    def answered_by(self, leg: Leg) -> None:
        """The phone of *leg* has taken the call."""

    def quits(self) -> None:
        """The caller hangs up before anybody has taken the call."""

    def transferred(self, kind: str) -> None:
        """The conversation has been passed on to somebody else."""

    def over(self, ended_by: str) -> None:
        """The conversation is over."""
