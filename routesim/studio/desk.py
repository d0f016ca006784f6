"""The desk: takes the questions of a page or a notebook, and has them answered in one lane or the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from routesim.studio.answers import SEARCHES
from routesim.studio.lanes import Lane, TooLong, TooMany, never
from routesim.studio.limits import PLAY_SECONDS, SEARCH_SECONDS


class NotAnswered(Exception):
    """A question that is not answered: why not, and the *status* that says the same on the web."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class Desk:
    """Has questions answered: plays within *play_seconds* on the clock, searches within *search_seconds*.

    There is a lane for each, so that no play waits for a search.
    """

    def __init__(self, play_seconds: float = PLAY_SECONDS, search_seconds: float = SEARCH_SECONDS) -> None:
        self._plays, self._searches = Lane(play_seconds), Lane(search_seconds)

    async def start(self) -> None:
        """Have both processes ready."""
        await self._plays.start()
        await self._searches.start()

    async def stop(self) -> None:
        """End both processes."""
        await self._plays.stop()
        await self._searches.stop()

    async def ask(self, question: str, asked: Any, is_unwanted: Callable[[], Awaitable[bool]] = never) -> bytes:
        """The answer to one of QUESTIONS, as JSON; nothing where *is_unwanted*, see Lane. Raises NotAnswered."""
        lane = self._searches if question in SEARCHES else self._plays
        try:
            return await lane.ask(question, asked, is_unwanted)
        except TooLong as error:
            raise NotAnswered(503, f"This takes too long and was given up after {error.seconds:g} s.") from None
        except RecursionError:
            raise NotAnswered(400, "nested too deep") from None
        except TooMany:
            raise NotAnswered(503, "Too many are asking at once. Try again in a moment.") from None
        except OSError:  # the process has come to grief, or none can be started
            raise NotAnswered(500, "This could not be worked out. Please report what you did.") from None
