"""What findings say of random systems, held against plays and against all endings that exploring finds."""

from __future__ import annotations

import re

from hypothesis import assume, given

from routesim.engine import play
from routesim.exploration import explore
from routesim.files import check_calls
from routesim.lint import Finding, Findings, check
from routesim.lint.deadlines import longest_ring
from routesim.lint.plans import Plan
from routesim.lint.survey import Survey
from routesim.model.numbers import to_e164
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds

SECOND = 1_000_000


def checked(system: PhoneSystem) -> Findings:
    """The findings in a system whose references resolve."""
    found = check(system)
    assume(not any(finding.code in ("RS001", "RS003") for finding in found))
    return found


def replayed(system: PhoneSystem, finding: Finding) -> CallRecord:
    assert finding.witness is not None
    return play(system, check_calls(finding.witness, system)).calls[-1]


@given(service_worlds())
def test_checking_twice_finds_the_same(world: World) -> None:
    assert check(world.system) == check(world.system)


@given(service_worlds())
def test_every_witness_shows_what_its_finding_says(world: World) -> None:
    for finding in checked(world.system):
        if finding.witness is not None and finding.code != "RS109":
            record = replayed(world.system, finding)
            said = {"RS105": ("busy", "no_answer", "failed"), "RS106": ("voicemail",), "RS111": ("no_answer",)}
            assert record.outcome in said[finding.code]
            if finding.code == "RS106":
                assert f"the mailbox of {record.by} ({record.by}) takes a call" in finding.message


@given(worlds())
def test_a_user_lets_calls_through_exactly_if_exploring_finds_such_an_ending(world: World) -> None:
    found, survey = checked(world.system), Survey(world.system)
    places = {user.extension: place for place, user in enumerate(world.system.users)}
    for own in world.system.incoming_numbers:
        node = survey.dialled(own.number)
        if not node.startswith("user:"):
            continue
        (explored,) = explore(world.system, [own.number]).numbers
        assume(explored.complete)
        falls = any(str(ending.outcome) in ("busy", "no_answer") for ending in explored.endings)
        about = {finding.code for finding in found if finding.path[:2] == ("users", places[node.removeprefix("user:")])}
        assert falls or "RS105" not in about
        assert not falls or about & {"RS103", "RS104", "RS105", "RS111"}


@given(worlds())
def test_a_colleagues_mailbox_that_is_told_takes_some_call(world: World) -> None:
    settings = {**world.pbx["settings"], "forwarded_calls": "full"}
    system = PhoneSystem.model_validate({**world.pbx, "settings": settings})
    for finding in checked(system):
        if finding.code == "RS106":
            taker, dialled = re.findall(r"\((\d+)\)", finding.message)[:2]
            (explored,) = explore(system, [dialled]).numbers
            endings = {(str(ending.outcome), ending.by) for ending in explored.endings}
            assert not explored.complete or ("voicemail", taker) in endings


@given(service_worlds())
def test_no_call_ends_at_an_exit_or_in_a_circle_that_is_not_told(world: World) -> None:
    found = checked(world.system)
    open_exits = {finding.path[3] for finding in found if finding.code == "RS201" and finding.severity == "error"}
    for call in play(world.system, world.calls).calls:
        if call.reason == "open_exit":
            last = next(node for node in reversed(call.path) if node.startswith("dial_plan:") and "/" in node)
            assert last.partition("/")[2] in open_exits
        if call.reason == "dial_plan_loop":
            assert any(finding.code == "RS202" or "goes round" in finding.message for finding in found)


@given(worlds())
def test_no_phone_rings_longer_than_the_windows_around_it_leave(world: World) -> None:
    checked(world.system)
    survey = Survey(world.system)
    country = world.system.settings.country
    numbers = {own.number for own in world.system.incoming_numbers}
    for call in play(world.system, world.calls).calls:
        if to_e164(call.to, country) not in numbers:
            continue
        for ring in call.rang:
            extension, _, name = ring.via.removeprefix("user:").partition("/")
            for plan in survey.plans.get(extension, ()):
                legs = [leg for leg in plan.legs if leg.name == ring.target and plan.name == name]
                if legs:
                    longest = max(longest_ring(survey, plan, leg) for leg in legs)
                    assert round((ring.end - ring.start) * SECOND) <= longest


def straight(survey: Survey, plan: Plan) -> bool:
    """Whether nobody whom *plan* leads to leads back to its user."""
    extension = plan.user.extension
    return extension not in survey.within(extension, survey.system.settings.max_forwards)


@given(worlds())
def test_dead_air_is_silent_and_a_line_rung_twice_is_occupied(world: World) -> None:
    found, survey = checked(world.system), Survey(world.system)
    states = {"no_answer": {"state": "offline"}, "busy": {"state": "dnd"}, "follow_me": {}}
    for plan in filter(lambda plan: straight(survey, plan), survey.all_plans()):
        own = [finding for finding in found if finding.path[: len(plan.path)] == plan.path]
        call = {"from": "+32470123456", "to": plan.user.extension, "patience": 5000}
        people = {plan.user.extension: states[plan.name]}
        script = {"start": "2026-11-23T10:00:00", "people": people, "calls": [call]}
        (record,) = play(world.system, check_calls(script, world.system)).calls
        for finding in own:
            if finding.code == "RS108":
                gaps = re.findall(r"from ([\d.]+) to ([\d.]+) s", finding.message)
                for start, end in ((float(start), float(end)) for start, end in gaps):
                    assert not any(max(ring.start, start) < min(ring.end, end) for ring in record.rang)
            if finding.code == "RS112" and "is forwarded" not in finding.message:
                assert any(ring.result == "busy" for ring in record.rang)
