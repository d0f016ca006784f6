"""What a play remembers: calls, rings, lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from routesim.model.calls import CallAttempt
from routesim.model.user import User
from tests.oracle.agenda import Path


@dataclass(eq=False)
class Line:
    """A user's line. *offline* is what an event last said, None before any did; *at_first* its first state.

    *from_before* tells whether what makes it busy is the conversation that `busy_until` will end.
    """

    user: User
    at_first: str
    logged_in: bool
    busy: bool
    dnd: bool
    from_before: bool
    offline: bool | None = None
    tries: int = 0
    rings: list[Ring] = field(default_factory=list)
    talks: list[Call] = field(default_factory=list)


@dataclass(eq=False)
class Ring:
    """A phone ringing for a call, at a place of its tree. *over* is told how the ring ended without an answer."""

    call: Call
    path: Path
    target: str
    start: int
    line: Line | None
    over: Callable[[str], None]
    devices: set[str] = field(default_factory=set)
    rejected: bool = False


@dataclass(eq=False)
class Call:
    """A call; *order* is its place in the order of placing. Times in microseconds."""

    order: int
    attempt: CallAttempt
    placed: int
    number: str
    user: User | None
    caller_id: str
    seen: str
    path: list[str] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    rang: list[tuple[int, Path, dict[str, Any]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    outcome: str | None = None
    by: str | None = None
    reason: str | None = None
    answered: int | None = None
    ended: int | None = None
    recorded: bool = False
    presses: int = 0
    attempts: int = 0
    elements: int = 0
    last_element: int = -1

    @property
    def key(self) -> int:
        return self.order

    @property
    def waiting(self) -> bool:
        """Whether nobody has taken it and it has not ended."""
        return self.answered is None and self.ended is None
