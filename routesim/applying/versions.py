"""What was in force when: versions of an applied file, as its history tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

Action = Literal["found", "apply", "rollback"]
"""How a version came: it was found in place (written by hand), applied, or gone back to."""
Outcome = Literal["in_force", "interrupted", "unknown"]
"""Whether a version came into force; `interrupted`: the process died before it did."""
ACTIONS: tuple[str, ...] = get_args(Action)
OUTCOMES: tuple[str, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Version:
    """One version: *time* with its offset from UTC (ISO 8601), *by* whom, what it changed in a *summary*.

    *sha256* is that of the whole file, *of* the version that a rollback went back to.
    """

    version: int
    action: Action
    time: str
    by: str | None
    summary: str
    sha256: str
    of: int | None = None
    outcome: Outcome = "unknown"

    @property
    def was_in_force(self) -> bool:
        """Whether it came into force, as far as anybody knows."""
        return self.outcome != "interrupted"

    def to_dict(self) -> dict[str, Any]:
        """Lay the version out as `history --format json` prints it."""
        keys = ("version", "action", "of", "time", "by", "summary", "outcome", "sha256")
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True, slots=True)
class History:
    """All *versions* of the file *applied*, oldest first.

    *in_force* is the version that the file is now; None where it is none of them: it was changed by hand since, or
    is gone. *kept* are the numbers of all versions whose files are there. *problems* says what cannot be read.
    *unsettled*: the journal does not say what became of the last version, but the applied file itself does.
    """

    applied: str
    versions: tuple[Version, ...]
    in_force: int | None
    kept: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()
    unsettled: bool = False

    @property
    def latest(self) -> Version | None:
        """The last version that came into force."""
        return next((version for version in reversed(self.versions) if version.was_in_force), None)

    @property
    def next_number(self) -> int:
        """A number that no version has, not even one that the journal has lost."""
        return max((0, *self.kept, *(version.version for version in self.versions))) + 1

    def to_dict(self) -> dict[str, Any]:
        """Lay the history out as `history --format json` prints it."""
        return {
            "applied": self.applied,
            "in_force": self.in_force,
            "versions": [version.to_dict() for version in self.versions],
            "problems": list(self.problems),
        }
