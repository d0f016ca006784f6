"""Where an incoming number, or a queue's overflow, leads (rule 6.1)."""

from typing import Annotated, Literal

from pydantic import Field

from routesim.model.numbers import E164
from routesim.model.page import Page
from routesim.model.scalars import LoginNumber, Name


class NotConfigured(Page):
    """Nothing is set: the call ends `not_configured`."""

    type: Literal["not_configured"] = "not_configured"


class ToExtension(Page):
    """As if *extension* were dialled."""

    type: Literal["extension"] = "extension"
    extension: LoginNumber
    """Of a user, queue, conference, dial plan or mailbox, or a queue's log-in or log-out number."""


class ToDialPlan(Page):
    """The dial plan of that name (or extension)."""

    type: Literal["dial_plan"] = "dial_plan"
    dial_plan: Name
    """A dial plan's name or extension."""


class ToNumber(Page):
    """An external number is called."""

    type: Literal["number"] = "number"
    number: E164
    """A phone number with its country code."""


class ToVoicemail(Page):
    """A mailbox: a user's extension, a mailbox's extension or name."""

    type: Literal["voicemail"] = "voicemail"
    voicemail: Name
    """A user's extension, or a mailbox's extension or name."""


class ToHangUp(Page):
    """The call ends `hung_up`."""

    type: Literal["hang_up"] = "hang_up"


class ToConference(Page):
    """The conference of that name (or extension)."""

    type: Literal["conference"] = "conference"
    conference: Name
    """A conference's name or extension."""


TypedDestination = Annotated[
    NotConfigured | ToExtension | ToDialPlan | ToNumber | ToVoicemail | ToHangUp | ToConference,
    Field(discriminator="type"),
]
