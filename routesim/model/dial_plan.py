"""Dial plans: elements and their exits (rule 7). An exit names an element of the same plan; absent, it is open."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.hours import Days, Hours, MonthDays, Months
from routesim.model.numbers import Destination
from routesim.model.page import Page
from routesim.model.patterns import Pattern
from routesim.model.scalars import ElementName, Extension, Key, Name, Seconds, Text, YesNo, whole

Exit = ElementName | None


class Element(Page):
    """One box of a dial plan."""

    @property
    def exits(self) -> dict[str, str | None]:
        """Every way out by name, in the console's order; None where it leads nowhere."""
        return {}


class Following(Element):
    """An element that simply goes on."""

    next: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {"next": self.next}


class CallElement(Following):
    """Calls an extension or an external number (rule 7.1)."""

    type: Literal["call"]
    to: Destination
    ring_time: Seconds | None = None
    busy: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {"next": self.next, "busy": self.busy or self.next}


class PlayFile(Following):
    """Plays an audio message to its end (rule 7.2)."""

    type: Literal["play_file"]
    message: Name


class VoicemailElement(Element):
    """Terminal: the caller leaves a message (rule 7.3)."""

    type: Literal["voicemail"]
    voicemail: Name


class HangUpElement(Element):
    """Terminal (rule 7.3)."""

    type: Literal["hang_up"]


class QueueElement(Following):
    """Puts the caller into a queue (rule 7.4)."""

    type: Literal["queue"]
    queue: Name


class ConferenceElement(Following):
    """Puts the caller into a conference; `next` after a refused access code (rules 7.3, 9.1)."""

    type: Literal["conference"]
    conference: Name


class Menu(Element):
    """Plays its greeting, then waits for one key (rule 7.5)."""

    type: Literal["menu"]
    greeting: Name | None = None
    timeout: Seconds = 5.0
    keys: dict[Key, ElementName] = {}
    invalid: Exit = None
    no_input: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {**self.keys, "invalid": self.invalid, "no_input": self.no_input}


def _receptionist_timeout(value: Any) -> int:
    number = whole(value)
    if number not in range(5, 61, 5):
        raise PydanticCustomError("timeout", "expected 5 to 60 seconds in steps of 5")
    return number


class DigitalReceptionist(Element):
    """Waits for the extension of somebody in its directory (rule 7.6)."""

    type: Literal["digital_receptionist"]
    timeout: Annotated[int, BeforeValidator(_receptionist_timeout)] = 10
    directory: Text = "default"
    invalid: Exit = None
    not_answered: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {"invalid": self.invalid, "not_answered": self.not_answered or self.invalid}


class SwitchElement(Element):
    """Goes by the state of a switch (rule 7.7)."""

    type: Literal["switch"]
    switch: Name
    active: Exit = None
    inactive: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {"active": self.active, "inactive": self.inactive}


class MultiSwitchElement(Element):
    """Goes by the chosen state of a multi-switch (rule 7.7)."""

    type: Literal["multi_switch"]
    multi_switch: Name
    choices: dict[Name, ElementName] = {}

    @property
    def exits(self) -> dict[str, str | None]:
        return dict(self.choices)


class DispatcherLine(Page):
    """A pattern on the caller's number, and where it leads."""

    name: Text = ""
    pattern: Pattern
    next: Exit = None


class Dispatcher(Element):
    """Goes by the first line whose pattern matches the caller's number (rule 7.8)."""

    type: Literal["dispatcher"]
    lines: tuple[DispatcherLine, ...] = ()
    unknown: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        named = {line.name or f"line {place}": line.next for place, line in enumerate(self.lines, 1)}
        return {**named, "unknown": self.unknown}


class AccessList(Element):
    """Lets some callers in and keeps others out (rule 7.9)."""

    type: Literal["access_list"]
    allow: tuple[Pattern, ...] = ()
    deny: tuple[Pattern, ...] = ()
    authorized: Exit = None
    refused: Exit = None
    unknown: Exit = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {"authorized": self.authorized, "refused": self.refused, "unknown": self.unknown}


class TimeCondition(Element):
    """Goes by the clock and the calendar; what is absent always holds (rule 7.10)."""

    type: Literal["time_condition"]
    hours: Hours = ()
    days: Days = ()
    month_days: MonthDays = ()
    months: Months = ()
    true_: Annotated[Exit, Field(alias="true")] = None
    false_: Annotated[Exit, Field(alias="false")] = None

    @property
    def exits(self) -> dict[str, str | None]:
        return {"true": self.true_, "false": self.false_}


class Record(Following):
    """Marks the call recorded where the system records (rule 7.11)."""

    type: Literal["record"]


class CallerId(Following):
    """Replaces the caller's number from here on (rule 7.12)."""

    type: Literal["caller_id"]
    text: Text | None = None
    called_number: YesNo = False

    @model_validator(mode="after")
    def _one_of_both(self) -> CallerId:
        if self.called_number == (self.text is not None):
            raise PydanticCustomError("caller_id", "expected either text or called_number: yes")
        return self


AnyElement = Annotated[
    CallElement
    | PlayFile
    | VoicemailElement
    | HangUpElement
    | QueueElement
    | ConferenceElement
    | Menu
    | DigitalReceptionist
    | SwitchElement
    | MultiSwitchElement
    | Dispatcher
    | AccessList
    | TimeCondition
    | Record
    | CallerId,
    Field(discriminator="type"),
]


class DialPlan(Page):
    """A set of elements, entered at *start*; it has an extension of its own."""

    name: Name
    extension: Extension
    start: ElementName
    elements: dict[ElementName, AnyElement] = {}
