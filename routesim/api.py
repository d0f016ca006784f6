"""What a notebook uses: load a phone system, place a call, play many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from os import PathLike
from typing import Any

from routesim.engine import play as play_calls
from routesim.files import check_calls, load, load_calls, loads
from routesim.model.calls import Calls
from routesim.model.people import Person
from routesim.model.system import PhoneSystem
from routesim.result.records import CallRecord, Play

DEFAULT_CALLER = "+32470123456"
DEFAULT_START = "2026-11-23T10:00:00"

__all__ = ["call", "load", "loads", "play"]


def call(
    system: PhoneSystem,
    to: str,
    *,
    from_: str = DEFAULT_CALLER,
    at: datetime | str = DEFAULT_START,
    people: Mapping[str, Person] | None = None,
    presses: Iterable[str] = (),
    talk: float = 60.0,
    patience: float = 120.0,
) -> CallRecord:
    """Place one call *to* a number or extension and return what came of it.

    *at* is the wall clock in the system's time zone; *people* says how phones behave, as in
    ``{"101": Busy(), "102": Answers(6)}`` (who is not named is idle and never answers); *presses* are what the caller
    keys, prompt by prompt; *talk* and *patience* are seconds. Raises UnusableInput with everything that is wrong.
    """
    attempt = {"from": from_, "to": to, "presses": tuple(presses), "talk": talk, "patience": patience}
    calls = check_calls({"start": at, "people": dict(people or {}), "calls": [attempt]}, system)
    return play_calls(system, calls).calls[0]


def play(calls: str | PathLike[str] | Calls | Mapping[str, Any], system: PhoneSystem | None = None) -> Play:
    """Play *calls* and return what came of each.

    *calls* is the path of a calls file (its `pbx` is read too, unless *system* is given), a `Calls`, or a mapping of
    the same shape; the latter two need *system*. Raises UnusableInput with everything that is wrong.
    """
    if isinstance(calls, (str, PathLike)):
        system, calls = load_calls(calls, system)
    if system is None:
        raise TypeError("play(calls, system): calls that are no file need the system to be played on")
    return play_calls(system, check_calls(calls, system))
