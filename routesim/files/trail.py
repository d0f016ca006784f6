"""From where a model sees an error to where it stands in the file.

A model's own way to a place has parts that no file has: which of several pages was chosen, the name of what has no key
of its own. They are passed over here by following the data and what was expected of it side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routesim.errors import Path
from routesim.files.places import Data
from routesim.model.kinds import Kind, fields_of
from routesim.model.page import Page

KEY_PART = "[key]"
"""How a model calls a key, as opposed to its value."""


class Trail:
    """The end of the way that *parts* lead through *data*, of which *model* was expected.

    *path* leads there through the data, *data* is what stands there, *kind* what was expected of it. *is_key*: it is
    the last key of *path* that is meant, which is not even known if *is_unknown*. *absent*: the key that should be
    there and is not, else empty. *known*: the keys of the page in which the last key of *path* stands.
    """

    def __init__(self, model: type[Page], data: Data, parts: Sequence[Any], is_unknown: bool = False) -> None:
        self.path: Path = ()
        self.data = data
        self.kind: Kind | None = Kind(page=model)
        self.absent = ""
        self.is_key = self.is_unknown = is_unknown
        self.known: tuple[str, ...] = ()
        self._key_kind: Kind | None = None
        for part in parts:
            self._follow(part)

    def to_tag(self) -> None:
        """Go on to the value that was to choose one of several pages."""
        if self.kind is not None and isinstance(self.data, dict) and self.kind.tag in self.data:
            self._step(self.kind.tag, self.data[self.kind.tag], Kind(words=tuple(self.kind.choices)))

    @property
    def keys(self) -> list[str]:
        """The keys on the way, without the places in lists."""
        return [part for part in self.path if isinstance(part, str)]

    def _follow(self, part: Any) -> None:
        kind, data = self.kind, self.data
        if kind is not None and kind.choices and isinstance(data, dict) and data.get(kind.tag) == part:
            self.kind = Kind(page=kind.choices[part])
        elif isinstance(data, dict) and str(part) in data:
            self._step(str(part), data[str(part)], _beneath(kind, str(part)))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            self._step(part, data[part], kind.items if kind is not None else None)
        elif part == KEY_PART:
            self.is_key = True
            self.kind = self._key_kind
        elif kind is not None and kind.page is not None and part in fields_of(kind.page):
            self.absent = str(part)
            self.kind = fields_of(kind.page)[part]

    def _step(self, part: str | int, data: Data, kind: Kind | None) -> None:
        page = self.kind.page if self.kind is not None else None
        self._key_kind = self.kind.keys if self.kind is not None else None
        self.known = tuple(key for key in fields_of(page) if not key.startswith("(")) if page is not None else ()
        self.path = (*self.path, part)
        self.data = data
        self.kind = kind


def _beneath(kind: Kind | None, key: str) -> Kind | None:
    """What is expected under *key* where *kind* is; None for a key that is not known."""
    if kind is None:
        return None
    if kind.page is not None:
        return fields_of(kind.page).get(key)
    return kind.values
