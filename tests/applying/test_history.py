"""What is told of the versions, whatever has happened to the journal."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from routesim.applying import Places
from routesim.applying.text import history_lines
from routesim.errors import NotApplied, UnusableInput
from tests.applying.desk import NOON, OFFICE, Desk, version


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A desk with three versions."""
    for number in (10, 20, 30):
        desk.apply(version(number), as_user="alice")
    return desk


def journal(desk: Desk) -> Path:
    return Places.of(desk.applied).journal


def problems(desk: Desk) -> list[str]:
    return [problem.removeprefix(f"{journal(desk)}:") for problem in desk.history.problems]


def test_a_history_on_a_screen(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(busy.folder)
    busy.applied = Path("pbx.yaml")
    busy.roll_back(1, as_user="101", clock=lambda: NOON + timedelta(days=200))
    assert list(history_lines(busy.history, 80)) == [
        "History of pbx.yaml: 4 versions",
        "",
        "* 4  2027-06-11 13:00:00+02:00  Alice Martin (101)",
        "     back to version 1: no call ends differently, 1 change of text",
        "",
        "  3  2026-11-23 12:00:00+01:00  Alice Martin (101)",
        "     no call ends differently, 1 change of text",
        "",
        "  2  2026-11-23 12:00:00+01:00  Alice Martin (101)",
        "     no call ends differently, 1 change of text",
        "",
        "  1  2026-11-23 12:00:00+01:00  Alice Martin (101)",
        "     1 incoming number, 2 users, compared with nothing",
    ]
    busy.applied.write_text(OFFICE, encoding="utf-8")
    lines = list(history_lines(busy.history, 80))
    assert lines[1] == "pbx.yaml has been changed by hand since version 4."
    assert not any("*" in line for line in lines)


def test_no_history_is_an_empty_one(desk: Desk) -> None:
    assert (desk.history.versions, desk.history.in_force, desk.history.problems) == ((), None, ())
    assert desk.history.next_number == 1


def test_what_was_changed_by_hand_is_no_version(busy: Desk) -> None:
    assert busy.history.in_force == 3
    busy.applied.write_text(OFFICE, encoding="utf-8")
    assert busy.history.in_force is None
    busy.applied.write_text(version(20), encoding="utf-8")
    assert busy.history.in_force is None
    busy.applied.unlink()
    assert busy.history.in_force is None


@pytest.mark.parametrize("left", range(0, 100, 4))
def test_a_journal_that_is_cut_short_is_told_and_survived(busy: Desk, left: int) -> None:
    """Cut to so many hundredths of the last version's two lines."""
    lines = journal(busy).read_bytes().splitlines(keepends=True)
    last = b"".join(lines[-2:])
    kept = last[: len(last) * left // 100]
    journal(busy).write_bytes(b"".join(lines[:-2]) + kept)
    torn = [f"{4 + len(kept.splitlines())}: a line that is cut short, or damaged, passed over"]
    lost = ["kept, but not in the journal (it was cut short, or an apply interrupted): version 3"]
    begun = kept.startswith(lines[-2].rstrip())
    assert problems(busy) == (torn if kept and not kept.endswith((b"}", b"}\n")) else []) + ([] if begun else lost)
    assert busy.history.in_force == (3 if begun else None)
    assert busy.apply(version(40)).status == "applied"
    assert busy.history.in_force == (4 if begun else 5)
    assert busy.roll_back().status == "applied"
    assert busy.now == version(30)
    assert Places.of(busy.applied).version(3).read_text(encoding="utf-8") == version(30)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("\x00\x1b[31m", "a line that is cut short, or damaged"),
        ("[" * 100_000, "a line that is cut short, or damaged"),
        ("[]", "no version"),
        ('{"version": "1"}', "no version"),
        ('{"version": true}', "no version"),
        ('{"version": 1e999}', "no version"),
        (f'{{"version": {"9" * 4000}, "outcome": "in_force"}}', "no version"),
        ('{"version": 0, "outcome": "in_force"}', "no version"),
        ('{"version": 9, "outcome": "in_force"}', "version 9 ended, but its beginning is lost"),
        ('{"version": 3, "outcome": "gone"}', "an outcome that is not known"),
        ('{"version": 3, "outcome": ["in_force"]}', "an outcome that is not known"),
        ('{"version": 9, "action": "apply"}', "version 9 is not written as a version is"),
        ('{"version": 9, "action": {"a": 1}}', "version 9 is not written as a version is"),
        ('{"version": 9, "action": "apply", "time": 1, "summary": "", "sha256": ""}', "version 9 is not written as"),
        ('{"version": 1, "action": "apply", "time": "", "summary": "", "sha256": ""}', "version 1 is not written as"),
    ],
)
def test_a_damaged_line_is_told_and_passed_over(busy: Desk, line: str, told: str) -> None:
    with journal(busy).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    (problem,) = problems(busy)
    assert problem.startswith(f"7: {told}")
    assert busy.history.in_force == 3
    assert busy.apply(version(40)).problems == tuple(busy.history.problems)
    assert busy.roll_back().status == "applied"
    assert busy.now == version(30)


def test_a_name_in_a_journal_cannot_steer_a_terminal(busy: Desk) -> None:
    text = journal(busy).read_text(encoding="utf-8").replace("Alice Martin", "\\u001b[31mEve")
    journal(busy).write_text(text, encoding="utf-8")
    assert "\\x1b[31mEve" in "".join(history_lines(busy.history, 100))
    assert "\x1b" not in "".join(history_lines(busy.history, 100))


