"""Dial plans: elements and their exits (rule 7). An exit names an element of the same plan; absent, it is open."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.hours import Days, Hours, MonthDays, Months, in_words
from routesim.model.numbers import Destination
from routesim.model.page import Page
from routesim.model.patterns import Pattern
from routesim.model.scalars import ElementName, Extension, Key, Name, Scalar, Seconds, Text, YesNo, whole

Exit = ElementName | None


class Element(Page):
    """One box of a dial plan."""

    @property
    def exits(self) -> dict[str, str | None]:
        """Every way out by name, in the console's order; None where it leads nowhere."""
        return self._exits()

    def _exits(self) -> dict[str, str | None]:
        return {}


class Following(Element):
    """An element that simply goes on."""

    next: Exit = None
    """The element that follows."""

    def _exits(self) -> dict[str, str | None]:
        return {"next": self.next}


class CallElement(Following):
    """Calls an extension or an external number (rule 7.1)."""

    type: Literal["call"]
    to: Destination
    """An extension, or a phone number with its country code."""
    ring_time: Seconds | None = None
    """The most seconds that the attempt may take, the user's forwardings included."""
    busy: Exit = None
    """Where a busy call goes; absent: to next."""

    def _exits(self) -> dict[str, str | None]:
        return {"next": self.next, "busy": self.busy or self.next}


class PlayFile(Following):
    """Plays an audio message to its end (rule 7.2)."""

    type: Literal["play_file"]
    message: Name
    """The name of an audio message."""


class VoicemailElement(Element):
    """Terminal: the caller leaves a message (rule 7.3)."""

    type: Literal["voicemail"]
    voicemail: Name
    """A user's extension, or a mailbox's extension or name."""


class HangUpElement(Element):
    """Terminal (rule 7.3)."""

    type: Literal["hang_up"]


class QueueElement(Following):
    """Puts the caller into a queue (rule 7.4)."""

    type: Literal["queue"]
    queue: Name
    """A queue's name or extension."""


class ConferenceElement(Following):
    """Puts the caller into a conference; `next` after a refused access code (rules 7.3, 9.1)."""

    type: Literal["conference"]
    conference: Name
    """A conference's name or extension."""


class Menu(Element):
    """Plays its greeting, then waits for one key (rule 7.5)."""

    type: Literal["menu"]
    greeting: Name | None = None
    """The name of the audio message that tells the choices."""
    timeout: Seconds = 5.0
    """How long to wait for a key after the greeting, in seconds."""
    keys: dict[Key, ElementName] = Field(default_factory=dict)
    """The element that each key leads to."""
    invalid: Exit = None
    """Where a key without an element leads."""
    no_input: Exit = None
    """Where a caller who presses nothing goes."""

    def _exits(self) -> dict[str, str | None]:
        return {**self.keys, "invalid": self.invalid, "no_input": self.no_input}


_TIMEOUTS = [form(seconds) for form in (int, str) for seconds in range(5, 61, 5)]


def _receptionist_timeout(value: Any) -> int:
    number = whole(value)
    if number not in _TIMEOUTS:
        raise PydanticCustomError("timeout", "expected 5 to 60 seconds in steps of 5")
    return number


class DigitalReceptionist(Element):
    """Waits for the extension of somebody in its directory (rule 7.6)."""

    type: Literal["digital_receptionist"]
    timeout: Annotated[int, Scalar(_receptionist_timeout, {"enum": _TIMEOUTS})] = 10
    """How long to wait for an extension, 5 to 60 seconds in steps of 5."""
    directory: Text = "default"
    """The directory that is searched."""
    invalid: Exit = None
    """Where a caller goes who keys the extension of nobody in the directory."""
    not_answered: Exit = None
    """Where a call goes that the user does not answer; absent: to invalid."""

    def _exits(self) -> dict[str, str | None]:
        return {"invalid": self.invalid, "not_answered": self.not_answered or self.invalid}


