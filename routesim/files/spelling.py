"""How values are written into a text: in one line, as YAML or as JSON, whichever the text is."""

from __future__ import annotations

import re
from collections.abc import Sequence

Value = bool | float | str | Sequence["Value"] | dict[str, "Value"]
"""What can be written: yes and no, numbers, texts, lists and mappings of them."""

LINE_END = re.compile("\r\n|[\r\n]")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z_]*")


class Spelling:
    """Writes values as they would stand in *text*."""

    def __init__(self, text: str) -> None:
        self._is_json = text.lstrip().startswith("{")
        found = LINE_END.search(text)
        self.line_break = found[0] if found else "\n"

    def key(self, key: str) -> str:
        """A key of a mapping."""
        return key if _PLAIN.fullmatch(key) and not self._is_json else _quoted(key)

    def value(self, value: Value) -> str:
        """A value. Raises ValueError for a text that would need an escape: nothing written here does."""
        match value:
            case bool():
                return ("true" if value else "false") if self._is_json else ("yes" if value else "no")
            case int() | float():
                return f"{value:.6f}".rstrip("0").rstrip(".")
            case str():
                return _quoted(value)
            case dict():
                inner = ", ".join(f"{self.key(key)}: {self.value(part)}" for key, part in value.items())
                return f"{{{inner}}}"
            case _:
                return f"[{', '.join(map(self.value, value))}]"


def _quoted(text: str) -> str:
    if not text.isprintable() or '"' in text or "\\" in text:
        raise ValueError("a text that cannot be written as it is")
    return f'"{text}"'


def line_start(text: str, at: int) -> int:
    """Where the line begins on which the character *at* stands."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
