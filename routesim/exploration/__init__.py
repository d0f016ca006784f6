"""All moves instead of one: every way a call can end, and every call that two systems treat differently."""

from routesim.exploration.difference.diff import diff
from routesim.exploration.explore import answer, explore

__all__ = ["answer", "diff", "explore"]
