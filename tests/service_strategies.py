"""Random systems with dial plans, queues and conferences besides users, and calls to them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies import EXTERNALS, MOMENTS, TIMES, Choices, Drawn, Page, ScriptBuilder, SystemBuilder, World

QUEUES = ("700", "701")
GROUPS = ("group:Desk",)
ROOMS = ("750", "751")
PLANS = ("900", "901")
PATTERNS = ("", ".*", "0470.*", "00.*", "02[0-9]+", "10[12]", "Boss", "0[24].*", "1")
STARTS = (
    "2026-11-23T10:00:00",
    "2026-11-23T17:29:50",
    "2026-11-22T23:59:50",
    "2026-10-25T02:59:50",
    "2026-03-29T01:59:50",
    "2026-12-31T23:59:45",
)
WAITS = (20, 5, 10, 15, 2.5, 30, 0)
PRESSES = ("1", "2", "101", "102", "4711", "4711#", "12", "*", "999", "4712")
SWITCHES = ({"name": "Closed", "state": False}, {"name": "Holiday", "state": True})
SEASONS = ("normal", "summer", "fair")


class ServiceBuilder(SystemBuilder):
    """Dial plans of every element, queues of every strategy that can be foretold, conferences."""

    def system(self) -> Page:
        page = super().system()
        for user in page["users"]:
            self.fill(user, 7, directory=("default", "sales"))
        self.fill(page["settings"], 5, recording=(True, False))
        page.update(
            user_groups=[{"name": "Desk", "members": self.extensions[self.below(3) :]}],
            audio_messages=[{"name": "Welcome", "duration": 5}, {"name": "Short", "text": "One two three"}],
            switches=list(SWITCHES),
            multi_switches=[{"name": "Season", "choices": list(SEASONS), "state": self.pick(SEASONS)}],
            queues=[self.queue(place) for place in range(2)],
            conferences=[self.conference(extension) for extension in ROOMS],
            dial_plans=[self.dial_plan(extension) for extension in PLANS],
        )
        for own in page["incoming_numbers"][2:]:
            own["destination"] = self.service()
        return page

    def service(self) -> Page:
        match self.pick(("dial_plan", "extension", "conference")):
            case "dial_plan":
                return {"type": "dial_plan", "dial_plan": self.pick(("Plan 900", "901"))}
            case "conference":
                return {"type": "conference", "conference": self.pick(("Room 750", "751"))}
        return {"type": "extension", "extension": self.pick((*QUEUES, *PLANS, *ROOMS))}

    def leading_on(self, incoming: list[Page]) -> list[str]:
        return super().leading_on(incoming[:2])

    def queue(self, place: int) -> Page:
        order = [extension for extension in self.extensions if self.likely(7)]
        dynamic = [extension for extension in order if self.likely(3)]
        page = {
            "name": f"Queue {QUEUES[place]}",
            "extension": QUEUES[place],
            "strategy": self.pick(("linear", "ring_all", "longest_idle", "fewest_calls", "round_robin")),
            "static_agents": [extension for extension in order if extension not in dynamic] + self.some(GROUPS, 1),
            "dynamic_agents": dynamic,
            "connect_number": f"*7{place}1",
            "disconnect_number": f"*7{place}2",
        }
        page = self.fill(page, 5, max_wait=WAITS, agent_ring_time=WAITS[:-1], wrap_up=TIMES, overflow=self.overflow)
        page = self.fill(page, 3, retry=TIMES)
        return self.fill(page, 4, join_empty=(False, True), leave_when_empty=(True, False), ring_busy_agents=(True,))

    def overflow(self) -> Page:
        return self.service() if self.likely(3) else self.destination()

    def conference(self, extension: str) -> Page:
        page = {"name": f"Room {extension}", "extension": extension}
        return self.fill(
            page, 5, access_code=("4711",), administrator=self.extensions, wait_for_administrator=(True, False)
        )

    def dial_plan(self, extension: str) -> Page:
        self.names = [f"e{place}" for place in range(1 + self.below(7))]
        elements = {name: self.element() for name in self.names}
        return {"name": f"Plan {extension}", "extension": extension, "start": "e0", "elements": elements}

    def exits(self, page: Page, *names: str) -> Page:
        return self.fill(page, 8, **dict.fromkeys(names, self.names))

    def element(self) -> Page:
        builders = (
            self.call_element,
            self.call_element,
            self.menu,
            self.menu,
            self.terminal,
            self.queue_element,
            self.conference_element,
            self.receptionist,
            self.dispatcher,
            self.access_list,
            self.time_condition,
            self.switch,
            self.passing,
        )
        return self.pick(builders)()

    def call_element(self) -> Page:
        elsewhere = (*QUEUES, *ROOMS, *PLANS, "801")
        to = self.pick(self.targets) if self.likely(8) else self.pick(elsewhere)
        return self.exits(self.fill({"type": "call", "to": to}, 4, ring_time=WAITS), "next", "busy")

    def terminal(self) -> Page:
        return self.pick(({"type": "hang_up"}, {"type": "voicemail", "voicemail": "Sales"}))

    def queue_element(self) -> Page:
        return self.exits({"type": "queue", "queue": f"Queue {self.pick(QUEUES)}"}, "next")

    def conference_element(self) -> Page:
        return self.exits({"type": "conference", "conference": f"Room {self.pick(ROOMS)}"}, "next")

    def menu(self) -> Page:
        page = self.fill({"type": "menu"}, 5, greeting=("Welcome", "Short"), timeout=WAITS)
        page["keys"] = self.exits({}, "1", "2", "*")
        return self.exits(page, "invalid", "no_input")

    def receptionist(self) -> Page:
        page = self.fill({"type": "digital_receptionist"}, 5, timeout=(5, 10, 15), directory=("default", "sales"))
        return self.exits(page, "invalid", "not_answered")

    def dispatcher(self) -> Page:
        lines = [self.exits({"name": f"l{n}", "pattern": self.pick(PATTERNS)}, "next") for n in range(self.below(4))]
        return self.exits({"type": "dispatcher", "lines": lines}, "unknown")

    def access_list(self) -> Page:
        page = {"type": "access_list", "allow": self.some(PATTERNS, 2), "deny": self.some(PATTERNS, 2)}
        return self.exits(page, "authorized", "refused", "unknown")

    def time_condition(self) -> Page:
        page = self.fill(
            {"type": "time_condition"},
            4,
            hours=("09:00-17:29", "22:00-06:00", "10:00-10:00", "02:00-02:59", ["00:00-00:00", "17:30-23:59"]),
            days=("mon-fri", "sat-mon", "sun", ["mon", "wed"]),
            month_days=("1-15", "23", "25-1", "29"),
            months=("nov", "dec-mar", "oct"),
        )
        return self.exits(page, "true", "false")

    def switch(self) -> Page:
        if self.likely(5):
            return self.exits({"type": "switch", "switch": self.pick(SWITCHES)["name"]}, "active", "inactive")
        choices = {season: self.pick(self.names) for season in SEASONS if self.likely(8)}
        return {"type": "multi_switch", "multi_switch": "Season", "choices": choices}

    def passing(self) -> Page:
        """Build an element with a single way on."""
        page: Page = self.pick(
            (
                {"type": "play_file", "message": "Welcome"},
                {"type": "play_file", "message": "Short"},
                {"type": "record"},
                {"type": "caller_id", "text": "Boss"},
                {"type": "caller_id", "called_number": True},
            )
        )
        return self.exits(page, "next")


class ServiceScriptBuilder(ScriptBuilder):
    """Calls to all of them; agents who come and go, switches that are set."""

    def __init__(self, choices: Choices, pbx: Page, hands: bool) -> None:
        super().__init__(choices, pbx, hands)
        self.pbx = pbx

    def script(self) -> Page:
        page = super().script()
        page["start"] = self.pick(STARTS)
        page["events"] += [self.service_event() for _ in range(self.below(4))]
        return page

    def attempt(self, line: bool) -> Page:
        page = super().attempt(line)
        if line:
            page.pop("logged_in", None)
        return page

    def call(self, place: int) -> Page:
        page = super().call(place)
        if self.likely(8):
            numbers = [own["number"] for own in self.pbx["incoming_numbers"][2:]]
            page["to"] = self.pick((*QUEUES, *QUEUES, *PLANS, *PLANS, *ROOMS, *numbers))
        elif self.likely(3):
            page.update({"from": self.pick(self.lines), "to": self.pick(("*701", "*702", "*711", "*712"))})
        if self.likely(7):
            page["presses"] = [self.press() for _ in range(self.below(4))]
        return page

    def press(self) -> Any:
        keys = self.pick(PRESSES)
        return {"keys": keys, "after": self.pick(WAITS)} if self.likely(4) else keys

    def service_event(self) -> Page:
        at = self.pick(MOMENTS)
        members = [(queue["name"], agent) for queue in self.pbx["queues"] for agent in queue["dynamic_agents"]]
        if members and self.likely(7):
            queue, agent = self.pick(members)
            return {"at": at, "user": agent, "do": self.pick(("join_queue", "leave_queue")), "queue": queue}
        if self.likely(5):
            return {
                "at": at,
                "do": "set_switch",
                "switch": self.pick(SWITCHES)["name"],
                "state": self.pick(("on", "off")),
            }
        return {"at": at, "do": "set_switch", "switch": "Season", "state": self.pick(SEASONS)}

    def hand(self) -> Page:
        if self.likely(3):
            to = self.pick((*self.lines * 2, *EXTERNALS))
            return {"at": self.pick(MOMENTS), "do": "invite", "conference": self.pick(ROOMS), "to": to}
        return super().hand()

    def passed_on_to(self) -> str:
        return self.pick((*QUEUES, *PLANS, *ROOMS)) if self.likely(6) else super().passed_on_to()


def service_world(choices: Choices, hands: bool = False) -> World:
    """Build a system with dial plans, queues and conferences, people, calls and events from *choices*."""
    pbx = ServiceBuilder(choices).system()
    return World(pbx, ServiceScriptBuilder(choices, pbx, hands).script())


@st.composite
def service_worlds(draw: Any, hands: bool = False) -> World:
    """Draw a system with dial plans, queues and conferences, people, calls and events."""
    return service_world(Drawn(draw), hands)
