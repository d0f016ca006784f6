"""Random drafts: a random system, and the same with one or two things changed, as somebody might change them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.service_strategies import PATTERNS, WAITS, ServiceBuilder, ServiceScriptBuilder
from tests.strategies import LENGTHS, MAILBOX, TIMES, Choices, Chooser, Drawn, Page, ScriptBuilder, SystemBuilder, World


class Drafter(Chooser):
    """Changes the page that *builder* has built."""

    def __init__(self, choices: Choices, builder: SystemBuilder, page: Page) -> None:
        super().__init__(choices)
        self.builder = builder
        self.page = deepcopy(page)

    def draft(self) -> Page:
        for _ in range(1 + self.below(2)):
            places = ["user", "user", "user", "settings", "number"]
            places += ["queue", "plan", "plan", "plan", "other"] if "dial_plans" in self.page else []
            getattr(self, self.pick(places))()
        return self.page

    def user(self) -> None:
        user = self.pick(self.page["users"])
        kinds = ("flag", "ring_time", "devices", "plan", "plan", "follow_me", "legs", "legs", "name")
        match self.pick(kinds):
            case "flag":
                flag = self.pick(("multiple_calls", "must_log_in", "voicemail"))
                user[flag] = not user.get(flag, False)
            case "ring_time":
                user["ring_time"] = self.pick((5, 10, 0, 2.5, 20, 0.1, 15))
            case "devices":
                user["devices"] = self.pick((["desk"], [], ["desk", "mobile_app"]))
            case "plan":
                user["forwarding"][self.pick(("no_answer", "busy"))] = self.builder.ring_plan()
            case "follow_me":
                user["follow_me"] = {"enabled": self.likely(7), **self.builder.ring_plan()}
            case "legs":
                self.legs(user)
            case "name":
                user["name"] = "Somebody"

    def legs(self, user: Page) -> None:
        """Change one leg of one of the user's plans, or its last resort."""
        plans = [plan for plan in (*user["forwarding"].values(), user.get("follow_me")) if plan]
        if not plans:
            return
        plan = self.pick(plans)
        legs = plan["destinations"]
        match self.pick(("window", "window", "to", "gone", "voicemail", "swapped")):
            case "window" if legs:
                start = self.pick(TIMES)
                self.pick(legs)["ring"] = [start, round(start + self.pick(LENGTHS), 6)]
            case "to" if legs:
                self.pick(legs)["to"] = self.pick(self.builder.targets)
            case "gone" if legs:
                del legs[self.below(len(legs))]
            case "swapped":
                legs.reverse()
            case _:
                plan["voicemail"] = not plan["voicemail"]

    def settings(self) -> None:
        settings = self.page["settings"]
        match self.pick(("forwarded_calls", "max_forwards", "blacklist", "name")):
            case "forwarded_calls":
                settings["forwarded_calls"] = self.pick(("follow", "full", "ring_only"))
            case "max_forwards":
                settings["max_forwards"] = self.pick((5, 0, 1, 2))
            case "blacklist":
                settings["blacklist"] = self.pick(([], ["+3225559999"]))
            case "name":
                settings["name"] = "Renamed"

    def number(self) -> None:
        self.pick(self.page["incoming_numbers"])["destination"] = self.builder.destination()

    def queue(self) -> None:
        queue = self.pick(self.page["queues"])
        match self.pick(("max_wait", "agent_ring_time", "strategy", "retry", "wrap_up", "empty", "agents", "overflow")):
            case "strategy":
                queue["strategy"] = self.pick(("linear", "ring_all", "longest_idle", "fewest_calls", "round_robin"))
            case "empty":
                flag = self.pick(("join_empty", "leave_when_empty", "ring_busy_agents"))
                queue[flag] = not queue.get(flag, flag == "join_empty")
            case "agents":
                queue["static_agents"] = queue["static_agents"][1:]
            case "overflow":
                queue["overflow"] = {"type": "voicemail", "voicemail": MAILBOX}
            case key:
                queue[key] = self.pick(WAITS[:-1])

    def plan(self) -> None:
        assert isinstance(self.builder, ServiceBuilder)
        elements = self.pick(self.page["dial_plans"])["elements"]
        self.builder.names = names = [*elements]
        name = self.pick(names)
        element = elements[name]
        exits = [key for key, value in element.items() if value in names]
        if self.likely(4) and exits:
            element[self.pick(exits)] = self.pick(names)
        elif self.likely(5) and element["type"] == "menu":
            element["keys"] = {**element.get("keys", {}), self.pick(("1", "2", "3")): self.pick(names)}
        elif self.likely(5) and "timeout" in element and element["type"] == "menu":
            element["timeout"] = self.pick(WAITS)
        elif self.likely(5) and element["type"] == "dispatcher" and element["lines"]:
            self.pick(element["lines"])["pattern"] = self.pick(PATTERNS)
        else:
            elements[name] = self.builder.element()

    def other(self) -> None:
        match self.pick(("switch", "message", "conference", "mailbox")):
            case "switch":
                switch = self.pick(self.page["switches"])
                switch["state"] = not switch["state"]
            case "message":
                self.page["audio_messages"][0]["duration"] = self.pick((5, 6, 2))
            case "conference":
                room = self.pick(self.page["conferences"])
                match self.pick(("code", "administrator", "wait")):
                    case "code":
                        room["access_code"] = self.pick(("4711", "4712"))
                    case "administrator":
                        room["administrator"] = self.pick(self.builder.extensions)
                    case "wait":
                        room["wait_for_administrator"] = not room.get("wait_for_administrator", False)
            case "mailbox":
                self.page["voicemails"][0]["name"] = "Sales"


def drafted(choices: Choices, services: bool = False) -> tuple[World, World]:
    """Build a system with people and calls, and a draft with the same people and calls."""
    builder = (ServiceBuilder if services else SystemBuilder)(choices)
    page = builder.system()
    draft = Drafter(choices, builder, page).draft()
    script = (ServiceScriptBuilder if services else ScriptBuilder)(choices, page, hands=False).script()
    return World(page, script), World(draft, script)


@st.composite
def drafts(draw: Any, services: bool = False) -> tuple[World, World]:
    """Draw a system, and a draft of it; both with the same calls."""
    return drafted(Drawn(draw), services)
