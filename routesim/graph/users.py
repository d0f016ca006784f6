"""Users in the graph: own line, forwardings, Follow Me, mailbox (rule 5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from routesim.graph.directory import Directory
from routesim.graph.draft import Draft, Lead
from routesim.graph.parts import Look, Node
from routesim.model.forwarding import FollowMe, RingPlan
from routesim.model.user import User
from routesim.result.clock import number, seconds


def person(user: User) -> str:
    """What to call a user: `Alice Martin (101)`."""
    return f"{user.name} ({user.extension})"


class Users:
    """Adds users to *draft*, one after the other. What many have alike is worked out, and kept, once."""

    def __init__(self, draft: Draft, directory: Directory) -> None:
        self._draft = draft
        self._directory = directory
        self._settings = cache(_settings)
        self._line = cache(_line)
        self._ring = cache(_ring)
        self._end = cache(_end)

    def add(self, user: User) -> None:
        """Add a user's line, plans and mailbox."""
        name, label = self._directory.user(user.extension), person(user)
        no_answer, busy = f"{name}/no_answer", f"{name}/busy"
        forwarding, silenced = user.forwarding, user.follow_me.enabled
        terms = (user.ring_time, user.multiple_calls, user.must_log_in, silenced)
        targets = (self._directory.outcome("answered"), no_answer, no_answer, busy, busy)
        line = zip(targets, self._line(*terms), strict=True)
        self._draft.add(Node(name, "user", label, self._settings(*terms)), *line, *_to_follow_me(user.follow_me, name))
        self._follow_me(user, f"{name}/follow_me", f"{label} Follow Me")
        self._forwarding(user, no_answer, f"{label} on no answer", forwarding.no_answer, "no_answer")
        self._forwarding(user, busy, f"{label} on busy", forwarding.busy, "busy")
        if user.voicemail:
            add_mailbox(self._draft, self._directory, user.extension, f"Mailbox of {label}")

    def _follow_me(self, user: User, name: str, label: str) -> None:
        page = user.follow_me
        if _is_there(page):
            settings = {"enabled": page.enabled, "last_resort": page.voicemail}
            self._plan(Node(name, "follow_me", label, settings), page, user, "no_answer", page.enabled)

    def _forwarding(self, user: User, name: str, label: str, page: RingPlan, failure: str) -> None:
        node = Node(name, "forwarding", label, _FORWARDING[page.voicemail])
        self._plan(node, page, user, failure, not user.follow_me.enabled)

    def _plan(self, node: Node, page: RingPlan, user: User, failure: str, active: bool) -> None:
        """A ring plan's destinations, and what follows if none takes the call (rules 4, 5.3, 5.4)."""
        rung, ring = self._directory.rung, self._ring
        rings = [(rung(to.to), ring(span, active)) for to, span in zip(page.destinations, page.windows, strict=True)]
        end = self._end(bool(rings), page.voicemail, user.voicemail, active)
        takes_message = end.kind == "last_resort"
        target = f"mailbox:{user.extension}" if takes_message else self._directory.outcome(failure)
        self._draft.add(node, *rings, (target, end))


def _is_there(page: FollowMe) -> bool:
    """Whether anything is set on a user's Follow Me page."""
    return bool(page.enabled or page.destinations or page.voicemail)


def _to_follow_me(page: FollowMe, user: str) -> Iterator[Lead]:
    if _is_there(page):
        yield f"{user}/follow_me", Look("follow_me", "Follow Me" if page.enabled else "Follow Me (off)", page.enabled)


_FORWARDING = {last_resort: {"last_resort": last_resort} for last_resort in (False, True)}


def _settings(ring_time: float, multiple_calls: bool, must_log_in: bool, follow_me: bool) -> dict[str, Any]:
    return {
        "ring_time": ring_time,
        "multiple_calls": multiple_calls,
        "must_log_in": must_log_in,
        "follow_me": follow_me,
    }


def _line(ring_time: float, multiple_calls: bool, must_log_in: bool, follow_me: bool) -> tuple[Look, ...]:
    """What the line itself can make of a call (rule 5.2): nothing, while Follow Me is on (rule 5.1)."""
    on = not follow_me
    return (
        Look("answer", "answers", on),
        Look("no_answer", f"no answer after {seconds(ring_time)}", on),
        Look("offline", "offline or logged out" if must_log_in else "offline", on),
        Look("busy", "do not disturb" if multiple_calls else "busy", on),
        Look("reject", "rejects", on),
    )


def _ring(window: tuple[float, float], active: bool) -> Look:
    return Look("ring", f"rings {number(window[0])}\N{EN DASH}{number(window[1])} s", active, window)


def _end(rings: bool, last_resort: bool, has_mailbox: bool, active: bool) -> Look:
    """What follows where nobody takes the call, or where nobody is rung."""
    if last_resort and has_mailbox:
        return Look("last_resort", "nobody answers: last resort" if rings else "last resort", active)
    note = ": last resort without a mailbox" if last_resort else ""
    return Look("fail", f"{'nobody answers' if rings else 'no destinations'}{note}", active)


_MESSAGE = Look("message", "takes a message")


def add_mailbox(draft: Draft, directory: Directory, identity: str, label: str) -> None:
    """Add a mailbox, which takes whatever gets there."""
    draft.add(Node(f"mailbox:{identity}", "mailbox", label), (directory.outcome("voicemail"), _MESSAGE))
