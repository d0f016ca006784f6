"""Call-detail records: what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from routesim.files.workloads import check_workload, load_workload
from routesim.model.distributions import Empirical
from tests.files.recorded import COLUMNS, FIT, PLAIN, RECORDS, SHEET, calls_of, demand, rates_of, remarks_of
from tests.files.samples import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pbx.yaml").write_text(SMALL)
    return tmp_path


# --- what becomes of them --------------------------------------------------------------------------------------------


def test_recorded_calls_are_replayed_at_their_times(folder: Path) -> None:
    assert calls_of(demand(folder, RECORDS)) == (
        (36_000_000_000, "+32470112233", 30.0),
        (36_000_000_000, "+32470999999", None),
        (122_399_000_000, "withheld", 2.5),
    )
    assert len(calls_of(demand(folder, RECORDS, duration="1d"))) == 2


def test_times_of_records_may_be_of_another_time_zone_or_have_offsets(folder: Path) -> None:
    there = calls_of(demand(folder, RECORDS, f"{COLUMNS}, timezone: America/New_York"))
    assert there[0].at == 16 * 3_600_000_000
    offsets = RECORDS.replace(":00;", ":00Z;").replace(":59;", ":59+05:00;")
    assert [call.at // 1_000_000 for call in calls_of(demand(folder, offsets))] == [39_600, 39_600, 107_999]


def test_recorded_calls_are_fitted_by_hour_of_the_week(folder: Path) -> None:
    """Two Mondays and two Tuesdays are recorded, on one of which there was no call: such days are quiet."""
    found = demand(folder, RECORDS, FIT)
    assert rates_of(found) == {("mon", "10:00-11:00"): 1.5, ("tue", "09:00-10:00"): 0.5}
    assert found.talk == Empirical("cdr.csv", (2.5, 7.0, 30.0))
    assert remarks_of(found) == ()


def test_what_has_been_read_is_not_read_again(folder: Path) -> None:
    demand(folder, RECORDS, FIT)
    system, workload = load_workload(folder / "workload.yaml")
    (folder / "cdr.csv").unlink()
    again = check_workload(workload, system)
    assert again == workload
    assert check_workload({**dict(workload), "seed": 3}, system).arrivals == workload.arrivals


@pytest.mark.parametrize(
    ("change", "by"),
    [
        (";", ","),
        (";", "\t"),
        ("\n", "\r\n"),
        ("\n", "\n\n;;;;\n"),
        ("2026-11-16T10:30:00", '"2026-11-16T10:30:00"'),
        ("unknown", '"Jansen; ""the"" boss,\nand all"'),
        ("unknown", "x" * 200_000),
        ("id;", "\ufeffid;"),
        ("start;", " start ;"),
        ("id;", "sep=;\nid;"),
        ("id;", "\ufeffSep=;\r\nid;"),
        ("id;", "sep=;\n\nid;"),
    ],
)
def test_lists_are_read_as_spreadsheets_write_them(folder: Path, change: str, by: str) -> None:
    assert calls_of(demand(folder, RECORDS.replace(change, by))) == calls_of(demand(folder, RECORDS))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", "sep=\t\r\n"])
def test_lists_are_read_in_every_encoding_that_spreadsheets_save_them_in(
    folder: Path, encoding: str, declared: str
) -> None:
    content = (declared + RECORDS.replace(";", "\t").replace("unknown", "Zoë")).encode(encoding)
    found = demand(folder, content)
    assert calls_of(found) == calls_of(demand(folder, RECORDS))
    assert remarks_of(found) == ()


def test_an_encoding_that_is_guessed_is_told(folder: Path) -> None:
    found = demand(folder, RECORDS.replace("unknown", "Zoë").encode("cp1252"))
    assert calls_of(found) == calls_of(demand(folder, RECORDS))
    assert remarks_of(found) == ("cdr.csv: read as Windows-1252, since it is not UTF-8",)


def test_what_is_declared_counts_more_than_what_is_frequent(folder: Path) -> None:
    records = "sep=;\nwall_clock;to;a,b,c,d\n2026-11-24T09:00:00;101;,,,\n"
    assert len(calls_of(demand(folder, records, "file: cdr.csv"))) == 1


def test_columns_and_rows_stand_in_any_order(folder: Path) -> None:
    head, *lines = (line.split(";") for line in RECORDS.splitlines())
    turned = "\n".join(";".join(reversed(line)) for line in (head, *reversed(lines)))
    assert set(calls_of(demand(folder, turned))) == set(calls_of(demand(folder, RECORDS)))


def test_who_called_and_how_long_they_talked_need_not_be_recorded(folder: Path) -> None:
    found = demand(folder, "wall_clock,to\n2026-11-24T09:00:00,101\n", "file: cdr.csv")
    assert calls_of(found) == ((118_800_000_000, "withheld", None),)


def test_only_calls_where_other_columns_say_so_are_taken(folder: Path) -> None:
    found = demand(folder, RECORDS, f"{COLUMNS}, where: {{billed: '0', id: c}}")
    assert calls_of(found) == ((36_000_000_000, "+32470999999", None),)


def test_utf_16_as_spreadsheets_save_it_is_read(folder: Path) -> None:
    assert calls_of(demand(folder, RECORDS.encode("utf-16"))) == calls_of(demand(folder, RECORDS))


# --- holes, holidays, quiet days -------------------------------------------------------------------------------------


def weeks(count: int, per_day: int, without: set[str], until: int = 18) -> str:
    """Calls every working day from 8 o'clock on, evenly, from Monday 31 August 2026; none on some dates."""
    return "start;number;billed\n" + "".join(
        f"{at.isoformat()};101;60\n" for at in _instants(count, per_day, until) if at.date().isoformat() not in without
    )


