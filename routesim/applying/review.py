"""What is known of a draft before it is put in force, and whether that lets it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from routesim.applying.expectations import NOT_HELD, Held
from routesim.lint.finding import Findings
from routesim.model.system import PhoneSystem
from routesim.result.difference import Difference
from routesim.result.exploration import Exploration, NumberEndings, PropertyVerdict

Compare = Callable[[PhoneSystem, PhoneSystem, str, str], Difference]
"""Compares what is applied with a draft; then come their names."""
Explore = Callable[[PhoneSystem, Sequence[str] | None], Exploration]
"""Explores all endings of numbers of a system (None: of all), and holds them to its properties."""


@dataclass(frozen=True, slots=True)
class Review:
    """All that is known of *draft*, which is to replace *applied*; both are names as they may be shown.

    *before* and *after* are the systems: the former None where nothing is applied yet, or where it cannot be used.
    *findings* is None where nothing was looked for: what was in force once need not be perfect to be so again.
    *exploration* is None where no property is asked for or nothing has been explored, *difference* where nothing could
    be compared, or where something stops the draft anyway. *is_same*: byte for byte, that is in force already.
    """

    draft: str
    applied: str
    before: PhoneSystem | None
    after: PhoneSystem
    is_same: bool
    findings: Findings | None = None
    exploration: Exploration | None = None
    held: Held = NOT_HELD
    difference: Difference | None = None

    @property
    def broken(self) -> tuple[tuple[NumberEndings, PropertyVerdict], ...]:
        """Every property that does not hold, with the endings of its number."""
        numbers = () if self.exploration is None else self.exploration.numbers
        return tuple((number, verdict) for number in numbers for verdict in number.properties if not verdict.holds)

    @property
    def stops(self) -> bool:
        """Whether something keeps the draft from being put in force."""
        explored = self.exploration is None or self.exploration.holds
        has_errors = self.findings is not None and bool(self.findings.counts["error"])
        return has_errors or not explored or not self.held.met

    def to_dict(self) -> dict[str, Any]:
        """Lay the review out as `apply --format json` prints it."""
        return {
            "draft": self.draft,
            "applied": self.applied,
            "findings": [finding.record() for finding in self.findings or ()],
            "properties": [
                {"number": number.number, **verdict.to_dict()}
                for number in (() if self.exploration is None else self.exploration.numbers)
                for verdict in number.properties
            ],
            "expectations": [
                {
                    "file": name,
                    "met": played.met,
                    "failures": {
                        call.id: list(call.expectation.failures)
                        for call in played.calls
                        if call.expectation is not None and not call.expectation.met
                    },
                }
                for name, played in self.held.plays
            ],
            "difference": self.difference and self.difference.to_dict(),
        }
