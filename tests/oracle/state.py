"""What a play remembers: calls, rings, lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from routesim.model.calls import CallAttempt, Transfer
from routesim.model.queue import Queue
from routesim.model.user import User
from tests.oracle.agenda import Kind, Path


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
    reserved: list[Call] = field(default_factory=list)
    wrapping_up: int = 0


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
class Handover:
    """A transfer under way: away from *line*, since *at*, as the event says."""

    event: Transfer
    line: Line
    at: int

    @property
    def blind(self) -> bool:
        return self.event.kind == "blind"


@dataclass(eq=False)
class Call:
    """A call; *order* is its place in the order of placing. Times in microseconds.

    *party* is the line of whoever waits for an answer: the caller's, or that of somebody who was passed on; None for
    somebody outside. *other* tells whether somebody with a phone is at the other end, and *line* which user's.
    """

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
    elements: list[int] = field(default_factory=list)
    waiter: Waiter | None = None
    on_end: Callable[[], None] | None = None
    invited_to: str | None = None
    party: Line | None = None
    line: Line | None = None
    other: bool = False
    handover: Handover | None = None
    transfers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kept(self) -> Kind:
        """What goes on while places are tried: the patience, or the conversation that is held (10.5)."""
        return Kind.SOMETHING_ENDS if self.handover and not self.handover.blind else Kind.HANG_UP

    @property
    def key(self) -> int:
        return self.order

    @property
    def waiting(self) -> bool:
        """Whether nobody has taken it and it has not ended."""
        return self.answered is None and self.ended is None

    @property
    def with_party(self) -> Line | None:
        """The line of whoever is to talk to somebody new."""
        asks = self.handover is not None and not self.handover.blind and self.handover.line is self.party
        return self.line if asks else self.party


@dataclass(eq=False)
class Waiter:
    """A call in a queue. *offered* are the agents whom it is being offered to, *had* those who had it in this round.

    *paused* is until when no offer is made (rule 8.4), *round* when the round began, None between rounds.
    """

    call: Call
    line: WaitingLine
    leave: Callable[[str], None]
    offered: list[str] = field(default_factory=list)
    had: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)
    paused: int = 0
    round: int | None = None
    place: Path = ()
    offers: int = 0


@dataclass(eq=False)
class WaitingLine:
    """A queue: who waits, in order of arrival; its agents in list order, the dynamic ones who are in.

    *ended* is when an agent's last call of this queue ended, *answered* how many an agent has answered, *last* the
    place of the agent rung last.
    """

    queue: Queue
    static: tuple[str, ...]
    dynamic: tuple[str, ...]
    logged_in: set[str] = field(default_factory=set)
    waiters: list[Waiter] = field(default_factory=list)
    ended: dict[str, int] = field(default_factory=dict)
    answered: dict[str, int] = field(default_factory=dict)
    last: int = -1

    @property
    def agents(self) -> tuple[str, ...]:
        return (*self.static, *(agent for agent in self.dynamic if agent not in self.static))

    @property
    def present(self) -> list[str]:
        """The agents who are logged in."""
        return [agent for agent in self.agents if agent in self.static or agent in self.logged_in]
