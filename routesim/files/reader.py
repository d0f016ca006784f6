"""YAML, JSON included, as plain data: every scalar stays the text it was typed as, with its place.

The C parser's events are used directly: its loaders would turn 0101 into 65, and can be made to crash. Refused are
anchors, aliases, tags, merge keys, a key used twice, a second document, and nesting or size that no phone system has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple

from yaml import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.error import YAMLError

from routesim.files.places import Data, Places, Position
from routesim.files.source import MOST_EVENTS

DEEPEST = 50
"""How deep a document may be nested."""
TOO_DEEP = f"nested deeper than {DEEPEST}, the most that is read"
MOST_FLAWS = 1000
"""After so many flaws, reading stops."""

_JSON = ("{", "[")
_SURROGATES = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL)

Way = tuple[Any, ...]
"""Leads through the data to a place in it, by keys and by indexes from 0."""


class Flaw(NamedTuple):
    """Something in a document that is refused, and where.

    *message* has a place for the *subject*, which may be a secret. *first* leads to the key that is there already.
    """

    message: str
    position: Position
    subject: str = "this"
    first: Way | None = None


class Odd:
    """Stands in a mapping for a key that cannot: one that it already has, or a merge key."""


class Reading:
    """What was read of *text*: *data*, the *flaws* in it, and whether all of it was read (*complete*).

    *text* is what the parser was given, in which JSON's pairs of escapes are one character.

    *broken* is the parser's error where it gave up. *left_out* lists `(mapping, key)` of the values that count as
    absent: those left empty, and those of an odd key.
    """

    def __init__(self, text: str) -> None:
        self.data: Data = None
        self.flaws: list[Flaw] = []
        self.left_out: list[tuple[dict[Any, Any], Any]] = []
        self.complete = False
        self.broken: YAMLError | None = None
        self._is_json = text.lstrip().startswith(_JSON)
        self.text = _paired(text) if self._is_json else text
        try:
            self._read_stream(CParser(self.text).get_event)
        except YAMLError as error:
            self.broken = error
        except _TooMuchError:
            pass  # the last flaw says what was too much

    @cached_property
    def places(self) -> Places:
        """Where everything stands that was read."""
        return Places(self.text, self.data)

    def _read_stream(self, next_event: Callable[[], Any]) -> None:
        next_event()
        if isinstance(next_event(), DocumentStartEvent):
            self.data = self._read_nodes(next_event)
            event = next_event()
            if not isinstance(event, StreamEndEvent):
                self._refuse("a second document begins here, expected one document a file", event)
        self.complete = True

    def _read_nodes(self, next_event: Callable[[], Any]) -> Data:  # noqa: C901
        # One long loop on local names, because it runs once for every key and value of the file.
        unique = dict[str, str]().setdefault
        null = "null" if self._is_json else ""
        above: list[tuple[Any, bool]] = []
        top: list[Any] = []
        holder: Any = top
        in_mapping = False
        key: Any = None
        for _ in repeat(None, MOST_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent or kind is AliasEvent:
                is_plain = kind is ScalarEvent and event.anchor is None and event.tag is None
                value = event.value if is_plain else self._marked(event)
                if in_mapping and key is None:
                    key = unique(value, value)
                    if key in holder or key == "<<":
                        key = self._odd_key(key, event, holder, above)
                    continue
                if (not value or value == null) and not event.style:
                    value = None
                    if in_mapping:
                        self.left_out.append((holder, key))
                if in_mapping:
                    holder[key] = value
                    key = None
                else:
                    holder.append(value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check_container(event, len(above), in_mapping and key is None)
                above.append((holder, in_mapping))
                inner: Any = {} if kind is MappingStartEvent else []
                if in_mapping:
                    holder[key] = inner
                    key = None
                else:
                    holder.append(inner)
                holder, in_mapping = inner, kind is MappingStartEvent
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                holder, in_mapping = above.pop()
            elif kind is DocumentEndEvent:
                return top[0]  # type: ignore[no-any-return]
        self.flaws.append(Flaw(f"more than {MOST_EVENTS:,} keys and values, the most that are read", (0, 0)))
        raise _TooMuchError

    def _marked(self, event: Any) -> str:
        """The text of a scalar that is an alias, or carries an anchor or a tag."""
        if isinstance(event, AliasEvent):
            text = f"*{event.anchor}"
            self._refuse("{} is an alias in YAML, which is not used here: put it in quotes", event, f"`{text}`")
            return text
        self._refuse_marks(event)
        return str(event.value)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            name = f"`&{event.anchor}`"
            self._refuse("{} is an anchor in YAML, which is not used here: remove it, or use quotes", event, name)
        if event.tag is not None:
            self._refuse("a tag (`!`), which is not used here: remove it, or put the text in quotes", event)

    def _odd_key(self, key: str, event: Any, mapping: dict[Any, Any], above: list[tuple[Any, bool]]) -> Any:
        if key in mapping:
            first = (*_way_down(above), key)
            self._refuse("the key {} is here twice, expected each key once", event, f"`{key[:80]}`", first)
        elif event.style:
            return key
        else:
            self._refuse("a merge key (`<<`), which is not used here: write out what it stands for", event)
        odd = Odd()
        self.left_out.append((mapping, odd))
        return odd

    def _check_container(self, event: Any, depth: int, is_key: bool) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if is_key:
            self._refuse("a list or mapping as a key, expected text: put it in quotes", event)
            raise _TooMuchError
        if depth >= DEEPEST:
            self._refuse(TOO_DEEP, event)
            raise _TooMuchError

    def _refuse(self, message: str, event: Any, subject: str = "this", first: Way | None = None) -> None:
        mark = event.start_mark
        self.flaws.append(Flaw(message, (mark.line + 1, mark.column + 1), subject, first))
        if len(self.flaws) >= MOST_FLAWS:
            raise _TooMuchError


class _TooMuchError(Exception):
    """Reading stops; what was read is not the whole."""


def _way_down(above: list[tuple[Any, bool]]) -> Way:
    """The way from the top to what is being read: ever the last part so far of what is *above* it."""
    containers = [container for container, _ in above[1:]]
    return tuple(len(part) - 1 if isinstance(part, list) else next(reversed(part)) for part in containers)


def _paired(text: str) -> str:
    r"""JSON writes an emoji as two escapes, `\ud83d\ude00`; YAML has no such pairs."""
    return _SURROGATES.sub(_character, text) if "\\u" in text else text


def _character(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[0]
    return chr(0x10000 + ((int(escape[1], 16) & 0x3FF) << 10 | int(escape[2], 16) & 0x3FF))
