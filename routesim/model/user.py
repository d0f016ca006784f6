"""The console's user pages: general, forwardings, Follow Me, keys, SIP identifiers, permissions."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.forwarding import FollowMe, Forwardings
from routesim.model.numbers import E164, Dialled, OutgoingNumber
from routesim.model.page import Page
from routesim.model.scalars import (
    Email,
    Extension,
    Name,
    Scalar,
    Seconds,
    Secret,
    Text,
    YesNo,
    in_any_case,
    secret_text,
    whole_between,
    yes_no,
)

KeyAction = Literal["not_configured", "blf", "quick_call", "line", "switch", "pickup"]

Right = Literal[
    "user_portal",
    "users",
    "administrator",
    "phones",
    "user_groups",
    "phone_numbers",
    "dial_plans",
    "pickup_groups",
    "switches",
    "conferences",
    "queues",
    "voicemail",
    "audio_messages",
    "music_on_hold",
    "directories",
    "call_list",
    "connected_users",
    "global_settings",
    "apply_changes_button",
    "invoice_download",
    "invoice_details",
    "blacklist",
    "conference_participants",
]

RIGHTS: tuple[str, ...] = get_args(Right)
"""The rights that a user can be granted, in the console's order."""


class PhoneKey(Page):
    """A programmable key: what pressing it does, and whom it does it to (`switch`, between one's own calls: nobody)."""

    action: KeyAction = "not_configured"
    """What pressing the key does."""
    user: Extension | None = None
    """The user whom the key watches, calls or picks calls up for."""
    number: Dialled | None = None
    """The number that the key dials."""


MOST_KEYS = 200
"""More than any phone has."""
KeyPlace = Annotated[int, whole_between(1, MOST_KEYS)]


class Keys(Page):
    """The keys of a phone: how many there are, and what is on each. In a file the numbers stand beside `count`."""

    count: Annotated[int, whole_between(0, MOST_KEYS)] = 20
    """How many keys the phone has."""
    buttons: dict[KeyPlace, PhoneKey] = Field(default_factory=dict, alias="(numbered)")
    """What is on each key, by its place from 1."""

    @model_validator(mode="before")
    @classmethod
    def _numbers_beside_count(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        named = {key: entry for key, entry in value.items() if not str(key).isdecimal()}
        numbered = {key: entry for key, entry in value.items() if str(key).isdecimal()}
        return {**named, "(numbered)": numbered} if numbered else named


NO_KEYS = Keys.model_construct()
"""Keys with nothing on them, shared by all who have none."""


class SipIdentifiers(Page):
    """What a phone needs to register. The user name is the extension."""

    domain: Text = ""
    """The SIP domain."""
    password: Secret = SecretStr("")
    """Unique per user; never shown."""
    proxy: Text = ""
    """The SIP proxy."""


def _access(value: Any) -> str:
    if value in ("view", "edit"):
        return str(value)
    try:
        return "yes" if yes_no(value) else "no"
    except PydanticCustomError:
        raise PydanticCustomError("access", "expected no, view or edit (or yes)") from None


def _portal_password(value: Any) -> SecretStr:
    password = secret_text(value)
    if len(password.get_secret_value()) < 8:
        raise PydanticCustomError("password", "a portal password has at least 8 characters")
    return password


_ACCESS = {"enum": ["view", "edit", *in_any_case("no", "yes", "on", "off", "true", "false"), True, False]}
Access = Annotated[str, Scalar(_access, _ACCESS)]
PortalPassword = Annotated[SecretStr, Scalar(_portal_password, {"type": ["string", "number"], "minLength": 8})]


class Permissions(Page):
    """A user's access to the console itself."""

    username: Name
    """The name with which the user signs in."""
    password: PortalPassword | None = None
    """At least 8 characters; never shown."""
    grants: dict[Right, Access] = Field(default_factory=dict)
    """Rights by name, each no, view or edit (or yes); absent: no."""


class User(Page):
    """Somebody with an extension: one line, carried by one or more devices (rule 3.1)."""

    extension: Extension
    """2 to 6 digits, unique in the whole system."""
    name: Name
    """The user's name."""
    email: Email | None = None
    """Where messages left in the user's mailbox are announced."""
    gsm: E164 | None = None
    """The user's mobile number, with its country code."""
    voicemail: YesNo = False
    """Whether the user has a mailbox."""
    directory: Text | None = None
    """The directory in which a digital receptionist finds the user; absent: in none."""
    multiple_calls: YesNo = False
    """Whether the user can receive calls while on another call."""
    must_log_in: YesNo = False
    """Whether the user must log in to call, at a desk that many share."""
    outgoing_number: OutgoingNumber = "default"
    """The number that the user's calls show: one of the incoming numbers, or default."""
    ring_time: Seconds = 20.0
    """How long the user's own line rings, in seconds."""
    devices: tuple[Name, ...] = ("desk",)
    """The phones that carry the line; all ring together."""
    forwarding: Forwardings = Forwardings.model_construct()
    """Where calls go that the line does not take."""
    follow_me: FollowMe = FollowMe.model_construct()
    """A ring plan that, while on, rings instead of the user's own line."""
    keys: Keys = Field(default_factory=lambda: NO_KEYS)
    """The programmable keys of the user's phone."""
    sip: SipIdentifiers | None = None
    """What the user's phone needs to register."""
    permissions: Permissions | None = None
    """The user's access to the console itself."""


class ImaginedUser(User):
    """A user who is in no configuration: an agent who is tried out, calls nobody and is called by the queue only."""
