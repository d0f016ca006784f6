"""Users in the graph: own line, forwardings, Follow Me, mailbox (rule 5)."""

from __future__ import annotations

from routesim.graph.directory import Directory
from routesim.graph.draft import Attributes, Draft
from routesim.model.forwarding import RingPlan
from routesim.model.user import User
from routesim.result.clock import number, seconds


def person(user: User) -> str:
    """What to call a user: `Alice Martin (101)`."""
    return f"{user.name} ({user.extension})"


class Users:
    """Adds users to *draft*, one after the other."""

    def __init__(self, draft: Draft, directory: Directory) -> None:
        self._draft = draft
        self._directory = directory
        self._lines: dict[tuple[float, bool, bool, bool], tuple[Attributes, ...]] = {}
        self._windows: dict[tuple[tuple[float, float], bool], Attributes] = {}

    def add(self, user: User) -> None:
        """Add a user's line, plans and mailbox."""
        name, label = f"user:{user.extension}", person(user)
        no_answer, busy = f"{name}/no_answer", f"{name}/busy"
        forwarding, on = user.forwarding, not user.follow_me.enabled
        self._draft.node(
            name,
            "user",
            label,
            ring_time=user.ring_time,
            multiple_calls=user.multiple_calls,
            must_log_in=user.must_log_in,
            follow_me=not on,
        )
        self._own_line(user, name, no_answer, busy)
        self._follow_me(user, name, label)
        self._forwarding(user, no_answer, f"{label} on no answer", forwarding.no_answer, "outcome:no_answer")
        self._forwarding(user, busy, f"{label} on busy", forwarding.busy, "outcome:busy")
        if user.voicemail:
            add_mailbox(self._draft, user.extension, f"Mailbox of {label}")

    def _own_line(self, user: User, name: str, no_answer: str, busy: str) -> None:
        """What the line itself can make of a call (rule 5.2); nothing, while Follow Me is on (rule 5.1)."""
        key = (user.ring_time, user.must_log_in, user.multiple_calls, not user.follow_me.enabled)
        if key not in self._lines:
            self._lines[key] = self._looks_of_a_line(*key)
        looks, link = self._lines[key], self._draft.link
        link(name, "outcome:answered", looks[0])
        link(name, no_answer, looks[1])
        link(name, no_answer, looks[2])
        link(name, busy, looks[3])
        link(name, busy, looks[4])

    def _looks_of_a_line(
        self, ring_time: float, must_log_in: bool, multiple_calls: bool, on: bool
    ) -> tuple[Attributes, ...]:
        look = self._draft.look
        return (
            look("answer", "answers", on),
            look("no_answer", f"no answer after {seconds(ring_time)}", on),
            look("offline", "offline or logged out" if must_log_in else "offline", on),
            look("busy", "do not disturb" if multiple_calls else "busy", on),
            look("reject", "rejects", on),
        )

    def _forwarding(self, user: User, name: str, label: str, page: RingPlan, failure: str) -> None:
        self._draft.node(name, "forwarding", label, last_resort=page.voicemail)
        self._plan(user, name, page, failure, not user.follow_me.enabled)

    def _follow_me(self, user: User, name: str, label: str) -> None:
        page = user.follow_me
        if not (page.enabled or page.destinations or page.voicemail):
            return
        plan = f"{name}/follow_me"
        self._draft.node(plan, "follow_me", f"{label} Follow Me", enabled=page.enabled, last_resort=page.voicemail)
        self._draft.edge(name, plan, "follow_me", "Follow Me" if page.enabled else "Follow Me (off)", page.enabled)
        self._plan(user, plan, page, "outcome:no_answer", page.enabled)

    def _plan(self, user: User, name: str, page: RingPlan, failure: str, active: bool) -> None:
        """The destinations of a ring plan and what follows if none takes the call (rules 4, 5.3, 5.4)."""
        if page.destinations:
            self._rings(name, page, active)
        if page.voicemail and user.voicemail:
            label = "nobody answers: last resort" if page.destinations else "last resort"
            self._draft.edge(name, f"mailbox:{user.extension}", "last_resort", label, active)
        else:
            label = "nobody answers" if page.destinations else "no destinations"
            note = ": last resort without a mailbox" if page.voicemail else ""
            self._draft.edge(name, failure, "fail", label + note, active)

    def _rings(self, name: str, page: RingPlan, active: bool) -> None:
        for destination, window in zip(page.destinations, page.windows, strict=True):
            key = (window, active)
            if key not in self._windows:
                label = f"rings {number(window[0])}\N{EN DASH}{number(window[1])} s"
                self._windows[key] = self._draft.look("ring", label, active, window=window)
            self._draft.link(name, self._directory.rung(destination.to), self._windows[key])


def add_mailbox(draft: Draft, identity: str, label: str) -> None:
    """Add a mailbox, which takes whatever gets there."""
    draft.node(f"mailbox:{identity}", "mailbox", label)
    draft.edge(f"mailbox:{identity}", "outcome:voicemail", "message", "takes a message")


def add_externals(draft: Draft, directory: Directory) -> None:
    """Add the external numbers that edges lead to, in the order of their first edges (rule 3.5)."""
    endings = (
        ("outcome:answered", draft.look("answer", "answers")),
        ("outcome:carrier_voicemail", draft.look("carrier_voicemail", "its carrier's voicemail answers")),
        ("outcome:busy", draft.look("fail", "busy")),
        ("outcome:no_answer", draft.look("fail", "unreachable")),
    )
    for node in [name for name in draft.predecessors if name.startswith("external:")]:
        number = node.removeprefix("external:")
        owner = directory.mobiles.get(number)
        draft.node(node, "external", f"{owner}'s mobile {number}" if owner else number)
        for outcome, look in endings:
            draft.link(node, outcome, look)
