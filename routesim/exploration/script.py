"""Scripts: calls files that make a call go a certain way, written deed by deed and tried out before they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from routesim.exploration.acting import Stage
from routesim.exploration.audience import CallerClass
from routesim.exploration.deeds import A_WHILE
from routesim.exploration.performance import Part
from routesim.model.calls import PATIENCE
from routesim.model.conference import Conference
from routesim.model.queue import Queue
from routesim.model.scalars import MOST_SECONDS
from routesim.model.system import PhoneSystem

SECOND = 1_000_000
EXAMINED = "examined"
Attempts = Mapping[str, list[Mapping[str, Any]]]


def seconds(microseconds: int) -> float | int:
    """*microseconds* as seconds, whole where they are."""
    whole, rest = divmod(microseconds, SECOND)
    return microseconds / SECOND if rest else whole


class Script:
    """A calls file in the making: a call *to* some number from *caller*, *at* so long after *start* on the wall clock.

    *stage* finds out how people must act; its bystanders are *quiet* (offline) or silent.
    """

    def __init__(
        self, system: PhoneSystem, stage: Stage, caller: CallerClass, to: str, start: datetime, at: int, quiet: bool
    ) -> None:
        self.stage = stage
        self._system = system
        self._caller = caller
        self._to = to
        self._start = start
        self._at = at
        self._quiet = quiet
        self._presses: list[tuple[str | None, int]] = []
        self._parts: list[Part] = []
        self._people: dict[str, dict[str, Any]] = {}
        self._calls: list[dict[str, Any]] = []
        self._events: list[dict[str, Any]] = []
        self._words: dict[str, None] = {}
        self.patience: float = PATIENCE

    # --- what deeds write --------------------------------------------------------------------------------------------

    def tell(self, what: str, node: str = "") -> None:
        """Say in words what makes the call go this way; *node* is where."""
        self._words[f"{node}: {what}" if node else what] = None

    def act(self, began: int, parts: Iterable[Part]) -> None:
        """Have people act at their phones."""
        for part in parts:
            self._parts.append(part._replace(at=part.at + began))
            if part.how != "answers":
                self._words[_said(part)] = None

    def press(self, keys: str | None, after: int) -> None:
        """Have the caller key something at the next prompt, or nothing."""
        self._presses.append((keys, after))

    def keep_agents_busy(self, queue: Queue, but: str | None = None) -> None:
        """Have no agent of *queue* take the call; somebody is logged in where nobody could wait otherwise."""
        for agent in self._system.members((*queue.static_agents, *queue.dynamic_agents)):
            if agent != but:
                self._people.setdefault(agent, {"state": "offline" if self._quiet else "dnd"})
        if but is None and not queue.join_empty and not self._system.members(queue.static_agents):
            self._log_in(queue, self._system.members(queue.dynamic_agents)[0])

    def let_agent_answer(self, queue: Queue, agent: str, at: int) -> None:
        """Have *agent* become free, and answer the very next offer."""
        until = seconds(self._at + at)
        if queue.ring_busy_agents or agent in self._people:  # nor may another queue ring him until then
            self._people[agent] = {"state": "dnd", "answers_after": 0, "answers_after_when_busy": 0}
            self._events.append({"at": until, "user": agent, "do": "dnd_off"})
        else:
            self._people[agent] = {"state": "busy", "busy_until": until, "answers_after": 0}
        if agent not in self._system.members(queue.static_agents):
            self._log_in(queue, agent)

    def log_an_agent_out(self, queue: Queue, at: int) -> None:
        """Have the only agent who has logged in leave."""
        agent = self._system.members(queue.dynamic_agents)[0]
        self._log_in(queue, agent)
        event = {"at": seconds(self._at + at), "user": agent, "do": "leave_queue", "queue": queue.extension}
        self._events.append(event)

    def _log_in(self, queue: Queue, agent: str) -> None:
        self._events.append({"at": 0, "user": agent, "do": "join_queue", "queue": queue.extension})

    def call_administrator(self, conference: Conference, at: int) -> None:
        """Have the administrator dial the conference."""
        call = {"id": "administrator", "from": conference.administrator, "to": conference.extension}
        keyed = {} if conference.access_code is None else {"presses": [_press(conference.access_code, 0)]}
        self._calls.append({**call, "at": seconds(self._at + at), **keyed})

    def set_switch(self, name: str, state: str) -> None:
        """Have a switch stand so."""
        self._events.append({"at": 0, "do": "set_switch", "switch": name, "state": state})

    # --- the file ------------------------------------------------------------------------------------------------

    @property
    def words(self) -> tuple[str, ...]:
        """What makes the call go this way."""
        return tuple(self._words)

    def lasts(self, waited: int, gives_up: bool) -> None:
        """The call ends after *waited*: by the caller's patience, or before it is over."""
        if gives_up:
            self.patience = seconds(waited)
        elif waited / SECOND >= PATIENCE:
            self.patience = min(waited // SECOND + 1, MOST_SECONDS)

    def parts(self) -> list[Part]:
        """What people do at their phones, in order of time."""
        return sorted(self._parts, key=lambda part: part.at)

    def entry(self, part: Part) -> dict[str, Any]:
        """What stands under `attempts` for *part*."""
        person = self._people.get(part.target)
        entry = {"state": "idle"} if self._quiet or person is not None else {}
        if person is not None and "answers_after" in person:
            entry["answers_after"] = "never"
        return {**entry, **part.entry}

    def rings_at(self, part: Part) -> float:
        """The second of the play at which the phone of *part* is called."""
        return (self._at + part.at) / SECOND

    def pages(self, attempts: Attempts) -> dict[str, Any]:
        """The calls file as plain data; *attempts* say what is done at each call of a phone."""
        people: dict[str, dict[str, Any]] = {"default": {"state": "offline"}} if self._quiet else {}
        people.update({who: dict(entry) for who, entry in self._people.items()})
        for who, entries in attempts.items():
            person = people.setdefault(who, {})
            if len(entries) == 1 and not person and not self._quiet:
                person.update(entries[0])
            else:
                person["attempts"] = [dict(entry) for entry in entries]
        page = {
            "start": self._start.isoformat(timespec="seconds"),
            "people": {who: person for who, person in people.items() if person},
            "calls": [*self._calls, self._call()],
        }
        return {**page, "events": self._events} if self._events else page

    def _call(self) -> dict[str, Any]:
        call: dict[str, Any] = {"id": EXAMINED, "from": self._caller.from_, "to": self._to}
        if self._at:
            call["at"] = seconds(self._at)
        if self.patience != PATIENCE:
            call["patience"] = self.patience
        last = max((place for place, (keys, _) in enumerate(self._presses, 1) if keys is not None), default=0)
        if last:
            call["presses"] = [_press(keys, after) for keys, after in self._presses[:last]]
        return call


def _press(keys: str | None, after: int) -> str | dict[str, Any]:
    if keys is not None and after == A_WHILE:
        return keys
    return {"keys": keys or "0", "after": seconds(after)}


def _said(part: Part) -> str:
    """*part* in words, by the name of its node."""
    outside = part.target.startswith("+")
    refused = "is in do not disturb" if part.entry.get("state") == "dnd" else "is occupied"
    plainly = {
        "refuses": "is busy" if outside else refused,
        "is offline": "is unreachable" if outside else "is offline",
    }
    how = plainly.get(part.how, part.how)
    return f"{'external' if outside else 'user'}:{part.target} {how}"
