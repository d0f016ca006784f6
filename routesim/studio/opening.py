"""A configuration as the page gets it: its text without passwords, and the system that it describes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from routesim.errors import RoutesimError
from routesim.files import loads
from routesim.files.leaving_out import passwords, without_passwords
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from routesim.studio.limits import MOST_TEXT

NAME = "configuration"
"""What problems call a text that the page sent."""


class Opened(NamedTuple):
    """A configuration's *text*, without the passwords that were *left_out*, the *system* and its *graph*."""

    text: str
    left_out: int
    system: PhoneSystem
    graph: RoutingGraph


@lru_cache(maxsize=6)
def opened(text: str, name: str = NAME, *, is_new: bool = False) -> Opened:
    """Read *text*, which problems call *name*. One that *is_new* is searched for what comments tell of passwords, too.

    Known texts are not read again. Raises UnusableInput with all that is wrong, RoutesimError for a text that is too
    large, or whose passwords cannot be left out.
    """
    if len(text) > MOST_TEXT:
        raise RoutesimError(f"{name}: too large for the page, which takes configurations of 3 MiB at most")
    system = loads(text, name)
    if not is_new and not passwords(system):
        return Opened(text, 0, system, RoutingGraph(system))
    bare = without_passwords(text, system)
    if bare.text == text:
        return Opened(text, 0, system, RoutingGraph(system))
    shown = loads(bare.text, name)
    if passwords(shown):
        raise RoutesimError(f"{name}: its passwords cannot be left out, so the page does not show it")
    return Opened(bare.text, bare.left_out, shown, RoutingGraph(shown))
