"""What a routing graph is made of: nodes, edges, and the closed lists of their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

NodeKind = Literal[
    "number",
    "user",
    "forwarding",
    "follow_me",
    "mailbox",
    "external",
    "queue",
    "conference",
    "dial_plan",
    "element",
    "login",
    "logout",
    "outcome",
]

EdgeKind = Literal[
    "destination",  # is led on, or dialled: a number's destination, a dial plan's call
    "answer",  # a person takes the call
    "carrier_voicemail",  # an external number's carrier takes it
    "message",  # a mailbox takes it
    "admit",  # a conference takes it
    "no_answer",
    "offline",
    "busy",
    "reject",
    "follow_me",
    "ring",  # a ring plan's destination in its window
    "last_resort",
    "fail",  # nobody was reached: the attempt fails, and the call with it unless a dial plan goes on
    "start",
    "exit",
    "key",
    "open_exit",  # an exit that leads nowhere
    "directory",  # an extension keyed at a digital receptionist
    "agent",
    "overflow",
    "membership",  # a queue's log-in or log-out number
]


class Node(NamedTuple):
    """A place that a call can get to. *name* is the one in a call record's path, *label* is for people.

    *settings* are those that matter for routing, by the names they have in the file; times in seconds.
    """

    name: str
    kind: NodeKind
    label: str
    settings: Mapping[str, Any] = {}

    def __str__(self) -> str:
        return self.label


class Look(NamedTuple):
    """What an edge is, whatever it connects; as in `Edge`. In a large system most edges share theirs with others."""

    kind: EdgeKind
    label: str
    active: bool = True
    window: tuple[float, float] | None = None
    current: bool | None = None


class Edge(NamedTuple):
    """A way from *source* to *target*; *label* says in a person's words what takes a call along it.

    *active* is false where the configuration as it stands lets no call along (what Follow Me silences, a Follow Me
    that is off; rule 5.1). *window* is the slider `[start, end)` in seconds from the plan's start, on rings only.
    *current* tells on a switch's exits which one its present state chooses, and is None everywhere else.
    """

    source: str
    target: str
    kind: EdgeKind
    label: str
    active: bool = True
    window: tuple[float, float] | None = None
    current: bool | None = None

    @property
    def words(self) -> str:
        """Its label, and whether that is how a switch stands."""
        return f"{self.label} (now)" if self.current else self.label

    def __str__(self) -> str:
        return f"{self.source} -- {self.label} -> {self.target}"
