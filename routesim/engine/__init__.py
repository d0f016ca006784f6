"""The engine: SimPy plays calls by the rules of `routing`."""

from routesim.engine.exchange import Installation
from routesim.engine.glance import LineState, glance
from routesim.engine.player import Trial, play, try_out

__all__ = ["Installation", "LineState", "Trial", "glance", "play", "try_out"]
