"""Records made by hand: one for each outcome, and for each decision that may surprise."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from routesim.result.records import (
    CallRecord,
    Expectation,
    Note,
    Outcome,
    Play,
    Ring,
    Scene,
    TransferRecord,
)

CALLER = "+32470123456"
MOBILE = "+32470000101"
NAMES = {
    "101": "Alice Martin",
    "102": "Bob Peeters",
    "103": "Carol Dubois",
    "700": "Support",
    "750": "Weekly",
    "801": "Sales",
    "900": "Main",
}
SCENE = Scene("Acme Brussels", datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Brussels")), NAMES)
TO_ALICE = ("number:+3225880101", "user:101")


def call(
    outcome: Outcome,
    *rang: Ring,
    path: dict[str, float] | list[tuple[str, float]] | None = None,
    ended: float,
    answered: float | None = None,
    **given: Any,
) -> CallRecord:
    """Make a record; *path* gives each node with the instant at which it was entered."""
    steps = list(path.items()) if isinstance(path, dict) else path or []
    at = given.get("at", 0.0)
    values: dict[str, Any] = {
        "id": "example",
        "from_": CALLER,
        "to": "+3225880101",
        "at": 0.0,
        "outcome": outcome,
        "by": None,
        "reason": None,
        "answered_at": answered,
        "ended_at": ended,
        "waited": (ended if answered is None else answered) - at,
        "talked": 0.0 if answered is None else ended - answered,
        "caller_id": CALLER,
        "recorded": False,
        "rang": rang,
        "path": tuple(node for node, _ in steps),
        "entered": tuple(instant for _, instant in steps),
        "scene": SCENE,
    }
    return CallRecord(**{**values, **given})


def play(*calls: CallRecord) -> Play:
    return Play(SCENE, calls)


def lead_to_alice(**more: float) -> dict[str, float]:
    """The path to Alice's phone, and on from there (`user_101__no_answer=20` is `user:101/no_answer`)."""
    on = {node.replace("__", "/").replace("_", ":", 1): instant for node, instant in more.items()}
    return {"number:+3225880101": 0.0, "user:101": 0.0, **on}


