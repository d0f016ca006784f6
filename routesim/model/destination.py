"""Where an incoming number, or a queue's overflow, leads (rule 6.1)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from routesim.model.numbers import E164
from routesim.model.page import Page
from routesim.model.scalars import Extension, Name


class NotConfigured(Page):
    """Nothing is set: the call ends `not_configured`."""

    type: Literal["not_configured"] = "not_configured"


class ToExtension(Page):
    """As if *extension* were dialled."""

    type: Literal["extension"] = "extension"
    extension: Extension


class ToDialPlan(Page):
    """The dial plan of that name (or extension)."""

    type: Literal["dial_plan"] = "dial_plan"
    dial_plan: Name


class ToNumber(Page):
    """An external number is called."""

    type: Literal["number"] = "number"
    number: E164


class ToVoicemail(Page):
    """A mailbox: a user's extension, a mailbox's extension or name."""

    type: Literal["voicemail"] = "voicemail"
    voicemail: Name


class ToHangUp(Page):
    """The call ends `hung_up`."""

    type: Literal["hang_up"] = "hang_up"


class ToConference(Page):
    """The conference of that name (or extension)."""

    type: Literal["conference"] = "conference"
    conference: Name


TypedDestination = Annotated[
    NotConfigured | ToExtension | ToDialPlan | ToNumber | ToVoicemail | ToHangUp | ToConference,
    Field(discriminator="type"),
]
