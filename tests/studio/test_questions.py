"""What the page asks is answered by the same rules as everywhere; nothing is kept between two questions."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

import routesim
from routesim.files import loads, loads_calls
from tests.scenarios import FOLDERS
from tests.studio.office import CALL, OFFICE
from tests.studio.served import Client, served, served_by

SECRETS = """\
settings: {name: Shop, timezone: Europe/Brussels, country: BE}
users:
  - extension: "101"   # Alice's desk
    name: Alice
    sip: {domain: shop.example, password: "hunter2-of-alice", proxy: p.example}   # was hunter1
    permissions:
      username: alice
      password: portal-pass-1   # before: portal-pass-0
  # password = written-on-a-note, and hunter2-of-alice too
"""


def test_the_page_opens_with_the_configuration_and_a_first_call(page: Client) -> None:
    opened = page.get("/api/system").json()
    assert opened["text"] == OFFICE
    assert opened["file"] == "pbx.yaml"
    assert opened["situation"]["calls"] == [{"from": "+32470123456", "to": "+3225880100", "at": 0.0}]
    assert [phone["name"] for phone in opened["phones"]] == ["Alice Martin", "Bob Peeters", "Carol Dubois"]
    assert opened["near"] == 2


def test_a_call_is_played_as_everywhere_else(page: Client) -> None:
    situation = {**CALL, "people": {"102": {"answers_after": 6}}}
    (call,) = page.ask("play", text=OFFICE, situation=situation)["play"]["calls"]
    played = routesim.call(loads(OFFICE), "101", people={"102": routesim.Answers(6)})
    assert (call["outcome"], call["answered_at"]) == (played.outcome, played.answered_at)
    told = " ".join(piece.get("text", "") for moment in call["moments"] for piece in moment["sentences"][0])
    assert "Bob Peeters (102) answers after 6 s of ringing" in told


def test_a_slider_is_written_into_the_text_and_comments_stay(page: Client) -> None:
    path = ["users", 0, "forwarding", "no_answer", "destinations", 0, "ring"]
    answer = page.ask("play", text=OFFICE, situation=CALL, edits=[{"path": path, "value": [5, 12.5]}])
    assert answer["text"] == OFFICE.replace(
        "ring: [0, 15]}], voicemail: yes}\n", "ring: [5, 12.5]}], voicemail: yes}\n", 1
    )
    assert [bar["start"] for row in answer["play"]["timeline"]["rows"] for bar in row["lanes"][0]["bars"]][:2] == [
        0,
        25,
    ]


def test_sliders_below_the_one_that_moves_stay_where_they_are(page: Client) -> None:
    text = OFFICE.replace('[{to: "102", ring: [0, 15]}]', '[{to: "102", ring: 15}, {to: "103", ring: 10}]', 1)
    path = ["users", 0, "forwarding", "no_answer", "destinations", 0, "ring"]
    answer = page.ask("play", text=text, situation=CALL, edits=[{"path": path, "value": [0, 20]}])
    windows = [to["window"] for to in answer["phones"][0]["plans"]["no_answer"]["destinations"]]
    assert windows == [[0, 20], [15, 25]]


def test_a_second_call_overlaps_the_first(page: Client) -> None:
    calls = [{"from": "+32470123456", "to": "101"}, {"from": "+32470999999", "to": "101", "at": 8}]
    played = page.ask("play", text=OFFICE, situation={**CALL, "calls": calls})["play"]
    assert played["timeline"]["calls"] == [0, 1]
    alice = played["timeline"]["rows"][0]
    assert [lane["call"] for lane in alice["lanes"]] == [0, 1]
    assert alice["lanes"][1]["words"] == "busy"


def test_each_device_of_a_phone_has_a_row_beneath_it(page: Client) -> None:
    shared = OFFICE.replace("    ring_time: 20\n", "    ring_time: 20\n    devices: [desk, mobile_app]\n", 1)
    assert shared != OFFICE
    alice, *_ = page.ask("play", text=shared, situation=CALL)["play"]["timeline"]["rows"]
    assert [(device["name"], device["lanes"][0]["words"]) for device in alice["devices"]] == [
        ("desk", "no answer"),
        ("mobile_app", "no answer"),
    ]
    alice, *_ = page.ask("play", text=OFFICE, situation=CALL)["play"]["timeline"]["rows"]
    assert alice["devices"] == []


def test_every_ending_of_a_number_plays_to_that_ending(page: Client) -> None:
    found = page.ask("endings", text=OFFICE, number="+3225880101")
    assert found["complete"]
    assert len(found["endings"]) >= 4
    for ending in found["endings"]:
        situation = ending["situation"]
        played = page.ask("play", text=OFFICE, situation=situation, focus=len(situation["calls"]) - 1)["play"]
        call = played["calls"][-1]
        assert call["tone"] == ending["tone"]
        assert ending["words"].lower().startswith(call["outcome"].replace("_", " "))


def test_a_draft_is_compared_with_what_is_applied(page: Client) -> None:
    draft = OFFICE.replace("ring_time: 20", "ring_time: 30").replace("Carol Dubois", "Carol D.")
    found = page.ask("compare", applied=OFFICE, text=draft)
    assert found["verdict"] == "different"
    assert found["changes"][0]["applied"] != found["changes"][0]["draft"]
    assert found["texts"] == ['users[103].name: "Carol Dubois" → "Carol D."']
    assert page.ask("compare", applied=OFFICE, text=OFFICE)["verdict"] == "equal"


def test_the_calls_file_plays_to_the_same_end(page: Client) -> None:
    people = {
        "101": {"answers_after": None, "state": "busy"},
        "102": {"answers_after": 2.5, "attempts": [{}, {"state": "dnd"}]},
    }
    calls = [{"id": 'a "name"', "from": "withheld", "to": "101", "presses": [{"keys": "*1", "after": 3}]}]
    situation = {"start": CALL["start"], "people": people, "calls": calls}
    text = page.ask("calls", text=OFFICE, situation=situation, pbx="shop's pbx.yaml")["text"]
    system = loads(OFFICE)
    played = routesim.play(loads_calls(text, system), system)
    assert played.to_dict() == routesim.play(situation, system).to_dict()
    assert '\npbx: "shop\'s pbx.yaml"\n' in text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_lesson_opens_with_a_question_and_plays_as_expected(page: Client, folder: Path) -> None:
    assert folder.name in [lesson["name"] for lesson in page.ask("lessons")["lessons"]]
    opened = page.ask("lesson", name=folder.name)
    assert opened["lesson"]["question"]
    assert "\n" not in opened["lesson"]["title"]
    assert len(opened["lesson"]["answer"]) >= 2
    assert False not in {call["expected"] for call in opened["play"]["calls"]}
    again = page.ask("play", text=opened["text"], situation=opened["situation"])
    assert again["play"] == opened["play"]


@pytest.mark.parametrize("name", ["../small-office", "", "nowhere", "/etc", "small-office/"])
def test_there_are_no_other_lessons(page: Client, name: str) -> None:
    assert page.post("/api/lesson", {"name": name}).status == 422


def test_a_rule_is_explained(page: Client) -> None:
    assert page.ask("rule", number="5.2")["title"]
    assert page.post("/api/rule", {"number": "99"}).status == 422


def test_the_graph_of_a_number_has_a_place_for_every_step_of_its_calls(page: Client) -> None:
    drawn = page.ask("graph", text=OFFICE, number="02 588 01 00")
    (call,) = page.ask("play", text=OFFICE, situation=CALL)["play"]["calls"]
    places = {node["id"] for node in drawn["nodes"]}
    assert {node for node, _ in call["path"]} <= places
    assert len({(node["column"], node["row"]) for node in drawn["nodes"]}) == len(places)


def test_no_password_reaches_the_page() -> None:
    with served(SECRETS) as page:
        answer = page.get("/api/system")
        for secret in ("hunter", "portal-pass", "written-on-a-note"):
            assert secret not in answer.text
        opened = answer.json()
        assert opened["system"]["left_out"] == 2
        assert "# Alice's desk" in opened["text"]
        assert "username: alice" in opened["text"]
        assert loads(opened["text"]).users[0].name == "Alice"


@pytest.mark.parametrize("rest", ["", "users: []\n", "incoming_numbers: [{number: '+3225880100'}]\n"])
def test_an_empty_phone_system_can_be_shown(rest: str) -> None:
    with served(f"settings: {{timezone: Europe/Brussels, country: BE}}\n{rest}") as page:
        opened = page.get("/api/system").json()
        assert opened["phones"] == []
        assert opened["play"]["calls"][0]["outcome"] in ("unknown_number", "not_configured")
        to = opened["situation"]["calls"][0]["to"]
        assert page.post("/api/endings", {"text": opened["text"], "number": to}).status in (200, 422)
        assert page.post("/api/graph", {"text": opened["text"], "number": to}).status in (200, 422)


def test_a_file_that_has_become_unusable_meanwhile_is_told() -> None:
    def broken() -> NoReturn:
        raise routesim.RoutesimError("pbx.yaml: gone")

    with served_by(broken) as page:
        answer = page.get("/api/system")
        assert answer.status == 422
        assert answer.problem == "pbx.yaml: gone"


def test_two_sessions_never_see_each_others_system(page: Client) -> None:
    other = OFFICE.replace("Alice Martin", "Somebody Else")
    page.ask("play", text=other, situation=CALL)
    page.ask("endings", text=other, number="101")
    mine = page.ask("play", text=OFFICE, situation=CALL)
    assert "Somebody Else" not in str(mine)
    assert "Somebody Else" not in page.get("/api/system").text


def test_hostile_names_are_only_text(page: Client) -> None:
    name = "<img src=x onerror=alert(1)>\u202eevil"
    text = OFFICE.replace("name: Bob Peeters", f'name: "{name}"'.replace("\u202e", ""))
    answer = page.ask("play", text=text, situation=CALL)
    assert answer["phones"][1]["name"] == "<img src=x onerror=alert(1)>evil"
    assert page.post("/api/play", {"text": text, "situation": CALL}).headers["content-type"] == "application/json"
