"""Destinations are added, taken off and moved by the server, which checks them; comments and sliders stay."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routesim.files import loads
from routesim.studio.editing import edited as made
from routesim.studio.limits import MOST_DESTINATIONS
from routesim.studio.opening import opened
from tests.files.test_splicing import WRITERS
from tests.studio.office import CALL, OFFICE
from tests.studio.served import Client

NO_ANSWER = ["users", 0, "forwarding", "no_answer", "destinations"]
BUSY = ["users", 0, "forwarding", "busy", "destinations"]
FOLLOW_ME = ["users", 0, "follow_me", "destinations"]
LISTED = OFFICE.replace(
    '      no_answer: {destinations: [{to: "102", ring: [0, 15]}], voicemail: yes}\n',
    "      no_answer:\n"
    "        voicemail: yes\n"
    "        destinations:\n"
    '          - {to: "102", ring: 15}   # helps\n'
    "          # at the bench\n"
    '          - to: "103"\n'
    "            ring: 10\n"
    '          - {to: "+32470000101", ring: [5, 20]}   # her mobile\n',
    1,
)


def edited(page: Client, text: str, *edits: dict[str, Any]) -> str:
    """The text with *edits* made."""
    return str(page.ask("play", text=text, situation=CALL, edits=list(edits))["text"])


def plan(text: str) -> list[tuple[str, tuple[float, float]]]:
    """Who is rung when Alice does not answer, and when."""
    found = loads(text).users[0].forwarding.no_answer
    return [(to.to, window) for to, window in zip(found.destinations, found.windows, strict=True)]


def test_somebody_is_added_behind_those_who_are_listed(page: Client) -> None:
    text = edited(page, LISTED, {"path": NO_ANSWER, "add": "102"})
    assert text == LISTED.replace("# her mobile\n", '# her mobile\n          - {to: "102", ring: [25, 45]}\n')


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        ("103", "103"),
        (" 0470 12 34 56 ", "+32470123456"),
        ("+32470123456", "+32470123456"),
        ("0032/470-123456", "+32470123456"),
    ],
)
def test_a_number_is_taken_as_people_type_it(page: Client, typed: str, to: str) -> None:
    text = edited(page, OFFICE, {"path": NO_ANSWER, "add": typed})
    assert text == OFFICE.replace("[0, 15]}]", f'[0, 15]}}, {{to: "{to}", ring: [15, 35]}}]', 1)


def test_the_first_is_added_where_no_forwarding_was(page: Client) -> None:
    text = edited(page, OFFICE, {"path": FOLLOW_ME, "add": "103", "window": [5, 12.5]})
    assert text.replace('    follow_me: {destinations: [{to: "103", ring: [5, 12.5]}]}\n', "") == OFFICE
    assert loads(text).users[0].follow_me.destinations[0].to == "103"
    text = edited(page, OFFICE, {"path": ["users", 2, *NO_ANSWER[2:]], "add": "101"})
    assert loads(text).users[2].forwarding.no_answer.windows == ((0, 20),)


def test_a_move_takes_slider_and_comments_along(page: Client) -> None:
    text = edited(page, LISTED, {"path": [*NO_ANSWER, 2], "move": 0})
    assert plan(text) == [("+32470000101", (5, 20)), ("102", (0, 15)), ("103", (15, 25))]
    assert [line.strip() for line in text.splitlines() if "#" in line][4:9] == [
        '- {to: "+32470000101", ring: [5, 20]}   # her mobile',
        '- {to: "102", ring: [0, 15]}   # helps',
        "# at the bench",
        "# Bob has a mailbox of his own. It takes messages of those who dial Bob, not of those who dial Alice.",
        "# Carol works at the bench: a longer ring, and nothing behind it.",
    ]


def test_who_is_taken_off_leaves_the_others_where_they_are(page: Client) -> None:
    assert plan(edited(page, LISTED, {"path": [*NO_ANSWER, 0], "remove": True})) == [
        ("103", (15, 25)),
        ("+32470000101", (5, 20)),
    ]
    last = edited(page, OFFICE, {"path": [*NO_ANSWER, 0], "remove": True})
    assert last == OFFICE.replace('[{to: "102", ring: [0, 15]}]', "[]", 1)
    assert edited(page, LISTED, {"path": NO_ANSWER, "remove": True}) == LISTED[: LISTED.index("destinations:")] + (
        "destinations: []\n" + LISTED[LISTED.index("      busy:") :]
    )


def test_changes_are_made_in_turn(page: Client) -> None:
    text = edited(
        page,
        LISTED,
        {"path": [*NO_ANSWER, 0], "remove": True},
        {"path": [*NO_ANSWER, 0, "ring"], "value": [1, 2]},
        {"path": NO_ANSWER, "add": "101"},
        {"path": [*NO_ANSWER, 2], "move": 0},
        {"path": ["users", 0, "forwarding", "no_answer", "voicemail"], "value": False},
    )
    assert plan(text) == [("101", (20, 40)), ("103", (1, 2)), ("+32470000101", (5, 20))]
    assert not loads(text).users[0].forwarding.no_answer.voicemail


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "nothing is typed yet: expected a user's extension, or a phone number such as +32470000101"),
        ("   ", "nothing is typed yet"),
        ("999", "there is no user 999: expected a user's extension"),
        ("*98", "there is no user *98"),
        ("Bob", "Bob is no number"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)> is no number"),
        ('102", ring: 5}]', "is no number"),
        ("10\n2", "is no number"),
        ("1\u0000 2", "is no number"),
        ("\u0661\u0660\u0661", "is no number"),
        ("+32470", "+32470 is no phone number that exists"),
        ("12345678901234567890", "is no phone number that exists"),
        ("1" * 61, "is no number"),
        ("\ud800", "is no number"),
    ],
)
def test_what_is_no_number_is_told(page: Client, typed: str, told: str) -> None:
    asked = {"text": OFFICE, "situation": CALL, "edits": [{"path": NO_ANSWER, "add": typed}]}
    answer = page.post("/api/play", asked)
    assert answer.status == 422
    assert told in answer.problem
    assert answer.json()["problems"][0]["place"] == "edits"


@pytest.mark.parametrize(
    "edit",
    [
        {"path": [*NO_ANSWER, 1], "remove": True},
        {"path": [*NO_ANSWER, -1], "remove": True},
        {"path": [*NO_ANSWER, 0], "move": 1},
        {"path": [*NO_ANSWER, 0], "move": -1},
        {"path": ["users", 9, *NO_ANSWER[2:]], "add": "102"},
        {"path": ["users", -1, *NO_ANSWER[2:]], "add": "102"},
        {"path": ["users", 9, *NO_ANSWER[2:], 0, "ring"], "value": [0, 5]},
    ],
    ids=str,
)
def test_a_place_that_is_not_there_is_refused(page: Client, edit: dict[str, Any]) -> None:
    answer = page.post("/api/play", {"text": OFFICE, "situation": CALL, "edits": [edit]})
    assert answer.status == 422
    assert "cannot be changed here" in answer.problem
    assert answer.json()["problems"][0]["place"].startswith("users")


@pytest.mark.parametrize(
    "edit",
    [
        {"path": NO_ANSWER, "add": 102},
        {"path": NO_ANSWER, "add": "102", "window": [5, 5]},
        {"path": NO_ANSWER, "add": "102", "window": [0, 601]},
        {"path": NO_ANSWER, "add": "102", "window": [True, 5]},
        {"path": NO_ANSWER, "add": "102", "window": "05"},
        {"path": NO_ANSWER, "add": "102", "voicemail": True},
        {"path": [*NO_ANSWER, 0], "add": "102"},
        {"path": NO_ANSWER, "move": 0},
        {"path": [*NO_ANSWER, 0], "move": "0"},
        {"path": [*NO_ANSWER, 0], "remove": "yes"},
        {"path": [*NO_ANSWER, 0], "remove": True, "move": 1},
        {"path": NO_ANSWER, "value": [{"to": "102"}]},
        {"path": ["users"], "remove": True},
        {"path": ["users", 0], "remove": True},
        {"path": ["incoming_numbers", 0], "remove": True},
        {"path": [], "add": "102"},
        {"path": [["users"]], "add": "102"},
        {"path": NO_ANSWER},
        {},
        [],
        None,
    ],
    ids=str,
)
def test_what_the_page_does_not_change_is_refused(page: Client, edit: Any) -> None:
    answer = page.post("/api/play", {"text": OFFICE, "situation": CALL, "edits": [edit]})
    assert answer.status == 422
    assert answer.problem.startswith("edits: expected")


def test_a_list_has_a_bound(page: Client) -> None:
    edits = [{"path": NO_ANSWER, "add": "102", "window": [0, 1]}] * MOST_DESTINATIONS
    answer = page.post("/api/play", {"text": OFFICE, "situation": CALL, "edits": edits})
    assert f"{MOST_DESTINATIONS} destinations at most" in answer.problem


def test_a_draft_with_another_destination_differs_from_what_is_applied(page: Client) -> None:
    draft = edited(page, OFFICE, {"path": [*BUSY, 0], "remove": True})
    found = page.ask("compare", applied=OFFICE, text=draft)
    assert found["verdict"] == "different"
    assert any("Bob" in change["applied"] and "Bob" not in change["draft"] for change in found["changes"])


RINGS = st.one_of(st.none(), st.integers(1, 40), st.tuples(st.integers(0, 20), st.integers(21, 60)).map(list))
WHO = ["101", "102", "+32470000101", "+32470000102"]
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from(WHO), st.sampled_from([None, [0, 5], [2.5, 7]])),
        st.tuples(st.just("remove"), st.integers(0, 4), st.none()),
        st.tuples(st.just("move"), st.integers(0, 4), st.integers(0, 4)),
        st.tuples(st.just("slide"), st.integers(0, 4), st.just([1, 9])),
    ),
    max_size=6,
)


def written(writer: str, entries: list[dict[str, Any]]) -> str:
    """A configuration whose only plan lists *entries*."""
    users = [
        {"extension": "101", "name": "A", "follow_me": {"destinations": entries}},
        {"extension": "102", "name": "B"},
    ]
    return str(WRITERS[writer]({"settings": {"timezone": "Europe/Brussels", "country": "BE"}, "users": users}))


@given(rings=st.lists(RINGS, max_size=4), changes=CHANGES, writer=st.sampled_from(sorted(WRITERS)))
def test_whatever_is_changed_everybody_else_stays_as_they_were(rings: list[Any], changes: Any, writer: str) -> None:
    entries = [{"to": WHO[at], **({} if ring is None else {"ring": ring})} for at, ring in enumerate(rings)]
    before = opened(written(writer, entries))
    plan = before.system.users[0].follow_me
    wanted = [(to.to, window) for to, window in zip(plan.destinations, plan.windows, strict=True)]
    edits: list[dict[str, Any]] = []
    for kind, what, value in changes:
        if kind == "add":
            start = min(max((end for _, (_, end) in wanted), default=0), 580)
            edits.append({"path": FOLLOW_ME, "add": what, **({"window": value} if value else {})})
            wanted.append((what, tuple(value or (start, start + 20))))
        elif what < len(wanted) and kind == "remove":
            edits.append({"path": [*FOLLOW_ME, what], "remove": True})
            wanted.pop(what)
        elif what < len(wanted) and kind == "slide":
            edits.append({"path": [*FOLLOW_ME, what, "ring"], "value": value})
            wanted[what] = (wanted[what][0], tuple(value))
        elif kind == "move" and max(what, value) < len(wanted):
            edits.append({"path": [*FOLLOW_ME, what], "move": value})
            wanted.insert(value, wanted.pop(what))
    after = made(before, edits).system.users[0].follow_me
    assert [(to.to, window) for to, window in zip(after.destinations, after.windows, strict=True)] == wanted
