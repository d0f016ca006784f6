"""Endings in a few words, for cases worked out by hand."""

from __future__ import annotations

from datetime import datetime

from routesim.exploration import explore
from routesim.result.exploration import Ending, NumberEndings
from tests.worlds import system_of


def exploration(
    pbx: str,
    number: str,
    *,
    since: str = "2026-11-23T10:00",
    before: str = "2026-11-23T10:01",
    from_: str | None = None,
    any_switch: bool = False,
) -> NumberEndings:
    """Explore calls to *number*, placed within a minute on a Monday morning unless told otherwise."""
    (found,) = explore(
        system_of(pbx),
        [number],
        from_=from_,
        since=datetime.fromisoformat(since),
        before=datetime.fromisoformat(before),
        any_switch=any_switch,
    ).numbers
    assert found.complete
    return found


def endings(pbx: str, number: str, **bounds: object) -> set[str]:
    """The endings as `answered by 102: 0 to 34.999999`; without an upper bound `8 or more`."""
    return {told(ending) for ending in exploration(pbx, number, **bounds).endings}  # type: ignore[arg-type]


def told(ending: Ending) -> str:
    by = f" by {ending.by}" if ending.by else ""
    reason = f" ({ending.reason})" if ending.reason else ""
    low, high = ending.waited
    waits = f"{low:.10g} or more" if high is None else f"{low:.10g}" if low == high else f"{low:.10g} to {high:.10g}"
    return f"{ending.outcome}{by}{reason}: {waits}"
