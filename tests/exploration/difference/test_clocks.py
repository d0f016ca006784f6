"""Two time zones: calls are placed at the same time on either clock, and may wait while one of them is put forward."""

from __future__ import annotations

import pytest

from routesim.exploration import diff
from routesim.model.system import PhoneSystem
from routesim.result.difference_words import verdict_words
from tests.exploration.difference.told import DOOR, edited, lines

NIGHT = """\
settings: {timezone: Europe/Brussels}
users: [{extension: "101"}]
voicemails: [{name: Day, extension: "801"}, {name: Night, extension: "802"}]
audio_messages: [{name: Patience, duration: 90}]
dial_plans:
  - name: Night
    extension: "900"
    start: patience
    elements:
      patience: {type: play_file, message: Patience, next: hours}
      hours: {type: time_condition, hours: "02:00-02:59", true: night, false: day}
      night: {type: voicemail, voicemail: Night}
      day: {type: voicemail, voicemail: Day}
"""


def moved(base: str, zone: str) -> tuple[PhoneSystem, PhoneSystem]:
    return edited(base), edited(base, ("Europe/Brussels", zone))


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Asia/Kolkata"])
def test_a_door_with_office_hours_is_the_same_by_any_clock(zone: str) -> None:
    difference = diff(*moved(f"settings: {{timezone: Europe/Brussels}}\n{DOOR}", zone))
    assert (difference.verdict, difference.changes) == ("equal", ())
    assert [(text.path, text.draft) for text in difference.texts] == [("settings.timezone", zone)]
    assert f"The clocks of Europe/Brussels and {zone} are taken to show the same time." in verdict_words(difference)


def test_clocks_that_are_put_forward_alike_are_alike_at_night_too() -> None:
    assert diff(*moved(NIGHT, "Europe/Paris")).verdict == "equal"


def test_a_caller_who_waits_while_one_clock_is_put_forward_is_found() -> None:
    difference = diff(*moved(NIGHT, "America/New_York"))
    assert (difference.verdict, difference.undecided) == ("different", ())
    assert lines(difference, "900") == [
        "the call is placed on Sunday 29 March 2026 at 01:59:30: voicemail 801 90 -> voicemail 802 90",
        "the call is placed on Sunday 25 October 2026 at 02:59:30: voicemail 802 90 -> voicemail 801 90",
    ]
