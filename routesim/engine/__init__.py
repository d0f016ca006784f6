"""The engine: SimPy plays calls by the rules of `routing`."""

from routesim.engine.exchange import Installation
from routesim.engine.player import play, play_last

__all__ = ["Installation", "play", "play_last"]
