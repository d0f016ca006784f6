"""`routesim simulate --compare` as a user runs it."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Run, simulate
from tests.cli.files import PBX, WORKLOAD

pytestmark = pytest.mark.usefixtures("traffic")


def test_a_draft_is_compared(run: Run, office: Path) -> None:
    (office / "draft.yaml").write_text(PBX.replace("ring: [0, 15]", "ring: [0, 5]"), encoding="utf-8")
    assert "\nThe draft is not shown to change anything: of " in simulate(run, "--compare", "draft.yaml")
    hasty = PBX.replace("    voicemail: yes\n", "    voicemail: yes\n    ring_time: 1\n")
    (office / "hasty.yaml").write_text(hasty, encoding="utf-8")
    told = simulate(run, "--compare", "hasty.yaml")
    assert "\nBy how much figures are greater with the draft and the same callers;" in told
    assert told.splitlines()[-1].endswith("have all.")
    found = json.loads(simulate(run, "--compare", "draft.yaml", "--format", "json"))
    assert len(found["compare"]) == len(found["rows"])
    written = list(csv.DictReader(StringIO(simulate(run, "--compare", "hasty.yaml", "--format", "csv"))))
    compared = json.loads(simulate(run, "--compare", "hasty.yaml", "--format", "json"))["compare"]
    keys = {"difference": "difference", "difference_low": "low", "difference_high": "high", "p": "p", "shown": "shown"}
    assert [[row[name] for name in keys] for row in written if row["difference"]] == [
        [json.dumps(change[key]) if key == "shown" else str(change[key]) for key in keys.values()]
        for change in compared
    ]


def test_what_a_draft_alone_makes_wrong_names_the_draft(run: Run, office: Path) -> None:
    people = 'people: {"102": {answers_after: 3}, "103": {answers_after: 3}, '
    (office / "workload.yaml").write_text(WORKLOAD.replace("people: {", people), encoding="utf-8")
    (office / "draft.yaml").write_text(PBX.replace('"102"', '"109"'), encoding="utf-8")
    told = run("simulate", "workload.yaml", "--compare", "draft.yaml").stderr.splitlines()
    assert [line for line in told if line.startswith("workload.yaml:")] == [
        "workload.yaml:10:37: there is no user `103`, did you mean `102`?",
        "workload.yaml:10:10: with draft.yaml, there is no user `102`, did you mean `109`?",
    ]


def test_a_draft_without_the_workloads_people_is_refused(run: Run, office: Path) -> None:
    text = WORKLOAD.replace("people: {default", 'people: {"102": {answers_after: 4}, default')
    (office / "workload.yaml").write_text(text, encoding="utf-8")
    (office / "draft.yaml").write_text(PBX.replace("102", "103"), encoding="utf-8")
    result = run("simulate", "workload.yaml", "--compare", "draft.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no user `102`" in result.stderr


def test_the_calls_of_both_are_written_and_a_whole_file_outlasts_what_goes_wrong(run: Run, office: Path) -> None:
    (office / "draft.yaml").write_text(PBX.replace("ring: [0, 15]", "ring: [0, 5]"), encoding="utf-8")
    options = ("--compare", "draft.yaml", "--records", "calls.csv", "--queue-events", "events.db")
    simulate(run, *options)
    written = (office / "calls.csv").read_bytes()
    assert {row["system"] for row in csv.DictReader(StringIO(written.decode()))} == {"applied", "draft"}
    (office / "draft.yaml").write_text("settings: {}\n", encoding="utf-8")
    assert run("simulate", "workload.yaml", *options).exit_code == 2
    assert (office / "calls.csv").read_bytes() == written


def test_records_are_not_written_over_those_that_are_read(run: Run, office: Path) -> None:
    values = office / "talks.csv"
    values.write_text("10\n20\n", encoding="utf-8")
    page = WORKLOAD.replace("exponential: 120", "empirical: talks.csv")
    (office / "workload.yaml").write_text(page, encoding="utf-8")
    result = run("simulate", "workload.yaml", "--records", f"{office}/talks.csv")
    why = "workload.yaml takes from this file, expected another"
    assert (result.exit_code, result.stderr) == (2, f"--records {office}/talks.csv: {why}\n")
    assert values.read_text(encoding="utf-8") == "10\n20\n"
