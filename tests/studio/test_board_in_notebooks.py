"""The board in a notebook: the page's questions, as messages; a picture for those who only read."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import routesim
from routesim.errors import MissingExtra, UnusableInput
from routesim.files import loads
from routesim.studio.answers import answer
from routesim.studio.background import Background
from routesim.studio.desk import Desk
from routesim.studio.limits import MOST_BYTES, MOST_CALLS, MOST_WAITING
from routesim.studio.widget import Board
from tests.studio.messages import ClosedDesk, Frontend, background
from tests.studio.office import CALL, OFFICE

SYSTEM = loads(OFFICE)
ASKED = {"text": OFFICE, "situation": CALL}
SECRET = OFFICE.replace(
    "name: Alice Martin", "name: Alice Martin\n    sip: {domain: a.example, password: hunter2-x}  # hunter1"
)
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def desk() -> Iterator[Background]:
    with background() as found:
        yield found


@pytest.fixture
def frontend(desk: Background) -> Frontend:
    return Frontend(Board(SYSTEM, OFFICE, "pbx.yaml", desk))


def bundle(board: Board) -> dict[str, Any]:
    """What *board* shows as."""
    return board._repr_mimebundle_()[0]


def test_it_opens_with_the_configuration_and_a_first_call(frontend: Frontend) -> None:
    opened = frontend.ask("system")
    assert opened.pop("file") == "pbx.yaml"
    assert opened == json.loads(json.dumps(answer("open", {"name": "pbx.yaml", "text": OFFICE})))


@pytest.mark.parametrize("question", ["play", "endings", "graph", "compare", "calls", "rule"])
def test_a_question_is_answered_as_on_the_page(frontend: Frontend, question: str) -> None:
    asked = {**ASKED, "number": "5.2" if question == "rule" else "101", "applied": OFFICE, "pbx": "pbx.yaml"}
    assert frontend.ask(question, **asked) == json.loads(json.dumps(answer(question, asked)))


def test_a_path_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(OFFICE, "utf-8")
    board = routesim.board(path)
    path.unlink()
    opened = Frontend(board).ask("system")
    assert (opened["file"], opened["text"]) == ("office.yaml", OFFICE)


def test_a_phone_system_that_was_loaded_is_written_down_for_the_board() -> None:
    opened = Frontend(routesim.board(SYSTEM)).ask("system")
    assert opened["file"] == "pbx.json"
    assert loads(opened["text"]) == SYSTEM
    slid = {"path": ["users", 0, "ring_time"], "value": 33}
    drafted = Frontend(routesim.board(SYSTEM)).ask("play", text=opened["text"], situation=CALL, edits=[slid])
    assert loads(drafted["text"]).users[0].ring_time == 33


def test_what_is_wrong_with_a_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pbx.yaml"
    path.write_text(OFFICE.replace("ring_time: 20", "ring_time: long"), "utf-8")
    with pytest.raises(UnusableInput, match="ring_time"):
        routesim.board(path)
    with pytest.raises(UnusableInput, match="gone"):
        routesim.board(tmp_path / "gone.yaml")


@pytest.mark.parametrize("text", [SECRET, None], ids=["a text", "a phone system"])
def test_no_password_leaves_the_kernel(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "pbx.yaml"
    path.write_text(SECRET, "utf-8")
    board = routesim.board(path if text else routesim.load(path))
    opened = Frontend(board).ask("system")
    assert opened["system"]["left_out"] == 1
    for shown in (opened, board.get_state(), bundle(board), repr(board)):
        assert "hunter" not in str(shown)


@pytest.mark.parametrize(
    ("question", "asked", "told"),
    [
        ("nothing", {}, "no such question"),
        ("__class__", {}, "no such question"),
        ("", {}, "no such question"),
        (None, {}, "no such question"),
        (["play"], {}, "no such question"),
        ({"play": 1}, {}, "no such question"),
        ("play", [], "a JSON object"),
        ("play", None, "a JSON object"),
        ("play", "text", "a JSON object"),
        ("play", {"text": float("nan")}, "expected JSON"),
        ("play", {"text": b"bytes"}, "expected JSON"),
        ("play", {"text": "a" * (MOST_BYTES + 1)}, "more than the page sends"),
        ("play", {"text": "a" * 3_200_000, "situation": CALL}, "too large"),
        ("play", {}, "text: expected a text"),
        ("play", {"text": "\ud800", "situation": CALL}, "surrogate"),
        ("play", {**ASKED, "situation": {**CALL, "calls": CALL["calls"] * (MOST_CALLS + 1)}}, "more than 50"),
        ("play", {**ASKED, "edits": [{"path": ["settings", "name"], "value": "x"}]}, "edits: expected"),
        ("endings", {"text": OFFICE, "number": 7}, "number: expected a text"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_used_is_told(frontend: Frontend, question: Any, asked: Any, told: str) -> None:
    assert told in frontend.problem(question, asked)


def test_what_is_nested_too_deep_is_told_and_the_next_is_answered(frontend: Frontend) -> None:
    for depth in (200, 900, 3_000, 30_000):
        nested: Any = []
        for _ in range(depth):
            nested = [nested]
        assert frontend.problem("play", {**ASKED, "situation": {"calls": nested}})
    assert frontend.ask("play", **ASKED)["play"]


@pytest.mark.parametrize(
    "content",
    [
        None,
        7,
        "play",
        [],
        {},
        {"id": 1, "question": "play", "asked": ASKED},
        {"id": "x" * 41, "question": "play", "asked": ASKED},
        {"id": "x", "asked": ASKED},
        {"question": "play", "asked": ASKED},
        {"forget": ["x"]},
        {"forget": "unknown"},
    ],
    ids=lambda content: str(content)[:30],
)
def test_a_message_that_is_no_question_is_left_alone(frontend: Frontend, content: Any) -> None:
    frontend.send(content)
    assert frontend.ask("rule", number="5.2")["title"]  # the first that is heard


@pytest.fixture
def closed() -> Iterator[tuple[Frontend, ClosedDesk]]:
    desk = ClosedDesk()
    with background(desk) as waiting:
        yield Frontend(Board(SYSTEM, OFFICE, "pbx.yaml", waiting)), desk


def test_what_is_forgotten_is_not_answered(closed: tuple[Frontend, ClosedDesk]) -> None:
    frontend, desk = closed
    frontend.send({"id": "first", "question": "compare", "asked": {"text": OFFICE, "applied": OFFICE}})
    frontend.send({"id": "second", "question": "compare", "asked": {"text": OFFICE, "applied": OFFICE}})
    frontend.send({"forget": "second"})
    frontend.send({"id": "third", "question": "endings", "asked": {"text": OFFICE, "number": "101"}})
    desk.opened.set()
    assert [frontend.hear()["id"] for _ in range(2)] == ["first", "third"]


def test_too_many_questions_at_once_are_turned_away(closed: tuple[Frontend, ClosedDesk]) -> None:
    frontend, desk = closed
    asked = MOST_WAITING + 10
    for number in range(asked):
        frontend.send({"id": str(number), "question": "play", "asked": ASKED})
    desk.opened.set()
    answers = [json.loads(frontend.hear()["answer"]) for _ in range(asked)]
    refused = [found for found in answers if "problems" in found]
    assert len(refused) == 10
    assert all("Too many" in found["problems"][0]["message"] for found in refused)
    assert frontend.ask("play", **ASKED)["play"]


def test_what_takes_too_long_is_given_up() -> None:
    with background(Desk(play_seconds=0.0001)) as hasty:
        frontend = Frontend(Board(SYSTEM, OFFICE, "pbx.yaml", hasty))
        assert "given up" in frontend.problem("play", ASKED)
        assert frontend.ask("endings", text=OFFICE, number="101")["endings"]


def test_a_kernels_own_loop_sends_the_answers(desk: Background) -> None:
    async def kernel() -> str:
        frontend = Frontend(Board(SYSTEM, OFFICE, "pbx.yaml", desk))
        frontend.send_here({"id": "1", "question": "rule", "asked": {"number": "5.2"}})
        while frontend.channel.heard.empty():
            await asyncio.sleep(0.01)
        return str(frontend.hear()["answer"])

    with ThreadPoolExecutor(1) as thread:
        assert json.loads(thread.submit(asyncio.run, kernel()).result())["number"] == "5.2"


def test_two_boards_never_see_each_others_system(desk: Background) -> None:
    other = OFFICE.replace("Alice Martin", "Somebody Else")
    mine, theirs = (Frontend(Board(loads(text), text, "pbx.yaml", desk)) for text in (OFFICE, other))
    assert "Somebody Else" in str(theirs.ask("system"))
    assert "Somebody Else" not in str(mine.ask("system"))
    assert theirs.channel.heard.empty()


def test_where_it_is_only_read_the_routing_graph_is_seen() -> None:
    board = routesim.board(SYSTEM)
    shown = bundle(board)
    assert shown[WIDGET]["model_id"] == board.model_id
    assert shown["image/svg+xml"].startswith("<?xml")
    assert "data:image/svg+xml;base64," in shown["text/html"]
    assert "run this cell" in shown["text/html"]
    assert "<script" not in shown["text/html"]
    assert "+3225880100" in shown["text/plain"]
    assert {**shown, WIDGET: 0} == {**bundle(routesim.board(SYSTEM)), WIDGET: 0}


def test_a_system_that_is_too_large_to_be_drawn_is_told_in_words() -> None:
    users = [{"extension": str(1000 + place), "name": f"User <b>{place}"} for place in range(300)]
    many = json.dumps({"settings": {"name": "Many", "timezone": "Europe/Brussels", "country": "BE"}, "users": users})
    shown = bundle(routesim.board(loads(many)))
    assert "image/svg+xml" not in shown
    assert "run this cell" in shown["text/html"]
    assert "<b>" not in shown["text/html"]
    assert "No incoming number leads to" in shown["text/plain"]


def test_without_anywidget_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "routesim.studio.widget")
    monkeypatch.delattr("routesim.studio.widget", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(MissingExtra, match=r"pip install 'routesim\[notebook\]'"):
        routesim.board(SYSTEM)
