"""What a process does that plays replications for another one."""

from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from multiprocessing.connection import Connection
from multiprocessing.process import parent_process
from pathlib import Path
from threading import Thread
from time import perf_counter
from traceback import format_exc

from routesim.errors import PlayError, RoutesimError
from routesim.traffic.announcing import announcing
from routesim.traffic.course import Heard, beyond, now_and_then, unheard
from routesim.traffic.task import Both, replicate


def serve(asker: Connection) -> None:
    """Play what *asker* asks for: the content of a task, then numbers of replications of it; until it is gone.

    Numbers that come before an answer tell which share of it is done.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    content, hear = b"", now_and_then(asker.send)
    with suppress(EOFError, ConnectionError):
        while True:
            asked = asker.recv()
            if isinstance(asked, bytes):
                content = asked
            else:
                asker.send(answer(content, asked, hear))


def _end_with_parent() -> None:
    """Not only after the replication that is under way, which may take long."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def answer(content: bytes, number: int, heard: Heard = unheard) -> Both | Exception:
    """Replication *number* of the task with that *content*, or why it cannot be played; see `replicate`."""
    try:
        return replicate(content, number, heard)
    except Exception as error:  # whatever it is, it is told by the process that asked
        return portable(error)


def portable(error: Exception) -> Exception:
    """*error* as it can be raised in another process; what was not foreseen says where it came from."""
    if not isinstance(error, (RoutesimError, OSError)):
        error.add_note(format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # its own class decides what this may raise
        return RuntimeError(format_exc())
    return error


def answers(content: bytes, numbers: Sequence[int], asked_by: str, topic: str) -> tuple[list[Both | Exception], float]:
    """As `answer`, for a process that must have the same *code*; and how many seconds each took, on average.

    How many are played is announced on *topic*.
    """
    if asked_by != code():
        return [PlayError("the workers have another version of routesim than this program")], 0
    began = perf_counter()
    hear = now_and_then(announcing(topic, numbers[0]))
    found = [answer(content, number, partial(beyond, hear, before)) for before, number in enumerate(numbers)]
    return found, (perf_counter() - began) / len(numbers)


@cache
def code() -> str:
    """A digest of all that decides what comes of calls: the same code gives the same bytes."""
    folder = Path(__file__).parent.parent
    digest = sha256()
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()
