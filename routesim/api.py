"""What a notebook uses: load a phone system, place a call, play many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from os import PathLike
from typing import Any

from routesim.engine import play as play_on
from routesim.files import check_calls, load, load_calls, loads
from routesim.model.calls import PATIENCE, TALK, Calls
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
    people: Mapping[str, Person | Mapping[str, Any]] | None = None,
    presses: Iterable[str | Mapping[str, Any]] = (),
    talk: float = TALK,
    patience: float = PATIENCE,
) -> CallRecord:
    """Place one call *to* a number or extension of *system*, and return what came of it; `print` it for its story.

    *from_* is an extension, a phone number or `withheld`; *at* the wall clock in the system's time zone. *people* says
    how phones behave, as in `{"101": Busy(), "102": Answers(6)}`: who is not named is idle and never answers (rule
    10.6). *presses* are what the caller keys, prompt by prompt (rule 7.13); *talk* and *patience* are seconds. Raises
    UnusableInput with everything that is wrong.
    """
    attempt = {"from": from_, "to": to, "presses": tuple(presses), "talk": talk, "patience": patience}
    calls = check_calls({"start": at, "people": dict(people or {}), "calls": [attempt]}, system)
    return play_on(system, calls).calls[0]


def play(
    calls: str | PathLike[str] | Calls | Mapping[str, Any],
    pbx: str | PathLike[str] | PhoneSystem | None = None,
) -> Play:
    """Play *calls*, and return what came of each.

    *calls* is the path of a calls file, or a mapping of the same shape. *pbx* is the phone system to play them on, or
    its path; a calls file names its own, but can be played on another. Raises UnusableInput with everything that is
    wrong.
    """
    if isinstance(calls, (str, PathLike)):
        return play_on(*load_calls(calls, pbx))
    if pbx is None:
        raise TypeError("play(calls, pbx): calls that are no file name no phone system, so pbx is needed")
    system = pbx if isinstance(pbx, PhoneSystem) else load(pbx)
    return play_on(system, check_calls(calls, system))
