"""Call-detail records that cannot be used: what is wrong with them, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files.workloads import load_workload
from tests.files.recorded import COLUMNS, FIT, PLAIN, RECORDS, refused
from tests.files.samples import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pbx.yaml").write_text(SMALL)
    return tmp_path


def test_everything_that_is_wrong_with_cells_is_told_by_row_and_column(folder: Path) -> None:
    wrong = (
        RECORDS.replace("2026-11-23T10:00:00", "23/11/2026 10:00")
        .replace("2.5", "soon")
        .replace("2026-11-16T10:30:00;7", "2026-03-29T02:30:00;-7")
    )
    assert refused(folder, wrong + "f;x;101\ng;x;101;2026-11-23T12:00;1;2\n") == [
        "cdr.csv:2:4: `start` is `23/11/2026 10:00`: the day may be the month, expected the year first, such as "
        "2026-11-23T10:00:00 (in a spreadsheet, the format yyyy-mm-dd hh:mm:ss)",
        "cdr.csv:5:5: `billed` is `soon`: expected a number of seconds, such as 15 or 2.5",
        "cdr.csv:6:4: `start` is `2026-03-29T02:30:00`: Europe/Brussels never showed that time, clocks were put "
        "forward: is `timezone` that of the records?",
        "cdr.csv:6:5: `billed` is `-7`: a time cannot be negative, expected 0 or more seconds",
        "cdr.csv:7:3: the row ends here, expected 5 cells as in the headings",
        "cdr.csv:8:6: more cells than the 5 headings, expected a text with `;` in it to be in quotes",
    ]


@pytest.mark.parametrize(
    "time", ["", "2026-11-23", "20261123", "1795514400", "10:00", "2026-W48-1", "0001-01-01T00:00+14:00"]
)
def test_what_is_no_date_and_time_of_a_call_is_refused(folder: Path, time: str) -> None:
    (problem,) = refused(folder, RECORDS.replace("2026-11-23T10:00:00", time))
    assert problem.startswith("cdr.csv:2:4: `start` is ")


@pytest.mark.parametrize(
    ("time", "why"),
    [
        ("3/4/2026 10:00", "the day may be the month, expected the year first"),
        ("03.04.26 10:00:00", "the day may be the month, expected the year first"),
        ("11-23-2026 8:00 AM", "the day may be the month, expected the year first"),
        ("45984,333", "a number of days, as spreadsheets count them, expected a date such as 2026-11-23T10:00:00"),
        ("2026/11/23 10:00", "no date and time, expected one such as 2026-11-23T10:00:00"),
        ("3-4/2026", "no date and time, expected one such as 2026-11-23T10:00:00"),
    ],
)
def test_what_was_meant_by_a_date_is_guessed_and_told_not_taken(folder: Path, time: str, why: str) -> None:
    (problem,) = refused(folder, RECORDS.replace("2026-11-23T10:00:00", time))
    assert problem.startswith(f"cdr.csv:2:4: `start` is `{time}`: {why}")


@pytest.mark.parametrize(
    ("talk", "why"),
    [
        ("2,5", "expected a number of seconds with a decimal point, such as 2.5"),
        ("1.234,5", "expected a number of seconds with a decimal point, such as 2.5"),
        ("1:30", "hours and minutes, expected a number of seconds, such as 90 for 1:30"),
        ("00:01:30", "hours and minutes, expected a number of seconds, such as 90 for 1:30"),
        ("99999999", "too long, expected at most 10000000 seconds"),
        ("30 s", "expected a number of seconds, such as 15 or 2.5"),
    ],
)
def test_seconds_are_told_from_what_looks_like_them(folder: Path, talk: str, why: str) -> None:
    assert refused(folder, RECORDS.replace("59;2.5", f"59;{talk}")) == [f"cdr.csv:5:5: `billed` is `{talk}`: {why}"]


def test_rows_are_counted_with_the_line_that_declares_what_stands_between_cells(folder: Path) -> None:
    (problem,) = refused(folder, "sep=;\n" + RECORDS.replace("2.5", "soon"))
    assert problem.startswith("cdr.csv:6:5: ")


def test_times_with_an_offset_and_without_do_not_mix_and_the_fewer_are_told(folder: Path) -> None:
    assert refused(folder, RECORDS.replace("09:59:59", "09:59:59Z")) == [
        "cdr.csv:5:4: `start` is `2026-11-24T09:59:59Z`: expected no offset, as the other times have"
    ]
    offsets = RECORDS.replace(":00;", ":00+01:00;")
    (problem,) = refused(folder, offsets)
    assert problem.endswith("`2026-11-24T09:59:59`: expected an offset such as +01:00, as the other times have")


def test_a_quote_that_is_never_closed_is_told_where_it_opens(folder: Path) -> None:
    assert refused(folder, RECORDS.replace("unknown", '"unknown')) == [
        "cdr.csv:5:2: the quote that opens here is never closed"
    ]


def test_of_very_many_problems_a_thousand_are_told(folder: Path) -> None:
    found = refused(folder, "start;number\n" + "".join(f"soon{n};101\n" for n in range(1500)), PLAIN)
    assert len(found) == 1001
    assert found[-1] == "cdr.csv:1002:1: and 500 more problems from here on"


@pytest.mark.parametrize(
    ("records", "options", "column", "why"),
    [
        ("", COLUMNS, 31, "the file is empty, expected a row of headings and a row for each call"),
        ("\n \n", COLUMNS, 31, "the file is empty"),
        ("sep=;\n", COLUMNS, 31, "the file is empty"),
        ("sep=,\n" + RECORDS, COLUMNS, 31, "one heading only, `id;caller;number;start;billed`: expected several, with"),
        (RECORDS.replace(";", "|"), COLUMNS, 31, "one heading only, `id|caller|number|start|billed`: expected several"),
        ("PK\x03\x04" + RECORDS, COLUMNS, 31, "a workbook of a spreadsheet, expected a list: save it as CSV"),
        ("\x00\x01\x02\x03" * 9, COLUMNS, 31, "one heading only, `"),
        (RECORDS.splitlines()[0], COLUMNS, 31, "no call is recorded, there are headings only"),
        ("a,b\n1,2\n", "file: cdr.csv, to: b", 31, "there is no column `wall_clock`, expected one of a, b"),
        (RECORDS, f"{COLUMNS}x", 83, "there is no column `billedx`, did you mean `billed`?"),
        (RECORDS, "file: cdr.csv, at: strat, to: number", 44, "there is no column `strat`, did you mean `start`?"),
        (RECORDS, f"{COLUMNS}, where: {{kue: a}}", 99, "there is no column `kue`, expected one of id, caller"),
        (RECORDS, f"{COLUMNS}, where: {{id: x}}", 31, "no call to 101, id x is recorded; most to that number have id "),
        (RECORDS.replace("id", "start"), COLUMNS, 44, "there are 2 columns `start`, expected one"),
        (
            RECORDS.replace(";101;", ";109;").replace("1-01", "109"),
            COLUMNS,
            31,
            "no call to 101 is recorded; most are to 109, 102",
        ),
        (
            RECORDS.replace("2026", "2025"),
            COLUMNS,
            31,
            "none of its 4 calls from 2025-11-16T10:30:00+01:00 to 2025-11-24",
        ),
        (
            "start;number\n2025-11-16T10:30:00;101\n",
            PLAIN,
            31,
            "its only call, at 2025-11-16T10:30:00+01:00, does not fall into the simulation, which starts at 2026-",
        ),
        (
            RECORDS.replace("2026-11-16", "1996-11-16"),
            COLUMNS,
            31,
            "4 calls from 1996-11-16T10:30:00+01:00 to 2026-11-24",
        ),
    ],
)
def test_lists_that_cannot_be_used_are_told_where_they_are_named(
    folder: Path, records: str, options: str, column: int, why: str
) -> None:
    (problem,) = refused(folder, records, options)
    assert problem.startswith(f"workload.yaml:5:{column}: `cdr.csv`: {why}")


def test_all_columns_that_are_missing_are_told(folder: Path) -> None:
    assert len(refused(folder, "a,b\n1,2\n")) == 4


def test_a_time_zone_that_there_is_not_is_told_in_its_place(folder: Path) -> None:
    (problem,) = refused(folder, RECORDS, f"{COLUMNS}, timezone: Europe/Brusels")
    assert "`timezone` is `Europe/Brusels`: unknown time zone, expected an IANA name such as Europe/Brussels" in problem


def test_rates_beside_records_that_are_to_be_fitted_are_refused(folder: Path) -> None:
    (problem,) = refused(folder, RECORDS, f"{FIT}}}, per_hour: {{mon: 5")
    assert problem.endswith("`per_hour` stands beside records that are to be fitted, which say how often calls come")


def test_problems_of_several_lists_and_demands_are_told_together(folder: Path) -> None:
    (folder / "cdr.csv").write_text(RECORDS.replace("2.5", "soon"))
    text = f"""\
pbx: pbx.yaml
start: 2026-11-23
duration: 7d
arrivals:
- {{to: '101', records: {{{COLUMNS}}}}}
- {{to: '101', records: {{{FIT}}}}}
- {{to: '102', records: {{file: none.csv}}}}
"""
    (folder / "workload.yaml").write_text(text)
    with pytest.raises(UnusableInput) as caught:
        load_workload(folder / "workload.yaml")
    lines = [(problem.file.rpartition("/")[2], problem.line) for problem in caught.value.problems]
    assert lines == [("workload.yaml", 7), ("cdr.csv", 5)]