class SwitchElement(Element):
    """Goes by the state of a switch (rule 7.7)."""

    type: Literal["switch"]
    switch: Name
    """The name of a switch."""
    active: Exit = None
    """Where calls go while the switch is on."""
    inactive: Exit = None
    """Where calls go while the switch is off."""

    def _exits(self) -> dict[str, str | None]:
        return {"active": self.active, "inactive": self.inactive}


class MultiSwitchElement(Element):
    """Goes by the chosen state of a multi-switch (rule 7.7)."""

    type: Literal["multi_switch"]
    multi_switch: Name
    """The name of a multi-switch."""
    choices: dict[Name, ElementName] = Field(default_factory=dict)
    """The element that each of its states leads to."""

    def _exits(self) -> dict[str, str | None]:
        return dict(self.choices)


class DispatcherLine(Page):
    """A pattern on the caller's number, and where it leads."""

    name: Text = ""
    """What the line is called, as an exit."""
    pattern: Pattern
    """A regular expression on the whole of the caller's number, as dialled."""
    next: Exit = None
    """The element that a match leads to."""


class Dispatcher(Element):
    """Goes by the first line whose pattern matches the caller's number (rule 7.8)."""

    type: Literal["dispatcher"]
    lines: tuple[DispatcherLine, ...] = ()
    """Patterns, tried in this order."""
    unknown: Exit = None
    """Where callers go whom no line matches."""

    def _exits(self) -> dict[str, str | None]:
        named = {line.name or f"line {place}": line.next for place, line in enumerate(self.lines, 1)}
        return {**named, "unknown": self.unknown}


class AccessList(Element):
    """Lets some callers in and keeps others out (rule 7.9)."""

    type: Literal["access_list"]
    allow: tuple[Pattern, ...] = ()
    """Patterns of numbers that are let in."""
    deny: tuple[Pattern, ...] = ()
    """Patterns of numbers that are kept out."""
    authorized: Exit = None
    """Where callers go who are let in."""
    refused: Exit = None
    """Where callers go who are kept out."""
    unknown: Exit = None
    """Where all others go."""

    def _exits(self) -> dict[str, str | None]:
        return {"authorized": self.authorized, "refused": self.refused, "unknown": self.unknown}


class TimeCondition(Element):
    """Goes by the clock and the calendar; what is absent always holds (rule 7.10)."""

    type: Literal["time_condition"]
    hours: Hours = ()
    """Hours, both ends included, such as 09:00-17:29; may pass midnight."""
    days: Days = ()
    """Days of the week, such as mon-fri."""
    month_days: MonthDays = ()
    """Days of the month, such as 1-15."""
    months: Months = ()
    """Months, such as jul-aug."""
    true_: Annotated[Exit, Field(alias="true")] = None
    """Where calls go while all of these hold."""
    false_: Annotated[Exit, Field(alias="false")] = None
    """Where calls go otherwise."""

    @model_validator(mode="before")
    @classmethod
    def _true_is_a_word(cls, value: Any) -> Any:
        if isinstance(value, dict) and (True in value or False in value):  # what YAML 1.1 makes of these keys
            return {str(key).lower() if isinstance(key, bool) else key: part for key, part in value.items()}
        return value

    @property
    def when(self) -> str:
        """When it holds, in words."""
        return in_words(self.hours, self.days, self.month_days, self.months)

    def _exits(self) -> dict[str, str | None]:
        return {"true": self.true_, "false": self.false_}


class Record(Following):
    """Marks the call recorded where the system records (rule 7.11)."""

    type: Literal["record"]


class CallerId(Following):
    """Replaces the caller's number from here on (rule 7.12)."""

    type: Literal["caller_id"]
    text: Text | None = None
    """Free text that is shown instead of the caller's number."""
    called_number: YesNo = False
    """Whether the number that the caller dialled is shown."""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
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
    """What the dial plan is called; unique among dial plans."""
    extension: Extension
    """2 to 6 digits, unique in the whole system."""
    start: ElementName
    """The element at which calls enter."""
    elements: dict[ElementName, AnyElement] = Field(default_factory=dict)
    """Elements by name."""
