"""Queues: callers wait in order of arrival for an agent (rule 8)."""

from __future__ import annotations

from typing import Annotated, Literal

from routesim.model.destination import TypedDestination
from routesim.model.page import Page
from routesim.model.scalars import Extension, LoginNumber, Name, Seconds, YesNo, matching

Strategy = Literal["ring_all", "longest_idle", "fewest_calls", "random", "round_robin", "linear"]
GROUP = "group:"
"""What an agent entry begins with when it names a user group."""
Agent = Annotated[str, matching(r"[0-9]{2,6}|group:[^\n]{1,200}", "a user's extension, or group: and a group's name")]


class Queue(Page):
    """A waiting line and those who answer it. Times in seconds."""

    name: Name
    extension: Extension
    strategy: Strategy = "ring_all"
    max_wait: Seconds | None = None
    agent_ring_time: Seconds = 15.0
    retry: Seconds = 0.0
    wrap_up: Seconds = 0.0
    static_agents: tuple[Agent, ...] = ()
    dynamic_agents: tuple[Agent, ...] = ()
    connect_number: LoginNumber | None = None
    disconnect_number: LoginNumber | None = None
    join_empty: YesNo = True
    leave_when_empty: YesNo = False
    ring_busy_agents: YesNo = False
    overflow: TypedDestination | None = None
