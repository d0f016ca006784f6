"""What a call needs to know of how it is placed, be it from a file or by traffic."""

from __future__ import annotations

from typing import Protocol

from routesim.model.calls import Expect, Press


class Attempted(Protocol):
    """Who calls whom, keys what, and what is expected of it."""

    @property
    def from_(self) -> str:
        """Who calls."""

    @property
    def to(self) -> str:
        """What is dialled."""

    @property
    def presses(self) -> tuple[Press, ...]:
        """What the caller keys, prompt by prompt."""

    @property
    def expect(self) -> Expect | None:
        """What is expected to come of it, if anything."""
