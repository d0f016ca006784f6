"""Section 6 of the routing rules: incoming numbers."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Play

PBX = """
settings: {blacklist: ["02 555 99 99"]}
users: [{extension: 101, voicemail: yes}]
voicemails: [{name: Sales, extension: 801}, {name: Night desk, max_message: 5}]
incoming_numbers:
  - {number: +3225880100}
  - {number: +3225880101, destination: {type: extension, extension: 101}}
  - {number: +3225880102, destination: {type: voicemail, voicemail: 101}}
  - {number: +3225880103, destination: {type: voicemail, voicemail: Sales}}
  - {number: +3225880104, destination: {type: number, number: +32470000101}}
  - {number: +3225880105, destination: {type: hang_up}}
  - {number: +3225880106, destination: {type: extension, extension: 801}}
  - {number: +3225880107, destination: {type: voicemail, voicemail: Night desk}}
"""


@pytest.mark.parametrize(
    ("number", "path", "end"),
    [
        ("+3225880100", "", "not_configured at 0"),
        ("+3225880101", "user:101 user:101/no_answer", "no_answer at 20"),
        ("+3225880102", "mailbox:101", "voicemail by 101 at 0 until 60"),
        ("+3225880103", "mailbox:801", "voicemail by 801 at 0 until 60"),
        ("+3225880104", "external:+32470000101", "abandoned at 120"),
        ("+3225880105", "", "hung_up at 0"),
        ("+3225880106", "mailbox:801", "voicemail by 801 at 0 until 60"),
        ("+3225880107", "mailbox:Night%20desk", "voicemail by Night desk at 0 until 5"),
    ],
)
def test_rule_6_1_where_an_incoming_number_leads(play: Play, number: str, path: str, end: str) -> None:
    (call,) = play(PBX, f"{{calls: [{{to: {number}}}]}}")
    assert call.path == f"number:{number} {path}".strip()
    assert call.end == end


def test_rule_6_2_a_caller_on_the_blacklist_is_refused_before_anything_else(play: Play) -> None:
    calls = "{calls: [{from: +3225559999, to: +3225880101, at: 2}, {from: +3225559998, to: +3225880105}]}"
    refused, welcome = play(PBX, calls)
    assert refused.end == "rejected (blacklist) at 2"
    assert refused.rang == []
    assert refused.path == ""
    assert refused.caller_id == "+3225559999"
    assert welcome.end == "hung_up at 0"


def test_rule_6_2_the_blacklist_holds_whatever_is_dialled(play: Play) -> None:
    (call,) = play(PBX, "{calls: [{from: +3225559999, to: 199}]}")
    assert call.end == "rejected (blacklist) at 0"


def test_rule_6_2_an_extension_can_be_on_the_blacklist_too(play: Play) -> None:
    pbx = "{settings: {blacklist: [101]}, users: [{extension: 101}, {extension: 102}]}"
    (call,) = play(pbx, "{calls: [{from: 101, to: 102}]}")
    assert call.end == "rejected (blacklist) at 0"


@pytest.mark.parametrize(("state", "end"), [("busy", "busy at 0"), ("offline", "no_answer at 0")])
def test_rule_6_3_a_user_call_that_fails_ends_the_call_with_its_failure(play: Play, state: str, end: str) -> None:
    (call,) = play(PBX, f"{{people: {{101: {{state: {state}}}}}, calls: [{{to: +3225880101}}]}}")
    assert call.end == end


@pytest.mark.parametrize(("state", "end"), [("busy", "busy at 0"), ("unreachable", "no_answer at 0")])
def test_rule_6_3_so_does_a_call_to_an_external_number(play: Play, state: str, end: str) -> None:
    (call,) = play(PBX, f"{{people: {{'+32470000101': {{state: {state}}}}}, calls: [{{to: +3225880104}}]}}")
    assert call.end == end
