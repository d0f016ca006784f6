"""A first configuration loads, whatever was asked for, and its comments hold what they promise."""

from __future__ import annotations

import pytest

import routesim
from routesim.files import loads
from routesim.importing.site import Site, zones_of
from routesim.importing.starter import MORE, extensions, starter
from routesim.model.countries import COUNTRIES
from routesim.model.people import Answers

BELGIUM = Site("BE", "Europe/Brussels")


@pytest.mark.parametrize("users", [0, 1, 2, 3, 599, 600, 5000])
def test_it_has_as_many_users_as_asked_for(users: int) -> None:
    system = loads(starter(BELGIUM, users, ()))
    assert len(system.users) == users
    assert [user.extension for user in system.users] == extensions(users)


@pytest.mark.parametrize("users", [1, 3, 599, 600, 5000])
def test_with_its_comments_taken_away_it_does_what_they_promise(users: int) -> None:
    system = loads(_uncommented(starter(BELGIUM, users, ["+3225880100"])))
    first = extensions(users)[0]
    night = routesim.call(system, to="+3225880100", at="2026-11-23T22:00:00")
    day = routesim.call(system, to="+3225880100", people={first: Answers(3)})
    assert (night.outcome, night.by) == ("voicemail", system.voicemails[0].extension)
    assert (day.outcome, day.by) == ("answered", first)


def _uncommented(text: str) -> str:
    """Take away the `# ` below the line that says so, and lead the number, the last key above, to the dial plan."""
    above, below = text.split(f"\n{MORE}\n")
    destination, *more = (line.removeprefix("# ") for line in below.splitlines())
    kept = above.rstrip().rsplit("\n", 1)[0]
    return "\n".join([kept, f"  {destination}", *more, ""])


def test_a_call_to_it_rings_the_first_user_then_the_second_and_ends_in_the_mailbox() -> None:
    call = routesim.call(loads(starter(BELGIUM, 3, ["+3225880100"])), to="+3225880100")
    assert [(ring.target, ring.start, ring.end) for ring in call.rang] == [("101", 0.0, 20.0), ("102", 20.0, 35.0)]
    assert (call.outcome, call.by) == ("voicemail", "101")


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_every_country_has_an_example_number_and_a_time_zone(country: str) -> None:
    timezone = next(iter(zones_of(country)), "UTC")
    system = loads(starter(Site(country, timezone), 1, ()))
    assert (system.settings.country, system.settings.timezone) == (country, timezone)


@pytest.mark.parametrize("name", ['Acme "Brussels"', "a: b # c", "*x", "yes", "Zoë 🙂", "\\x41", "back\\"])
def test_any_name_stays_what_it_is(name: str) -> None:
    assert loads(starter(Site("BE", "Europe/Brussels", name), 1, ())).settings.name == name


def test_several_numbers_lead_to_the_first_user_and_no_example_is_given() -> None:
    text = starter(BELGIUM, 1, ["+3225880100", "+3225880101"])
    assert [entry.number for entry in loads(text).incoming_numbers] == ["+3225880100", "+3225880101"]
    assert "an example" not in text


def test_it_is_the_same_every_time() -> None:
    assert starter(BELGIUM, 3, ()) == starter(BELGIUM, 3, ())


def test_the_zones_of_a_country_begin_with_the_one_most_people_live_in() -> None:
    assert zones_of("BE") == ("Europe/Brussels",)
    assert zones_of("US")[0] == "America/New_York"
    assert zones_of("XX") == ()
