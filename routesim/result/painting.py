"""How stories are painted: a style for each kind of text, applied by whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

WIDTH = 80
"""How many columns a story takes unless told otherwise."""
NARROWEST = 60
"""How many columns a story needs at least."""

Painter = Callable[[str, str], str]
"""Given a style (`title`, `faint`, `good`, `bad`, `warn`, `ringing`, `talking`) and a text, returns it coloured."""


def plain(style: str, text: str) -> str:
    """Paint nothing."""
    return text
