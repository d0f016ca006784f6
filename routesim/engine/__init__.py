"""The engine: SimPy plays calls by the rules of `routing`."""

from routesim.engine.exchange import Installation
from routesim.engine.player import Trial, play, try_out

__all__ = ["Installation", "Trial", "play", "try_out"]
