"""Calls to play: who calls whom when, how people behave, what happens meanwhile, what must come of it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.numbers import Caller, Destination, Dialled
from routesim.model.page import Page
from routesim.model.people import Person
from routesim.model.property import OutcomeName
from routesim.model.scalars import Extension, Name, PressedKeys, Seconds, Text, Whole

_WALL = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?", re.ASCII)
PATIENCE = 120.0
TALK = 60.0


def wall_clock(value: Any) -> datetime:
    """Read a local date and time such as 2026-11-23T10:00:00, to the second, without an offset."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    expected = "expected a local date and time such as 2026-11-23T10:00:00, without an offset"
    if not isinstance(value, str) or not _WALL.fullmatch(value):
        raise PydanticCustomError("wall_clock", "{expected}", {"expected": expected})
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("wall_clock", "no such date or time: {why}", {"why": str(error)}) from None
    if not 1970 <= instant.year <= 2200:
        raise PydanticCustomError("wall_clock", "expected a year from 1970 to 2200")
    return instant


WallClock = Annotated[datetime, BeforeValidator(wall_clock)]


class Press(Page):
    """What a caller keys at a prompt, *after* so many seconds from its end (rule 7.13)."""

    keys: PressedKeys
    after: Seconds = 2.0


def _press(value: Any) -> Any:
    return {"keys": value} if isinstance(value, str) else value


class Expect(Page):
    """What must come of a call; only what is given is compared."""

    outcome: OutcomeName | None = None
    by: Text | None = None
    answered_at: Seconds | None = None
    ended_at: Seconds | None = None
    waited: Seconds | None = None
    rang: tuple[Text, ...] | None = None
    not_rang: tuple[Text, ...] | None = None
    path_includes: tuple[Text, ...] | None = None
    reason: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_is_a_list(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        lists = ("rang", "not_rang", "path_includes")
        return {key: [part] if key in lists and isinstance(part, str) else part for key, part in value.items()}


class CallAttempt(Page):
    """One call: *at* seconds after the start, *talk* seconds long once answered, given up after *patience* seconds."""

    id: Name | None = None
    from_: Annotated[Caller, Field(alias="from")]
    to: Dialled
    at: Seconds = 0.0
    talk: Seconds = TALK
    patience: Seconds = PATIENCE
    presses: tuple[Annotated[Press, BeforeValidator(_press)], ...] = ()
    expect: Expect | None = None


class Event(Page):
    """Something that happens meanwhile, *at* seconds after the start."""

    at: Seconds


class StateChange(Event):
    """Somebody's phone or attention changes (rule 3.6)."""

    user: Extension
    do: Literal["go_offline", "go_online", "go_busy", "go_idle", "dnd_on", "dnd_off", "log_in", "log_out"]


class QueueMembership(Event):
    """A dynamic agent joins or leaves a queue (rule 8.9)."""

    user: Extension
    do: Literal["join_queue", "leave_queue"]
    queue: Name


class Pickup(Event):
    """*user* answers the call that rings at *target* (rule 10.5)."""

    user: Extension
    do: Literal["pickup"]
    target: Extension


class PressKey(Event):
    """*user* presses a programmable key (rule 10.5)."""

    user: Extension
    do: Literal["press_key"]
    key: Annotated[Whole, Field(ge=1, le=200)]


class Transfer(Event):
    """*user* passes the conversation on (rule 10.5)."""

    user: Extension
    do: Literal["transfer"]
    to: Destination
    kind: Literal["blind", "attended"] = "blind"


class HangUp(Event):
    """*user* ends the conversation, or gives up the call."""

    user: Extension
    do: Literal["hang_up"]


class SetSwitch(Event):
    """A switch, or a multi-switch, is set."""

    do: Literal["set_switch"]
    switch: Name
    state: Text


class Invite(Event):
    """A conference calls *to* and brings whoever answers in (rule 9)."""

    do: Literal["invite"]
    conference: Name
    to: Destination
    user: Extension | None = None


AnyEvent = Annotated[
    StateChange | QueueMembership | Pickup | PressKey | Transfer | HangUp | SetSwitch | Invite,
    Field(discriminator="do"),
]


class Calls(Page):
    """What `calls.yaml` is read into. *pbx* is the configuration's path, relative to the file."""

    pbx: Text | None = None
    start: WallClock
    seed: Annotated[Whole, Field(ge=0)] = 0
    people: dict[str, Person] = {}
    calls: tuple[CallAttempt, ...] = ()
    events: tuple[AnyEvent, ...] = ()
