"""Every question that the page asks, and its answer: plain data in, plain data out, nothing kept between two."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from routesim.engine import play
from routesim.errors import Problem, RoutesimError, UnusableInput, shown_path
from routesim.files import loads_calls
from routesim.model.calls import Calls
from routesim.result.typography import printable
from routesim.studio import lessons
from routesim.studio.directory import directory
from routesim.studio.drawing import drawing
from routesim.studio.editing import edited
from routesim.studio.opening import NAME, Opened, opened
from routesim.studio.phones import phones
from routesim.studio.searching import comparison, endings
from routesim.studio.situations import calls_file, plain, situation
from routesim.studio.telling import told

CALLER = "+32470123456"
START = "2026-11-23T10:00:00"
"""A Monday morning, as for `routesim call`."""
_MOST_PROBLEMS = 20

Asked = Mapping[str, Any]


def answer(question: str, asked: Asked) -> dict[str, Any]:
    """Answer *question*, which is one of QUESTIONS, or tell the problems that keep it from being answered."""
    try:
        return QUESTIONS[question](asked)
    except UnusableInput as error:
        return {"problems": [_problem(problem) for problem in error.problems[:_MOST_PROBLEMS]]}
    except RecursionError:
        return {"problems": [{"message": "nested too deep", "place": ""}]}
    except RoutesimError as error:
        return {"problems": [{"message": printable(str(error)), "place": ""}]}


def _problem(problem: Problem) -> dict[str, str]:
    where = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else ""
    return {"message": printable(problem.message), "place": shown_path(problem.path), "where": where}


def _open(asked: Asked) -> dict[str, Any]:
    """A configuration seen for the first time, with a first call on it, or with the calls that are asked for.

    A *fingerprint* tells whether somebody else has opened the same text.
    """
    configuration = opened(_text(asked, "text"), str(asked.get("name") or NAME), is_new=True)
    wanted = asked.get("situation") or _first_call(configuration)
    answer = _played(configuration, situation(wanted, configuration.system), asked)
    return {"fingerprint": sha256(configuration.text.encode()).hexdigest()[:16], **answer}


def _first_call(configuration: Opened) -> dict[str, Any]:
    """A call to the first number that leads somewhere."""
    system = configuration.system
    incoming = [entry.number for entry in system.incoming_numbers if entry.destination.type != "not_configured"]
    anything = [*incoming, *system.names, "101"]
    return {"start": START, "people": {}, "calls": [{"from": CALLER, "to": anything[0], "at": 0}]}


def _play(asked: Asked) -> dict[str, Any]:
    """A configuration with some edits made, and what comes of the calls on it."""
    configuration = edited(opened(_text(asked, "text")), asked.get("edits", []))
    return _played(configuration, situation(asked.get("situation"), configuration.system), asked)


def _played(configuration: Opened, calls: Calls, asked: Asked) -> dict[str, Any]:
    focus = asked.get("focus", 0)
    return {
        "text": configuration.text,
        "situation": plain(calls),
        "system": directory(configuration),
        **phones(configuration, calls),
        "play": told(play(configuration.system, calls), focus if isinstance(focus, int) else 0),
    }


def _endings(asked: Asked) -> dict[str, Any]:
    return endings(opened(_text(asked, "text")), _text(asked, "number"))


def _graph(asked: Asked) -> dict[str, Any]:
    return drawing(opened(_text(asked, "text")), _text(asked, "number"))


def _compare(asked: Asked) -> dict[str, Any]:
    return comparison(opened(_text(asked, "applied")), opened(_text(asked, "text")))


def _calls_file(asked: Asked) -> dict[str, Any]:
    configuration = opened(_text(asked, "text"))
    return {"text": calls_file(situation(asked.get("situation"), configuration.system), _text(asked, "pbx"))}


def _lesson(asked: Asked) -> dict[str, Any]:
    found = lessons.lesson(_text(asked, "name"))
    configuration = opened(found.pop("pbx"), is_new=True)
    calls = loads_calls(found.pop("calls"), configuration.system)
    return {"lesson": found, **_played(configuration, calls, asked)}


def _lessons(asked: Asked) -> dict[str, Any]:
    return {"lessons": lessons.shelf()}


def _rule(asked: Asked) -> dict[str, Any]:
    return lessons.rule(_text(asked, "number"))


def _text(asked: Asked, key: str) -> str:
    value = asked.get(key)
    if not isinstance(value, str):
        raise RoutesimError(f"{key}: expected a text")
    return value


QUESTIONS: dict[str, Callable[[Asked], dict[str, Any]]] = {
    "open": _open,
    "play": _play,
    "endings": _endings,
    "graph": _graph,
    "compare": _compare,
    "calls": _calls_file,
    "lessons": _lessons,
    "lesson": _lesson,
    "rule": _rule,
}
"""Every question by its name, which is also its path under /api/."""
SEARCHES = frozenset({"endings", "compare"})
"""Those that may take long."""
