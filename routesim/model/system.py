"""A whole phone system: everything the console holds."""

from collections.abc import Iterable
from itertools import chain
from typing import Annotated, Any

from pydantic import Field

from routesim.model.conference import Conference
from routesim.model.destination import NotConfigured, TypedDestination
from routesim.model.dial_plan import DialPlan
from routesim.model.numbers import E164
from routesim.model.page import Page
from routesim.model.property import Property
from routesim.model.queue import GROUP, Queue
from routesim.model.scalars import Email, Extension, Name, Seconds, Spoken, YesNo
from routesim.model.settings import Settings
from routesim.model.user import User


class UserGroup(Page):
    """Users who can be named together, as a queue's agents for instance."""

    name: Name
    """What the group is called; unique among its kind."""
    members: tuple[Extension, ...] = ()
    """Users' extensions."""


class PickupGroup(Page):
    """Users who may answer each other's ringing calls (rule 10.5)."""

    name: Name
    """What the group is called; unique among its kind."""
    members: tuple[Extension, ...] = ()
    """Users' extensions."""


class Voicemail(Page):
    """A mailbox made by hand, besides those that users have. *max_message* in seconds (rule 10.4)."""

    name: Name
    """What the mailbox is called; unique among mailboxes."""
    extension: Extension | None = None
    """2 to 6 digits, unique in the whole system."""
    email: Email | None = None
    """Where messages are announced."""
    max_message: Seconds | None = None
    """The longest message, in seconds."""


class AudioMessage(Page):
    """Something callers hear. *duration* in seconds; without one it is estimated from *text* (2.5 words a second)."""

    name: Name
    """What the message is called; unique among messages."""
    duration: Seconds | None = None
    """How long it lasts, in seconds; absent: estimated from its text."""
    text: Spoken | None = None
    """What is said."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        if self.duration is not None:
            return self.duration
        return len((self.text or "").split()) / 2.5


class Switch(Page):
    """Something to turn on and off; *state* is whether it is on."""

    name: Name
    """What the switch is called; unique among switches."""
    state: YesNo = False
    """Whether it is on."""


class MultiSwitch(Page):
    """A switch with named states. *state* is the chosen one, the first when absent."""

    name: Name
    """What the multi-switch is called; unique among multi-switches."""
    choices: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Its states."""
    state: Name | None = None
    """The chosen state; absent: the first."""

    @property
    def chosen(self) -> str:
        """The state it is in."""
        return self.state or self.choices[0]


class IncomingNumber(Page):
    """A number that the company pays for, and where it leads (rule 6)."""

    number: E164
    """The number, with its country code."""
    destination: TypedDestination = NotConfigured.model_construct()
    """Where calls to the number lead."""
    sms_email: Email | None = None
    """Where text messages to the number are sent."""


class PhoneSystem(Page):
    """A phone system as its console holds it: what `pbx.yaml` is read into."""

    settings: Settings
    """What holds for the whole system."""
    users: tuple[User, ...] = ()
    """Everybody who has an extension."""
    user_groups: tuple[UserGroup, ...] = ()
    """Users who can be named together."""
    pickup_groups: tuple[PickupGroup, ...] = ()
    """Users who may answer each other's calls."""
    voicemails: tuple[Voicemail, ...] = ()
    """Mailboxes besides those that users have."""
    audio_messages: tuple[AudioMessage, ...] = ()
    """What callers can hear."""
    switches: tuple[Switch, ...] = ()
    """Things to turn on and off."""
    multi_switches: tuple[MultiSwitch, ...] = ()
    """Switches with named states."""
    queues: tuple[Queue, ...] = ()
    """Waiting lines and their agents."""
    conferences: tuple[Conference, ...] = ()
    """Conference rooms."""
    dial_plans: tuple[DialPlan, ...] = ()
    """What callers are led through."""
    incoming_numbers: tuple[IncomingNumber, ...] = ()
    """The numbers that the company pays for, and where they lead."""
    properties: tuple[Property, ...] = ()
    """What must hold of every call."""

    def members(self, agents: tuple[str, ...]) -> tuple[str, ...]:
        """The extensions that *agents* (extensions and `group:NAME`) stand for, in order, each once."""
        groups = {group.name: group.members for group in self.user_groups}
        found: dict[str, None] = {}
        for agent in agents:
            found.update(dict.fromkeys(groups.get(agent[len(GROUP) :], ()) if agent.startswith(GROUP) else (agent,)))
        return tuple(found)

    @property
    def names(self) -> dict[str, str]:
        """What extensions are called."""
        pages: Iterable[Any] = chain(self.voicemails, self.dial_plans, self.conferences, self.queues, self.users)
        return {page.extension: page.name for page in pages if page.extension}

    def __repr__(self) -> str:
        return f"<PhoneSystem {self.settings.name!r}: {self.inventory}>"

    __str__ = __repr__

    @property
    def inventory(self) -> str:
        """What there is, counted: `7 incoming numbers, 3 users`."""
        pages = (
            (len(self.incoming_numbers), "incoming number"),
            (len(self.users), "user"),
            (len(self.dial_plans), "dial plan"),
            (len(self.queues), "queue"),
            (len(self.conferences), "conference"),
        )
        return ", ".join(f"{count} {word}{'s' * (count != 1)}" for count, word in pages if count) or "empty"
