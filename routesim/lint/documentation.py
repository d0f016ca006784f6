"""What a rule's module says of itself: its docstring, taken apart.

The docstring has a sentence about the fault, more about it where that needs saying, and four parts: `Why:`, `Remedy:`,
`Fires on:` and `Silent on:`. The last two are whole configurations, indented; they are the rule's tests as well.
"""

from __future__ import annotations

import re
from ast import get_docstring, parse
from importlib import import_module
from importlib.resources import files
from textwrap import dedent
from typing import NamedTuple

_RULES = "routesim.lint.rules"
_HEADINGS = ("Why:", "Remedy:", "Fires on:", "Silent on:")
_PARTS = re.compile("^({})$".format("|".join(_HEADINGS)), re.MULTILINE)


class Documentation(NamedTuple):
    """A rule's page. *explanation* may be empty; *failing* is a configuration with the fault, *passing* one without."""

    summary: str
    explanation: str
    why: str
    remedy: str
    failing: str
    passing: str


def documentation_of(fault: str) -> Documentation:
    """The page of the rule named after *fault*. Raises ValueError where a part of it is missing."""
    docstring = import_module(f"{_RULES}.{fault}").__doc__
    return taken_apart(_written(fault) if docstring is None else docstring, fault)


def _written(fault: str) -> str:
    """The docstring as it stands in the file: `python -OO` drops docstrings."""
    source = (files(_RULES) / f"{fault}.py").read_text("utf-8")
    return get_docstring(parse(source), clean=False) or ""


def taken_apart(docstring: str, fault: str) -> Documentation:
    """The parts of *docstring*. Raises ValueError where one is missing, empty or twice there."""
    first, *parts = _PARTS.split(docstring)
    summary, _, explanation = first.strip().partition("\n\n")
    if not summary or tuple(parts[::2]) != _HEADINGS or not all(part.strip() for part in parts[1::2]):
        raise ValueError(f"the rule {fault} needs a docstring: a sentence, then {', '.join(_HEADINGS)}")
    why, remedy, failing, passing = parts[1::2]
    return Documentation(
        _on_one_line(summary),
        _on_one_line(explanation),
        _on_one_line(why),
        _on_one_line(remedy),
        _text(failing),
        _text(passing),
    )


def _on_one_line(text: str) -> str:
    """Undo the line breaks within paragraphs."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _text(example: str) -> str:
    return dedent(example.strip("\n")).rstrip() + "\n"
