"""One instant of a story, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from routesim.result.typography import listing
from routesim.result.words import who


class Moment(NamedTuple):
    """What happened *at* an instant, in seconds after the play's start; rules stand in brackets: `[5.2]`."""

    at: float
    sentences: tuple[str, ...]


def _with_rules(text: str, rules: tuple[str, ...]) -> str:
    return text + "".join(f" [{rule}]" for rule in dict.fromkeys(rules) if rule)


@dataclass(slots=True)
class _Lead:
    """Where the call is led; what happens there follows behind a colon.

    *subject* is the phone it leads to, *node* the place that the phones rung there belong to (None: any).
    """

    text: str
    otherwise: str
    rules: tuple[str, ...]
    subject: str | None
    node: str | None


class Telling:
    """Puts what happens at one instant into sentences: phones that begin to ring together share one."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._sentences: list[str] = []
        self._lead: _Lead | None = None
        self._ringing: list[str] = []
        self._manner = ("", "", "")

    def has_told(self, rule: str) -> bool:
        """Whether a sentence of this instant names *rule*."""
        return any(f"[{rule}]" in sentence for sentence in self._sentences)

    def say(self, text: str, *rules: str) -> None:
        """Tell something that stands by itself."""
        self._close()
        self._add(text, rules)

    def lead(
        self, text: str, otherwise: str = "", *rules: str, subject: str | None = None, node: str | None = None
    ) -> None:
        """Tell where the call goes next; *otherwise* ends the sentence should nothing happen there at once."""
        self._close()
        self._lead = _Lead(text, otherwise, rules, subject, node)

    def extend(self, plan: str, text: str) -> bool:
        """Go on with the open lead to *plan*; False where there is none."""
        self._end_ringing()
        if self._lead is None or self._lead.subject != plan:
            return False
        self._lead.text += text
        return True

    def phone(self, target: str, what: str, *rules: str, via: str | None = None) -> None:
        """Tell what a phone does: *what* is a predicate, *via* the node whose plan the phone belongs to."""
        self._end_ringing()
        self._keep_lead_of(via)
        self._add_behind_lead([target], what, rules)

    def rings(self, target: str, via: str, manner: str = "", rule: str = "") -> None:
        """Tell that a phone begins to ring; *manner* says what is special about it."""
        if self._ringing and self._manner != (via, manner, rule):
            self._end_ringing()
        self._manner = (via, manner, rule)
        self._ringing.append(target)

    def told(self) -> tuple[str, ...]:
        """Everything told of this instant."""
        self._close()
        return tuple(self._sentences)

    def _add(self, text: str, rules: tuple[str, ...]) -> None:
        self._sentences.append(_with_rules(text, rules) + ".")

    def _close(self) -> None:
        self._end_ringing()
        lead, self._lead = self._lead, None
        if lead is not None:
            self._add(_with_rules(lead.text, lead.rules) + lead.otherwise, ())

    def _end_ringing(self) -> None:
        ringing, self._ringing = self._ringing, []
        if ringing:
            via, manner, rule = self._manner
            self._keep_lead_of(via)
            verb = "rings" if len(ringing) == 1 else "ring"
            self._add_behind_lead(ringing, verb + manner, (rule,))

    def _keep_lead_of(self, via: str | None) -> None:
        """Close a lead to elsewhere: what comes next does not happen there."""
        lead = self._lead
        if lead is not None and lead.node is not None and lead.node != via:
            self._lead = None
            self._add(_with_rules(lead.text, lead.rules) + lead.otherwise, ())

    def _add_behind_lead(self, targets: list[str], what: str, rules: tuple[str, ...]) -> None:
        lead, self._lead = self._lead, None
        subject = listing(who(self._names, target) for target in targets)
        if lead is None:
            self._add(f"{subject} {what}", rules)
            return
        if targets == [lead.subject]:
            subject = "the phone"
        self._add(f"{_with_rules(lead.text, lead.rules)}: {subject} {what}", rules)
