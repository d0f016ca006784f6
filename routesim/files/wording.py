"""What is wrong with a value, in the words of somebody who fills in a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from routesim.errors import Path
from routesim.files.secrets import is_secret, is_secret_key
from routesim.files.trail import Trail
from routesim.model.kinds import Kind, fields_of
from routesim.model.nearest import Names

_MOST_SHOWN = 60
_MOST_NAMED = 30
_MANY = 10
"""More words are not listed where one of them is likely to be meant."""


def describe(error: Mapping[str, Any], trail: Trail) -> str:
    """Say what *error*, as a model reports it, finds wrong at the end of *trail*, and what was expected."""
    match error["type"]:
        case "missing":
            return f"`{trail.absent}` is missing here, which is required"
        case "extra_forbidden":
            return _unknown_key(trail)
        case "union_tag_not_found" if trail.kind is not None and isinstance(trail.data, dict):
            return f"`{trail.kind.tag}` is missing here, expected {one_of(trail.kind.choices)}"
    expected = _expected(error, trail)
    if trail.is_key:
        return f"{_key(trail)}: {expected}"
    found = "" if _is_page(trail) else _shown(trail.data, trail.keys)
    return f"{_label(trail.path)}{' is ' + found if found else ''}: {expected}"


def _is_page(trail: Trail) -> bool:
    """Whether what stands there is of the right kind, and wrong only in itself."""
    kind = trail.kind
    return isinstance(trail.data, dict) and kind is not None and (kind.page is not None or bool(kind.choices))


def _expected(error: Mapping[str, Any], trail: Trail) -> str:
    match error["type"]:
        case "literal_error" | "union_tag_invalid" if trail.kind is not None:
            words = trail.kind.words
            text = trail.keys[-1] if trail.is_key else trail.data
            hint = Names(words).hint(text) if isinstance(text, str) else ""
            return f"not known here{hint}" if hint and len(words) > _MANY else f"expected {one_of(words)}{hint}"
        case "model_type" | "model_attributes_type" | "dict_type" | "union_tag_not_found":
            return f"expected {_mapping_of(trail.kind)}"
        case "tuple_type":
            return "expected a list, such as `[a, b]` or lines that begin with `- `"
        case "too_short":
            return "expected at least one"
    return str(error["msg"])


def _mapping_of(kind: Kind | None) -> str:
    """A mapping, by the keys that it must have or may have."""
    if kind is None or (kind.page is None and not kind.choices):
        return "keys with values"
    if kind.choices:
        return f"keys with values, one of them `{kind.tag}`"
    assert kind.page is not None
    required = [info.alias or name for name, info in kind.page.model_fields.items() if info.is_required()]
    return f"keys with values, such as {one_of(f'`{key}`' for key in required or list(fields_of(kind.page))[:3])}"


def _unknown_key(trail: Trail) -> str:
    known = trail.known
    if is_secret_key(trail.keys, not trail.data):
        return f"an unknown key, expected {one_of(known)}"
    key = trail.keys[-1]
    hint = Names(known).hint(key)
    return f"the key `{key[:_MOST_SHOWN]}` is not known here{hint or f', expected {one_of(known)}'}"


def _key(trail: Trail) -> str:
    return "this key" if is_secret_key(trail.keys, not trail.data) else f"the key `{trail.keys[-1][:_MOST_SHOWN]}`"


def _label(path: Path) -> str:
    """What a message calls the place that *path* leads to."""
    match path:
        case ():
            return "the file"
        case (*_, str(key), int(place)):
            return f"item {place + 1} of `{key[:_MOST_SHOWN]}`"
        case (*_, last):
            return f"`{str(last)[:_MOST_SHOWN]}`"
    return "this"


def _shown(data: Any, keys: list[str]) -> str:
    """What stands where *keys* lead: the text, unless it is secret or long; else what kind of thing it is."""
    if data is None or data == "":
        return "empty"
    if isinstance(data, dict):
        return "a mapping"
    if is_secret(keys):
        return ""
    if isinstance(data, str):
        return f"`{data[:_MOST_SHOWN]}{'...' if len(data) > _MOST_SHOWN else ''}`"
    if not isinstance(data, list):
        return f"`{data}`" if isinstance(data, (int, float)) else ""
    if 0 < len(data) < 4 and all(isinstance(item, str) and len(item) < 12 for item in data):
        return f"[{', '.join(map(str, data))}]"
    return "a list"


def one_of(words: Iterable[str]) -> str:
    """*words* as what was expected: `a, b or c`."""
    listed = list(words)
    if len(listed) > _MOST_NAMED:
        listed = [*listed[:_MOST_NAMED], "..."]
    return " or ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))
