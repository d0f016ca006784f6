"""Transfers, pickups, hang-ups and keys that meet something else (rule 10.5)."""

from tests.engine.logs import USERS, play, reported, told, transfers

GROUP = USERS + "pickup_groups: [{name: G, members: [101, 102]}]\n"


def test_rule_10_5_a_transfer_after_a_pickup_rings_at_once() -> None:
    calls = (
        "people: {103: {answers_after: 2}}\ncalls: [{to: 101, talk: 60}]\n"
        "events: [{at: 5, user: 102, do: pickup, target: 101}, {at: 30, user: 102, do: transfer, to: 103}]"
    )
    assert told(GROUP, calls) == ["answered by 102 at 5 until 92: 101 0-5 picked_up, 103 30-32 answered"]


def test_rule_10_5_a_conversation_can_be_passed_on_again_and_again() -> None:
    calls = (
        "people: {default: {answers_after: 1}}\ncalls: [{to: 101, talk: 10}]\n"
        "events: [{at: 5, user: 101, do: transfer, to: 102}, "
        "{at: 8, user: 102, do: transfer, to: 103, kind: attended}, {at: 12, user: 103, do: transfer, to: 101}]"
    )
    assert told(USERS, calls) == [
        "answered by 101 at 1 until 23: 101 0-1 answered, 102 5-6 answered, 103 8-9 answered, 101 12-13 answered"
    ]
    assert transfers(USERS, calls) == [
        "5 101 to 102 blind: answered",
        "8 102 to 103 attended: answered",
        "12 103 to 101 blind: answered",
    ]


def test_rule_10_5_a_blind_transfer_to_oneself_rings_and_an_attended_one_finds_the_line_busy() -> None:
    world = "people: {{101: {{answers_after: 1}}}}\ncalls: [{{to: 101}}]\nevents: [{{at: 5, user: 101, do: transfer, to: 101, kind: {}}}]"  # noqa: E501
    assert told(USERS, world.format("blind")) == ["answered by 101 at 1 until 66: 101 0-1 answered, 101 5-6 answered"]
    assert told(USERS, world.format("attended")) == ["answered by 101 at 1 until 61: 101 0-1 answered, 101 5-5 busy"]


def test_rule_10_5_the_caller_can_pass_on_the_one_he_called() -> None:
    calls = (
        "people: {101: {answers_after: 1}, '+32470000101': {answers_after: 2}}\ncalls: [{from: 102, to: 101}]\n"
        "events: [{at: 5, user: 102, do: transfer, to: '+32470000101'}, {at: 20, user: 102, do: hang_up}, "
        "{at: 30, user: 101, do: hang_up}]"
    )
    assert told(USERS, calls) == ["answered by 101 at 1 until 30: 101 0-1 answered, +32470000101 5-7 answered"]


def test_rule_10_5_a_caller_who_hangs_up_during_an_attended_transfer_stops_the_ringing() -> None:
    """Elsewhere the new destination rang on."""
    calls = (
        "people: {101: {answers_after: 1}}\ncalls: [{from: 103, to: 101}]\n"
        "events: [{at: 5, user: 101, do: transfer, to: 102, kind: attended}, {at: 8, user: 103, do: hang_up}]"
    )
    assert told(USERS, calls) == ["answered by 101 at 1 until 8: 101 0-1 answered, 102 5-8 cancelled"]
    assert transfers(USERS, calls) == ["5 101 to 102 attended: abandoned"]


def test_rule_10_5_a_caller_who_is_gone_does_not_stay_in_the_queue_he_was_passed_on_to() -> None:
    queue = USERS + "queues: [{name: Q, extension: 700, static_agents: [102]}]"
    calls = (
        "people: {{101: {{answers_after: 0}}, 102: {{state: busy, busy_until: 100, answers_after: 3}}}}\n"
        "calls: [{{from: 103, to: 101, talk: 60}}]\n"
        "events: [{{at: 5, user: 101, do: transfer, to: 700, kind: {}}}, {{at: 9, user: 103, do: hang_up}}]"
    )
    for kind in ("blind", "attended"):
        assert told(queue, calls.format(kind)) == ["answered by 101 at 0 until 9: 101 0-0 answered"]
        assert reported(queue, calls.format(kind)) == ["5 entering the queue: 1", "9 caller quit: 1"]


def test_rule_10_5_a_caller_who_is_gone_does_not_wait_for_the_administrator() -> None:
    room = USERS + "conferences: [{name: C, extension: 750, wait_for_administrator: yes, administrator: 102}]"
    calls = (
        "people: {101: {answers_after: 0}}\ncalls: [{to: 101, talk: 60}, {from: 102, to: 750, at: 100}]\n"
        "events: [{at: 5, user: 101, do: transfer, to: 750, kind: attended}]"
    )
    assert told(room, calls) == [
        "answered by 101 at 0 until 60: 101 0-0 answered",
        "conference by 750 at 100 until 160",
    ]


