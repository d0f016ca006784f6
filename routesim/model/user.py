"""The console's user pages: general, forwardings, Follow Me, keys, SIP identifiers, permissions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.forwarding import FollowMe, Forwardings
from routesim.model.numbers import E164, Dialled
from routesim.model.page import Page
from routesim.model.scalars import Email, Extension, Name, Seconds, Text, Whole, YesNo, yes_no

KeyAction = Literal["not_configured", "blf", "quick_call", "line", "switch", "pickup"]

RIGHTS = (
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
)
"""The rights that a user can be granted, in the console's order."""

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


class PhoneKey(Page):
    """A programmable key: what pressing it does, and whom or what it does it to."""

    action: KeyAction = "not_configured"
    user: Extension | None = None
    number: Dialled | None = None
    switch: Name | None = None


class Keys(Page):
    """The keys of a phone: how many there are, and what is on each. In a file the numbers stand beside `count`."""

    count: Annotated[Whole, Field(ge=0, le=200)] = 20
    buttons: dict[Annotated[Whole, Field(ge=1, le=200)], PhoneKey] = {}

    @model_validator(mode="before")
    @classmethod
    def _numbers_beside_count(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "buttons" in value:
            return value
        named = {key: entry for key, entry in value.items() if not str(key).isdigit()}
        numbered = {key: entry for key, entry in value.items() if str(key).isdigit()}
        return {**named, "buttons": numbered} if numbered else named


class SipIdentifiers(Page):
    """What a phone needs to register. The user name is the extension."""

    domain: Text = ""
    password: SecretStr = SecretStr("")
    proxy: Text = ""


def _access(value: Any) -> str:
    if value in ("view", "edit"):
        return str(value)
    try:
        return "yes" if yes_no(value) else "no"
    except PydanticCustomError:
        raise PydanticCustomError("access", "expected no, view or edit (or yes)") from None


Access = Annotated[str, AfterValidator(_access)]


def _long_enough(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < 8:
        raise PydanticCustomError("password", "a portal password has at least 8 characters")
    return value


class Permissions(Page):
    """A user's access to the console itself."""

    username: Name
    password: Annotated[SecretStr, AfterValidator(_long_enough)] | None = None
    grants: dict[Right, Access] = {}


class User(Page):
    """Somebody with an extension: one line, carried by one or more devices (rule 3.1)."""

    extension: Extension
    name: Name
    email: Email | None = None
    gsm: E164 | None = None
    voicemail: YesNo = False
    directory: Text | None = None
    multiple_calls: YesNo = False
    must_log_in: YesNo = False
    outgoing_number: E164 | Literal["default"] = "default"
    ring_time: Seconds = 20.0
    devices: tuple[Name, ...] = ("desk",)
    forwarding: Forwardings = Forwardings()
    follow_me: FollowMe = FollowMe()
    keys: Keys = Keys()
    sip: SipIdentifiers | None = None
    permissions: Permissions | None = None
