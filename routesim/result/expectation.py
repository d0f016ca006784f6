"""Did a call end as expected? Every difference is told with both values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from routesim.result.causes import rang
from routesim.result.clock import seconds
from routesim.result.records import CallRecord, Expectation
from routesim.result.typography import listing, printable
from routesim.result.words import names_of, who, why

_TYPED_NUMBER = re.compile(r"\+?[0-9*#][0-9*# \t./()-]*")
_SEPARATORS = re.compile(r"[ \t./()-]+")


def judge(record: CallRecord, expect: object) -> Expectation:
    """Compare *record* with *expect*, an object with the attributes of a calls file's `expect`.

    None means that nothing is expected, unless *expect* tells by its `model_fields_set` that None was given: a
    `reason`, a `by` or an `answered_at` given as null must be null. Times are equal to the microsecond; `rang` is
    compared as a set, of the phones that really rang.
    """
    judged = _Judged(record, expect)
    failures = (
        *judged.outcome(),
        *judged.by(),
        *judged.reason(),
        *judged.answered_at(),
        *judged.ended_at(),
        *judged.waited(),
        *judged.rang(),
        *judged.not_rang(),
        *judged.path(),
    )
    return Expectation(not failures, failures)


def _same(text: str) -> str:
    """Numbers may be typed with spaces and the like; everything else stands as it is."""
    return _SEPARATORS.sub("", text) if _TYPED_NUMBER.fullmatch(text) else text


class _Judged:
    """A record beside what is expected of it; each method returns a sentence per difference."""

    def __init__(self, record: CallRecord, expect: object) -> None:
        self._record = record
        self._expect = expect
        self._given: frozenset[str] = getattr(expect, "model_fields_set", frozenset())
        self._rang = dict.fromkeys(ring.target for ring in record.rang if rang(ring))

    def _value(self, name: str) -> Any:
        return getattr(self._expect, name, None)

    def _is_null(self, name: str) -> bool:
        return name in self._given and self._value(name) is None

    def _phones(self, targets: Iterable[str]) -> str:
        names = names_of(self._record)
        return listing((who(names, target) for target in targets), most=12) or "nobody"

    def outcome(self) -> Iterable[str]:
        expected = self._value("outcome")
        if expected is not None and str(expected) != self._record.outcome.value:
            yield f"expected the outcome {expected}, but it was {self._record.outcome.value}"

    def by(self) -> Iterable[str]:
        expected, came = self._value("by"), self._record.by
        taken = "nobody took the call" if came is None else f"{self._phones([came])} took it"
        if self._is_null("by"):
            if came is not None:
                yield f"expected nobody to take the call, but {taken}"
        elif expected is not None and (came is None or _same(expected) != _same(came)):
            yield f"expected {self._phones([_same(expected)])} to take the call, but {taken}"

    def reason(self) -> Iterable[str]:
        expected, came = self._value("reason"), self._record.reason
        if (expected is None and not self._is_null("reason")) or expected == came:
            return
        told = "no reason was given" if came is None else f"it was {came} ({why(came)})"
        yield f"expected {'no reason' if expected is None else f'the reason {printable(expected)}'}, but {told}"

    def answered_at(self) -> Iterable[str]:
        expected, came = self._value("answered_at"), self._record.answered_at
        told = "it was not" if came is None else f"it was at {seconds(came)}"
        if self._is_null("answered_at"):
            if came is not None:
                yield f"expected the call not to be answered, but {told}"
        elif expected is not None and (came is None or not _equal(expected, came)):
            yield f"expected the call to be answered at {seconds(expected)}, but {told}"

    def ended_at(self) -> Iterable[str]:
        expected = self._value("ended_at")
        if expected is not None and not _equal(expected, self._record.ended_at):
            yield f"expected the call to end at {seconds(expected)}, but it ended at {seconds(self._record.ended_at)}"

    def waited(self) -> Iterable[str]:
        expected = self._value("waited")
        if expected is not None and not _equal(expected, self._record.waited):
            yield f"expected the caller to wait {seconds(expected)}, but it was {seconds(self._record.waited)}"

    def rang(self) -> Iterable[str]:
        expected = self._value("rang")
        if expected is None:
            return
        wanted = dict.fromkeys(map(_same, expected))
        if wanted.keys() != self._rang.keys():
            yield f"expected {self._phones(wanted)} to ring, but {self._who_rang(wanted)}"

    def _who_rang(self, wanted: dict[str, None]) -> str:
        did_not = {ring.target: ring.result for ring in self._record.rang if ring.target not in self._rang}
        silent = [f"{self._phones([target])} was {did_not[target]}" for target in wanted if target in did_not]
        return f"{self._phones(self._rang)} rang{f' ({listing(silent)})' if silent else ''}"

    def not_rang(self) -> Iterable[str]:
        heard = [target for target in map(_same, self._value("not_rang") or ()) if target in self._rang]
        if heard:
            yield f"expected {self._phones(heard)} not to ring, but {'it' if len(heard) == 1 else 'they'} did"

    def path(self) -> Iterable[str]:
        missing = [node for node in self._value("path_includes") or () if node not in self._record.path]
        if missing:
            path = self._record.path
            shown = " > ".join(map(printable, path[:12])) + (" > ..." if len(path) > 12 else "")
            wanted = listing(map(printable, missing))
            yield f"expected the path to include {wanted}, but it was {shown or 'empty'}"


def _equal(expected: float, came: float) -> bool:
    return round(expected * 1_000_000) == round(came * 1_000_000)
