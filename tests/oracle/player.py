"""The whole player."""

from __future__ import annotations

from tests.oracle.events import Events


class Player(Events):
    """Plays calls on a system."""
