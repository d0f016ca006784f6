"""Two versions of a small office, and what differs between them, put together by hand and played."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import routesim
from routesim.model.system import PhoneSystem
from routesim.report.replaying import replay
from routesim.result.difference import Change, Difference, Fate, TextChange
from routesim.result.records import CallRecord

APPLIED = """\
settings: {name: Office, timezone: Europe/Brussels, country: BE}
users:
  - extension: "101"
    name: Alice Martin
    voicemail: yes
    ring_time: 20
    forwarding:
      no_answer: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}
      busy: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}
  - {extension: "102", name: Bob Peeters, ring_time: 25}
incoming_numbers:
  - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""
DRAFT = APPLIED.replace('busy: {destinations: [{to: "102", ring: [0, 15]}], ', "busy: {").replace(
    "ring_time: 20", "ring_time: 30"
)
"""Nobody takes over for Alice while she is on the phone, and otherwise ten seconds later."""
NAMES = ("pbx.yaml", "draft.yaml")
BUSY_ALICE = {"101": {"state": "busy"}, "102": {"answers_after": 6}}
IDLE_ALICE = {"102": {"answers_after": 6}}


def witness(number: str, people: Mapping[str, Any]) -> dict[str, Any]:
    """A calls file with one call to *number*."""
    call = {"from": "+32470123456", "to": number, "at": 0.0}
    return {"start": "2026-11-23T10:00:00", "people": dict(people), "calls": [call]}


def fate(record: CallRecord) -> Fate:
    return Fate(record.outcome.value, record.by, record.waited, record.reason)


def change(
    number: str,
    when: tuple[str, ...],
    people: Mapping[str, Any],
    kind: Literal["ending", "timing"] = "ending",
    systems: tuple[PhoneSystem, PhoneSystem] | None = None,
) -> Change:
    """The change that a call to *number* shows, with the fates that it really has on both systems."""
    seen = witness(number, people)
    applied, draft = (replay(system, seen) for system in systems or both())
    return Change(number, when, kind, fate(applied), fate(draft), seen, (applied, draft))


def both() -> tuple[PhoneSystem, PhoneSystem]:
    return routesim.loads(APPLIED, NAMES[0]), routesim.loads(DRAFT, NAMES[1])


def busy_alice(number: str = "+3225880101") -> Change:
    return change(number, ("user:101 is occupied",), BUSY_ALICE)


def slow_alice(number: str = "+3225880101") -> Change:
    return change(number, ("user:101 does not answer",), IDLE_ALICE, "timing")


def difference(*changes: Change, texts: tuple[TextChange, ...] = (), **more: Any) -> Difference:
    return Difference(*NAMES, changes=changes, texts=texts, **more)
