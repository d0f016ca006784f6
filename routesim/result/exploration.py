"""What exploring a phone system finds: every way in which a call to a number can end.

Times are seconds after the call is placed. A *witness* is a whole calls file, without `pbx`, as plain data; the call
that is examined is its last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routesim.result.picturing import Picture

Witness = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ending:
    """One way in which a call can end: *outcome*, *by* whom, *reason*, as in a call's record.

    *waited* holds the least and the greatest wait (None: without bound), *when* says in words what makes a call end so,
    *witness* is one that does. The reason of `abandoned` is `unending` where nothing but the caller's patience need
    ever end the call.
    """

    outcome: str
    by: str | None
    reason: str | None
    waited: tuple[float, float | None]
    when: tuple[str, ...]
    witness: Witness

    def __str__(self) -> str:
        from routesim.result.exploration_words import ending_words, waits_words, when_words

        told = f"{ending_words(self, {})}, {waits_words(self)}", when_words(self, {})
        return ", ".join(filter(None, told))

    def __repr__(self) -> str:
        return f"<Ending {str(self)!r}>"

    def _repr_html_(self) -> str:
        from routesim.result.exploration_html import ending_html

        return ending_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Lay the ending out as `explore --format json` prints it."""
        return {
            "outcome": self.outcome,
            "by": self.by,
            "reason": self.reason,
            "waited": list(self.waited),
            "when": list(self.when),
            "witness": dict(self.witness),
        }


@dataclass(frozen=True, slots=True)
class PropertyVerdict:
    """Whether every call holds to a property; *ending* is the place of the first that does not, if any.

    *property* is what is asked for, by the keys it has in a configuration (`require`, `forbid`, `max_wait`).
    """

    property: Mapping[str, Any]
    holds: bool
    ending: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Lay the verdict out as `explore --format json` prints it."""
        return {**self.property, "holds": self.holds, "ending": self.ending}


@dataclass(frozen=True, slots=True)
class Season:
    """A part of a year in which calls can end in the same ways.

    *when* says in words when that is, *intervals* exactly: from an instant on, until another, the first that does not
    belong to it. *endings* are the places of those that are possible.
    """

    when: tuple[str, ...]
    intervals: tuple[tuple[datetime, datetime], ...]
    endings: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """Lay the season out as `explore --calendar YEAR --format json` prints it."""
        return {
            "when": list(self.when),
            "intervals": [[start.isoformat(), end.isoformat()] for start, end in self.intervals],
            "endings": list(self.endings),
        }


@dataclass(frozen=True, slots=True)
class NumberEndings:
    """All endings of calls to *number*, and what became of the properties asked of it.

    *complete* is false where exploring was given up at a bound: then there may be more endings than these. *calendar*
    holds the seasons of a year, the longest first, where that was asked for. *names* says what extensions are called.
    """

    number: str
    endings: tuple[Ending, ...]
    properties: tuple[PropertyVerdict, ...] = ()
    complete: bool = True
    calendar: tuple[Season, ...] | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        from routesim.result.exploration_text import number_lines

        return "\n".join(number_lines(self))

    def __repr__(self) -> str:
        partly = "" if self.complete else ", explored in part"
        return f"<NumberEndings {self.number!r}: {len(self.endings)} ending(s){partly}>"

    def _repr_html_(self) -> str:
        from routesim.result.exploration_html import number_html

        return number_html(self)

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame` with a row for each ending. Raises MissingExtra where pandas is not installed."""
        from routesim.result.exploration_table import endings_frame

        return endings_frame((self,))

    def to_dict(self) -> dict[str, Any]:
        """Lay the endings out as `explore --format json` prints them; `calendar` is there where it was asked for."""
        found = {
            "number": self.number,
            "endings": [ending.to_dict() for ending in self.endings],
            "properties": [verdict.to_dict() for verdict in self.properties],
        }
        return found if self.calendar is None else {**found, "calendar": [one.to_dict() for one in self.calendar]}


@dataclass(frozen=True, slots=True)
class Exploration:
    """Every way in which calls to the numbers of the system *pbx* can end; *names* says what extensions are called."""

    pbx: str
    numbers: tuple[NumberEndings, ...]
    names: Mapping[str, str]

    def __str__(self) -> str:
        from routesim.result.exploration_text import exploration_lines

        return "\n".join(exploration_lines(self))

    def __repr__(self) -> str:
        endings = sum(len(one.endings) for one in self.numbers)
        return f"<Exploration {self.pbx!r}: {len(self.numbers)} number(s), {endings} ending(s)>"

    def _repr_html_(self) -> str:
        from routesim.result.exploration_html import exploration_html

        return exploration_html(self)

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame` with a row for each ending. Raises MissingExtra where pandas is not installed."""
        from routesim.result.exploration_table import endings_frame

        return endings_frame(self.numbers)

    def plot(self) -> Picture:
        """Draw how calls to each number can end. Raises UnusableInput where there is no number."""
        from routesim.result.picturing import endings_picture

        return endings_picture(self)

    @property
    def complete(self) -> bool:
        """Whether every number was explored to the end."""
        return all(number.complete for number in self.numbers)

    @property
    def holds(self) -> bool:
        """Whether every property was shown to hold."""
        return self.complete and all(verdict.holds for number in self.numbers for verdict in number.properties)

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `explore --format json` prints it: only texts, numbers, lists and the like."""
        return {
            "pbx": self.pbx,
            "complete": self.complete,
            "numbers": [number.to_dict() for number in self.numbers],
        }
