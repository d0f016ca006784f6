"""Lessons: the scenarios, each a phone system, calls to play on it, a question, and its answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from routesim.errors import RoutesimError
from routesim.rulebook import RULES
from routesim.studio.prose import blocks, inline

_HERE = Path(__file__).parent
_SHELVES = (_HERE / "shelf", _HERE.parents[1] / "scenarios")
"""Where they are once installed, and in a checkout."""
FIRST = "small-office"
"""The lesson whose phone system is shown where none is named."""
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")
_QUESTION = re.compile(r"\A# (?P<title>[^\n]+)\n+\*\*Question:\*\* (?P<question>.+?)\n\n(?P<answer>.+)\Z", re.DOTALL)
_PLAY_IT = re.compile(r"^Play it: .*\n+", re.MULTILINE)
_BEGINNER_FIRST = (FIRST, "staggered-mobiles", "call-waiting", "follow-me-silences-the-desk")


def shelf() -> list[dict[str, Any]]:
    """Every lesson: `name`, `title` and `question`, the first for beginners."""
    names = [path.parent.name for path in sorted(_folder().glob("*/calls.yaml"))]
    ordered = [*(name for name in _BEGINNER_FIRST if name in names), *(n for n in names if n not in _BEGINNER_FIRST)]
    return [
        {"name": name, "title": parts["title"], "question": inline(" ".join(parts["question"].split()))}
        for name in ordered
        if (parts := _parts(name)) is not None
    ]


def lesson(name: str) -> dict[str, Any]:
    """One lesson with its answer, and the texts of its two files. Raises RoutesimError where there is none."""
    parts = _parts(name) if _NAME.fullmatch(name) and (_folder() / name / "calls.yaml").is_file() else None
    if parts is None:
        raise RoutesimError("no such lesson")
    folder = _folder() / name
    return {
        "name": name,
        "title": parts["title"],
        "question": inline(" ".join(parts["question"].split())),
        "answer": blocks(_PLAY_IT.sub("", parts["answer"])),
        "pbx": (folder / "pbx.yaml").read_text("utf-8"),
        "calls": (folder / "calls.yaml").read_text("utf-8"),
    }


def rule(number: str) -> dict[str, Any]:
    """A routing rule as `routesim explain` tells it. Raises RoutesimError where there is none."""
    if number in RULES:
        found = RULES[number]
        parts = (("", found.text), ("Why", found.why), ("Example", found.example))
        return {
            "number": number,
            "title": found.title,
            "parts": [{"heading": heading, "blocks": blocks(text)} for heading, text in parts],
        }
    section = next((one for one in RULES.sections if one.number == number), None)
    if section is None:
        raise RoutesimError("no such rule")
    return {
        "number": number,
        "title": section.title,
        "parts": [{"heading": "", "blocks": blocks(section.text)}] if section.text else [],
    }


def _folder() -> Path:
    return next((path for path in _SHELVES if path.is_dir()), _SHELVES[0])


def _parts(name: str) -> dict[str, str] | None:
    found = _QUESTION.match((_folder() / name / "README.md").read_text("utf-8"))
    return found.groupdict() if found else None