def test_going_back_and_there_again(busy: Desk) -> None:
    assert busy.roll_back().status == "applied"
    assert (busy.now, busy.told()[-1]) == (version(20), (4, "rollback", 2, "in_force"))
    assert busy.roll_back().status == "applied"
    assert (busy.now, busy.told()[-1]) == (version(30), (5, "rollback", 3, "in_force"))
    assert busy.roll_back(1).status == "applied"
    assert (busy.now, busy.told()[-1]) == (version(10), (6, "rollback", 1, "in_force"))


def test_going_back_from_what_was_changed_by_hand_keeps_it(busy: Desk) -> None:
    busy.applied.write_text(OFFICE, encoding="utf-8")
    busy.roll_back()
    assert busy.now == version(30)
    assert busy.told()[3:] == [(4, "found", None, "in_force"), (5, "rollback", 3, "in_force")]
    busy.roll_back()
    assert busy.now == OFFICE


@pytest.mark.parametrize("text", ["not: a configuration\n", "- [broken", ""])
def test_going_back_from_what_cannot_even_be_read_is_possible(busy: Desk, text: str) -> None:
    busy.applied.write_text(text, encoding="utf-8")
    result = busy.roll_back()
    assert (result.status, result.review.difference, busy.now) == ("applied", None, version(30))
    assert (busy.folder / ".pbx.yaml.history/000004.yaml").read_text(encoding="utf-8") == text


def test_but_not_on_behalf_of_somebody_whose_rights_cannot_be_read(busy: Desk) -> None:
    busy.applied.write_text("- [broken", encoding="utf-8")
    with pytest.raises(UnusableInput):
        busy.roll_back(as_user="alice")
    assert busy.now == "- [broken"


def test_going_back_when_the_file_is_gone(busy: Desk) -> None:
    busy.applied.unlink()
    busy.roll_back()
    assert busy.now == version(30)


def test_going_back_to_what_is_in_force_does_nothing(busy: Desk) -> None:
    assert busy.roll_back(3).status == "unchanged"
    assert len(busy.told()) == 3


def test_going_back_has_to_be_confirmed(busy: Desk) -> None:
    assert busy.roll_back(confirm=lambda review: False).status == "declined"
    assert busy.now == version(30)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(NotApplied) as caught:
        act()
    return str(caught.value)


def test_a_version_that_is_not_there_is_told(busy: Desk) -> None:
    assert refusal(lambda: busy.roll_back(9)) == f"{busy.applied}: there is no version 9, expected one from 1 to 3"


def test_where_there_is_nothing_to_go_back_to_that_is_told(desk: Desk) -> None:
    assert refusal(desk.roll_back) == f"{desk.applied}: no earlier version is known"
    assert refusal(lambda: desk.roll_back(1)).endswith("there is no version 1, nothing has been applied yet")
    desk.apply(OFFICE)
    assert refusal(desk.roll_back) == f"{desk.applied}: no earlier version is known"


def test_a_version_that_is_no_longer_what_it_was_is_refused(busy: Desk) -> None:
    Places.of(busy.applied).version(2).write_text(OFFICE, encoding="utf-8")
    assert refusal(busy.roll_back).endswith("000002.yaml: is no longer what was applied as version 2")


def test_a_version_whose_file_is_gone_is_told(busy: Desk) -> None:
    Places.of(busy.applied).version(2).unlink()
    with pytest.raises(UnusableInput, match=r"000002\.yaml: cannot be read: no such file or directory"):
        busy.roll_back()


def test_a_version_that_the_journal_has_lost_can_be_gone_back_to_by_its_number(busy: Desk) -> None:
    journal(busy).unlink()
    assert problems(busy) == [
        "kept, but not in the journal (it was cut short, or an apply interrupted): version 1, 2 and 3"
    ]
    assert busy.roll_back(2).status == "applied"
    assert busy.now == version(20)
    assert busy.told() == [(4, "found", None, "in_force"), (5, "rollback", 2, "in_force")]


def test_a_version_that_was_interrupted_never_was_in_force(busy: Desk) -> None:
    lines = journal(busy).read_bytes().splitlines(keepends=True)
    journal(busy).write_bytes(b"".join(lines[:-1]))
    busy.applied.write_text(version(20), encoding="utf-8")
    assert (busy.told()[-1], busy.history.in_force) == ((3, "apply", None, "interrupted"), 2)
    assert refusal(lambda: busy.roll_back(3)).endswith(
        "version 3 never came into force, since its apply was interrupted"
    )
    assert "interrupted before it came into force" in " ".join("".join(history_lines(busy.history, 200)).split())
    busy.roll_back()
    assert (busy.now, busy.told()[2:]) == (
        version(10),
        [(3, "apply", None, "interrupted"), (4, "rollback", 1, "in_force")],
    )


def test_a_history_as_json(busy: Desk) -> None:
    told = json.loads(json.dumps(busy.history.to_dict()))
    assert list(told) == ["applied", "in_force", "versions", "problems"]
    assert [list(one) for one in told["versions"]] == [
        ["version", "action", "of", "time", "by", "summary", "outcome", "sha256"]
    ] * 3


def test_times_are_those_of_the_systems_own_clock(desk: Desk) -> None:
    desk.apply(
        OFFICE.replace("Europe/Brussels", "America/New_York"), clock=lambda: datetime(2026, 7, 1, 12, tzinfo=UTC)
    )
    assert desk.history.versions[0].time == "2026-07-01T08:00:00-04:00"