def _instants(count: int, per_day: int, until: int) -> Iterator[datetime]:
    for day in range(7 * count):
        morning = datetime(2026, 8, 31, 8) + timedelta(days=day)
        if morning.weekday() < 5:
            for place in range(per_day):
                yield morning + timedelta(hours=until - 8) * place / per_day


@pytest.mark.parametrize(
    ("days", "duration", "told"),
    [
        (range(1), "7d", "recorded on Monday only; nobody calls on other days"),
        (range(5), "7d", "recorded from Monday to Friday only; nobody calls on other days"),
        (range(5), "5d", ""),  # from Monday on, too
        (range(5), "432001", "recorded from Monday to Friday only; nobody calls on other days"),
        (range(4, 8), "1d", ""),
        (range(4, 8), "2d", "recorded from Friday to Monday only; nobody calls on other days"),
        (range(7), "21d", ""),
    ],
)
def test_days_of_the_week_of_which_nothing_is_recorded_are_told(
    folder: Path, days: range, duration: str, told: str
) -> None:
    rows = "".join(f"{datetime(2026, 11, 2 + day, 9)};101\n" for day in days)
    found = demand(folder, f"start;number\n{rows}", f"{PLAIN}, use: fit", duration)
    assert remarks_of(found) == ((f"cdr.csv, calls to 101: {told}",) if told else ())


def test_closed_days_are_as_they_should_be(folder: Path) -> None:
    found = demand(folder, weeks(4, 40, set()), f"{SHEET}, use: fit")
    assert set(rates_of(found).values()) == {4.0}
    assert len(rates_of(found)) == 50
    assert remarks_of(found) == ()


def test_a_day_without_any_of_many_calls_does_not_count_and_is_told(folder: Path) -> None:
    found = demand(folder, weeks(4, 40, {"2026-09-09"}), f"{SHEET}, use: fit")
    assert set(rates_of(found).values()) == {4.0}
    assert remarks_of(found) == (
        "cdr.csv, calls to 101: none on Wednesday 9 September 2026, 08:00 to 18:00 (40 were to be expected): "
        "a holiday, or a hole in the records; these hours do not count",
    )


