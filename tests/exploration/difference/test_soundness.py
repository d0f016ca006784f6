"""Soundness, over random systems and random drafts of them: what is said to be equal is, and what differs does."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from routesim import engine
from routesim.engine import play
from routesim.errors import BoundExceeded
from routesim.exploration import diff
from routesim.exploration.exploring import Explorer
from routesim.files import check_calls
from routesim.lint import check
from routesim.model.system import PhoneSystem
from routesim.result.difference import Change, Difference, Fate
from routesim.result.records import CallRecord
from tests.exploration.difference.drafts import drafts
from tests.exploration.test_every_play_ends_inside import without_hands
from tests.service_strategies import service_worlds
from tests.strategies import World, worlds

EXAMPLES = settings().max_examples
PATIENCE = 3_600
Drafted = tuple[World, World]


@settings(max_examples=EXAMPLES // 2)
@given(drafts())
def test_calls_to_users_that_are_said_to_be_treated_alike_end_alike(both: Drafted) -> None:
    held_to_plays(both)


@settings(max_examples=EXAMPLES // 4)
@given(drafts(services=True))
def test_so_do_calls_to_services(both: Drafted) -> None:
    held_to_plays(both)


def held_to_plays(both: Drafted) -> None:
    """Compare the two, and play the same calls on both: first what is listed, then what was drawn."""
    one, other = both
    assume(refers_to_what_is_there(one.system) and refers_to_what_is_there(other.system))
    difference = diff(one.system, other.system)
    for change in difference.changes:
        assert shown(change, one.system, other.system) == (change.applied, change.draft), change
    drawn_calls_end_as_said(one, other, difference)


def refers_to_what_is_there(system: PhoneSystem) -> bool:
    return not any(finding.code in ("RS001", "RS003") for finding in check(system))


def shown(change: Change, applied: PhoneSystem, draft: PhoneSystem) -> tuple[Fate, Fate]:
    """What becomes of the change's witness on either system; the two differ as its kind says."""
    records = [play(system, check_calls(change.witness, system)).calls[-1] for system in (applied, draft)]
    fates = [Fate(record.outcome.value, record.by, record.waited, record.reason) for record in records]
    ends = [(fate.outcome, fate.by, fate.reason) for fate in fates]
    assert (ends[0] != ends[1]) == (change.kind == "ending")
    assert fates[0] != fates[1]
    return fates[0], fates[1]


def drawn_calls_end_as_said(one: World, other: World, difference: Difference) -> None:
    """Each of the drawn calls alone, by a patient caller, ends alike if its number is said to be treated alike."""
    explorer = Explorer(one.system)
    different = {change.number for change in difference.changes if change.kind == "ending"} | {*difference.undecided}
    otherwise = different | {change.number for change in difference.changes}
    for call in one.script["calls"]:
        number = explorer.known(call["to"])
        if number not in explorer.numbers() or number in different:
            continue
        script = {**one.script, "people": as_lines(one.script["people"])}
        alone = {**script, "calls": [{**call, "at": 0, "patience": PATIENCE}]}
        try:
            before, after = (played(World(world.pbx, alone)) for world in (one, other))
        except BoundExceeded:
            continue
        assert ending(before) == ending(after), number
        assert number in otherwise or before.waited == after.waited, number


def as_lines(people: dict[str, Any]) -> dict[str, Any]:
    """The same people, whose devices all do the same: exploring knows lines, not devices."""
    lines = deepcopy(people)
    for entry in lines.values():
        for acts in (entry, *entry.get("attempts", ())):
            acts.pop("devices", None)
    return lines


def played(world: World) -> CallRecord:
    return engine.play(world.system, without_hands(world).calls).calls[-1]


def ending(record: CallRecord) -> tuple[Any, ...]:
    return record.outcome, record.by, record.reason


@settings(max_examples=EXAMPLES // 2)
@given(st.one_of(worlds(), service_worlds()))
def test_a_system_is_proven_equal_to_itself(world: World) -> None:
    same = PhoneSystem.model_validate(deepcopy(world.pbx))
    difference = diff(world.system, same)
    assert (difference.verdict, difference.changes, difference.undecided, difference.texts) == ("equal", (), (), ())


@settings(max_examples=EXAMPLES // 4)
@given(st.one_of(worlds(), service_worlds()))
def test_other_names_and_another_order_are_equal_with_the_texts_listed_apart(world: World) -> None:
    page = deepcopy(world.pbx)
    for section in ("users", "incoming_numbers", "queues", "conferences", "dial_plans", "switches"):
        page[section] = [dict(reversed(part.items())) for part in reversed(page.get(section, []))]
    for user in page["users"]:
        user["name"] = f"{user['name']} the Great"
        user["email"] = f"{user['extension']}@example.com"
    difference = diff(world.system, PhoneSystem.model_validate(dict(reversed(page.items()))))
    assert (difference.verdict, difference.changes) == ("equal", ())
    extensions = sorted(user["extension"] for user in page["users"])
    told = {text.path: (text.applied, text.draft) for text in difference.texts}
    assert told == {
        **{f"users[{who}].name": (who, f"{who} the Great") for who in extensions},
        **{f"users[{who}].email": (None, f"{who}@example.com") for who in extensions},
    }