ANSWERED = call(
    Outcome.ANSWERED,
    Ring("101", 0.0, 20.0, "no_answer", "5.2", "user:101"),
    Ring("102", 20.0, 26.0, "answered", "4.2", "user:101/no_answer"),
    path=lead_to_alice(user_101__no_answer=20.0, user_102=20.0),
    answered=26.0,
    ended=86.0,
    by="102",
    expectation=Expectation(True),
)
STAGGERED = call(
    Outcome.VOICEMAIL,
    Ring("101", 300.0, 320.0, "no_answer", "5.2", "user:101"),
    Ring("102", 320.0, 335.0, "no_answer", "4.2", "user:101/no_answer"),
    Ring(MOBILE, 330.0, 350.0, "no_answer", "4.2", "user:101/no_answer"),
    path={
        "number:+3225880101": 300.0,
        "user:101": 300.0,
        "user:101/no_answer": 320.0,
        "user:102": 320.0,
        f"external:{MOBILE}": 330.0,
        "mailbox:101": 350.0,
    },
    id="staggered mobiles",
    at=300.0,
    answered=350.0,
    ended=410.0,
    by="101",
    notified="alice@acme.example",
    expectation=Expectation(False, ("expected the outcome answered, but it was voicemail",)),
)
CARRIER_VOICEMAIL = call(
    Outcome.CARRIER_VOICEMAIL,
    Ring(MOBILE, 0.0, 12.0, "answered", "3.5", "user:101/follow_me"),
    Ring("102", 0.0, 12.0, "cancelled", "4.3", "user:101/follow_me"),
    Ring("103", 0.0, 0.0, "busy", "3.4", "user:101/follow_me"),
    Ring("101", 5.0, 12.0, "cancelled", "4.3", "user:101/follow_me"),
    path=[
        *lead_to_alice(user_101__follow_me=0.0).items(),
        (f"external:{MOBILE}", 0.0),
        ("user:102", 0.0),
        ("user:103", 0.0),
        ("user:101", 5.0),
    ],
    answered=12.0,
    ended=72.0,
    by=MOBILE,
)
BUSY = call(
    Outcome.BUSY,
    Ring("101", 0.0, 0.0, "busy", "3.3", "user:101"),
    Ring("102", 0.0, 0.0, "offline", "3.2", "user:101/busy"),
    Ring(MOBILE, 0.0, 0.0, "unreachable", "3.5", "user:101/busy"),
    path=lead_to_alice(user_101__busy=0.0, user_102=0.0, user_102__no_answer=0.0) | {f"external:{MOBILE}": 0.0},
    ended=0.0,
)
REJECTED_BY_ALL = call(
    Outcome.BUSY,
    Ring("101", 0.0, 3.0, "rejected", "3.4", "user:101"),
    path=lead_to_alice(user_101__busy=3.0),
    ended=3.0,
    id="rejected",
)
GONE = call(
    Outcome.NO_ANSWER,
    Ring("101", 0.0, 4.5, "offline", "3.6", "user:101"),
    path=lead_to_alice(user_101__no_answer=4.5),
    ended=4.5,
    id="gone",
)
ABANDONED = call(
    Outcome.ABANDONED,
    Ring("101", 0.0, 10.0, "cancelled", "10.1", "user:101"),
    path=lead_to_alice(),
    ended=10.0,
    id="gives up",
)
LOOP = call(
    Outcome.NO_ANSWER,
    Ring("101", 0.0, 20.0, "no_answer", "5.2", "user:101"),
    Ring("102", 20.0, 40.0, "no_answer", "5.2", "user:101/no_answer"),
    Ring("101", 40.0, 50.0, "no_answer", "5.5", "user:102/no_answer"),
    path=[
        *lead_to_alice(user_101__no_answer=20.0, user_102=20.0, user_102__no_answer=40.0).items(),
        ("user:101", 40.0),
    ],
    ended=50.0,
    id="loop",
)
TWO_PLANS_AT_ONCE = call(
    Outcome.ABANDONED,
    Ring("102", 0.0, 5.0, "offline", "3.6", "user:101/follow_me"),
    Ring("103", 5.0, 9.0, "cancelled", "10.1", "user:101/follow_me"),
    path=lead_to_alice(user_101__follow_me=0.0, user_102=0.0, user_102__no_answer=5.0, user_103=5.0),
    ended=9.0,
    id="two plans",
)
COLLEAGUES_MAILBOX = call(
    Outcome.VOICEMAIL,
    Ring("101", 0.0, 20.0, "no_answer", "5.2", "user:101"),
    Ring("102", 20.0, 30.0, "no_answer", "5.2", "user:101/no_answer"),
    Ring("103", 25.0, 30.0, "cancelled", "5.5", "user:101/no_answer"),
    path=lead_to_alice(
        user_101__no_answer=20.0, user_102=20.0, user_103=25.0, user_102__no_answer=30.0, mailbox_102=30.0
    ),
    answered=30.0,
    ended=90.0,
    by="102",
    id="wrong mailbox",
)
TOO_MANY = call(
    Outcome.NO_ANSWER,
    path=lead_to_alice(user_101__follow_me=0.0),
    ended=0.0,
    reason="too_many_forwards",
    id="too many",
)
BLACKLISTED = call(Outcome.REJECTED, ended=0.0, reason="blacklist", from_="+3225559999", id="blacklisted")
LOGGED_OUT_CALLER = call(
    Outcome.REJECTED, ended=0.0, reason="logged_out", from_="103", to="101", caller_id="103", id="desk"
)
NOT_CONFIGURED = call(
    Outcome.NOT_CONFIGURED, path={"number:+12125550100": 0.0}, ended=0.0, to="+12125550100", id="not configured"
)
HUNG_UP = call(Outcome.HUNG_UP, path={"number:+3225880105": 0.0}, ended=0.0, to="+3225880105", id="hang up")
UNKNOWN_NUMBER = call(Outcome.UNKNOWN_NUMBER, ended=0.0, to="199", from_="102", caller_id="102", id="unknown")
LOGGED_IN = call(Outcome.LOGGED_IN, path={"login:*701": 0.0}, ended=2.0, from_="101", to="*701", id="log in")
LOGGED_OUT = call(Outcome.LOGGED_OUT, path={"logout:*702": 0.0}, ended=2.0, from_="101", to="*702", id="log out")
FAILED = call(
    Outcome.FAILED,
    path={"dial_plan:900": 0.0, "dial_plan:900/circle": 0.0},
    ended=0.0,
    to="900",
    reason="dial_plan_loop",
    id="circle",
)
CONFERENCE = call(
    Outcome.CONFERENCE,
    path={"number:+3225880103": 0.0, "conference:750": 0.0},
    notes=(Note(2.0, "keys the access code", "9.1"),),
    to="+3225880103",
    answered=40.0,
    ended=100.0,
    by="750",
    id="meeting",
)
MENU = call(
    Outcome.NO_ANSWER,
    Ring("102", 8.0, 23.0, "no_answer", "8.4", "queue:700", "700"),
    Ring("103", 23.0, 28.0, "no_answer", "8.7", "queue:700", "700"),
    path={
        "number:+3225880100": 0.0,
        "dial_plan:900": 0.0,
        "dial_plan:900/hours": 0.0,
        "dial_plan:900/menu": 0.0,
        "dial_plan:900/support": 8.0,
        "queue:700": 8.0,
    },
    notes=(Note(0.0, "the clock is within the hours and days asked for", "7.10", 3), Note(8.0, "keys 2", "7.5", 4)),
    to="+3225880100",
    ended=28.0,
    reason="timeout",
    id="menu",
)
PICKED_UP = call(
    Outcome.ANSWERED,
    Ring("102", 0.0, 5.0, "picked_up", "10.5", "user:102", by="103"),
    path={"user:102": 0.0},
    transfers=(TransferRecord(35.0, "103", "101", "blind", "answered", 38.0),),
    answered=5.0,
    ended=65.0,
    from_="withheld",
    caller_id="",
    to="102",
    by="103",
    id="picked up",
)
OVER_MIDNIGHT = call(
    Outcome.ANSWERED,
    Ring("101", 50395.0, 50400.5, "answered", "5.2", "user:101"),
    path={"number:+3225880101": 50395.0, "user:101": 50395.0},
    at=50395.0,
    answered=50400.5,
    ended=50460.5,
    by="101",
    id="late",
)
AT_ONCE = call(
    Outcome.ANSWERED,
    Ring("101", 0.0, 0.0, "rejected", "3.4", "user:101"),
    Ring("102", 0.0, 0.0, "answered", "4.2", "user:101/busy"),
    path=lead_to_alice(user_101__busy=0.0, user_102=0.0),
    answered=0.0,
    ended=60.0,
    by="102",
    id="at once",
)
WITHOUT_SCENE = ANSWERED._replace(scene=None, id="7", expectation=None)

STORIES = {
    "answered": ANSWERED,
    "staggered": STAGGERED,
    "carrier_voicemail": CARRIER_VOICEMAIL,
    "busy": BUSY,
    "rejected_by_all": REJECTED_BY_ALL,
    "gone": GONE,
    "abandoned": ABANDONED,
    "loop": LOOP,
    "two_plans_at_once": TWO_PLANS_AT_ONCE,
    "colleagues_mailbox": COLLEAGUES_MAILBOX,
    "too_many_forwards": TOO_MANY,
    "blacklisted": BLACKLISTED,
    "logged_out_caller": LOGGED_OUT_CALLER,
    "not_configured": NOT_CONFIGURED,
    "hung_up": HUNG_UP,
    "unknown_number": UNKNOWN_NUMBER,
    "logged_in": LOGGED_IN,
    "logged_out": LOGGED_OUT,
    "failed": FAILED,
    "conference": CONFERENCE,
    "menu": MENU,
    "picked_up": PICKED_UP,
    "over_midnight": OVER_MIDNIGHT,
    "at_once": AT_ONCE,
    "without_scene": WITHOUT_SCENE,
}
"""Every record above, by the name of its golden story."""
