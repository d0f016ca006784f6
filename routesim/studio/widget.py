"""The board as a Jupyter widget. Its questions come as messages, and are answered as those of the page are."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from functools import cached_property, partial
from os import PathLike
from pathlib import Path
from typing import Any

from anywidget import AnyWidget

from routesim.errors import UnusableInput
from routesim.files import loads
from routesim.files.rendering import rendered
from routesim.files.source import read, shown_name
from routesim.graph.routing_graph import RoutingGraph
from routesim.model.system import PhoneSystem
from routesim.result.markup import line
from routesim.studio.answers import QUESTIONS
from routesim.studio.assets import notebook_script
from routesim.studio.background import Background, problem, shared
from routesim.studio.limits import MOST_BYTES

FIRST = "system"
"""The question for the configuration that is shown first."""
_LONGEST_ID = 40
_STILL = "A picture of the board's phone system. To place calls, run this cell in Jupyter."


class Board(AnyWidget):
    """A board for *system*, whose configuration is *text* and is called *name*, to place calls on in a notebook.

    Everything is worked out in processes besides the kernel, so that it stays free. Where a notebook is only read, as
    exported HTML, or executed while nobody is there, the routing graph is drawn instead.
    """

    _esm = notebook_script()

    def __init__(self, system: PhoneSystem, text: str, name: str, background: Background | None = None) -> None:
        super().__init__()
        self._system, self._text, self._file = system, text, name
        self._background = background
        self._wanted: set[str] = set()
        self.on_msg(self._heard)

    def open(self) -> None:
        """Take up the talk with the notebook, if somebody is there: an export would show a board, and that empty."""
        if _is_attended():
            super().open()

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        """Answer a message: `{"id", "question", "asked"}`, or `{"forget": id}`. All others are left alone."""
        match content:
            case {"forget": str(number)}:
                self._wanted.discard(number)
            case {"id": str(number), "question": question, "asked": asked} if len(number) <= _LONGEST_ID:
                self._ask(number, question, asked)

    def _ask(self, number: str, question: Any, asked: Any) -> None:
        tell = _on_this_loop(partial(self._tell, number))
        wrong = _wrong(question, asked)
        if wrong:
            self._tell(number, problem(wrong))
            return
        if question == FIRST:
            question, asked = "open", {"name": self._file, "text": self._text}
            tell = _on_this_loop(partial(self._tell_first, number))
        self._wanted.add(number)
        background = self._background or shared()
        background.ask(question, asked, lambda: number not in self._wanted, tell)

    def _tell(self, number: str, answer: str) -> None:
        self._wanted.discard(number)
        self.send({"id": number, "answer": answer})

    def _tell_first(self, number: str, answer: str) -> None:
        self._tell(number, json.dumps({**json.loads(answer), "file": self._file}))

    @cached_property
    def _still(self) -> dict[str, str]:
        """What is seen of it where nobody can answer."""
        graph = RoutingGraph(self._system)
        try:
            shown = graph.plot()._repr_mimebundle_()
        except UnusableInput:  # too large to be drawn
            shown = graph._repr_mimebundle_()
        return {**shown, "text/html": shown["text/html"] + line(_STILL, "opacity:.7")}

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        found = super()._repr_mimebundle_(**kwargs) if self.comm is not None else None
        live, metadata = found or ({}, {})
        return {**live, **self._still}, metadata


def board(pbx: PhoneSystem | str | PathLike[str]) -> Board:
    """A board for *pbx*, a phone system or its path. Raises UnusableInput with everything that is wrong with a file."""
    if isinstance(pbx, PhoneSystem):
        return Board(pbx, rendered(pbx), "pbx.json")
    source = read(pbx)
    return Board(loads(source.text, source.name), source.text, shown_name(Path(pbx).name))


def _wrong(question: Any, asked: Any) -> str:
    """What is wrong with a question before it is put, in words."""
    if not isinstance(question, str) or question not in (*QUESTIONS, FIRST):
        return "there is no such question"
    if not isinstance(asked, dict):
        return "expected a JSON object"
    try:
        size = len(json.dumps(asked, allow_nan=False))
    except (ValueError, TypeError, RecursionError):
        return "expected JSON"
    return "more than the page sends" if size > MOST_BYTES else ""


def _is_attended() -> bool:
    """Whether somebody may be at the notebook. Who executes one for an export, as nbconvert does, offers no input."""
    from IPython import get_ipython

    message = getattr(get_ipython(), "parent_header", None) or {}
    return bool(message.get("content", {}).get("allow_stdin", True))


def _on_this_loop(tell: Callable[[str], None]) -> Callable[[str], None]:
    """*tell*, to be called from any thread, and done in this one where it has an event loop, as kernels have."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return tell
    context = copy_context()  # which message is answered, among others

    def later(answer: str) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile, and nobody waits
            loop.call_soon_threadsafe(tell, answer, context=context)

    return later
