"""A desk for those without an event loop of their own to spare: questions of a notebook wait in a thread."""

from __future__ import annotations

import asyncio
import atexit
import json
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from routesim.studio.desk import Desk, NotAnswered

_PATIENCE = 5.0
"""So many seconds are waited for both processes to end."""
_LOOP = getattr(asyncio, "ProactorEventLoop", asyncio.SelectorEventLoop)
"""The one that can start processes: a notebook's own cannot on Windows."""


class Background:
    """Puts questions to *desk* from any thread; its processes are started when they are first needed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._loop = _LOOP()
        self._thread = threading.Thread(target=self._loop.run_forever, name="routesim board", daemon=True)
        self._thread.start()

    def ask(self, question: str, asked: Any, is_unwanted: Callable[[], bool], tell: Callable[[str], None]) -> None:
        """Have *question* answered, and *tell* the answer as JSON, from the thread; nothing once it *is_unwanted*."""
        asyncio.run_coroutine_threadsafe(self._answer(question, asked, is_unwanted, tell), self._loop)

    async def _answer(
        self, question: str, asked: Any, is_unwanted: Callable[[], bool], tell: Callable[[str], None]
    ) -> None:
        async def is_gone() -> bool:
            return is_unwanted()

        try:
            answer = (await self._desk.ask(question, asked, is_gone)).decode()
        except NotAnswered as error:
            answer = problem(str(error))
        if answer and not is_unwanted():
            tell(answer)

    def close(self) -> None:
        """End the processes and the thread. What is still asked is not answered."""
        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self._desk.stop(), self._loop).result(_PATIENCE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        self._loop.close()


def problem(message: str) -> str:
    """The answer that tells what is wrong."""
    return json.dumps({"problems": [{"message": message, "place": ""}]})


@lru_cache(maxsize=1)
def shared() -> Background:
    """The one for all boards of this process: nothing is kept between two questions, so none sees another's."""
    background = Background(Desk())
    atexit.register(background.close)
    return background
