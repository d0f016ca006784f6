"""Lanes: each a process that answers one question at a time, and is ended when one takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from typing import Any

from routesim.studio.limits import MOST_WAITING

_LONGEST_ANSWER = 64 << 20
_COMMAND = (sys.executable, "-P", "-m", "routesim.studio.worker")


async def never() -> bool:
    """Whoever asks waits to the end."""
    return False


class TooLong(Exception):
    """A question was not answered within *seconds*, and was given up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"given up after {seconds:g} s")


class TooMany(Exception):
    """Too many others wait for an answer."""


class Lane:
    """Answers questions in turn, each within *seconds* on the clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def start(self) -> None:
        """Have the process ready."""
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *_COMMAND,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                limit=_LONGEST_ANSWER,
                start_new_session=True,  # Ctrl-C is meant for the server, which then ends this process
            )

    async def ask(self, question: str, asked: Any, is_unwanted: Callable[[], Awaitable[bool]] = never) -> bytes:
        """The answer, as JSON; nothing where *is_unwanted* tells, when its turn comes, that nobody waits for it.

        Raises TooLong or TooMany, ConnectionError where the process comes to grief.
        """
        if self._waiting >= MOST_WAITING:
            raise TooMany
        self._waiting += 1
        try:
            async with self._turn:
                if await is_unwanted():
                    return b""
                return await self._answer(json.dumps([question, asked]).encode() + b"\n")
        finally:
            self._waiting -= 1

    async def _answer(self, line: bytes) -> bytes:
        await self.start()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async with asyncio.timeout(self.seconds):
                process.stdin.write(line)
                await process.stdin.drain()
                reply = await process.stdout.readline()
        except TimeoutError:
            await self.stop()
            raise TooLong(self.seconds) from None
        except BaseException:  # whoever asked has gone: the reply must not be taken for the next one's
            await self.stop()
            raise
        if not reply.endswith(b"\n"):
            await self.stop()
            raise ConnectionError("the process that answers has ended")
        return reply[:-1]

    async def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if process.stdin is not None:
                process.stdin.close()
