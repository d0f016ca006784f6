"""What comparing two phone systems finds: the calls that a draft treats differently from what is applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from routesim.result.clock import grouped
from routesim.result.exploration import Witness
from routesim.result.records import CallRecord

if TYPE_CHECKING:
    from routesim.result.picturing import Picture

Stories = tuple[CallRecord, CallRecord]
"""A call on the applied system, and on the draft."""
Verdict = Literal["equal", "different", "undecided"]


@dataclass(frozen=True, slots=True)
class Fate:
    """How one of the two systems ends a call, and how long it lets the caller wait, in seconds."""

    outcome: str
    by: str | None
    waited: float
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Lay the fate out as `diff --format json` prints it."""
        return {"outcome": self.outcome, "by": self.by, "waited": self.waited}


@dataclass(frozen=True, slots=True)
class Change:
    """A call to *number* that the two systems treat differently, *when* what causes it, in words.

    *kind* is `ending`, or `timing` where only the seconds differ. *witness* is a calls file, without `pbx`, that
    shows the change on both systems; the call that is examined is its last, and *stories* is what came of it on either
    (not compared). *route* are the first of the causes: those
    that lead the call to where the systems part (who calls, when, what is keyed).
    """

    number: str
    when: tuple[str, ...]
    kind: Literal["ending", "timing"]
    applied: Fate
    draft: Fate
    witness: Witness
    stories: Stories = field(compare=False, repr=False)
    route: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """What people do at their phones for the change to show."""
        return self.when[len(self.route) :]

    def to_dict(self) -> dict[str, Any]:
        """Lay the change out as `diff --format json` prints it."""
        return {
            "number": self.number,
            "when": list(self.when),
            "kind": self.kind,
            "applied": self.applied.to_dict(),
            "draft": self.draft.to_dict(),
            "witness": dict(self.witness),
        }


@dataclass(frozen=True, slots=True)
class TextChange:
    """Something that changes without any effect on routing, by its *path* in the file: `users[101].name`."""

    path: str
    applied: str | None
    draft: str | None

    def to_dict(self) -> dict[str, Any]:
        """Lay the change out as `diff --format json` prints it."""
        return {"path": self.path, "applied": self.applied, "draft": self.draft}


@dataclass(frozen=True, slots=True)
class Difference:
    """How the system *draft* treats calls differently from *applied* (their names, or their files' names).

    *undecided* lists the numbers of which neither equality was proven nor a change found; *complete* is false where
    comparing was given up at a bound.
    """

    applied: str
    draft: str
    changes: tuple[Change, ...] = ()
    texts: tuple[TextChange, ...] = ()
    undecided: tuple[str, ...] = ()
    complete: bool = True

    def __str__(self) -> str:
        from routesim.result.difference_text import difference_lines

        return "\n".join(difference_lines(self))

    def __repr__(self) -> str:
        return (
            f"<Difference {self.applied!r} -> {self.draft!r}: {self.verdict}, {grouped(len(self.changes), 'change')}>"
        )

    def _repr_html_(self) -> str:
        from routesim.result.difference_html import difference_html

        return difference_html(self)

    def to_pandas(self) -> Any:
        """Make a `pandas.DataFrame` with a row for each change. Raises MissingExtra where pandas is not installed."""
        from routesim.result.difference_table import changes_frame

        return changes_frame(self.changes)

    @property
    def verdict(self) -> Verdict:
        """Whether any call is treated differently."""
        if any(change.kind == "ending" for change in self.changes):
            return "different"
        return "undecided" if self.undecided or not self.complete else "equal"

    def plot(self) -> Picture:
        """Draw the calls that are treated differently, and how they end on either side."""
        from routesim.result.picturing import difference_picture

        return difference_picture(self)

    def to_dict(self) -> dict[str, Any]:
        """Lay everything out as `diff --format json` prints it: only texts, numbers, lists and the like."""
        return {
            "applied": self.applied,
            "draft": self.draft,
            "verdict": self.verdict,
            "complete": self.complete,
            "changes": [change.to_dict() for change in self.changes],
            "texts": [text.to_dict() for text in self.texts],
        }
