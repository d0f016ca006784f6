"""Random phone systems, people and calls, valid by construction; every new feature must join here.

Times come from a small grid, so that things often fall on the same instant. Everything is built from choices, which
hypothesis makes in the test suite (and shrinks to the first option), and a seeded generator in long runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, Protocol, TypeVar

import yaml
from hypothesis import strategies as st

from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem

Page = dict[str, Any]
Option = TypeVar("Option")

EXTERNALS = ("+32470000101", "+32470000102", "+442071234567")
CALLERS = ("+32470123456", "+32470000101", "+3225559999", "0470 12 34 56", "withheld")
BLACKLISTED = ("+3225559999", "02 555 99 99")
NUMBERS = ("+3225880100", "+3225880101", "+3225880102", "+3225880103")
TYPED = ("02 588 01 00", "003225880101", "0470 00 01 01")
MAILBOX = "801"
UNKNOWN = "199"
HOME = {"timezone": "Europe/Brussels", "country": "BE"}
PLACES = (*[HOME] * 8, {"timezone": "America/New_York", "country": "US"}, {"timezone": "Asia/Kolkata", "country": "IN"})
TIMES = (0, 5, 10, 15, 20, 1, 2.5, 7.5, 0.1, 0.2, 0.3, 30)
LENGTHS = (20, 5, 10, 15, 1, 2.5, 0.1, 0.2, 30)
KEYS = (1, 2, 3)
MOMENTS = (5, 0, 10, 15, 20, 2.5, 0.3, 25, 40, 60)


class Choices(Protocol):
    """Where the choices come from."""

    def below(self, bound: int) -> int:
        """Choose a whole number from 0 to *bound* - 1; 0 is the simplest."""
        ...


class Drawn:
    """Choices that hypothesis makes, remembers and shrinks."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def below(self, bound: int) -> int:
        return int(self._draw(_NUMBERS_BELOW[bound]))


_NUMBERS_BELOW = {bound: st.integers(0, bound - 1) for bound in range(1, 100)}


