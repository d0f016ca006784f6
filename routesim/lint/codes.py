"""The code table: what each finding means, why it matters to a caller, and what to do.

Every entry has a configuration in which the finding turns up and one in which it does not; both are its tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding. *failing* and *passing* are configurations, with it and without."""

    code: str
    severity: str
    summary: str
    why: str
    remedy: str
    failing: str
    passing: str


_SETTINGS = "settings: {timezone: Europe/Brussels, country: BE}\n"

_CODES = (
    Code(
        code="RS000",
        severity="error",
        summary="The file is not written as a configuration is: a key, a value or its form is wrong.",
        why="What cannot be understood cannot be applied: the console would refuse it, or take it for something else.",
        remedy="Write what the message says was expected. `routesim schema pbx` lets an editor complete keys.",
        failing=f'{_SETTINGS}users:\n  - {{extension: "101", name: Alice, rign_time: 20}}\n',
        passing=f'{_SETTINGS}users:\n  - {{extension: "101", name: Alice, ring_time: 20}}\n',
    ),
    Code(
        code="RS001",
        severity="error",
        summary="Something refers to a user, queue, dial plan, message or the like that does not exist.",
        why="A call that gets there has nowhere to go: the caller hears silence, or is cut off.",
        remedy="Name something that exists, or add what is named.",
        failing=(
            f"{_SETTINGS}users:\n  - extension: '101'\n    name: Alice\n"
            "    forwarding: {no_answer: {destinations: [{to: '102', ring: 15}]}}\n"
        ),
        passing=(
            f"{_SETTINGS}users:\n  - extension: '101'\n    name: Alice\n"
            "    forwarding: {no_answer: {destinations: [{to: '102', ring: 15}]}}\n"
            "  - {extension: '102', name: Bob}\n"
        ),
    ),
    Code(
        code="RS002",
        severity="error",
        summary="Two things have the same extension or number, or a name is used twice.",
        why="A call to that extension could go to either of them, and so could a reference to that name.",
        remedy="Give one of the two an extension, number or name of its own.",
        failing=f"{_SETTINGS}users:\n  - {{extension: '101', name: Alice}}\n  - {{extension: '101', name: Bob}}\n",
        passing=f"{_SETTINGS}users:\n  - {{extension: '101', name: Alice}}\n  - {{extension: '102', name: Bob}}\n",
    ),
    Code(
        code="RS003",
        severity="error",
        summary="A phone number is not valid, or lacks its country code.",
        why="The call would go to somebody else, or to nobody.",
        remedy="Write the number with + and its country code, as in +32470000101.",
        failing=f"{_SETTINGS}users:\n  - {{extension: '101', name: Alice, gsm: 0470 00 01 01}}\n",
        passing=f"{_SETTINGS}users:\n  - {{extension: '101', name: Alice, gsm: +32470000101}}\n",
    ),
    Code(
        code="RS004",
        severity="warning",
        summary="A SIP password is weak, or two users share it.",
        why="Whoever guesses it can register a phone as that user, and call abroad at the company's expense.",
        remedy="Give each user a password of their own: 8 characters or more, without the extension.",
        failing=f"{_SETTINGS}users:\n  - {{extension: '101', name: Alice, sip: {{password: pw-of-101}}}}\n",
        passing=f"{_SETTINGS}users:\n  - {{extension: '101', name: Alice, sip: {{password: plum-Kite-42}}}}\n",
    ),
)

CODES: Mapping[str, Code] = MappingProxyType({code.code: code for code in _CODES})
"""Every code, in order."""