def test_rule_7_1_the_dial_plan_is_over_once_somebody_answered_whatever_becomes_of_a_transfer() -> None:
    plan = USERS + (
        "dial_plans: [{name: P, extension: 900, start: a, "
        "elements: {a: {type: call, to: 101, ring_time: 7, next: b}, b: {type: call, to: 103}}}]"
    )
    calls = (
        "people: {{101: {{answers_after: 0}}, 102: {{rejects_after: 9}}, 103: {{answers_after: 2}}}}\n"
        "calls: [{{to: 900, talk: 60}}]\nevents: [{{at: 5, user: 101, do: transfer, to: 102, kind: {}}}]"
    )
    assert told(plan, calls.format("blind")) == ["answered by 101 at 0 until 14: 101 0-0 answered, 102 5-14 rejected"]
    assert told(plan, calls.format("attended")) == [
        "answered by 101 at 0 until 60: 101 0-0 answered, 102 5-14 rejected"
    ]


def test_rule_10_5_an_invited_guest_who_is_passed_on_has_left_the_conference() -> None:
    room = USERS + "conferences: [{name: C, extension: 750, wait_for_administrator: yes, administrator: 103}]"
    calls = (
        "people: {101: {answers_after: 0}, 102: {answers_after: 1}}\ncalls: [{from: 103, to: 750, talk: 30}]\n"
        "events: [{at: 5, do: invite, conference: C, to: 101}, {at: 10, user: 101, do: transfer, to: 102}]"
    )
    assert told(room, calls) == [
        "conference by 750 at 0 until 30",
        "answered by 101 at 5 until 71: 101 5-5 answered, 102 10-11 answered",
    ]


def test_rule_3_6_a_line_that_rings_twice_for_one_call_goes_offline_once() -> None:
    """The first ring leads to a mailbox, which takes the call away from the second."""
    pbx = (
        "settings: {forwarded_calls: full}\n"
        "users: [{extension: 101, voicemail: yes, multiple_calls: yes, forwarding: {no_answer: {voicemail: yes}}}, "
        "{extension: 102, follow_me: {enabled: yes, "
        "destinations: [{to: 101, ring: [0, 20]}, {to: 101, ring: [0, 20]}]}}]"
    )
    calls = "calls: [{to: 102, talk: 1}]\nevents: [{at: 5, user: 101, do: go_offline}]"
    assert told(pbx, calls) == ["voicemail by 101 at 5 until 6: 101 0-5 offline, 101 0-5 cancelled"]


def test_rule_10_5_only_a_colleague_of_the_pickup_group_can_answer_and_only_what_rings() -> None:
    calls = (
        "people: {101: {answers_after: 10}}\ncalls: [{to: 101}]\n"
        "events: [{at: 3, user: 103, do: pickup, target: 101}, {at: 4, user: 102, do: pickup, target: 103}]"
    )
    assert told(GROUP, calls) == ["answered by 101 at 10 until 70: 101 0-10 answered"]


def test_rule_10_5_a_forwarded_ring_can_be_picked_up_and_silences_the_others() -> None:
    pbx = (
        "users: [{extension: 101, ring_time: 5, forwarding: {no_answer: "
        "{destinations: [{to: 102}, {to: 103, ring: [0, 20]}]}}}, {extension: 102}, {extension: 103}]\n"
        "pickup_groups: [{name: G, members: [101, 102]}]"
    )
    calls = "calls: [{to: 101}]\nevents: [{at: 8, user: 101, do: pickup, target: 102}]"
    assert told(pbx, calls) == [
        "answered by 101 at 8 until 68: 101 0-5 no_answer, 102 5-8 picked_up, 103 5-8 cancelled"
    ]


def test_rule_10_5_a_hang_up_ends_a_conversation_or_gives_a_call_up_and_nothing_else() -> None:
    calls = "calls: [{from: 102, to: 101}]\nevents: [{at: 3, user: 101, do: hang_up}, {at: 5, user: 102, do: hang_up}]"
    assert told(USERS, calls) == ["abandoned at 5: 101 0-5 cancelled"]


def test_rule_10_5_keys_pressed_at_one_instant_place_calls_that_can_be_told_apart() -> None:
    pbx = "users: [{extension: 101, keys: {1: {action: quick_call, number: 102}}}, {extension: 102}]"
    calls = "events: [" + ", ".join(["{at: 1000000.1, user: 101, do: press_key, key: 1}"] * 3) + "]"
    names = [call.id for call in play(pbx, calls).calls]
    assert len(set(names)) == 3
    assert all("1000000.1" in name for name in names)


def test_rule_10_5_an_invitation_to_a_conference_of_the_longest_name_is_a_call_like_any_other() -> None:
    pbx = USERS + f"conferences: [{{name: {'C' * 200}, extension: 750}}]"
    calls = "people: {101: {answers_after: 2}}\nevents: [{at: 5, do: invite, conference: 750, to: 101}]"
    assert told(pbx, calls) == ["answered by 101 at 7 until 67: 101 5-7 answered"]


def test_rule_10_3_an_invitation_to_the_outside_shows_the_default_outgoing_number() -> None:
    pbx = "settings: {default_outgoing_number: '+3225880100'}\nconferences: [{name: C, extension: 750}]"
    (call,) = play(pbx, "events: [{at: 5, do: invite, conference: 750, to: '+32470000101'}]").calls
    assert call.caller_id == "+3225880100"