class Seeded:
    """Choices of a seeded generator: the same seed, the same world."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)


class Chooser:
    """What the builders below ask for."""

    def __init__(self, choices: Choices) -> None:
        self.below = choices.below

    def pick(self, options: Sequence[Option]) -> Option:
        return options[self.below(len(options))]

    def likely(self, tenths: int) -> bool:
        return self.below(10) >= 10 - tenths

    def some(self, options: Sequence[Option], most: int) -> list[Option]:
        return [self.pick(options) for _ in range(self.below(most + 1))]

    def fill(self, page: Page, tenths: int, **optional: Any) -> Page:
        """Add each key with that likelihood: an option of its sequence, or what its function builds."""
        for key, source in optional.items():
            if self.likely(tenths):
                page[key] = source() if callable(source) else self.pick(source)
        return page


@dataclass(frozen=True)
class World:
    """A configuration and calls to play on it, as plain pages; printed as the two files a user would write."""

    pbx: Page
    script: Page

    @cached_property
    def system(self) -> PhoneSystem:
        return PhoneSystem.model_validate(self.pbx)

    @cached_property
    def calls(self) -> Calls:
        return Calls.model_validate(self.script)

    def __repr__(self) -> str:
        pages = (("pbx.yaml", self.pbx), ("calls.yaml", self.script))
        return "\n".join(f"\n# {name}\n{yaml.safe_dump(page, sort_keys=False, width=120)}" for name, page in pages)


class SystemBuilder(Chooser):
    """Users with all their settings, external numbers, incoming numbers and two mailboxes made by hand."""

    def system(self) -> Page:
        self.extensions = [str(101 + place) for place in range(1 + self.below(6))]
        incoming = [{"number": number, "destination": self.destination()} for number in NUMBERS]
        self.targets = [*self.extensions * 2, *EXTERNALS[: self.below(4)], *self.leading_on(incoming)]
        return {
            "settings": self.settings(),
            "users": [self.user(extension) for extension in self.extensions],
            "voicemails": [
                {"name": "Sales", "extension": MAILBOX},
                self.fill({"name": "Night desk"}, 5, max_message=TIMES),
            ],
            "pickup_groups": [{"name": "Floor", "members": self.extensions[: 1 + self.below(6)]}],
            "incoming_numbers": incoming,
        }

    def leading_on(self, incoming: list[Page]) -> list[str]:
        """List some of the own numbers that lead to a user or an external number."""
        leads = [own["number"] for own in incoming if self.leads_on(own["destination"])]
        return leads[: self.below(3)]

    def leads_on(self, destination: Page) -> bool:
        return destination.get("extension") in self.extensions or "number" in destination

    def settings(self) -> Page:
        return self.fill(
            dict(self.pick(PLACES)),
            5,
            forwarded_calls=("follow", "full", "ring_only"),
            max_forwards=(5, 0, 1, 2, 3, 4, 6),
            blacklist=([], [], [BLACKLISTED[0]], [BLACKLISTED[1]]),
            default_outgoing_number=NUMBERS,
            outgoing_rules=lambda: [self.outgoing_rule() for _ in range(self.below(3))],
            outgoing_rules_override=(False, True),
        )

    def outgoing_rule(self) -> Page:
        return {"prefix": self.pick(("0044", "0470", "00")), "number": self.pick(NUMBERS)}

    def destination(self) -> Page:
        kind = self.pick(
            (
                "extension",
                "extension",
                "extension",
                "extension",
                "extension",
                "number",
                "voicemail",
                "hang_up",
                "not_configured",
            )
        )
        match kind:
            case "extension":
                return {"type": kind, "extension": self.pick([*self.extensions * 2, MAILBOX])}
            case "number":
                return {"type": kind, "number": self.pick(EXTERNALS)}
            case "voicemail":
                return {"type": kind, "voicemail": self.pick((MAILBOX, "Sales", "Night desk"))}
        return {"type": kind}

    def user(self, extension: str) -> Page:
        page = self.fill(
            {"extension": extension, "name": extension},
            4,
            voicemail=(False, True),
            multiple_calls=(False, True),
            must_log_in=(False, True),
            ring_time=(5, 10, 0, 2.5, 20, 0.1, 15),
            devices=(["desk"], ["desk", "mobile_app"], ["mobile_app", "desk"], ["desk", "mobile_app"], []),
            outgoing_number=("default", *NUMBERS),
        )
        page["forwarding"] = self.fill({}, 7, no_answer=self.ring_plan, busy=self.ring_plan)
        if self.likely(4):
            page["follow_me"] = {"enabled": self.likely(7), **self.ring_plan()}
        if self.likely(3):
            page["keys"] = {place: self.key() for place in KEYS}
        return page

    def key(self) -> Page:
        action = self.pick(("blf", "line", "quick_call", "pickup", "switch"))
        if action == "quick_call":
            return {"action": action, "number": self.pick((*self.extensions, *NUMBERS, *EXTERNALS, UNKNOWN))}
        return {"action": action} if action == "switch" else {"action": action, "user": self.pick(self.extensions)}

    def ring_plan(self) -> Page:
        destinations = [self.fill({"to": self.pick(self.targets)}, 8, ring=self.window) for _ in range(self.below(4))]
        return {"destinations": destinations, "voicemail": self.likely(4)}

    def window(self) -> Any:
        if self.likely(6):
            start = self.pick(TIMES)
            return [start, round(start + self.pick(LENGTHS), 6)]
        return self.pick(LENGTHS)


class ScriptBuilder(Chooser):
    """People, calls and events for a system; *hands* pass conversations on and press keys."""

    def __init__(self, choices: Choices, pbx: Page, hands: bool) -> None:
        super().__init__(choices)
        self.lines = [user["extension"] for user in pbx["users"]]
        self.hands = hands

    def script(self) -> Page:
        calls = [self.call(place) for place in range(1, 2 + self.below(6))]
        happenings = [self.event() for _ in range(self.below(4))]
        if self.hands:
            happenings += [self.hand() for _ in range(self.below(5))]
        return {"start": "2026-11-23T10:00:00", "people": self.people(), "calls": calls, "events": happenings}

    def people(self) -> Page:
        found = {line: self.person() for line in self.lines if self.likely(4 if self.hands else 8)}
        found.update({number: self.person(line=False) for number in EXTERNALS if self.likely(7)})
        if self.likely(3):
            found["default"] = self.person()
        elif self.hands:  # somebody must talk before a conversation can be passed on
            found["default"] = {"answers_after": self.pick(TIMES)}
        return found

    def delay(self) -> float | str:
        return "never" if self.likely(2) else self.pick(TIMES)

    def reaction(self) -> Page:
        page = self.fill({}, 5, answers_after=self.delay)
        return self.fill(
            page, 2, rejects_after=self.delay, answers_after_when_busy=self.delay, goes_away_after=self.delay
        )

    def device(self) -> Page:
        return self.fill(self.reaction(), 1, state=("offline", "idle"))

    def attempt(self, line: bool) -> Page:
        page = self.reaction()
        if not line:
            return self.fill(page, 3, voicemail_after=self.delay, state=("idle", "busy", "unreachable"))
        if self.likely(2):
            page["devices"] = self.fill({}, 5, desk=self.device, mobile_app=self.device)
        return self.fill(page, 2, state=("idle", "busy", "dnd", "offline"), logged_in=(True, False))

    def person(self, line: bool = True) -> Page:
        page = self.attempt(line)
        if self.likely(3):
            page["attempts"] = [self.attempt(line) for _ in range(self.below(4))]
        if page.get("state") == "busy" and self.likely(5):
            page["busy_until"] = self.pick(TIMES)
        return page

    def call(self, place: int) -> Page:
        """Make a call, mostly to where something happens."""
        targets = (*self.lines, *NUMBERS) if self.likely(9) else (*TYPED, *EXTERNALS, MAILBOX, UNKNOWN)
        callers = CALLERS if self.likely(7) else self.lines
        page = {"id": f"call {place}", "from": self.pick(callers), "to": self.pick(targets)}
        return self.fill(page, 5, at=MOMENTS, talk=TIMES, patience=MOMENTS[:1] + MOMENTS[2:])

    def event(self) -> Page:
        if self.likely(2):
            page: Page = {"at": self.pick(MOMENTS), "user": self.pick(self.lines)}
            target = {"target": self.pick(self.lines)}
            return page | self.pick(({"do": "hang_up"}, {"do": "pickup", **target}, {"do": "pickup", **target}))
        changes = ("go_offline", "go_online", "go_busy", "go_idle", "dnd_on", "dnd_off", "log_in", "log_out")
        return {"at": self.pick(MOMENTS), "user": self.pick(self.lines), "do": self.pick(changes)}

    def hand(self) -> Page:
        """Make an event of somebody's hands during a call."""
        page: Page = {"at": self.pick(MOMENTS), "user": self.pick(self.lines)}
        if self.likely(3):
            return page | {"do": "press_key", "key": self.pick(KEYS)}
        return page | {"do": "transfer", "to": self.passed_on_to(), "kind": self.pick(("blind", "attended"))}

    def passed_on_to(self) -> str:
        """Choose whom a conversation is passed on to."""
        return self.pick((*self.lines * 3, *EXTERNALS, *NUMBERS, MAILBOX, UNKNOWN))


def world(choices: Choices, hands: bool = False) -> World:
    """Build a system, its people, calls and events from *choices*."""
    pbx = SystemBuilder(choices).system()
    return World(pbx, ScriptBuilder(choices, pbx, hands).script())


@st.composite
def worlds(draw: Any, hands: bool = False) -> World:
    """Draw a system, its people, calls and events; with *hands*, conversations are passed on and keys pressed."""
    return world(Drawn(draw), hands)
