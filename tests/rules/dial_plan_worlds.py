"""A dial plan to try elements in, as YAML text."""

from __future__ import annotations

from tests.rules.conftest import Log

STAFF = """
users:
  - {extension: 101, voicemail: yes, directory: default}
  - {extension: 102, directory: sales, ring_time: 8, forwarding: {no_answer: {destinations: [{to: 103, ring: 30}]}}}
  - {extension: 103}
voicemails: [{name: Sales, extension: 801, max_message: 30}]
audio_messages: [{name: Welcome, duration: 6}, {name: Spoken, text: One two three four five}]
switches: [{name: Closed, state: off}]
multi_switches: [{name: Season, choices: [normal, summer], state: normal}]
incoming_numbers:
  - {number: +3225880100, destination: {type: dial_plan, dial_plan: Main}}
"""
CALL = "{calls: [{to: 900, talk: 5}]}"
ENDS = "stop: {type: hang_up}, box: {type: voicemail, voicemail: Sales}"


def plan(start: str, *more: str, before: str = STAFF) -> str:
    """Build a dial plan whose element `start` is as given, and which can hang up at `stop`, take messages at `box`."""
    elements = ", ".join((f"start: {{{start}}}", ENDS, *more))
    return f"{before}\ndial_plans: [{{name: Main, extension: 900, start: start, elements: {{{elements}}}}}]"


def through(log: Log) -> str:
    """Show the elements of the path only."""
    return " ".join(
        node.removeprefix("dial_plan:900/") for node in log.path.split() if node.startswith("dial_plan:900/")
    )
