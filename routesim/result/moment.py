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


class _Doing(NamedTuple):
    """What a phone does."""

    what: str
    rules: tuple[str, ...]
    via: str | None


_PLURALS = {
    "answers": "answer",
    "does": "do",
    "goes": "go",
    "is": "are",
    "rejects": "reject",
    "rings": "ring",
    "rings,": "ring,",
    "stops": "stop",
}


class Telling:
    """Puts what happens at one instant into sentences."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._sentences: list[str] = []
        self._lead: _Lead | None = None
        self._phones: list[str] = []
        self._doing: _Doing | None = None

    def has_told(self, rule: str) -> bool:
        """Whether a sentence of this instant names *rule*; what was begun is told first."""
        self._close()
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
        self._end_phones()
        if self._lead is None or self._lead.subject != plan:
            return False
        self._lead.text += text
        return True

    def phone(self, target: str, what: str, *rules: str, via: str | None = None) -> None:
        """Tell what a phone does: *what* is a predicate, *via* the node whose plan the phone belongs to.

        Phones of which the same is told one after the other share the sentence.
        """
        doing = _Doing(what, rules, via)
        if doing != self._doing:
            self._end_phones()
            self._doing = doing
        self._phones.append(target)

    def told(self) -> tuple[str, ...]:
        """Everything told of this instant."""
        self._close()
        return tuple(self._sentences)

    def _add(self, text: str, rules: tuple[str, ...]) -> None:
        self._sentences.append(_with_rules(text, rules) + ".")

    def _close(self) -> None:
        self._end_phones()
        self._end_lead()

    def _end_lead(self) -> None:
        lead, self._lead = self._lead, None
        if lead is not None:
            self._add(_with_rules(lead.text, lead.rules) + lead.otherwise, ())

    def _end_phones(self) -> None:
        """Tell of the phones that have come together, behind the lead where they belong to it."""
        phones, self._phones = self._phones, []
        doing, self._doing = self._doing, None
        if doing is None:
            return
        if self._lead is not None and self._lead.node not in (None, doing.via):
            self._end_lead()
        subject, what = self._subject(phones), doing.what if len(phones) == 1 else _plural(doing.what)
        lead, self._lead = self._lead, None
        start = "" if lead is None else f"{_with_rules(lead.text, lead.rules)}: "
        self._add(f"{start}{subject} {what}", doing.rules)

    def _subject(self, phones: list[str]) -> str:
        if self._lead is not None and phones == [self._lead.subject]:
            return "the phone"
        return listing(who(self._names, phone) for phone in phones)


def _plural(what: str) -> str:
    """Make a predicate one of several phones."""
    verb, space, rest = what.partition(" ")
    return f"{_PLURALS.get(verb, verb)}{space}{rest}"
