"""The right name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

_FEW = 200
"""Up to so many names each is compared; of more, only those that differ in a character or two are found, by index."""
_ALIKE = 0.65
"""How alike two of few names must be, from 0 to 1."""
_LONGEST = 200
"""In characters: nobody mistypes more."""


class Names:
    """The *names* that are right, in order. Looking one up takes the same time however many there are."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = dict.fromkeys(names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def nearest(self, word: str) -> str | None:
        """The name most like *word*; None where none is like it."""
        word = word[:_LONGEST].strip()
        same = self._by_lower_case.get(word.lower())
        if same is not None:
            return same
        if len(self._names) > _FEW:
            found = map(self._by_deletion.get, _deletions(word.lower()))
            return next((name for name in found if name is not None), None)
        from difflib import get_close_matches

        close = get_close_matches(word.lower(), self._by_lower_case, 1, _ALIKE)
        return self._by_lower_case[close[0]] if close else None

    def hint(self, word: str) -> str:
        """The end of a sentence about *word*, which is wrong: `, did you mean ...?`, or nothing."""
        near = self.nearest(word)
        return f", did you mean `{near}`?" if near is not None else ""

    @cached_property
    def _by_lower_case(self) -> dict[str, str]:
        return {name.lower(): name for name in reversed(self._names)}

    @cached_property
    def _by_deletion(self) -> dict[str, str]:
        """The first name for each text that a name becomes when one of its characters, or none, is left out."""
        found: dict[str, str] = {}
        for name in self._names:
            for part in _deletions(name[:_LONGEST].lower()):
                found.setdefault(part, name)
        return found


def _deletions(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
