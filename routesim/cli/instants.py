"""Instants as they are typed: a wall clock in the system's time zone, or a time on the day on which calls start."""

from __future__ import annotations

import re
from datetime import datetime

_TIME = re.compile(r"\d{1,2}:\d\d(:\d\d)?", re.ASCII)


def read_instant(typed: str, first: datetime, timezone: str) -> datetime:
    """When the clock of *timezone* shows *typed*, the first of two instants. Raises ValueError where it never does.

    A time without a date is on the day of *first*.
    """
    from routesim.model.calls import wall_clock
    from routesim.model.settings import zone
    from routesim.routing.calendar import exists, instant

    if _TIME.fullmatch(typed):
        typed = f"{first.date().isoformat()}T{'0' if typed[1] == ':' else ''}{typed}"
    local = wall_clock(typed)
    if not exists(local, timezone):
        raise ValueError(f"the clock of {timezone} never shows that, it is put forward then")
    return instant(local, timezone).astimezone(zone(timezone))
