"""Connected users: whose phone is registered at an instant, and what it is doing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from routesim.engine import LineState
from routesim.model.system import PhoneSystem
from routesim.result.clock import long_date, time_of_day
from routesim.result.painting import Painter, plain
from routesim.result.typography import columns, pad, printable, wrap

_WIDEST = 30
"""So many columns of a name or of devices are shown."""


class Connected(NamedTuple):
    """The lines of the system called *pbx* at *instant*, as its own clock shows it."""

    pbx: str
    instant: datetime
    timezone: str
    lines: tuple[LineState, ...]


def connected(system: PhoneSystem, instant: datetime, lines: tuple[LineState, ...]) -> Connected:
    """The page of connected users of *system*, whose *lines* stand so at *instant*."""
    return Connected(system.settings.name, instant, system.settings.timezone, lines)


def connected_record(page: Connected) -> dict[str, Any]:
    """Lay *page* out for JSON: everybody, those who are not connected with no registered device."""
    rows = [{**line._asdict(), "registered": list(line.registered)} for line in page.lines]
    return {"pbx": page.pbx, "at": page.instant.isoformat(), "users": rows}


def connected_lines(page: Connected, width: int, paint: Painter = plain) -> Iterator[str]:
    """Write *page*: who is connected, then who is not and why."""
    here = [line for line in page.lines if line.registered]
    away = [line for line in page.lines if not line.registered]
    when = f"{long_date(page.instant)}, {time_of_day(page.instant)}, {page.timezone}"
    title = f"{printable(page.pbx)}: {len(here):,} of {len(page.lines):,} users connected"
    yield from (paint("title", line) for line in wrap(title, width))
    yield from (paint("faint", line) for line in wrap(when, width))
    for lines, heading in ((here, "Connected"), (away, "Not connected")):
        if lines:
            yield ""
            yield f"  {paint('title', heading)}"
            yield from _table(lines, width, paint)


def _table(lines: list[LineState], width: int, paint: Painter) -> Iterator[str]:
    rows = [(line.extension, printable(line.name), printable(", ".join(line.registered)), line.state) for line in lines]
    widths = [min(_WIDEST, max(map(columns, column))) for column in zip(*rows, strict=True)]
    room = max(12, width - 8 - widths[0] - widths[2] - widths[3])
    widths[1] = min(widths[1], room)
    for row in rows:
        *cells, state = [pad(cell, most) for cell, most in zip(row, widths, strict=True)]
        yield f"  {'  '.join(filter(None, cells))}  {paint(_STYLES.get(row[3], 'faint'), state)}".rstrip()


_STYLES = {"free": "good", "ringing": "ringing", "in conversation": "talking", "do not disturb": "warn"}
