"""Where a call is from instant to instant: the outermost place, whatever rings inside."""

from __future__ import annotations

from typing import NamedTuple

from routesim.result.records import CallRecord
from routesim.result.words import PLANS, kind_and_name, names_of, who


class Stage(NamedTuple):
    """The call is at the place *node* from *start* to *end*; it is called by the first of *words* that has room."""

    words: tuple[str, ...]
    start: float
    end: float
    node: str


def stages(record: CallRecord) -> tuple[Stage, ...]:
    """The places where *record*'s call stayed for some time, until somebody or something took it."""
    taken = record.ended_at if record.answered_at is None else record.answered_at
    marks = _outermost(record)
    ends = [*(mark.start for mark in marks[1:]), taken]
    return tuple(mark._replace(end=end) for mark, end in zip(marks, ends, strict=False) if end > mark.start)


def _outermost(record: CallRecord) -> list[Stage]:
    """The places that enclose all that follows until the next of them."""
    names, user, forwards = names_of(record), None, False
    found: list[Stage] = []
    for node, at in zip(record.path, record.entered, strict=False):
        kind, name, part = kind_and_name(node)
        if kind == "external" and user is None:
            found.append(Stage((f"outside: {name}", "outside"), at, at, node))
        elif kind in ("user", "external"):
            if user is None:
                user, forwards = name, False
            if name != user or (forwards and not part):
                continue  # whom a forwarding rings, be it the very same user again (rule 5.6)
            forwards = forwards or bool(part)
            what = PLANS.get(part, part) or "own ring"
            found.append(Stage((f"{what} of {who(names, name)}", what, what.rpartition(" ")[2]), at, at, node))
        else:
            user = None
            short = part or kind.replace("_", " ")
            words = f"{short} ({who(names, name)})" if part else f"{short} {who(names, name)}"
            found.append(Stage((words, short), at, at, node))
    return found
