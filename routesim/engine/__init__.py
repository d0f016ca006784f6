"""The engine: SimPy plays calls by the rules of `routing`."""

from routesim.engine.player import play

__all__ = ["play"]
