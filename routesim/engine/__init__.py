"""The engine: SimPy plays calls by the rules of `routing`."""

from routesim.engine.exchange import Installation
from routesim.engine.glance import LineState, glance
from routesim.engine.player import play, play_last

__all__ = ["Installation", "LineState", "glance", "play", "play_last"]
