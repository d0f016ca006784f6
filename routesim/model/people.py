"""How phones, and the people at them, behave (rules 3.2 to 3.5, 10.6)."""

from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.page import Page
from routesim.model.scalars import Name, Seconds, SecondsOrNever, YesNo

State = Literal["idle", "busy", "dnd", "offline", "unreachable"]


class Reaction(Page):
    """What somebody does when a phone rings; seconds after it began to, None for never.

    Only what is given counts: an attempt's entry lies over the person's, the person's over `default`, a device's over
    its person's (`model_fields_set` tells what was given).
    """

    answers_after: SecondsOrNever = None
    """Seconds of ringing after which the call is taken, or never."""
    rejects_after: SecondsOrNever = None
    """Seconds of ringing after which the call is rejected as busy, or never."""
    answers_after_when_busy: SecondsOrNever = None
    """Takes the place of answers_after for a call that rings during a conversation."""
    goes_away_after: SecondsOrNever = None
    """Seconds of ringing after which the phone goes offline, or never."""


class Device(Reaction):
    """One of the devices of a line, where it differs from the others."""

    state: Literal["idle", "offline"] = "idle"
    """Whether the device is registered."""


class Attempt(Reaction):
    """The n-th time that a line or external number is called: what then overrides the person's entry."""

    state: State = "idle"
    """Of a user: idle, busy, dnd or offline; of an external number: idle, busy or unreachable."""
    logged_in: YesNo = True
    """Whether a user who must log in has."""
    voicemail_after: SecondsOrNever = None
    """Of an external number: seconds of ringing after which its carrier's voicemail takes the call, or never."""
    devices: dict[Name, Device] = Field(default_factory=dict)
    """Devices that differ from the others, by name."""


class Person(Attempt):
    """Somebody at a line or an external number. `Person()` is idle, logged in and never answers (rule 10.6)."""

    busy_until: Seconds | None = None
    """Seconds after the start at which the conversation of a busy person ends."""
    attempts: tuple[Attempt, ...] = ()
    """What overrides this entry the first, second ... time the line is called; beyond the list it applies again."""

    @model_validator(mode="before")
    @classmethod
    def _until_means_busy(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("busy_until") is not None:
            if value.get("state", "busy") != "busy":
                raise PydanticCustomError("busy_until", "busy_until goes with state: busy")
            return {**value, "state": "busy"}
        return value


def Answers(after: float) -> Person:  # noqa: N802 - reads as the kind of person it makes
    """Somebody who answers *after* so many seconds of ringing."""
    return Person(answers_after=after)


def Busy(until: float | None = None) -> Person:  # noqa: N802
    """Somebody in a conversation from before the play begins (*until*: a second at which it ends)."""
    return Person(state="busy") if until is None else Person(state="busy", busy_until=until)


def Offline() -> Person:  # noqa: N802
    """Somebody whose line has no registered device."""
    return Person(state="offline")
