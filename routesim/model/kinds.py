"""What a field may hold, read off its annotation: for messages and for editors, who both ask what was expected."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from routesim.model.page import Page
from routesim.model.scalars import Scalar, Shorthand


@dataclass(frozen=True)
class Kind:
    """What may stand in a place; one of these is given.

    *scalar* reads a text; *words* are the only ones allowed; *page* has keys of its own; *choices* are pages of which
    the value of the key *tag* chooses one; *items* is what a list holds; *keys* and *values* what a mapping holds.
    """

    scalar: Scalar | None = None
    words: tuple[str, ...] = ()
    page: type[Page] | None = None
    tag: str = ""
    choices: Mapping[str, type[Page]] = field(default_factory=dict)
    items: Kind | None = None
    keys: Kind | None = None
    values: Kind | None = None
    shorthand: Shorthand | None = None
    """What may stand in place of a mapping."""


@lru_cache(maxsize=256)
def fields_of(page: type[Page]) -> dict[str, Kind]:
    """What the keys of *page*, as they stand in a file, may hold."""
    return {
        info.alias or name: _kind(info.annotation, info.metadata, str(info.discriminator or ""))
        for name, info in page.model_fields.items()
    }


def _kind(annotation: Any, metadata: Any = (), tag: str = "") -> Kind:
    shorthand = next((part for part in metadata if isinstance(part, Shorthand)), None)
    if shorthand is not None:
        return replace(_kind(annotation), shorthand=shorthand)
    scalar = next((part for part in metadata if isinstance(part, Scalar)), None)
    if scalar is not None:
        return Kind(scalar=scalar)
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        tags = [part.discriminator for part in parts[1:] if getattr(part, "discriminator", None)]
        return _kind(parts[0], parts[1:], tags[0] if tags else tag)
    if origin in (Union, types.UnionType):
        return _one_of([part for part in parts if part is not type(None)], tag)
    if origin is Literal:
        return Kind(words=parts)
    if origin is tuple:
        return Kind(items=_kind(parts[0]))
    if origin is dict:
        return Kind(keys=_kind(parts[0]), values=_kind(parts[1]))
    return Kind(page=annotation)


def _one_of(pages: list[Any], tag: str) -> Kind:
    if len(pages) == 1:
        return _kind(pages[0])
    return Kind(tag=tag, choices={word: page for page in pages for word in get_args(page.model_fields[tag].annotation)})
