"""Real call-detail records: read from CSV, to be replayed, or fitted by hour of the week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple
from zoneinfo import ZoneInfo

from routesim.errors import Path, Problem, UnusableInput
from routesim.files.cells import Row
from routesim.files.record_sheet import RecordSheet, SomeRows, told
from routesim.files.record_times import instant, is_shown_twice, read_talk, read_time
from routesim.files.recorded_week import Gap, gap_words, partly_recorded, weekly
from routesim.model.demand import Demand, Fitted, ReadCall, Recorded, Replayed
from routesim.model.distributions import Empirical
from routesim.model.numbers import WITHHELD, normal_number, strip_separators, to_e164
from routesim.model.settings import zone
from routesim.model.system import PhoneSystem
from routesim.model.workload import Workload
from routesim.result.typography import printable, shorten

MICROSECOND = timedelta(microseconds=1)
LONGEST = timedelta(days=3700)
"""Records may reach over so long a time: ten years."""
_LONGEST_SHOWN = 40


class _Call(NamedTuple):
    """A recorded call: *at* in UTC; *talk* seconds, None where nobody talked."""

    at: datetime
    from_: str
    talk: float | None


def with_records(
    demand: Demand, records: Recorded, workload: Workload, system: PhoneSystem, sheet: RecordSheet
) -> Demand:
    """*demand* with what its *records* say, which stand in *sheet*.

    Raises UnusableInput with all that is wrong: with cells, in their places in the sheet; else with what the workload
    says of it, paths lead on from the records.
    """
    reader = _Reader(records, demand, system, sheet)
    calls = sorted(reader.calls(), key=lambda call: call.at)
    clock = zone(system.settings.timezone)
    if not calls:
        raise UnusableInput(reader.nothing)
    if calls[-1].at - calls[0].at > LONGEST:
        raise UnusableInput(f"{_told(calls, clock)} are more than ten years, expected a year to be mistyped")
    week, gaps = weekly([call.at for call in calls], clock)
    start = workload.start.replace(tzinfo=clock, fold=0).astimezone(UTC)
    end = start + timedelta(seconds=workload.duration)
    if records.use == "fit":
        talk = demand.talk or _lasting(records, calls)
        partly = partly_recorded(calls[0].at, calls[-1].at, start, end, clock)
        fitted = Fitted(**dict(records), remarks=tuple(reader.remarks(gaps, "these hours do not count", partly)))
        return demand.model_copy(update={"records": fitted, "per_hour": week, "talk": talk})
    placed = _placed(calls, start, end, clock)
    missing = [gap for gap in gaps if gap.first < end and gap.last > start]
    remarks = tuple(reader.remarks(missing, "nobody calls then"))
    return demand.model_copy(update={"records": Replayed(**dict(records), calls=placed, remarks=remarks)})


def _lasting(records: Recorded, calls: Sequence[_Call]) -> Empirical | None:
    """How long conversations lasted, where there were any."""
    talks = tuple(sorted(call.talk for call in calls if call.talk is not None))
    return Empirical(records.file, talks) if talks else None


def _placed(calls: Sequence[_Call], start: datetime, end: datetime, clock: ZoneInfo) -> tuple[ReadCall, ...]:
    """The calls from *start* until *end*. Raises UnusableInput where there is none."""
    placed = [call for call in calls if start <= call.at < end]
    if not placed:
        shown = start.astimezone(clock).isoformat()
        if len(calls) == 1:
            whose = f"its only call, at {calls[0].at.astimezone(clock).isoformat()}, does not fall"
        else:
            whose = f"none of its {_told(calls, clock)} falls"
        raise UnusableInput(f"{whose} into the simulation, which starts at {shown}")
    return tuple(ReadCall((call.at - start) // MICROSECOND, call.from_, call.talk) for call in placed)


def _told(calls: Sequence[_Call], clock: ZoneInfo) -> str:
    first, last = (call.at.astimezone(clock).isoformat() for call in (calls[0], calls[-1]))
    return f"{len(calls):,} calls from {first} to {last}"


_COLUMNS = {"at": "at", "to": "to", "from": "from_", "talk": "talk"}
"""What a record holds, by key of the workload, and the field that names its column."""


class _Reader:
    """Reads those *records* in *sheet* that are of calls to the number of *demand*."""

    def __init__(self, records: Recorded, demand: Demand, system: PhoneSystem, sheet: RecordSheet) -> None:
        self._sheet = sheet
        self._file = records.file
        self._country = system.settings.country
        self._number = normal_number(demand.to, self._country)
        self._users = {user.extension for user in system.users}
        self._clock = zone(records.timezone or system.settings.timezone)
        self._columns = _columns(records, sheet)
        self._where = {self._columns.pop(f"where {name}"): value.strip() for name, value in records.where.items()}
        self._with_offset, self._without, self._ambiguous, self._again = (SomeRows() for _ in range(4))

    def calls(self) -> list[_Call]:
        """The calls to the number, each once, as they stand in the file. Raises UnusableInput with all problems."""
        found: list[_Call] = []
        problems: list[Problem] = []
        seen: set[bytes] = set()  # of each row a digest: there may be very many
        last = max(*self._columns.values(), *self._where)
        for row in self._sheet.rows():
            wrong = self._sheet.wrong_shape(row, last)
            if wrong is not None:
                problems.append(wrong)
            elif self._is_ours(row):
                digest = blake2b("\0".join(row.cells).encode(), digest_size=16).digest()
                if digest in seen:
                    self._again.add(row)
                    continue
                seen.add(digest)
                found += self._read(row, problems)
        problems += self._odd_offsets()
        if problems:
            raise told(problems)
        return found

    def _is_ours(self, row: Row) -> bool:
        return self._is_to_number(row) and all(row.cells[at].strip() == wanted for at, wanted in self._where.items())

    def _is_to_number(self, row: Row) -> bool:
        return normal_number(_typed(row.cells[self._columns["to"]]), self._country) == self._number

    def _read(self, row: Row, problems: list[Problem]) -> Iterator[_Call]:
        """The call in *row*, unless there are *problems*, which are noted."""
        cells = {key: row.cells[column].strip() for key, column in self._columns.items()}
        wrong = len(problems)
        try:
            at = self._instant(cells["at"], row)
        except ValueError as error:
            problems.append(self._sheet.wrong_cell(row, self._columns["at"], str(error)))
        try:
            talk = read_talk(cells.get("talk", ""))
        except ValueError as error:
            problems.append(self._sheet.wrong_cell(row, self._columns["talk"], str(error)))
        if len(problems) == wrong:
            yield _Call(at, self._caller(cells.get("from", "")), talk or None)

    def _instant(self, text: str, row: Row) -> datetime:
        at = read_time(text)
        (self._without if at.tzinfo is None else self._with_offset).add(row)
        found = instant(at, self._clock)
        if is_shown_twice(at, self._clock):
            self._ambiguous.add(row)
        return found

    def _caller(self, text: str) -> str:
        typed = strip_separators(_typed(text))
        return typed if typed in self._users else to_e164(typed, self._country) or WITHHELD

    def _odd_offsets(self) -> Iterator[Problem]:
        """The rows, the fewer, in which times have an offset where others have none, or the other way round."""
        if self._with_offset.count and self._without.count:
            fewer = min(self._with_offset, self._without, key=lambda some: some.count)
            expected = "no offset" if fewer is self._with_offset else "an offset such as +01:00"
            for row in fewer.first:
                yield self._sheet.wrong_cell(row, self._columns["at"], f"expected {expected}, as the other times have")

    @property
    def _whose(self) -> str:
        only = "".join(f", {self._sheet.headings[at]} {wanted}" for at, wanted in self._where.items())
        return f"to {self._number}{only}"

    @property
    def nothing(self) -> str:
        """Say that no call is recorded, and which calls there are instead."""
        if next(self._sheet.rows(), None) is None:
            return "no call is recorded, there are headings only"
        if any(map(self._is_to_number, self._sheet.rows())):
            own = filter(self._is_to_number, self._sheet.rows())
            held = " and ".join(f"{self._sheet.headings[at]} {most}" for at, most in _most(own, self._where).items())
            return printable(f"no call {self._whose} is recorded; most to that number have {held}")
        to = self._columns["to"]
        return printable(f"no call {self._whose} is recorded; most are to {_most(self._sheet.rows(), [to])[to]}")

    def remarks(self, gaps: Sequence[Gap], consequence: str, partly: str = "") -> Iterator[str]:
        """What to know before believing the records, which may be of some days only."""
        whose = f"{self._file}, calls {self._whose}"
        if self._sheet.remark:
            yield f"{self._file}: {self._sheet.remark}"
        if partly:
            yield f"{whose}: recorded {partly} only; nobody calls on other days"
        if gaps:
            yield f"{whose}: none on {gap_words(gaps)}: a holiday, or a hole in the records; {consequence}"
        if self._again.count:
            yield f"{whose}: {self._again} the same as one before, cell by cell, and left out"
        if self._ambiguous.count:
            yield f"{whose}: {self._ambiguous} of an hour that clocks showed twice, and taken for the first"


def _most(rows: Iterable[Row], columns: Iterable[int]) -> dict[int, str]:
    """What most of *rows* hold in each of *columns*."""
    found: dict[int, Counter[str]] = {column: Counter() for column in columns}
    for row in rows:
        for column, held in found.items():
            held[row.cells[column].strip()] += 1
    return {
        column: ", ".join(shorten(cell, _LONGEST_SHOWN) or "nothing" for cell, _ in held.most_common(3))
        for column, held in found.items()
    }


def _columns(records: Recorded, sheet: RecordSheet) -> dict[str, int]:
    """The places of the columns. Raises UnusableInput for those that there are not.

    Who called and for how long may be missing where the workload does not name a column.
    """
    found: dict[str, int] = {}
    problems: list[Problem] = []

    def find(key: str, name: str, path: Path, at_key: bool = False) -> None:
        try:
            found[key] = sheet.column(name)
        except UnusableInput as error:
            problems.append(Problem("RS000", error.problems[0].message, path, at_key=at_key))

    for key, field in _COLUMNS.items():
        name = getattr(records, field)
        if field in records.model_fields_set:
            find(key, name, (key,))
        elif key in ("at", "to") or name in sheet.headings:
            find(key, name, ("file",))
    for name in records.where:
        find(f"where {name}", name, ("where", name), at_key=True)
    if problems:
        raise UnusableInput(problems)
    return found


def _typed(cell: str) -> str:
    """A number as it was typed: a spreadsheet is kept from doing sums with it by an apostrophe."""
    return cell.strip().removeprefix("'")
