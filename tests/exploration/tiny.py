"""Systems so tiny that every world of theirs can be played: a few users who forward to each other, for seconds."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from routesim.model.system import PhoneSystem
from tests.strategies import HOME, Chooser, Drawn, Page

MOBILE = "+32470000101"


class TinyBuilder(Chooser):
    """Two or three users with short ring plans."""

    def system(self) -> Page:
        self.users = ["101", "102", "103"][: 2 + self.below(2)]
        settings = self.fill(dict(HOME), 6, forwarded_calls=("follow", "full", "ring_only"), max_forwards=(1, 2, 5, 0))
        return {"settings": settings, "users": [self.user(extension) for extension in self.users]}

    def user(self, extension: str) -> Page:
        page = self.fill(
            {"extension": extension, "name": extension},
            3,
            voicemail=(True,),
            multiple_calls=(True,),
            must_log_in=(True,),
            devices=([],),
        )
        page["ring_time"] = self.pick((2, 1))
        page["forwarding"] = self.fill({}, 6, no_answer=self.ring_plan, busy=self.ring_plan)
        if self.likely(2):
            page["follow_me"] = {"enabled": True, **self.ring_plan()}
        return page

    def ring_plan(self) -> Page:
        destinations = [self.destination() for _ in range(self.below(3))]
        return {"destinations": destinations, "voicemail": self.likely(5)}

    def destination(self) -> Page:
        start = self.pick((0, 1, 2))
        return {"to": self.pick((*self.users, MOBILE)), "ring": [start, start + self.pick((2, 1, 3))]}


@st.composite
def tiny_systems(draw: Any) -> PhoneSystem:
    """Draw a tiny system."""
    return PhoneSystem.model_validate(TinyBuilder(Drawn(draw)).system())


CALLERS = ("+32470123456", "withheld", "+3225551212", "+33612345678", "101")
PATTERNS = ("0470.*", "", "02[0-9]+", "00.*", "10[12]", "VIP", ".*")
STARTS = (
    ("2026-11-23T17:29:57", 0),
    ("2026-11-23T17:29:58", 0.999999),
    ("2026-11-23T17:29:50", 0),
    ("2026-11-23T17:30:00", 0),
)
"""Instants about half past five, when the time conditions change their minds, and one long before."""


class TinyServiceBuilder(TinyBuilder):
    """Besides, a dial plan of a few elements without circles, a queue with two agents of its own, a conference."""

    def system(self) -> Page:
        page = super().system()
        page["users"] += [{"extension": "108", "name": "108"}, {"extension": "109", "name": "109"}]
        page["audio_messages"] = [{"name": "Hello", "duration": 1}]
        page["switches"] = [{"name": "Closed", "state": True}]
        page["queues"] = [self.queue()]
        page["conferences"] = [self.conference()]
        page["voicemails"] = [{"name": "Sales", "extension": "801"}]
        page["dial_plans"] = [self.dial_plan()]
        return page

    def queue(self) -> Page:
        dynamic = self.pick(([], ["109"], ["108", "109"]))
        page = {
            "name": "Queue",
            "extension": "700",
            "static_agents": [agent for agent in ("108", "109") if agent not in dynamic],
            "dynamic_agents": dynamic,
            "max_wait": self.pick((2, 3)),
            "agent_ring_time": self.pick((2, 1, 20)),
            "strategy": self.pick(("linear", "ring_all")),
        }
        return self.fill(page, 4, join_empty=(False,), leave_when_empty=(True,))

    def conference(self) -> Page:
        page = {"name": "Room", "extension": "750"}
        return self.fill(page, 5, access_code=("4711",), administrator=("108", "101"), wait_for_administrator=(True,))

    def dial_plan(self) -> Page:
        names = [f"e{place}" for place in range(1 + self.below(4))]
        elements = {name: self.element(names[place + 1 :]) for place, name in enumerate(names)}
        return {"name": "Plan", "extension": "900", "start": "e0", "elements": elements}

    def element(self, later: list[str]) -> Page:
        kinds = (
            "call",
            "menu",
            "dispatcher",
            "time_condition",
            "play_file",
            "switch",
            "caller_id",
            "queue",
            "conference",
            "access_list",
            "voicemail",
            "hang_up",
            "digital_receptionist",
            "record",
        )
        kind = self.pick(kinds)
        page: Page = {"type": kind}
        match kind:
            case "call":
                page["to"] = self.pick((*self.users, MOBILE))
                self.fill(page, 6, ring_time=(1, 2, 3) if page["to"] != MOBILE else (2,))
                return self.exits(page, later, "next", "busy")
            case "menu":
                page |= {"timeout": 1, "keys": self.exits({}, later, "1", "2")}
                return self.exits(page, later, "invalid", "no_input")
            case "dispatcher":
                lines = [self.exits({"pattern": self.pick(PATTERNS)}, later, "next") for _ in range(self.below(3))]
                return self.exits({**page, "lines": lines}, later, "unknown")
            case "access_list":
                page |= {"allow": [self.pick(PATTERNS)], "deny": [self.pick(PATTERNS)]}
                return self.exits(page, later, "authorized", "refused", "unknown")
            case "time_condition":
                page["hours"] = self.pick(("09:00-17:29", "17:30-17:30"))
                return self.exits(page, later, "true", "false")
            case "switch":
                return self.exits({**page, "switch": "Closed"}, later, "active", "inactive")
            case "voicemail":
                return {**page, "voicemail": "Sales"}
            case "digital_receptionist":
                return self.exits({**page, "timeout": 5}, later, "invalid", "not_answered")
        keys = {
            "play_file": {"message": "Hello"},
            "caller_id": self.pick(({"text": "VIP"}, {"called_number": True})),
            "queue": {"queue": "Queue"},
            "conference": {"conference": "Room"},
        }
        return (
            {**page, **keys.get(kind, {})}
            if kind == "hang_up"
            else self.exits({**page, **keys.get(kind, {})}, later, "next")
        )

    def exits(self, page: Page, later: list[str], *names: str) -> Page:
        return self.fill(page, 9, **dict.fromkeys(names, later)) if later else page


@st.composite
def tiny_services(draw: Any) -> PhoneSystem:
    """Draw a tiny system with a dial plan, a queue and a conference."""
    return PhoneSystem.model_validate(TinyServiceBuilder(Drawn(draw)).system())
