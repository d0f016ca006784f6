"""One system with another value in one place."""

from __future__ import annotations

import pytest

from routesim.errors import UnusableInput
from routesim.files import loads
from routesim.files.varying import is_password, split_values, varied
from tests.files.samples import PBX, SMALL


def test_a_user_is_named_by_extension_or_place() -> None:
    system = loads(SMALL)
    for parameter in ("users[101].ring_time", "users[0].ring_time", "users[Alice].ring_time"):
        changed = varied(system, parameter, "7.5")
        assert changed.users[0].ring_time == 7.5
        assert changed.users[0].model_copy(update={"ring_time": 20.0}) == system.users[0].model_copy(
            update={"ring_time": 20.0}
        )


def test_what_the_system_leaves_out_is_begun() -> None:
    changed = varied(loads(SMALL), "users[101].forwarding.no_answer.voicemail", "yes")
    assert changed.users[0].forwarding.no_answer.voicemail is True
    assert varied(loads(SMALL), "settings.max_forwards", "3").settings.max_forwards == 3


def test_everything_else_stays_as_it_was_secrets_too() -> None:
    system = loads(PBX)
    assert varied(system, "settings.name", system.settings.name) == system
    queue = system.queues[0]
    assert varied(system, f"queues[{queue.name}].max_wait", "77").queues[0].max_wait == 77
    plan = system.dial_plans[0]
    assert plan.elements


@pytest.mark.parametrize(
    ("parameter", "value", "why"),
    [
        ("users[101].ring_time", "-5", r"users\[101\].ring_time=-5: `ring_time` is `-5`: a time cannot be negative"),
        ("users[101].rnig_time", "5", "the key `rnig_time` is not known here, did you mean `ring_time`"),
        ("users[109].ring_time", "5", "there is no `109`, did you mean `101`"),
        ("users", "5", "expected a list"),
        (
            "users[101]",
            "5",
            r"users\[101\]: `101` is a whole page, expected one of its keys behind it, such as `.name`",
        ),
        ("users.ring_time", "5", r"one of the list in brackets before it, such as `\[101\].ring_time`"),
        ("users[101].name.x", "5", "`x` is not within a page"),
        ("users[101].forwarding.busy.destinations[0].ring", "5", r"\.ring: there is no `0`"),
        ("user[101].ring_time", "5", "there is no `user`, did you mean `users`"),
        ("users[101].sip.password", "correct horse", r"sip\.password: no password decides anything about calls"),
        ("users[101].sip", "{password: correct horse}", r"sip: no password decides anything about calls"),
        ("users[101.ring_time", "5", "expected a way to a value, such as"),
        ("", "5", "expected a way to a value, such as"),
        ("users[101].extension", "1", "expected an extension of 2 to 6 digits"),
    ],
)
def test_what_makes_no_system_is_refused(parameter: str, value: str, why: str) -> None:
    with pytest.raises(UnusableInput, match=why):
        varied(loads(SMALL), parameter, value)


def test_a_list_stands_in_brackets_and_its_parts_are_places() -> None:
    system = varied(loads(PBX), "queues[0270].static_agents", '["0201", 0203]')
    assert system.queues[0].static_agents == ("0201", "0203")
    assert varied(system, "queues[0270].static_agents[1]", "0202").queues[0].static_agents == ("0201", "0202")
    with pytest.raises(UnusableInput, match=r"static_agents=\[0201: expected a list such as \[a, b\]"):
        varied(system, "queues[0270].static_agents", "[0201")


def test_agents_are_added_and_taken_away() -> None:
    system = loads(PBX)
    queue = varied(system, f"queues[{system.queues[0].name}].agents", "1").queues[0]
    assert (queue.static_agents, queue.dynamic_agents) == (system.members(system.queues[0].static_agents)[:1], ())
    more = varied(system, "queues[0270].agents", "7")
    assert len(more.members(more.queues[0].static_agents)) == 7
    assert more.users[-1].name == "Agent 7"
    assert varied(more, "queues[0270].max_wait", "33").queues[0].static_agents == more.queues[0].static_agents
    for parameter, value, why in (
        ("queues[0270].agents", "-1", r"queues\[0270\].agents=-1: expected 0 to 10000"),
        ("queues[701].agents", "1", r"queues\[701\].agents: there is no queue `701`"),
    ):
        with pytest.raises(UnusableInput, match=why):
            varied(system, parameter, value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("10,15", ["10", "15"]),
        ("10", ["10"]),
        ('["101"],["101", "102"]', ['["101"]', '["101", "102"]']),
        ('"a,b", c', ['"a,b"', "c"]),
        ("{a: [1, 2]},{}", ["{a: [1, 2]}", "{}"]),
        ("", [""]),
        ("1,,2", ["1", "", "2"]),
        ("]],1", ["]]", "1"]),
        ("it's,9", ["it's", "9"]),
    ],
)
def test_values_are_cut_at_commas_outside_of_brackets(text: str, values: list[str]) -> None:
    assert split_values(text) == values


def test_a_password_among_other_values_is_refused_and_not_shown() -> None:
    user = '{extension: "101", name: Zoë, sip: {username: zoe, password: correct horse}}'
    for value in (f"[{user}]", f'[{user}, {{extension: "x"}}]', f"[{user}"):
        with pytest.raises(UnusableInput) as told:
            varied(loads(SMALL), "users", value)
        assert "horse" not in str(told.value)


def test_a_name_that_looks_like_a_password_is_none() -> None:
    assert not is_password("queues[Passport].max_wait")
    assert is_password("users[101].sip.pasword")
