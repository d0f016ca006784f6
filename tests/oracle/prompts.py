"""What a caller keys when asked to (rule 7.13)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.oracle.agenda import Kind, micro
from tests.oracle.dialling import Dialling
from tests.oracle.state import Call

Keyed = Callable[[str | None], None]
"""Told what was keyed, None when nothing was in time."""


class Prompts(Dialling):
    """Callers are asked to key something."""

    def prompt(self, call: Call, timeout: float, keyed: Keyed) -> None:
        """Take the next entry of `presses`, keyed as a whole; one that comes too late is used up all the same."""
        entries = call.attempt.presses
        entry = entries[call.presses] if call.presses < len(entries) else None
        call.presses += 1
        now = self.agenda.now
        if entry is not None and micro(entry.after) < micro(timeout):
            self.agenda.add(now + micro(entry.after), Kind.PROMPT, call.key, (), partial(keyed, entry.keys))
        else:
            self.agenda.add(now + micro(timeout), Kind.DEADLINE, call.key, (), partial(keyed, None))