def test_a_quiet_day_counts(folder: Path) -> None:
    """With four calls a day, a day without one is no wonder."""
    found = demand(folder, weeks(4, 4, {"2026-09-09"}), f"{SHEET}, use: fit")
    assert rates_of(found)["wed", "08:00-09:00"] == 0.75
    assert remarks_of(found) == ()


def test_a_hole_of_several_days_or_of_hours_is_told_once(folder: Path) -> None:
    lines = weeks(4, 40, {"2026-09-10", "2026-09-11", "2026-09-14"}).splitlines(keepends=True)
    kept = "".join(line for line in lines if not "2026-09-22T09" < line < "2026-09-22T15:00:01")
    (remark,) = remarks_of(demand(folder, kept, f"{SHEET}, use: fit"))
    assert "none on Thursday 10 September 2026, 08:00, to Monday 14 September 2026, 18:00 (120 were" in remark
    assert "; Tuesday 22 September 2026, 09:00 to 15:00 (24 were" in remark


def test_records_that_begin_in_the_middle_of_a_day_are_no_quiet_morning(folder: Path) -> None:
    lines = weeks(4, 40, set()).splitlines(keepends=True)
    found = demand(folder, "".join([lines[0], *lines[29:]]), f"{SHEET}, use: fit")
    assert set(rates_of(found).values()) == {4.0}
    assert "none on Monday 31 August 2026, 08:00 to 15:00" in remarks_of(found)[0]


def test_a_replay_tells_of_holes_in_its_own_time_only(folder: Path) -> None:
    records = weeks(14, 40, {"2026-09-09", "2026-11-25"})
    (remark,) = remarks_of(demand(folder, records, SHEET))
    assert "none on Wednesday 25 November 2026, 08:00 to 18:00" in remark
    assert remark.endswith("; nobody calls then")


def test_an_hour_that_clocks_show_twice_counts_as_two(folder: Path) -> None:
    """Sunday 25 October 2026 has the hour from 2 to 3 twice, with six calls each; the Sunday after it once."""
    times = [f"2026-10-25T02:{minute}0:00+0{offset}:00" for minute in range(6) for offset in (2, 1)]
    times += [f"2026-11-01T02:{minute}0:00+01:00" for minute in range(6)]
    found = demand(folder, "start;number\n" + "".join(f"{time};101\n" for time in times), f"{PLAIN}, use: fit")
    assert rates_of(found) == {("sun", "02:00-03:00"): 6.0}


def test_an_hour_that_clocks_leave_out_does_not_count(folder: Path) -> None:
    """Sunday 29 March 2026 has no hour from 2 to 3, the Sunday after it has, with six calls."""
    times = [f"2026-03-29T01:{minute}0:00" for minute in range(6)]
    times += [f"2026-04-05T0{hour}:{minute}0:00" for hour in (1, 2) for minute in range(6)]
    found = demand(folder, "start;number\n" + "".join(f"{time};101\n" for time in times), f"{PLAIN}, use: fit")
    assert rates_of(found) == {("sun", "01:00-02:00"): 6.0, ("sun", "02:00-03:00"): 6.0}


def test_an_hour_that_clocks_showed_twice_is_told(folder: Path) -> None:
    records = RECORDS.replace("2026-11-16T10:30:00", "2026-10-25T02:30:00")
    assert remarks_of(demand(folder, records, FIT)) == (
        "cdr.csv, calls to 101: row 6 is of an hour that clocks showed twice, and taken for the first",
    )


def test_rows_that_stand_twice_count_once_and_are_told(folder: Path) -> None:
    found = demand(folder, RECORDS + "".join(RECORDS.splitlines(keepends=True)[1:4]))
    assert calls_of(found) == calls_of(demand(folder, RECORDS))
    assert remarks_of(found) == (
        "cdr.csv, calls to 101: 2 rows (the first: 7) are the same as one before, cell by cell, and left out",
    )
    differing = RECORDS + "f;'+32470999999;101;2026-11-23 10:00:00;0\n"
    assert len(calls_of(demand(folder, differing))) == 4
