"""Differences as short lines, to be read beside the draft that makes them."""

from __future__ import annotations

from routesim.exploration import diff
from routesim.model.system import PhoneSystem
from routesim.result.clock import number
from routesim.result.difference import Change, Difference, Fate
from tests.worlds import system_of

OFFICE = """\
users:
  - extension: "101"
    name: Alice
    voicemail: yes
    ring_time: 20
    forwarding:
      no_answer: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}
      busy: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}
  - {extension: "102", name: Bob, multiple_calls: yes, ring_time: 25}
  - {extension: "103", name: Carol, ring_time: 10}
incoming_numbers:
  - {number: "+3225880101", destination: {type: extension, extension: "101"}}
  - {number: "+3225880109", destination: {type: not_configured}}
"""
DOOR = """\
users:
  - {extension: "101", name: Sales, ring_time: 20, directory: default}
  - {extension: "102", name: Support, ring_time: 20}
voicemails: [{name: Company, extension: "801"}]
audio_messages: [{name: Welcome, duration: 8}]
switches: [{name: Closed, state: off}]
dial_plans:
  - name: Door
    extension: "900"
    start: hours
    elements:
      hours: {type: time_condition, hours: "09:00-17:29", days: mon-fri, true: button, false: message}
      button: {type: switch, switch: Closed, active: message, inactive: menu}
      menu: {type: menu, greeting: Welcome, timeout: 5, keys: {1: sales, 2: support}, invalid: menu, no_input: message}
      sales: {type: call, to: "101", next: message}
      support: {type: call, to: "102", next: message}
      message: {type: voicemail, voicemail: "801"}
incoming_numbers:
  - {number: "+3225880900", destination: {type: dial_plan, dial_plan: Door}}
"""


def edited(base: str, *edits: tuple[str, str]) -> PhoneSystem:
    """Build *base* with each text replaced by another, which must be in it."""
    for old, new in edits:
        assert old in base, old
        base = base.replace(old, new)
    return system_of(base)


def compared(base: str, *edits: tuple[str, str]) -> Difference:
    """Compare *base* with a draft that has these *edits*."""
    return diff(system_of(base), edited(base, *edits))


def lines(difference: Difference, *numbers: str) -> list[str]:
    """The changes of *numbers* (all, where none is given): cause, both fates, and whether only the time changes."""
    return [line(change) for change in difference.changes if not numbers or change.number in numbers]


def line(change: Change) -> str:
    """One change in a line."""
    timing = " (time)" if change.kind == "timing" else ""
    return f"{' & '.join(change.when) or 'always'}: {fate(change.applied)} -> {fate(change.draft)}{timing}"


def fate(one: Fate) -> str:
    """How a call ends, and after how many seconds."""
    return f"{one.outcome}{f' {one.by}' if one.by else ''} {number(one.waited)}"
