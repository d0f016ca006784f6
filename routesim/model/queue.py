"""Queues: callers wait in order of arrival for an agent (rule 8)."""

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
    """What the queue is called; unique among queues."""
    extension: Extension
    """2 to 6 digits, unique in the whole system."""
    strategy: Strategy = "ring_all"
    """Which agent is rung for a waiting caller."""
    max_wait: Seconds | None = None
    """The longest wait in seconds; absent: until the caller's patience ends."""
    agent_ring_time: Seconds = 15.0
    """How long an offer rings, in seconds."""
    retry: Seconds = 0.0
    """The pause between a failed offer and the next, in seconds."""
    wrap_up: Seconds = 0.0
    """How long after a conversation of this queue no queue offers to that agent, in seconds."""
    static_agents: tuple[Agent, ...] = ()
    """Users (extensions, or group:NAME) who are always logged in."""
    dynamic_agents: tuple[Agent, ...] = ()
    """Users (extensions, or group:NAME) who log in and out."""
    connect_number: LoginNumber | None = None
    """What a dynamic agent dials to log in."""
    disconnect_number: LoginNumber | None = None
    """What a dynamic agent dials to log out."""
    join_empty: YesNo = True
    """Whether callers may wait while no agent is logged in."""
    leave_when_empty: YesNo = False
    """Whether waiting callers leave when the last agent logs out."""
    ring_busy_agents: YesNo = False
    """Whether agents in a conversation are rung, if they can receive multiple calls."""
    overflow: TypedDestination | None = None
    """Where a caller who waited too long goes, when the queue was dialled directly."""
