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
    """Where the call is led; what happens there follows behind a colon. *subject* is the phone it leads to."""

    text: str
    otherwise: str
    rules: tuple[str, ...]
    subject: str | None
    tag: str


class Telling:
    """Puts what happens at one instant into sentences: phones that begin to ring together share one."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._sentences: list[str] = []
        self._lead: _Lead | None = None
        self._ringing: list[str] = []
        self._manner = ("", "")

    def has_told(self, rule: str) -> bool:
        """Whether a sentence of this instant names *rule*."""
        return any(f"[{rule}]" in sentence for sentence in self._sentences)

    def say(self, text: str, *rules: str) -> None:
        """Tell something that stands by itself."""
        self._close()
        self._add(text, rules)

    def lead(self, text: str, otherwise: str = "", *rules: str, subject: str | None = None, tag: str = "") -> None:
        """Tell where the call goes next; *otherwise* ends the sentence should nothing happen there at once."""
        self._close()
        self._lead = _Lead(text, otherwise, rules, subject, tag)

    def extend(self, tag: str, text: str) -> bool:
        """Go on with the open lead of that *tag*; False where there is none."""
        self._end_ringing()
        if self._lead is None or self._lead.tag != tag:
            return False
        self._lead.text += text
        return True

    def phone(self, target: str, what: str, *rules: str) -> None:
        """Tell what a phone does: *what* is a predicate."""
        self._end_ringing()
        self._add_behind_lead([target], what, rules)

    def rings(self, target: str, manner: str = "", rule: str = "") -> None:
        """Tell that a phone begins to ring; *manner* says what is special about it."""
        if self._ringing and self._manner != (manner, rule):
            self._end_ringing()
        self._manner = (manner, rule)
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
            manner, rule = self._manner
            verb = "rings" if len(ringing) == 1 else "ring"
            self._add_behind_lead(ringing, verb + manner, (rule,))

    def _add_behind_lead(self, targets: list[str], what: str, rules: tuple[str, ...]) -> None:
        lead, self._lead = self._lead, None
        subject = listing(who(self._names, target) for target in targets)
        if lead is None:
            self._add(f"{subject} {what}", rules)
            return
        if targets == [lead.subject]:
            subject = "the phone"
        self._add(f"{_with_rules(lead.text, lead.rules)}: {subject} {what}", rules)
