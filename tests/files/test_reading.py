"""What is typed arrives as typed, in YAML and in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from routesim.files import load, loads, loads_calls
from routesim.files.reader import Reading
from tests.files.samples import CALLS, PBX, SMALL, WORKLOAD


def data_of(text: str) -> Any:
    reading = Reading(text)
    assert reading.complete
    assert reading.flaws == []
    return reading.places.data


def test_a_configuration_that_uses_every_page_is_read() -> None:
    system = loads(PBX)
    assert [user.extension for user in system.users] == ["0201", "0202", "0203"]
    assert system.users[0].forwarding.no_answer.windows == ((0.0, 10.0), (10.0, 30.0))
    assert system.audio_messages[1].text == "One text over two lines."
    assert system.dial_plans[0].elements["term"].exits == {"autumn": "menu", "spring": "menu"}


def test_every_key_of_every_page_stands_in_that_configuration() -> None:
    from routesim.model.demand import ReadRecords  # made of a list that has been read
    from routesim.model.kinds import fields_of
    from routesim.model.page import Page
    from routesim.model.property import Property
    from routesim.model.question import Question  # asked by the command or in Python, in no file

    def pages(page: type[Page]) -> set[type[Page]]:
        return {page}.union(*map(pages, page.__subclasses__()))

    written = {
        key for text in (PBX, CALLS, WORKLOAD) for key in Reading(text).text.replace("{", " ").replace(":", " ").split()
    }
    keys = {
        key
        for page in pages(Page) - {Question} - pages(ReadRecords)
        for key in fields_of(page)
        if not key.startswith("(")
    }
    assert keys - written == set()
    assert Property in pages(Page)


def test_calls_that_use_every_key_are_read() -> None:
    calls = loads_calls(CALLS, loads(PBX))
    assert [call.id for call in calls.calls] == ["first", None, None]
    assert calls.calls[0].from_ == "06 12 34 56 99"
    assert calls.calls[1].expect is not None
    assert calls.calls[1].expect.rang == ("0202",)
    assert len(calls.events) == 9


@pytest.mark.parametrize(
    "scalar", ["0101", "+3225880100", "no", "08:30", "1e3", "0x1F", "2026-01-01", "~", "null", ".5"]
)
def test_a_plain_scalar_stays_text(scalar: str) -> None:
    assert data_of(f"key: {scalar}") == {"key": scalar}


@pytest.mark.parametrize("quoted", ['"yes"', "'yes'", "yes", "Yes", "ON", "true"])
def test_quoting_and_case_do_not_matter_to_a_tick_box(quoted: str) -> None:
    assert loads(SMALL.replace("Alice", f"Alice, voicemail: {quoted}")).users[0].voicemail is True


@pytest.mark.parametrize("typed", ['"12.5"', "12.5", "1.25e1", "+12.5"])
def test_quoting_does_not_matter_to_seconds(typed: str) -> None:
    assert loads(SMALL.replace("Alice", f"Alice, ring_time: {typed}")).users[0].ring_time == 12.5


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "pbx.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert load(file) == loads("\ufeff" + SMALL) == loads(SMALL)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_where_it_says_so(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pbx.yaml"
    mark = "" if encoding == "utf-16" else "\ufeff"
    file.write_bytes((mark + SMALL.replace("Alice", "Zoë")).encode(encoding))
    assert load(file).users[0].name == "Zoë"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_machines_are_line_ends(end: str) -> None:
    assert loads(SMALL.replace("\n", end)) == loads(SMALL)


def test_json_is_read() -> None:
    page = yaml.load(PBX, yaml.BaseLoader)
    assert loads(json.dumps(page)) == loads(json.dumps(page, indent="\t")) == loads(PBX)


def test_json_numbers_booleans_and_nulls_are_read() -> None:
    page = {
        "settings": {"timezone": "Europe/Brussels", "country": "BE", "recording": True, "max_forwards": 3},
        "users": [{"extension": 101, "name": "Alice 😀", "email": None, "ring_time": 12.5}],
    }
    user = loads(json.dumps(page)).users[0]
    assert (user.extension, user.name, user.email, user.ring_time) == ("101", "Alice 😀", None, 12.5)


def test_a_text_null_in_yaml_is_text() -> None:
    assert loads(SMALL.replace("Alice", "Null")).users[0].name == "Null"
    assert loads(SMALL.replace("Alice", "null")).users[0].name == "null"


def test_a_key_with_nothing_behind_it_counts_as_absent() -> None:
    text = SMALL + "    \nqueues:\nsettings_: x".replace("\nsettings_: x", "\n")
    assert loads(text) == loads(SMALL)
    assert loads(SMALL.replace("Alice", "Alice, email: , ring_time: ")) == loads(SMALL)


def test_names_are_kept_to_the_letter() -> None:
    name = "Œuvre «n° 1» — 東京 👩\u200d🚀"
    assert loads(SMALL.replace("Alice", f"'{name}'")).users[0].name == name
