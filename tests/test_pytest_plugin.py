"""Files of calls as tests: what an admin sees who runs pytest."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.files import CALLS, MET, PBX

HOUSE = Path(__file__).parents[1]
PLUGIN = "routesim.pytest_plugin"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest with this plug-in alone."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", PLUGIN, "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "pbx.yaml").write_text(PBX, encoding="utf-8")
    return tmp_path


def test_pytest_finds_the_plug_in_by_its_entry_point() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"routesim": PLUGIN}


def test_every_call_with_an_expectation_is_a_test(office: Path) -> None:
    (office / "calls.yaml").write_text(MET, encoding="utf-8")
    (office / "evening.calls.yaml").write_text(MET.replace("id: met, ", ""), encoding="utf-8")
    (office / "phonecalls.yaml").write_text("this is no such file", encoding="utf-8")
    done = run(office, "--collect-only", "-q")
    assert done.stdout.splitlines()[:4] == [
        "calls.yaml::met",
        "calls.yaml::unmet",
        "evening.calls.yaml::1",
        "evening.calls.yaml::unmet",
    ]
    assert run(office).returncode == 0


def test_a_failure_tells_the_story_and_no_traceback(office: Path) -> None:
    (office / "calls.yaml").write_text(CALLS, encoding="utf-8")
    done = run(office, "-v")
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    told = done.stdout.partition("call: unmet")[2].splitlines()
    assert told[1:6] == [
        "unmet: +32470123456 calls +3225880101",
        "Monday 23 November 2026, 10:05:00, Europe/Brussels, 300 s into the play",
        "Answered by Bob Peeters (102) after 26 s, talked for 60 s",
        "✗ NOT AS EXPECTED",
        "  - expected the outcome voicemail, but it was answered",
    ]
    assert "Traceback" not in done.stdout
    assert "pytest_plugin.py" not in done.stdout


def test_a_test_stands_where_its_call_does(office: Path) -> None:
    (office / "calls.yaml").write_text(CALLS, encoding="utf-8")
    run(office, "--junit-xml=report.xml", "-o", "junit_family=xunit1")
    assert 'file="calls.yaml" line="6"' in (office / "report.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (CALLS.replace("expect:", "expct:"), "calls.yaml:6:56: the key `expct` is not known here"),
        (CALLS.replace('by: "101"', 'by: "101'), "calls.yaml:"),
        (CALLS.replace("pbx: pbx.yaml", "pbx: gone.yaml"), "calls.yaml:1:6: `pbx` is `gone.yaml`: cannot be read"),
        (CALLS.replace("start: 2026", "start: 1926"), "calls.yaml:2:8: "),
    ],
    ids=["unknown key", "broken", "no configuration", "wrong value"],
)
def test_a_bad_file_is_told_with_its_places_at_collection(office: Path, wrong: str, told: str) -> None:
    (office / "calls.yaml").write_text(wrong, encoding="utf-8")
    done = run(office)
    assert done.returncode == 2
    assert told in done.stdout
    assert "Traceback" not in done.stdout
    assert "error during collection" in done.stdout


def test_what_is_wrong_with_the_configuration_is_told_too(office: Path) -> None:
    (office / "pbx.yaml").write_text(PBX.replace("voicemail: yes", "voicemail: maybe", 1), encoding="utf-8")
    (office / "calls.yaml").write_text(CALLS, encoding="utf-8")
    assert "pbx.yaml:6:16: `voicemail` is `maybe`" in run(office).stdout


def test_a_play_that_is_given_up_fails_in_words(office: Path) -> None:
    circle = "{name: P, extension: 700, start: a, elements: {a: {type: menu, timeout: 0.000001, no_input: a}}}"
    (office / "pbx.yaml").write_text(f"{PBX}dial_plans: [{circle}]\n", encoding="utf-8")
    (office / "calls.yaml").write_text(MET.replace('to: "+3225880101", expect', 'to: "700", expect'), encoding="utf-8")
    done = run(office)
    assert "2 failed" in done.stdout
    assert "call 'met' enters more than " in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize(
    "foreign",
    [
        "calls: [1, 2]\n",
        "api:\n  calls: {max: 3}\n  start: 5\n",
        "- start\n- calls\n",
        "{% if calls %}start{% end %}",
        "",
    ],
)
def test_files_of_that_name_in_other_projects_are_left_alone(tmp_path: Path, foreign: str) -> None:
    (tmp_path / "calls.yaml").write_text(foreign, encoding="utf-8")
    (tmp_path / "test_it.py").write_text("def test_it() -> None: ...\n", encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 0
    assert "1 passed" in done.stdout


def test_a_project_without_such_files_never_loads_routesim(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(
        "import sys\n"
        "def test_it() -> None:\n"
        "    loaded = [name for name in sys.modules if name.startswith('routesim')]\n"
        "    assert sorted(loaded) == ['routesim', 'routesim.pytest_plugin']\n"
        "    assert {'yaml', 'pydantic', 'simpy', 'click'} & set(sys.modules) == set()\n",
        encoding="utf-8",
    )
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout


def test_the_scenarios_are_tests_to_those_who_ask_for_them() -> None:
    assert "calls.yaml::Alice is at her desk PASSED" in run(HOUSE, "-v", "scenarios/small-office").stdout
