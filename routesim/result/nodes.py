"""Where a call goes, node by node, in words."""

from __future__ import annotations

from routesim.result.moment import Telling
from routesim.result.records import CallRecord, Note
from routesim.result.typography import printable
from routesim.result.words import PLANS, kind_and_name, names_of, who


class Way:
    """Tells of the nodes that a call enters, in the order of its path."""

    def __init__(self, record: CallRecord) -> None:
        self._record = record
        self._names = names_of(record)
        self._number: str | None = None
        self._last_rung = {ring.via: ring.start for ring in record.rang}

    def enter(self, telling: Telling, place: int, at: float, silent: bool) -> None:
        """Tell that the call enters the node at *place* of its path; *silent* where no phone is called there."""
        node = self._record.path[place]
        kind, name, part = kind_and_name(node)
        if kind == "number":
            self._number = name
        elif kind in ("user", "external") and not part:
            self._phone(telling, name, place, silent)
        elif kind == "user":
            self._plan(telling, node, at)
        elif kind == "dial_plan":
            self._element(telling, name, part)
        elif kind != "mailbox" or self._number or at != self._record.answered_at:  # else told as what takes the call
            self._leads(telling, self._place(kind, name), node=node)

    def _place(self, kind: str, name: str) -> str:
        what = who(self._names, name)
        places = {
            "mailbox": f"the mailbox of {what}",
            "login": f"the number {what}, which logs agents in",
            "logout": f"the number {what}, which logs agents out",
        }
        return places.get(kind, f"the {printable(kind)} {what}")

    def _leads(self, telling: Telling, what: str, subject: str | None = None, node: str | None = None) -> None:
        number, self._number = self._number, None
        text = f"{printable(number)} leads to {what}" if number else f"The call goes to {what}"
        telling.lead(text, subject=subject, node=node)

    def _phone(self, telling: Telling, name: str, place: int, silent: bool) -> None:
        if self._number:
            self._leads(telling, who(self._names, name), subject=name)
        if not silent:
            return
        if name == self._record.from_:
            telling.phone(name, "is the caller's own phone, and occupied", "3.3", via=self._record.path[place - 1])
        elif not self._goes_on(place, f"user:{name}/"):
            self._leads(telling, who(self._names, name), subject=name)

    def _goes_on(self, place: int, prefix: str) -> bool:
        path = self._record.path
        return place + 1 < len(path) and path[place + 1].startswith(prefix)

    def _plan(self, telling: Telling, node: str, at: float) -> None:
        """Tell that a forwarding or Follow Me begins; it may ring somebody at once, later, or nobody."""
        _, user, part = kind_and_name(node)
        name = PLANS.get(part, part)
        text = f"{name[0].upper()}{name[1:]} of {who(self._names, user)}"
        rings_later = self._last_rung.get(node, at) > at
        otherwise = " begins, nobody rings yet" if rings_later else ": nobody rings"
        if part == "follow_me":
            telling.lead(
                f"{text} silences the desk phone", ": nobody rings yet" if rings_later else otherwise, "5.1", node=node
            )
        else:
            telling.lead(text, otherwise, *(() if telling.has_told("5.2") else ("5.2",)), node=node)

    def choose(self, telling: Telling, note: Note) -> bool:
        """Tell which exit the element takes that has just been told of; False where *note* is about something else."""
        chosen = note.text.removeprefix("goes by ")
        if chosen == note.text or not note.place:
            return False
        kind, plan, _ = kind_and_name(self._record.path[note.place - 1])
        return kind == "dial_plan" and telling.extend(f"dial_plan:{plan}", f" ({chosen} [{note.rule}])")

    def _element(self, telling: Telling, plan: str, element: str) -> None:
        tag = f"dial_plan:{plan}"
        if telling.extend(tag, f" → {printable(element)}"):
            return
        if self._number or not element:
            self._leads(telling, f"the dial plan {who(self._names, plan)}{element and ' → '}{element}", subject=tag)
        else:
            telling.lead(f"Dial plan {who(self._names, plan)} → {printable(element)}", subject=tag)
