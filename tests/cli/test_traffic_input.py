"""What `routesim simulate` says of records and of load before, or instead of, figures."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

HEAD = "pbx: pbx.yaml\nstart: 2026-11-23T08:00:00\nduration: 8h\nreplications: 1\n"
RECORDED = f"{HEAD}arrivals:\n- {{to: '101', records: {{file: cdr.csv, at: start, to: number, use: fit}}}}\n"
DAY = "".join(
    f"2026-09-{day:02}T1{place // 2}:{place % 2}0:00,101\n" for day in range(1, 29) for place in range(18) if day != 9
)


def simulate(run: Run, workload: str, records: str = "", *options: str) -> tuple[int, str, str]:
    Path("workload.yaml").write_text(workload, encoding="utf-8")
    Path("cdr.csv").write_text(records, encoding="utf-8")
    found = run("simulate", "workload.yaml", "--workers", "1", *options)
    return found.exit_code, found.stdout, found.stderr


def test_rows_that_are_wrong_are_all_told_and_nothing_is_simulated(run: Run) -> None:
    assert simulate(run, RECORDED, "number;start\n101;soon\n101;2026-11-23\n") == (
        2,
        "",
        "cdr.csv:2:2: `start` is `soon`: no date and time, expected one such as 2026-11-23T10:00:00\n"
        "cdr.csv:3:2: `start` is `2026-11-23`: no date and time, expected one such as 2026-11-23T10:00:00\n"
        "2 problems\n",
    )


def test_what_is_missing_from_records_is_told_above_the_figures(run: Run) -> None:
    code, told, _ = simulate(run, RECORDED, f"start,number\n{DAY}")
    assert code == 0
    words = " ".join(told.split())
    assert "! cdr.csv, calls to 101: none on Wednesday 9 September 2026, 10:00 to 19:00 (18 were to be" in words


def test_with_figures_for_programs_remarks_are_messages(run: Run) -> None:
    code, told, messages = simulate(run, RECORDED, f"start,number\n{DAY}", "--format", "csv")
    assert code == 0
    assert told.startswith("kind,id,metric,")
    assert messages.startswith("cdr.csv, calls to 101: none on Wednesday 9 September 2026")
