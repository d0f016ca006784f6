"""Configurations that are large, or made to take long: all is found, and told in short."""

from __future__ import annotations

from typing import Any

import pytest

from routesim.lint import Findings, check
from routesim.model.system import PhoneSystem


def found(select: str, settings: dict[str, Any] | None = None, **pages: Any) -> Findings:
    page = {"settings": {"timezone": "Europe/Brussels", "country": "BE", **(settings or {})}, **pages}
    return check(PhoneSystem.model_validate(page), select=[select])


def user(extension: int, *targets: int | str, **keys: Any) -> dict[str, Any]:
    plan = {"destinations": [{"to": str(target), "ring": [0, 20]} for target in targets]}
    return {"extension": str(extension), "name": "U", "forwarding": {"no_answer": plan}, **keys}


def plan(elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": "P", "extension": "900", "start": next(iter(elements)), "elements": elements}]


def test_a_loop_of_ten_thousand_is_one_finding() -> None:
    people = range(100_000, 110_000)
    (finding,) = found("RS101", users=[user(n, n + 1 if n + 1 in people else people[0]) for n in people])
    assert len(finding.message) < 600


def test_ten_thousand_who_forward_to_one_and_back_are_all_told() -> None:
    people = range(100_001, 110_000)
    hub = user(100_000, *people)
    assert len(found("RS101", users=[hub, *(user(n, 100_000) for n in people)])) == len(people)


@pytest.mark.parametrize("forwarded_calls", ["follow", "full"])
def test_everybody_forwards_to_everybody(forwarded_calls: str) -> None:
    people = range(100, 130)
    users = [user(n, *(other for other in people if other != n), ring_time=5) for n in people]
    numbers = [{"number": "+3225880101", "destination": {"type": "extension", "extension": "100"}}]
    settings = {"forwarded_calls": forwarded_calls, "max_forwards": 70}
    assert len(found("RS1", settings, users=users, incoming_numbers=numbers)) > 28


def test_a_ring_plan_of_ten_thousand_lines_on_one_phone() -> None:
    page = user(101, *[102] * 10_000)
    assert len(found("RS112", users=[page, user(102)])) == 9_999


def test_follow_me_upon_follow_me() -> None:
    """Each rings the next one twice: 2^60 rings, were all of them followed."""
    follow_me = [
        {
            "extension": str(n),
            "name": "U",
            "follow_me": {"enabled": True, "destinations": [{"to": str(n + 1)}, {"to": str(n + 1), "ring": [0, 600]}]},
        }
        for n in range(100, 160)
    ]
    assert len(found("RS1", {"max_forwards": 70}, users=[*follow_me, user(160)])) > 0


def test_a_circle_of_many_elements_is_one_finding() -> None:
    elements = {f"e{n}": {"type": "record", "next": f"e{(n + 1) % 20_000}"} for n in range(20_000)}
    (finding,) = found("RS202", dial_plans=plan(elements))
    assert len(finding.message) < 400
    assert finding.path == ("dial_plans", 0, "elements", "e0")


def test_tangled_switches_are_searched_no_longer_than_a_bound() -> None:
    switches = [{"name": f"s{n}"} for n in range(50)]
    elements = {
        f"e{n}": {
            "type": "switch",
            "switch": f"s{n % 50}",
            "active": f"e{(n * 17 + 1) % 300}",
            "inactive": f"e{(n * 31 + 7) % 300}",
        }
        for n in range(300)
    }
    assert len(found("RS202", switches=switches, dial_plans=plan(elements))) > 0


def test_a_dispatcher_of_a_thousand_lines_in_a_circle() -> None:
    lines = [{"pattern": f"0{n:04}.*", "next": "a"} for n in range(1000)]
    elements = {"a": {"type": "dispatcher", "lines": [*lines, {"pattern": "0.*", "next": "a"}], "unknown": "a"}}
    dial_plans = plan(elements)
    assert len(found("RS202", dial_plans=dial_plans)) == 1
    assert len(found("RS204", dial_plans=dial_plans)) == 0
    assert len(found("RS201", dial_plans=dial_plans)) == 0
