"""One system with another value in one place."""

from __future__ import annotations

import pytest

from routesim.errors import UnusableInput
from routesim.files import loads
from routesim.files.varying import varied
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
        ("users[101]", "5", "is not within a page"),
        ("users[101.ring_time", "5", "expected a way to a value, such as"),
        ("", "5", "expected a way to a value, such as"),
        ("users[101].extension", "1", "expected an extension of 2 to 6 digits"),
    ],
)
def test_what_makes_no_system_is_refused(parameter: str, value: str, why: str) -> None:
    with pytest.raises(UnusableInput, match=why):
        varied(loads(SMALL), parameter, value)
