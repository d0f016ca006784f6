"""Requests that are not the page's own are turned away, and nothing that is sent does any harm."""

from __future__ import annotations

import json
from typing import Any

import pytest

from routesim.studio.limits import MOST_BYTES, MOST_CALLS
from tests.studio.office import CALL, OFFICE
from tests.studio.served import JSON, Client, served

ASKED = {"text": OFFICE, "situation": CALL}


@pytest.mark.parametrize("host", ["127.0.0.1:8760", "localhost:8760", "[::1]:8760", "LOCALHOST"])
def test_the_page_goes_by_the_names_of_this_machine(page: Client, host: str) -> None:
    assert page.get("/", host=host).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:8760", "", "localhost.evil.example:8760"]
)
def test_a_name_that_an_attacker_points_here_is_refused(page: Client, host: str) -> None:
    assert page.get("/api/system", host=host).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9"},
        {"origin": "https://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
    ids=str,
)
def test_another_page_cannot_ask(page: Client, headers: dict[str, str]) -> None:
    assert page.post("/api/play", ASKED, **headers).status == 403


def test_another_page_cannot_read_the_system(page: Client) -> None:
    assert page.get("/api/system", sec_fetch_site="cross-site").status == 403
    assert page.get("/api/system", sec_fetch_site="same-origin").status == 200
    assert "access-control-allow-origin" not in page.get("/api/system").headers


def test_a_link_elsewhere_opens_the_page_but_nobody_frames_it(page: Client) -> None:
    link = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert page.get("/", **link, sec_fetch_dest="document").status == 200
    assert page.get("/", **link, sec_fetch_dest="iframe").status == 403
    assert page.get("/board.js", **link, sec_fetch_dest="document").status == 403
    assert page.get("/api/system", **link, sec_fetch_dest="document").status == 403


def test_the_page_itself_can_ask(page: Client) -> None:
    headers = {"origin": page.url, "sec-fetch-site": "same-origin"}
    assert page.post("/api/play", ASKED, **headers).status == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_nothing_but_json_is_read(page: Client, kind: str) -> None:
    body = json.dumps(ASKED)
    assert page.request("POST", "/api/play", body, {"content-type": kind}).status == 415


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"NaN", b'{"a": Infinity}', b"7", b"[]", b"null"]
)
def test_broken_json_is_told(page: Client, body: bytes) -> None:
    answer = page.request("POST", "/api/play", body, JSON)
    assert answer.status == 400
    assert answer.problem


def test_a_body_that_is_too_large_is_not_read(page: Client) -> None:
    body = b" " * (MOST_BYTES + 1)
    assert page.request("POST", "/api/play", body, JSON).status == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_a_question_is_only_posted(page: Client, method: str) -> None:
    assert page.request(method, "/api/play").status == 405


@pytest.mark.parametrize("path", ["/..%2f..%2fpyproject.toml", "/board.py", "/api/", "/api/answer", "/page/board.js"])
def test_there_is_nothing_else_to_fetch(page: Client, path: str) -> None:
    assert page.get(path).status == 404


@pytest.mark.parametrize("path", ["/", "/board.js", "/board.css", "/icon.svg", "/api/system", "/nowhere"])
def test_every_answer_says_what_a_browser_must_not_do(page: Client, path: str) -> None:
    headers = page.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_an_answer_that_is_refused_says_so_too(page: Client) -> None:
    refused = page.get("/", host="evil.example")
    assert "default-src 'none'" in refused.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "text: expected a text"),
        ({"text": 7, "situation": CALL}, "text: expected a text"),
        ({"text": OFFICE}, "situation: expected"),
        ({"text": OFFICE, "situation": {**CALL, "calls": CALL["calls"] * (MOST_CALLS + 1)}}, "more than 50"),
        ({"text": OFFICE, "situation": {**CALL, "calls": []}}, "a call at least"),
        ({"text": OFFICE, "situation": {**CALL, "people": {"199": {}}}}, "199"),
        ({"text": OFFICE, "situation": {**CALL, "calls": [{"from": "101", "to": "102", "at": 9e6}]}}, "a week at most"),
        (
            {"text": OFFICE, "situation": {**CALL, "calls": [{"from": "101", "to": "102", "talk": 9e6}]}},
            "a day at most",
        ),
        (
            {"text": OFFICE, "situation": CALL, "edits": [{"path": ["settings", "name"], "value": "x"}]},
            "edits: expected",
        ),
        (
            {"text": OFFICE, "situation": CALL, "edits": [{"path": ["users", 99, "ring_time"], "value": 5}]},
            "cannot be changed",
        ),
        (
            {"text": OFFICE, "situation": CALL, "edits": [{"path": ["users", -1, "ring_time"], "value": 5}]},
            "cannot be changed",
        ),
        (
            {"text": OFFICE, "situation": CALL, "edits": [{"path": ["users", 0, "ring_time"], "value": True}]},
            "edits: expec",
        ),
        ({"text": OFFICE, "situation": CALL, "edits": [{}] * 101}, "edits: expected a list"),
        ({"text": "users: [", "situation": CALL}, "expected"),
        ({"text": "\ud800", "situation": CALL}, "surrogate"),
        ({"text": "a" * 3_200_000, "situation": CALL}, "too large"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_used_is_told(page: Client, asked: Any, told: str) -> None:
    answer = page.post("/api/play", asked)
    assert answer.status == 422
    assert told in answer.problem


def test_what_is_nested_too_deep_is_told_and_the_next_is_answered(page: Client) -> None:
    for depth in (200, 900, 3_000, 30_000):
        body = '{"text": "", "situation": {"calls": ' + "[" * depth + "]" * depth + "}}"
        assert page.request("POST", "/api/play", body, JSON).status in (400, 422, 500)
    assert page.post("/api/play", ASKED).status == 200


def test_what_takes_too_long_is_given_up_and_the_page_goes_on() -> None:
    with served(OFFICE, play_seconds=0.0001) as page:
        late = page.post("/api/play", ASKED)
        assert late.status == 503
        assert "given up" in late.problem
        assert page.get("/").status == 200


def test_without_the_token_nothing_is_shown() -> None:
    with served(OFFICE, token="secret-token") as page:
        for path in ("/", "/board.js", "/api/system", "/?token=wrong", "/?token=", "/api/system?token=secret-token"):
            refused = page.get(path)
            assert refused.status == 401
            assert "secret-token" not in refused.text
        assert page.post("/api/play", ASKED).status == 401


def test_the_token_opens_the_page_and_does_not_stay_in_its_address() -> None:
    with served(OFFICE, token="secret-token") as page:
        opened = page.get("/?token=secret-token")
        assert (opened.status, opened.headers["location"]) == (303, "/")
        cookie, *flags = opened.headers["set-cookie"].split("; ")
        assert {"HttpOnly", "SameSite=lax"} <= set(flags)
        assert page.get("/api/system", cookie=f"{cookie}x").status == 401
        assert page.get("/api/system", cookie=cookie).status == 200
        assert page.post("/api/play", ASKED, cookie=cookie).status == 200
