"""A whole phone system: everything the console holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from routesim.model.conference import Conference
from routesim.model.destination import NotConfigured, TypedDestination
from routesim.model.dial_plan import DialPlan
from routesim.model.numbers import E164
from routesim.model.page import Page
from routesim.model.property import Property
from routesim.model.queue import GROUP, Queue
from routesim.model.scalars import Email, Extension, Name, Seconds, Text, YesNo
from routesim.model.settings import Settings
from routesim.model.user import User


class UserGroup(Page):
    """Users who can be named together, as a queue's agents for instance."""

    name: Name
    members: tuple[Extension, ...] = ()


class PickupGroup(Page):
    """Users who may answer each other's ringing calls (rule 10.5)."""

    name: Name
    members: tuple[Extension, ...] = ()


class Voicemail(Page):
    """A mailbox made by hand, besides those that users have. *max_message* in seconds (rule 10.4)."""

    name: Name
    extension: Extension | None = None
    email: Email | None = None
    max_message: Seconds | None = None


class AudioMessage(Page):
    """Something callers hear. *duration* in seconds; without one it is estimated from *text* (2.5 words a second)."""

    name: Name
    duration: Seconds | None = None
    text: Text | None = None

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        if self.duration is not None:
            return self.duration
        return len((self.text or "").split()) / 2.5


class Switch(Page):
    """Something to turn on and off; *state* is whether it is on."""

    name: Name
    state: YesNo = False


class MultiSwitch(Page):
    """A switch with named states. *state* is the chosen one, the first when absent."""

    name: Name
    choices: Annotated[tuple[Name, ...], Field(min_length=1)]
    state: Name | None = None

    @property
    def chosen(self) -> str:
        """The state it is in."""
        return self.state or self.choices[0]


class IncomingNumber(Page):
    """A number that the company pays for, and where it leads (rule 6)."""

    number: E164
    destination: TypedDestination = NotConfigured()
    sms_email: Email | None = None


class PhoneSystem(Page):
    """A phone system as its console holds it: what `pbx.yaml` is read into."""

    settings: Settings
    users: tuple[User, ...] = ()
    user_groups: tuple[UserGroup, ...] = ()
    pickup_groups: tuple[PickupGroup, ...] = ()
    voicemails: tuple[Voicemail, ...] = ()
    audio_messages: tuple[AudioMessage, ...] = ()
    switches: tuple[Switch, ...] = ()
    multi_switches: tuple[MultiSwitch, ...] = ()
    queues: tuple[Queue, ...] = ()
    conferences: tuple[Conference, ...] = ()
    dial_plans: tuple[DialPlan, ...] = ()
    incoming_numbers: tuple[IncomingNumber, ...] = ()
    properties: tuple[Property, ...] = ()

    def members(self, agents: tuple[str, ...]) -> tuple[str, ...]:
        """The extensions that *agents* (extensions and `group:NAME`) stand for, in order, each once."""
        groups = {group.name: group.members for group in self.user_groups}
        found: dict[str, None] = {}
        for agent in agents:
            found.update(dict.fromkeys(groups.get(agent[len(GROUP) :], ()) if agent.startswith(GROUP) else (agent,)))
        return tuple(found)

    def __repr__(self) -> str:
        return f"<PhoneSystem {self.settings.name!r}: {self._inventory()}>"

    __str__ = __repr__

    def _inventory(self) -> str:
        pages = (
            (len(self.incoming_numbers), "incoming number"),
            (len(self.users), "user"),
            (len(self.dial_plans), "dial plan"),
            (len(self.queues), "queue"),
            (len(self.conferences), "conference"),
        )
        return ", ".join(f"{count} {word}{'s' * (count != 1)}" for count, word in pages if count) or "empty"
