"""A phone system written as text is read as the same phone system."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

import routesim
from routesim.files.rendering import rendered
from tests.strategies import World, worlds

HOUSE = Path(__file__).parents[2]
SCENARIOS = sorted((HOUSE / "scenarios").glob("*/pbx.yaml"))
PASSWORD = """\
settings: {timezone: Europe/Brussels, country: BE}
users: [{extension: "101", name: Ann, sip: {domain: a.example, password: hunter2-of-ann}}]
"""


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.parent.name)
def test_every_scenario_is_read_again_as_it_was(path: Path) -> None:
    system = routesim.load(path)
    text = rendered(system)
    again = routesim.loads(text)
    assert rendered(again) == text
    assert again == system or "password" in path.read_text("utf-8")


@given(worlds())
def test_every_phone_system_is_read_again_as_it_was(world: World) -> None:
    assert routesim.loads(rendered(world.system)) == world.system


def test_a_time_condition_is_written_as_one_types_it() -> None:
    text = rendered(routesim.load(HOUSE / "scenarios/front-door/pbx.yaml"))
    for words in ('"25-26"', '"dec-dec"', '"mon-fri"', '"09:00-17:29"'):
        assert words in text


def test_no_password_is_written() -> None:
    assert "hunter2" not in rendered(routesim.loads(PASSWORD))


def test_whole_seconds_are_written_without_a_point() -> None:
    assert '"ring_time": 20' in rendered(routesim.load(HOUSE / "scenarios/small-office/pbx.yaml"))
    assert ".0" not in rendered(routesim.load(HOUSE / "scenarios/small-office/pbx.yaml"))
