"""Where a call goes, node by node, in words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from routesim.result.moment import Telling
from routesim.result.records import CallRecord, Note
from routesim.result.typography import printable
from routesim.result.words import PLANS, kind_and_name, mailbox, names_of, who


class Way:
    """Tells of the nodes that a call enters, in the order of its path."""

    def __init__(self, record: CallRecord) -> None:
        self._record = record
        self._names = names_of(record)
        self._nobody = record.scene.nobody if record.scene else {}
        self._number: str | None = None
        self._rung: defaultdict[str, list[float]] = defaultdict(list)
        for ring in record.rang:
            self._rung[ring.via].append(ring.start)
        self._entered: defaultdict[str, list[float]] = defaultdict(list)
        for node, at in zip(record.path, record.entered, strict=False):
            self._entered[node].append(at)

    def enter(self, telling: Telling, place: int, at: float, silent: bool, note: Note | None) -> None:
        """Tell that the call enters the node at *place* of its path.

        *silent* where no phone is called there, *note* what was noted there next, if anything.
        """
        node = self._record.path[place]
        kind, name, part = kind_and_name(node)
        if kind == "number":
            self._number = name
        elif kind in ("user", "external") and not part:
            self._phone(telling, name, place, silent, note)
        elif kind == "user":
            self._plan(telling, place, at, note)
        elif kind == "dial_plan":
            self._element(telling, name, part, place)
        elif kind == "mailbox":
            self._mailbox(telling, name, node, at)
        else:
            otherwise = ", where the caller waits" if kind == "queue" and at not in self._rung[node] else ""
            self._leads(telling, self._place(kind, name), otherwise, node=node, place=place)

    def _place(self, kind: str, name: str) -> str:
        what = who(self._names, name)
        places = {
            "login": f"the number {what}, which logs agents in",
            "logout": f"the number {what}, which logs agents out",
        }
        return places.get(kind, f"the {printable(kind).replace('_', ' ')} {what}")

    def _leads(
        self,
        telling: Telling,
        what: str,
        otherwise: str = "",
        *,
        subject: str | None = None,
        node: str | None = None,
        place: int = 0,
    ) -> None:
        """Tell where the call goes: from a number, on from an element of a dial plan, or out of the blue."""
        number, self._number = self._number, None
        if number:
            telling.lead(f"{printable(number)} leads to {what}", otherwise, subject=subject, node=node)
        elif not telling.go_on(self._plan_before(place), what, otherwise, to=subject, node=node):
            telling.lead(f"The call goes to {what}", otherwise, subject=subject, node=node)

    def _plan_before(self, place: int) -> str:
        """The dial plan whose element the call was in before it entered the node at *place*."""
        kind, plan, _ = kind_and_name(self._record.path[place - 1] if place else "")
        return f"dial_plan:{plan}" if kind == "dial_plan" else "none"

    def _mailbox(self, telling: Telling, name: str, node: str, at: float) -> None:
        box = mailbox(self._record, name)
        if self._number:
            self._leads(telling, box, node=node)
        elif at != self._record.answered_at:  # else told as what takes the call
            telling.say(f"{box[0].upper()}{box[1:]} takes the call")

    def _phone(self, telling: Telling, name: str, place: int, silent: bool, note: Note | None) -> None:
        if self._number:
            self._leads(telling, who(self._names, name), subject=name)
        if not silent:
            return
        if name == self._record.from_:
            rings = note is not None and note.rule == "3.3"
            what = "rings during this very call (call waiting)" if rings else "is occupied by this very call"
            telling.phone(name, what, "3.3", via=self._record.path[place - 1])
        elif not self._goes_on(place, f"user:{name}/"):
            self._leads(telling, who(self._names, name), subject=name)

    def _goes_on(self, place: int, prefix: str) -> bool:
        path = self._record.path
        return place + 1 < len(path) and path[place + 1].startswith(prefix)

    def _plan(self, telling: Telling, place: int, at: float, note: Note | None) -> None:
        """Tell that a forwarding or Follow Me begins; it may ring somebody at once, later, or nobody."""
        node = self._record.path[place]
        _, user, part = kind_and_name(node)
        name = PLANS.get(part, part)
        if part != "follow_me" and self._nobody.get(node) is False:
            telling.say(f"{who(self._names, user)} has no {name}", "" if telling.has_told("5.2") else "5.2")
            return
        text = f"{name[0].upper()}{name[1:]} of {who(self._names, user)}"
        otherwise = self._otherwise(place, at, note)
        if part == "follow_me":
            begins = otherwise.removeprefix(" begins").replace(", nobody", ": nobody").replace(" leads", " and leads")
            telling.lead(f"{text} silences the desk phone", begins, "5.1", node=node)
        else:
            telling.lead(text, otherwise, *(() if telling.has_told("5.2") else ("5.2",)), node=node)

    def _otherwise(self, place: int, at: float, note: Note | None) -> str:
        """End the sentence about the plan at *place* of which no phone rings first thing."""
        node = self._record.path[place]
        if node in self._nobody:
            return ": nobody is listed"
        starts, entries = self._rung[node], self._entered[node]
        now = at in starts
        if (followed := self._follows(place, at)) is not None:
            outermost = now or self._is_outermost(place)
            return f" leads to {who(self._names, followed)}" if outermost else " begins"
        if now or (note is not None and note.rule == "5.7"):
            return " begins"
        next_entry = next(iter(entries[bisect_right(entries, at) :]), self._record.ended_at + 1)
        later = any(at < start < next_entry for start in starts)
        return " begins, nobody rings yet" if later else ": nobody rings"

    def _follows(self, place: int, at: float) -> str | None:
        """Find the user with Follow Me whom the call reaches next, at once."""
        path, entered = self._record.path, self._record.entered
        reached = place + 1 < len(path) and entered[place + 1] == at and self.is_silenced(place + 1)
        return kind_and_name(path[place + 1])[1] if reached else None

    def is_silenced(self, place: int) -> bool:
        """Whether the node at *place* is a user whose own line does not ring because of Follow Me (rule 5.1)."""
        node = self._record.path[place]
        return node.startswith("user:") and self._record.path[place + 1 : place + 2] == (f"{node}/follow_me",)

    def _is_outermost(self, place: int) -> bool:
        """Whether the plan at *place* is of the user whom the call was for, so that no other plan encloses it."""
        for node in reversed(self._record.path[:place]):
            kind, _, part = kind_and_name(node)
            if kind not in ("user", "external"):
                return True
            if part:
                return False
        return True

    def _element(self, telling: Telling, plan: str, element: str, place: int) -> None:
        tag, step = f"dial_plan:{plan}", printable(element)
        named = f"dial plan {who(self._names, plan)}"
        if not element:
            self._leads(telling, f"the {named}", subject=tag, place=place)
        elif self._number:
            self._leads(telling, f"the {named} → {step}", subject=tag)
        elif not telling.step(tag, step):
            telling.lead(f"D{named[1:]} → {step}", subject=tag)
