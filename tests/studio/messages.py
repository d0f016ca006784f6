"""A board as a notebook's frontend has it: messages go in, messages come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from queue import Queue
from threading import Event
from typing import Any

from comm.base_comm import BaseComm

from routesim.studio.background import Background
from routesim.studio.desk import Desk

LONGEST = 30
"""In seconds: an answer that takes longer never comes."""


class Channel(BaseComm):
    """The frontend's end of a widget's comm."""

    def __init__(self) -> None:
        self.heard: Queue[Any] = Queue()
        super().__init__(target_name="jupyter.widget")

    def publish_msg(self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **_: Any) -> None:
        if msg_type == "comm_msg" and data["method"] == "custom":
            self.heard.put(data["content"])


class Frontend:
    """Sends *board* whatever a test wants, as it would come from a notebook."""

    def __init__(self, board: Any) -> None:
        self.channel = Channel()
        self._board = board
        board.comm = self.channel
        self._ids = map(str, count())

    def send(self, content: Any) -> None:
        """Send it from a thread that has no event loop: this one may have playwright's, which does not run now."""
        with ThreadPoolExecutor(1) as thread:
            thread.submit(self.send_here, content).result()

    def send_here(self, content: Any) -> None:
        """Send it from this thread; where it has an event loop, the answer comes on that."""
        data = {"method": "custom", "content": content}
        self.channel.handle_msg({"content": {"data": data}, "buffers": []})

    def hear(self) -> Any:
        return self.channel.heard.get(timeout=LONGEST)

    def raw(self, question: Any, asked: Any) -> dict[str, Any]:
        """The answer to *question*, whatever it is."""
        number = next(self._ids)
        self.send({"id": number, "question": question, "asked": asked})
        heard = self.hear()
        assert heard["id"] == number
        answer: dict[str, Any] = json.loads(heard["answer"])
        return answer

    def ask(self, question: str, **asked: Any) -> dict[str, Any]:
        """The answer to a question that can be answered."""
        answer = self.raw(question, asked)
        assert "problems" not in answer, answer
        return answer

    def problem(self, question: Any, asked: Any) -> str:
        """The first thing that is wrong."""
        return str(self.raw(question, asked)["problems"][0]["message"])


class ClosedDesk(Desk):
    """A desk at which everybody waits until it is `opened`."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = Event()

    async def ask(self, *asked: Any) -> bytes:
        self.opened.wait(LONGEST)  # nothing else happens in this thread meanwhile
        return await super().ask(*asked)


@contextmanager
def background(desk: Desk | None = None) -> Iterator[Background]:
    """A thread for *desk*, until the end of the block."""
    found = Background(desk or Desk())
    try:
        yield found
    finally:
        found.close()
