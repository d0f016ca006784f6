"""Real call-detail records: read from CSV, to be replayed, or fitted by hour of the week."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from routesim.errors import Problem, UnusableInput
from routesim.files.source import read
from routesim.model.demand import Demand, ReadCall, Recorded, Replayed
from routesim.model.distributions import Empirical
from routesim.model.hours import DAYS
from routesim.model.nearest import Names
from routesim.model.numbers import WITHHELD, normal_number, strip_separators, to_e164
from routesim.model.scalars import MOST_SECONDS
from routesim.model.settings import zone
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload

MICROSECOND = timedelta(microseconds=1)


class _Row(NamedTuple):
    at: datetime
    from_: str
    talk: float | None


def with_records(demand: Demand, records: Recorded, workload: Workload, system: PhoneSystem, folder: Path) -> Demand:
    """*demand* with what its *records* say. Raises UnusableInput with what is wrong with the file."""
    reader = _Reader(records, demand, system)
    rows = sorted(reader.rows(folder / records.file), key=lambda row: row.at)
    if not rows:
        raise UnusableInput(f"no call to {demand.to} is recorded")
    if records.use == "fit":
        return _fitted(demand, rows, records.file, system.settings.timezone)
    start = workload.start.replace(tzinfo=zone(system.settings.timezone), fold=0).astimezone(UTC)
    end = start + timedelta(seconds=workload.duration)
    calls = tuple(
        ReadCall((row.at - start) // MICROSECOND, row.from_, row.talk) for row in rows if start <= row.at < end
    )
    if not calls:
        told = f"{len(rows):,} calls from {rows[0].at.isoformat()} to {rows[-1].at.isoformat()}"
        raise UnusableInput(f"none of its {told} falls into the simulation, which starts at {start.isoformat()}")
    return demand.model_copy(update={"records": Replayed(**dict(records), calls=calls)})


def _fitted(demand: Demand, rows: list[_Row], file: str, timezone: str) -> Demand:
    """As many calls by hour of the week as were recorded, which last as long.

    A day without a call on which others of its kind have some is a gap in the records, and does not count.
    """
    local = [row.at.astimezone(zone(timezone)) for row in rows]
    calls = Counter((at.weekday(), at.hour) for at in local)
    days = Counter(day.weekday() for day in {at.date() for at in local})
    week = {
        DAYS[day]: {f"{hour:02}:00-{hour + 1:02}:00": calls[day, hour] / days[day] for hour in range(24)}
        for day in sorted(days)
    }
    talks = tuple(sorted(row.talk for row in rows if row.talk is not None))
    talk = demand.talk or (Empirical(file, talks) if talks else None)
    return demand.model_copy(update={"records": None, "per_hour": week, "talk": talk})


class _Reader:
    """Reads the *records* of calls to the number of *demand*."""

    def __init__(self, records: Recorded, demand: Demand, system: PhoneSystem) -> None:
        self._records = records
        self._country = system.settings.country
        self._number = normal_number(demand.to, self._country)
        self._users = {user.extension for user in system.users}
        self._zone = self._timezone(records.timezone or system.settings.timezone)
        self._offsets: bool | None = None

    def _timezone(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            raise UnusableInput(f"`{name[:60]}` is no time zone, expected one such as Europe/Brussels") from None

    def rows(self, path: Path) -> Iterator[_Row]:
        """The calls to the number, as they stand in the file."""
        text = read(path).text
        heading = text.partition("\n")[0]
        rows = csv.DictReader(StringIO(text, newline=""), delimiter=";" if ";" in heading else ",")
        for column in (self._records.at, self._records.to):
            names = [name.strip() for name in rows.fieldnames or ()]
            if column not in names:
                known = Names(names).hint(column) or f", expected one of {', '.join(names[:20])}"
                raise UnusableInput(f"there is no column `{column}`{known}")
        for row in rows:
            dialled = (row.get(self._records.to) or "").removeprefix("'")
            if normal_number(dialled, self._country) == self._number:
                yield self._row(row, rows.line_num)

    def _row(self, row: dict[str, str], line: int) -> _Row:
        talk = (row.get(self._records.talk) or "0").strip()
        try:
            seconds = float(talk)
        except ValueError:
            seconds = -1.0
        if not 0 <= seconds <= MOST_SECONDS:
            raise _at(line, f"`{talk[:60]}` is no number of seconds")
        return _Row(self._instant(row.get(self._records.at) or "", line), self._caller(row), seconds or None)

    def _caller(self, row: dict[str, str]) -> str:
        typed = strip_separators((row.get(self._records.from_) or "").removeprefix("'"))
        return typed if typed in self._users else to_e164(typed, self._country) or WITHHELD

    def _instant(self, text: str, line: int) -> datetime:
        try:
            at = datetime.fromisoformat(text.strip())
        except ValueError:
            message = f"`{text[:60]}` is no date and time, expected one such as 2026-11-23T10:00:00"
            raise _at(line, message) from None
        has_offset = at.tzinfo is not None
        if self._offsets not in (None, has_offset):
            raise _at(line, "some times have an offset and others none, expected the same of all")
        self._offsets = has_offset
        if has_offset:
            return at.astimezone(UTC)
        known = at.replace(tzinfo=self._zone)
        if known.astimezone(UTC).astimezone(self._zone).replace(tzinfo=None) != at:
            message = f"{text[:60]} does not exist in {self._zone.key}: is `timezone` that of the records?"
            raise _at(line, message)
        return known.astimezone(UTC)


def _at(line: int, message: str) -> UnusableInput:
    return UnusableInput([Problem("RS000", f"line {line}: {message}")])
