"""Every way a call can end, the slow way: a tiny system is played in every world of a coarse grid.

Shares nothing with the exploration but the engine that plays. A world is made up while it is played: whenever a phone
is called or a prompt is reached for which nothing has been settled yet, everything that could happen there is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from routesim.engine import Installation, try_out
from routesim.model.calls import Calls
from routesim.model.dial_plan import DigitalReceptionist, Menu
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord, Ring

Fate = tuple[str, str | None, str | None]
Page = dict[str, Any]
PATIENT = 7_200
JUST_BEFORE = 0.000001
OUTSIDE = "+32470123456"


class TooManyWorlds(Exception):
    """The system is not tiny enough."""


@dataclass(frozen=True)
class World:
    """What has been settled: what is done at the first, second ... call of a phone; what is keyed; all else."""

    attempts: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    presses: tuple[Page, ...] = ()
    people: dict[str, Page] = field(default_factory=dict)
    events: tuple[Page, ...] = ()
    others: tuple[Page, ...] = ()
    """Calls besides the examined one."""


@dataclass
class Found:
    """The wait of every fate that was found: the least and the greatest."""

    waits: dict[Fate, tuple[float, float]] = field(default_factory=dict)
    plays: int = 0

    def add(self, fate: Fate, waited: float) -> None:
        least, greatest = self.waits.get(fate, (waited, waited))
        self.waits[fate] = min(least, waited), max(greatest, waited)


class BruteForce:
    """Plays calls to *number* of *system*, by each of *callers*, placed at each of the wall clocks *starts*.

    *most* plays at most; more are TooManyWorlds.
    """

    def __init__(
        self,
        system: PhoneSystem,
        number: str,
        callers: Sequence[str] = (OUTSIDE,),
        starts: Sequence[tuple[str, float]] = (("2026-11-23T10:00:00", 0),),
        backgrounds: Sequence[World] = (World(),),
        most: int = 4_000,
    ) -> None:
        self._system = system
        self._installation = Installation(system)
        self._number = number
        self._callers = callers
        self._starts = starts
        self._backgrounds = backgrounds
        self._most = most
        self._plans = {
            f"dial_plan:{plan.extension}/{name}": element
            for plan in system.dial_plans
            for name, element in plan.elements.items()
        }

    def run(self) -> Found:
        found = Found()
        for caller in self._callers:
            for start, at in self._starts:
                for background in self._backgrounds:
                    self._explore(found, background, (caller, start, at))
        return found

    def _explore(self, found: Found, world: World, placed: tuple[str, str, float]) -> None:
        waiting = [world]
        while waiting:
            world = waiting.pop()
            record = self._play(found, world, placed)
            options = next(self._open(record, world), None)
            if options is None:
                self._note(found, world, placed, record)
            else:
                waiting.extend(options)

    def _note(self, found: Found, world: World, placed: tuple[str, str, float], record: CallRecord) -> None:
        found.add((record.outcome.value, record.by, record.reason), record.waited)
        least, greatest = found.waits.get(("abandoned", None, None), (PATIENT, -1))
        for patience in {record.waited, 0.0}:
            if not least <= patience <= greatest:
                given_up = self._play(found, world, placed, patience)
                if given_up.outcome.value == "abandoned":
                    found.add(("abandoned", None, None), given_up.waited)

    def _play(
        self, found: Found, world: World, placed: tuple[str, str, float], patience: float = PATIENT
    ) -> CallRecord:
        found.plays += 1
        if found.plays > self._most:
            raise TooManyWorlds
        caller, start, at = placed
        call = {"id": "examined", "from": caller, "to": self._number, "at": at, "patience": patience}
        people = {**world.people}
        for who, entries in world.attempts.items():
            people[who] = {**people.get(who, {}), "attempts": list(entries)}
        page = {
            "start": start,
            "people": people,
            "calls": [*world.others, {**call, "presses": list(world.presses)}],
            "events": list(world.events),
        }
        return try_out(self._installation, Calls.model_validate(page)).record

    # --- what could happen -----------------------------------------------------------------------------------------

    def _open(self, record: CallRecord, world: World) -> Iterator[Iterator[World]]:
        """The worlds that *world* may be, by the first thing in *record* that is not settled in it."""
        called: dict[str, int] = {}
        for ring in record.rang:
            place = called[ring.target] = called.get(ring.target, -1) + 1
            settled = world.attempts.get(ring.target, ())
            if place >= len(settled) and ring.target not in world.people and ring.queue is None:
                yield (
                    replace(world, attempts={**world.attempts, ring.target: (*settled, option)})
                    for option in _reactions(ring)
                )
        if self._prompts(record) > len(world.presses):
            yield (replace(world, presses=(*world.presses, *keyed)) for keyed in self._keyed(record, world))

    def _prompts(self, record: CallRecord) -> int:
        return sum(isinstance(self._plans.get(node), Menu | DigitalReceptionist) for node in record.path) + sum(
            3 for node in record.path if self._code(node)
        )

    def _code(self, node: str) -> str | None:
        rooms = {f"conference:{room.extension}": room.access_code for room in self._system.conferences}
        return rooms.get(node)

    def _keyed(self, record: CallRecord, world: World) -> Iterator[tuple[Page, ...]]:
        """All that may be keyed at the first prompt for which nothing is settled."""
        place = 0
        for node in record.path:
            element, code = self._plans.get(node), self._code(node)
            if isinstance(element, Menu | DigitalReceptionist):
                if place >= len(world.presses):
                    yield from self._at_prompt(element)
                    return
                place += 1
            elif code is not None:
                if place >= len(world.presses):
                    yield from _at_the_door(code)
                    return
                place += 3

    def _at_prompt(self, element: Menu | DigitalReceptionist) -> Iterator[tuple[Page, ...]]:
        listed = [user.extension for user in self._system.users]
        keys = [*element.keys] if isinstance(element, Menu) else listed
        for after in (0, element.timeout - JUST_BEFORE):
            if after >= 0:
                yield from (({"keys": key, "after": after},) for key in (*keys, "99"))
        yield ({"keys": "0", "after": element.timeout},)


def _reactions(ring: Ring) -> Iterator[Page]:
    """Everything on the grid that a phone may do which rings, if nobody does anything, as *ring* says."""
    outside = ring.target.startswith("+")
    yield {"state": "idle"}
    yield {"state": "busy"}
    yield {"state": "unreachable" if outside else "offline"}
    length = ring.end - ring.start
    if not outside:
        yield {"state": "dnd"}
    if not length:
        return
    last = round(min(length, 20) - JUST_BEFORE, 6)
    times = sorted({0.0, min(1.0, last), last})
    for after in times:
        yield {"state": "idle", "answers_after": after}
        yield {"state": "idle", "rejects_after": after}
    yield {"state": "idle", "goes_away_after": times[-1]}
    if outside:
        yield from ({"state": "idle", "voicemail_after": after} for after in times)


def _at_the_door(code: str) -> Iterator[tuple[Page, ...]]:
    """All that may be keyed when the access code of a conference is asked for."""
    nothing, wrong = {"keys": "0", "after": 10}, {"keys": "99999", "after": 0}
    for after in (0, 10 - JUST_BEFORE):
        yield ({"keys": code, "after": after}, wrong, wrong)
    yield nothing, nothing, {"keys": code, "after": 10 - JUST_BEFORE}
    yield wrong, wrong, wrong
    yield nothing, nothing, nothing


def backgrounds(system: PhoneSystem) -> list[World]:
    """What the agents of *system*'s queue and the administrator of its conference may do meanwhile, on the grid."""
    (queue,), (room,) = system.queues, system.conferences
    agents = (*queue.static_agents, *queue.dynamic_agents)
    longest = int(queue.max_wait or 3)
    found = [
        World(people=dict(zip(agents, acts, strict=True))) for acts in product(_agent(longest), repeat=len(agents))
    ]
    if queue.dynamic_agents:
        found = [*found, *(w for world in found for w in _with_members(world, queue.dynamic_agents, longest))]
    if room.wait_for_administrator and room.administrator is not None:
        call = {"id": "administrator", "from": room.administrator, "to": room.extension}
        keyed = {} if room.access_code is None else {"presses": [{"keys": room.access_code, "after": 0}]}
        joins = [(), *(({**call, **keyed, "at": at},) for at in (0, 1, 40))]
        found = [replace(world, others=others) for world in found for others in joins]
    return found


def _agent(longest: int) -> Iterator[Page]:
    yield {}
    yield {"answers_after": 0}
    yield {"state": "busy", "busy_until": longest - JUST_BEFORE, "answers_after": 0}
    yield {"state": "busy", "busy_until": 1, "answers_after": 0}


def _with_members(world: World, dynamic: Sequence[str], longest: int) -> Iterator[World]:
    """The dynamic agents log in before the call, and stay or leave."""
    joins = tuple({"at": 0, "user": agent, "do": "join_queue", "queue": "Queue"} for agent in dynamic)
    yield replace(world, events=joins)
    for at in (JUST_BEFORE, 1, longest):
        leaves = tuple({"at": at, "user": agent, "do": "leave_queue", "queue": "Queue"} for agent in dynamic)
        yield replace(world, events=(*joins, *leaves))
