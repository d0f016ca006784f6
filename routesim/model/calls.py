"""Calls to play: who calls whom when, how people behave, what happens meanwhile, what must come of it."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.numbers import Caller, Destination, Dialled
from routesim.model.page import Page
from routesim.model.people import Person
from routesim.model.property import OutcomeName
from routesim.model.scalars import Extension, Name, PressedKeys, Scalar, Seconds, Text, plain_text, whole_between
from routesim.model.user import KeyPlace

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


# Without a type: an ordinary YAML loader makes a date of it, which JSON Schema has no word for.
WallClock = Annotated[datetime, Scalar(wall_clock, {"pattern": f"^{_WALL.pattern}$"})]


class Press(Page):
    """What a caller keys at a prompt, *after* so many seconds from its end (rule 7.13)."""

    keys: PressedKeys
    """0 to 9, * and #, all at one instant."""
    after: Seconds = 2.0
    """Seconds after the prompt has finished."""


def _press(value: Any) -> Any:
    return {"keys": value} if isinstance(value, (str, int)) else value


class Expect(Page):
    """What must come of a call; only what is given is compared."""

    outcome: OutcomeName | None = None
    """How the call ends."""
    by: Text | None = None
    """Who takes it: an extension, a phone number, a mailbox."""
    answered_at: Seconds | None = None
    """When it is answered, in seconds after the start."""
    ended_at: Seconds | None = None
    """When it ends, in seconds after the start."""
    waited: Seconds | None = None
    """How long the caller waits, in seconds."""
    rang: tuple[Text, ...] | None = None
    """The phones that ring, in order."""
    not_rang: tuple[Text, ...] | None = None
    """Phones that must not ring."""
    path_includes: tuple[Text, ...] | None = None
    """Nodes that the call passes."""
    reason: Text | None = None
    """Why it ends so."""

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
    """What the call is called; unique."""
    from_: Annotated[Caller, Field(alias="from")]
    """Who calls: a user's extension, a phone number, or withheld."""
    to: Dialled
    """What is dialled."""
    at: Seconds = 0.0
    """When, in seconds after the start."""
    talk: Seconds = TALK
    """How long the conversation lasts, in seconds."""
    patience: Seconds = PATIENCE
    """How long the caller waits for an answer, in seconds."""
    presses: tuple[Annotated[Press, BeforeValidator(_press)], ...] = ()
    """What the caller keys, one entry a prompt."""
    expect: Expect | None = None
    """What must come of the call."""


class Event(Page):
    """Something that happens meanwhile, *at* seconds after the start."""

    at: Seconds
    """When, in seconds after the start."""


class StateChange(Event):
    """Somebody's phone or attention changes (rule 3.6)."""

    user: Extension
    """Whose phone it is."""
    do: Literal["go_offline", "go_online", "go_busy", "go_idle", "dnd_on", "dnd_off", "log_in", "log_out"]


class QueueMembership(Event):
    """A dynamic agent joins or leaves a queue (rule 8.9)."""

    user: Extension
    """Whose phone it is."""
    do: Literal["join_queue", "leave_queue"]
    queue: Name
    """A queue's name or extension."""


class Pickup(Event):
    """*user* answers the call that rings at *target* (rule 10.5)."""

    user: Extension
    """Whose phone it is."""
    do: Literal["pickup"]
    target: Extension
    """The user whose phone rings."""


class PressKey(Event):
    """*user* presses a programmable key (rule 10.5)."""

    user: Extension
    """Whose phone it is."""
    do: Literal["press_key"]
    key: KeyPlace
    """The key's place on the phone, from 1."""


class Transfer(Event):
    """*user* passes the conversation on (rule 10.5)."""

    user: Extension
    """Whose phone it is."""
    do: Literal["transfer"]
    to: Destination
    """An extension, or a phone number with its country code."""
    kind: Literal["blind", "attended"] = "blind"
    """Whether the agent first speaks to whom the call goes to."""


class HangUp(Event):
    """*user* ends the conversation, or gives up the call."""

    user: Extension
    """Whose phone it is."""
    do: Literal["hang_up"]


def _switch_state(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain_text(value)


SwitchState = Annotated[str, Scalar(_switch_state, {"type": ["string", "number", "boolean"]})]


class SetSwitch(Event):
    """A switch, or a multi-switch, is set."""

    do: Literal["set_switch"]
    switch: Name
    """The name of a switch or a multi-switch."""
    state: SwitchState
    """yes or no for a switch, the state's name for a multi-switch."""


class Invite(Event):
    """A conference calls *to* and brings whoever answers in (rule 9)."""

    do: Literal["invite"]
    conference: Name
    """A conference's name or extension."""
    to: Destination
    """An extension, or a phone number with its country code."""
    user: Extension | None = None
    """Who invites."""


AnyEvent = Annotated[
    StateChange | QueueMembership | Pickup | PressKey | Transfer | HangUp | SetSwitch | Invite,
    Field(discriminator="do"),
]


class Calls(Page):
    """What `calls.yaml` is read into. *pbx* is the configuration's path, relative to the file."""

    pbx: Text | None = None
    """The configuration's path, relative to this file's folder."""
    start: WallClock
    """The instant at which the play starts, by the system's clock."""
    seed: Annotated[int, whole_between(0, 2**63 - 1)] = 0
    """Where chance begins; the same seed gives the same result."""
    people: dict[Text, Person] = Field(default_factory=dict)
    """How people behave, by extension or phone number; `default` lies beneath all of them."""
    calls: tuple[CallAttempt, ...] = ()
    """Who calls whom, and when."""
    events: tuple[AnyEvent, ...] = ()
    """What happens meanwhile."""
