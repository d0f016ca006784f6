"""The journal of a history: a line for each version before it comes into force, and one when it has.

A crash can cut its last line short, and then the version in it never came into force: a line is on the disk before
anything builds on it. Whatever cannot be read is told and passed over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from routesim.applying.durable import Owner, append
from routesim.applying.places import Places, shown_path
from routesim.applying.versions import ACTIONS, OUTCOMES, History, Outcome, Version
from routesim.files.source import read_bytes
from routesim.result.typography import listing

_MOST = 1_000_000_000
_TEXTS = ("time", "summary", "sha256")


def read_history(places: Places) -> History:
    """Read the history of an applied file. Raises UnusableInput where it is there but cannot be read at all."""
    versions: dict[int, Version] = {}
    problems = []
    for number, line in enumerate(_lines(places), 1):
        problem = _read(line, versions)
        if problem:
            problems.append(f"{shown_path(places.journal)}:{number}: {problem}, passed over")
    told = [versions[number] for number in sorted(versions)]
    now = _digest_of(places)
    unsettled = bool(told) and told[-1].outcome == "unknown"
    if unsettled:
        told[-1] = replace(told[-1], outcome=_outcome(told, now))
    history = History(places.shown, tuple(told), None, tuple(places.kept()), tuple(problems), unsettled)
    in_force = history.latest.version if history.latest is not None and history.latest.sha256 == now else None
    return replace(history, in_force=in_force, problems=(*problems, *_unrecorded(history)))


def record(places: Places, owner: Owner, *entries: Version | tuple[int, Outcome]) -> None:
    """Write *entries* into the journal: versions, or what became of one. Raises OSError; then nothing is written."""
    lines = (json.dumps(_line(entry), ensure_ascii=True) for entry in entries)
    append(places.journal, "".join(f"{line}\n" for line in lines).encode(), owner)


def digest(content: bytes) -> str:
    """What tells one content of a file from every other."""
    return hashlib.sha256(content).hexdigest()


def _digest_of(places: Places) -> str | None:
    return digest(read_bytes(places.target)) if places.target.exists() else None


def _lines(places: Places) -> list[bytes]:
    if not places.journal.exists():
        return []
    return read_bytes(places.journal).removesuffix(b"\n").split(b"\n")


def _line(entry: Version | tuple[int, Outcome]) -> dict[str, Any]:
    if isinstance(entry, Version):
        line = entry.to_dict()
        return {key: value for key, value in line.items() if value not in (None, "unknown")}
    return {"version": entry[0], "outcome": entry[1]}


def _read(line: bytes, versions: dict[int, Version]) -> str | None:
    """Read a line into *versions*; say what is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return "a line that is cut short, or damaged"
    number = found.get("version") if isinstance(found, dict) else None
    if type(number) is not int or not 0 < number < _MOST:
        return "no version"
    outcome = found.get("outcome", "unknown")
    if outcome not in OUTCOMES:
        return "an outcome that is not known"
    if "action" not in found:
        if number not in versions:
            return f"version {number} ended, but its beginning is lost"
        versions[number] = replace(versions[number], outcome=outcome)
        return None
    if number in versions or not _is_version(found):
        return f"version {number} is not written as a version is"
    keys = ("version", "action", "time", "summary", "sha256")
    versions[number] = Version(
        **{key: found[key] for key in keys}, by=found.get("by"), of=found.get("of"), outcome=outcome
    )
    return None


def _is_version(found: dict[str, Any]) -> bool:
    return (
        found["action"] in ACTIONS
        and all(isinstance(found.get(key), str) for key in _TEXTS)
        and isinstance(found.get("by"), str | None)
        and type(found.get("of")) in (int, type(None))
    )


def _outcome(versions: list[Version], now: str | None) -> Outcome:
    """What became of the last of *versions*, whose end is not told: the applied file, whose digest is *now*, tells."""
    last = versions[-1]
    if last.sha256 == now:
        return "in_force"
    before = [version.sha256 for version in versions[:-1] if version.was_in_force]
    return "interrupted" if now is None or now in before[-1:] else "unknown"


def _unrecorded(history: History) -> Iterator[str]:
    lost = sorted(set(history.kept) - {version.version for version in history.versions})
    if lost:
        numbers = listing(map(str, lost), most=10)
        yield f"kept, but not in the journal (it was cut short, or an apply interrupted): version {numbers}"
