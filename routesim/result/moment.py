"""One instant of a story, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from routesim.result.typography import listing
from routesim.result.words import who

MOST_SENTENCES = 24
"""So many sentences of one instant are told in full: whatever goes round in circles says the same again and again."""
_FIRST, _LAST = 8, 3
MOST_STEPS = 12
"""So many places that follow each other in one sentence are named, the last one always."""


class Moment(NamedTuple):
    """What happened *at* an instant, in seconds after the play's start; rules stand in brackets: `[5.2]`."""

    at: float
    sentences: tuple[str, ...]


def _with_rules(text: str, rules: tuple[str, ...]) -> str:
    return text + "".join(f" [{rule}]" for rule in dict.fromkeys(rules) if rule)


@dataclass(slots=True)
class _Lead:
    """Where the call is led; what happens there follows behind a colon.

    *subject* is the phone or the dial plan it leads to, *node* the place that what follows must belong to (None: any),
    *steps* the places passed on the way.
    """

    text: str
    otherwise: str
    rules: tuple[str, ...]
    subject: str | None
    node: str | None
    steps: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        steps = self.steps
        if len(steps) > MOST_STEPS:
            steps = [*steps[: MOST_STEPS - 2], "…", steps[-1]]
        return "".join((_with_rules(self.text, self.rules), *(f" → {step}" for step in steps))).lstrip()


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
        self._named: set[str] = set()

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
        self._name(subject)
        self._lead = _Lead(text, otherwise, rules, subject, node)

    def step(self, subject: str | None, step: str) -> bool:
        """Go on to *step* in the open lead to *subject*, or in a new sentence where this instant has named *subject*.

        False where neither is so: the sentence must say what *subject* is.
        """
        self._end_phones()
        if subject not in self._named:
            return False
        if self._lead is None or self._lead.subject != subject:
            self.lead("", subject=subject)
        if self._lead is not None:
            self._lead.steps.append(step)
        return True

    def go_on(self, subject: str | None, step: str, otherwise: str, *, to: str | None, node: str | None) -> bool:
        """Let the open lead to *subject* go on to another place; False where there is no such lead."""
        self._end_phones()
        lead = self._lead
        if lead is None or lead.subject != subject:
            return False
        lead.steps.append(step)
        lead.otherwise, lead.subject, lead.node = otherwise, to, node
        self._name(to)
        return True

    def leads_to(self, node: str) -> bool:
        """Whether the open lead ends at *node*."""
        self._end_phones()
        return self._lead is not None and node in (self._lead.node, self._lead.subject)

    def behind(self, text: str, *rules: str, via: str | None = None) -> None:
        """Tell what comes of the open lead behind its colon, or by itself where there is none for *via*."""
        self._end_phones()
        if self._lead is not None and self._lead.node not in (None, via):
            self._end_lead()
        alone = self._lead is None
        self._add(self._begin() + (text[:1].upper() + text[1:] if alone else text), rules)

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
        """Everything told of this instant; from a long list, the beginning and the end."""
        self._close()
        told = self._sentences
        if len(told) > MOST_SENTENCES:
            told = [*told[:_FIRST], f"... and so on, {len(told) - _FIRST - _LAST:,} more of the kind.", *told[-_LAST:]]
        return tuple(told)

    def _name(self, subject: str | None) -> None:
        if subject is not None:
            self._named.add(subject)

    def _add(self, text: str, rules: tuple[str, ...]) -> None:
        self._sentences.append(_with_rules(text, rules) + ".")

    def _close(self) -> None:
        self._end_phones()
        self._end_lead()

    def _end_lead(self) -> None:
        lead, self._lead = self._lead, None
        if lead is not None:
            self._add(f"{lead}{lead.otherwise}", ())

    def _begin(self) -> str:
        """The open lead with its colon, for what comes of it."""
        lead, self._lead = self._lead, None
        return "" if lead is None else f"{lead}: "

    def _end_phones(self) -> None:
        """Tell of the phones that have come together, behind the lead where they belong to it."""
        phones, self._phones = list(dict.fromkeys(self._phones)), []
        doing, self._doing = self._doing, None
        if doing is None:
            return
        if self._lead is not None and self._lead.node not in (None, doing.via):
            self._end_lead()
        subject, what = self._subject(phones), doing.what if len(phones) == 1 else _plural(doing.what)
        self._add(f"{self._begin()}{subject} {what}", doing.rules)

    def _subject(self, phones: list[str]) -> str:
        if self._lead is not None and phones == [self._lead.subject]:
            return "the phone"
        return listing(who(self._names, phone) for phone in phones)


def _plural(what: str) -> str:
    """Make a predicate one of several phones."""
    verb, space, rest = what.partition(" ")
    return f"{_PLURALS.get(verb, verb)}{space}{rest}"
