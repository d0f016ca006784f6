"""Why a phone stopped ringing, or did not ring at all, in words and with the rule that says so."""

from __future__ import annotations

from collections.abc import Mapping

from routesim.result.clock import seconds
from routesim.result.records import Ring
from routesim.result.words import who

SILENT = frozenset({"busy", "offline", "unreachable"})
"""The results of phones that did not ring, unless some time passed before."""

_WHY: dict[tuple[str, str], str] = {
    ("no_answer", "4.2"): "does not answer: the ring window ends after {lasted}",
    ("no_answer", "5.2"): "does not answer within the ring time of {lasted}",
    ("no_answer", "5.5"): "stops ringing after {lasted}: {within} ends",
    ("no_answer", "5.6"): "does not answer: the ring window ends after {lasted}",
    ("no_answer", "7.1"): "stops ringing after {lasted}: the ring time of the dial plan's call is over",
    ("no_answer", "8.4"): "does not answer within the agents' ring time of {lasted}",
    ("no_answer", "8.7"): "stops ringing after {lasted}: the longest wait in the queue is over",
    ("no_answer", "8.8"): "stops ringing after {lasted}: the last agent has logged out",
    ("busy", "3.4"): "is in do not disturb, the call is refused",
    ("busy", "3.5"): "is busy",
}
_WHAT: dict[str, str] = {
    "answered": "answers {after}",
    "no_answer": "does not answer for {lasted}",
    "rejected": "rejects the call {after}",
    "picked_up": "stops ringing: {by} has picked the call up",
    "busy": "is occupied and cannot receive a second call",
    "offline": "is offline",
    "unreachable": "cannot be reached",
}


def rang(ring: Ring) -> bool:
    """Tell whether the phone made any sound: busy, offline and unreachable ones did not."""
    return ring.end > ring.start or ring.result not in SILENT


def cause(ring: Ring, names: Mapping[str, str]) -> str:
    """Say what became of *ring*, as a predicate: `is not answered within its ring time of 20 s`."""
    if ring.result == "cancelled" and ring.end == ring.start:
        what = "the caller gives up" if ring.rule == "10.1" else "the call is taken"
        return f"is not even rung: {what} at that very instant"
    if ring.result == "offline" and rang(ring):
        return f"goes offline after {seconds(ring.end - ring.start)} of ringing"
    words = _WHY.get((ring.result, ring.rule)) or _WHAT.get(ring.result, ring.result)
    lasted = seconds(ring.end - ring.start)
    after = f"after {lasted} of ringing" if ring.end > ring.start else "at once"
    by = who(names, ring.by or "a colleague")
    own = f"the ring window of {who(names, ring.within)}, which encloses it," if ring.within else ""
    return words.format(lasted=lasted, after=after, by=by, within=own or "the enclosing ring window")
