"""JSON Schema of the files, for editors: completion, hover texts, and mistakes marked while one types.

An editor's YAML is not ours: it takes 101 for a number and `yes` for a boolean, so a scalar may be either. Where JSON
Schema has no word for something the schema is looser than the models.
"""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import replace
from functools import lru_cache
from typing import Any

from routesim.model.calls import Calls, Expect, Press
from routesim.model.dial_plan import TimeCondition
from routesim.model.kinds import Kind, fields_of
from routesim.model.page import Page
from routesim.model.scalars import Scalar
from routesim.model.system import PhoneSystem
from routesim.model.user import Keys
from routesim.model.workload import Workload

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, type[Page]] = {"pbx": PhoneSystem, "calls": Calls, "workload": Workload}
"""The kinds of file that have a schema, and what each is read into."""
_TITLES = {
    "pbx": "A phone system, for routesim",
    "calls": "Calls to play, for routesim",
    "workload": "Traffic to simulate, for routesim",
}
Schema = dict[str, Any]


def json_schema(file: str) -> Schema:
    """The JSON Schema (draft 2020-12) of *file*, `pbx`, `calls` or `workload`. Raises KeyError for any other."""
    writer = _Writer()
    top = writer.page(FILES[file])
    return {
        "$schema": DRAFT,
        "title": _TITLES[file],
        **top,
        "$defs": dict(sorted(writer.definitions.items())),
    }


class _Writer:
    """Writes schemas of pages; each page that others contain is one of the *definitions*."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def page(self, page: type[Page]) -> Schema:
        """The schema of *page*: its keys, which of them are required, and no others."""
        properties = {key: self._property(page, key, kind) for key, kind in fields_of(page).items()}
        infos = page.model_fields.values()
        required = [key for key, info in zip(properties, infos, strict=True) if info.is_required() or key == "type"]
        schema: Schema = {"type": "object", "description": _summary(page), "properties": properties}
        if required:
            schema["required"] = required
        if page is Keys:  # the numbered keys stand beside `count`
            numbered = properties.pop("(numbered)")
            return {**schema, **numbered, "propertyNames": {"pattern": "^(count|[0-9]{1,3})$"}}
        if page is TimeCondition:  # `true` and `false`, which YAML 1.1 does not take for words
            return {**schema, "propertyNames": {"enum": [*properties, True, False]}}
        return {**schema, "additionalProperties": False}

    def _property(self, page: type[Page], key: str, kind: Kind) -> Schema:
        schema = self._kind(kind)
        if page is Expect and kind.items is not None:
            schema = {"anyOf": [schema, self._kind(kind.items)]}
        text = descriptions(page).get(key)
        info = next(info for name, info in page.model_fields.items() if (info.alias or name) == key)
        default = {"default": info.default} if isinstance(info.default, (bool, int, float, str)) else {}
        return {**({"description": text} if text else {}), **schema, **default}

    def _kind(self, kind: Kind) -> Schema:
        if kind.scalar is not None:
            return self._scalar(kind.scalar)
        if kind.words:
            return {"enum": list(kind.words)}
        if kind.items is not None:
            return {"type": "array", "items": self._kind(kind.items)}
        if kind.shorthand is not None:
            choices = [self._scalar(kind.shorthand.scalar), self._kind(replace(kind, shorthand=None))]
            return {"title": kind.shorthand.title, "anyOf": choices}
        if kind.values is not None:
            return {"type": "object", "additionalProperties": self._kind(kind.values), **self._names(kind.keys)}
        if kind.choices:
            return self._choice(kind)
        assert kind.page is not None
        reference = self._reference(kind.page)
        return {"anyOf": [self._kind(fields_of(Press)["keys"]), reference]} if kind.page is Press else reference

    def _scalar(self, scalar: Scalar) -> Schema:
        self.definitions |= {name: dict(schema) for name, schema in scalar.definitions.items()}
        return dict(scalar.schema)

    def _choice(self, kind: Kind) -> Schema:
        pages = dict.fromkeys(kind.choices.values())
        return {
            "type": "object",
            "required": [kind.tag],
            "properties": {kind.tag: {"enum": list(kind.choices)}},
            "anyOf": [self._reference(page) for page in pages],
        }

    def _names(self, kind: Kind | None) -> Schema:
        """What keys may be called, in a form that also holds for keys that YAML takes for numbers."""
        if kind is None:
            return {}
        if kind.words:
            return {"propertyNames": {"enum": list(kind.words)}}
        pattern = kind.scalar.schema.get("pattern") if kind.scalar is not None else None
        return {"propertyNames": {"pattern": pattern}} if pattern is not None else {}

    def _reference(self, page: type[Page]) -> Schema:
        name = page.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.page(page)
        return {"$ref": f"#/$defs/{name}"}


@lru_cache(maxsize=256)
def descriptions(page: type[Page]) -> dict[str, str]:
    """What the text beneath each field of *page* says of it, by key; empty where the sources are not installed."""
    found: dict[str, str] = {}
    for owner in reversed(page.__mro__):
        if issubclass(owner, Page):
            texts = _texts(owner.__module__).get(owner.__name__, {})
            found |= {(page.model_fields[name].alias or name): text for name, text in texts.items()}
    return found


@lru_cache(maxsize=64)
def _texts(module: str) -> dict[str, dict[str, str]]:
    """The texts beneath the fields of every class of *module*."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except OSError:
        return {}
    return {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    found = {}
    for field, text in zip(node.body, node.body[1:], strict=False):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = " ".join(words.split())
    return found


def _summary(page: type[Page]) -> str:
    """The contract of *page*: the first paragraph of what its source says of it."""
    paragraph = inspect.cleandoc(page.__doc__ or "").split("\n\n")[0]
    return " ".join(paragraph.split())
