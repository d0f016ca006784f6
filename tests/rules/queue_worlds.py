"""A queue of two users, as YAML text."""

from __future__ import annotations

MAILBOX = "voicemails: [{name: Sales, extension: 801}]"
ONE = "static_agents: [101]"
DYNAMIC = "dynamic_agents: [101]"


def queue(more: str = "strategy: linear", agents: str = "static_agents: [101, 102]", users: str = "") -> str:
    """Build a queue 700 of two users."""
    return f"""
    users: [{{extension: 101 {users}}}, {{extension: 102 {users}}}, {{extension: 103}}]
    {MAILBOX}
    queues: [{{name: Support, extension: 700, {agents}, {more}}}]
    """
