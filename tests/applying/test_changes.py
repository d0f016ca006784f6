"""A draft is put in force if nothing stops it, and only then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from routesim.applying import Applied, Review
from routesim.errors import NotAllowed, NotApplied, UnusableInput
from routesim.model.system import PhoneSystem
from routesim.result.exploration import Ending, Exploration, NumberEndings, PropertyVerdict
from tests.applying.desk import OFFICE, SECRET, Desk, version

OLD, NEW = version(20), version(30)
REQUIRED = OFFICE + 'properties:\n  - {number: "+3225880101", require: [voicemail]}\n'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refuse(review: Review) -> bool:
    return False


def never(review: Review) -> bool:
    raise AssertionError("nobody is to be asked")


def test_a_first_apply_is_compared_with_nothing(desk: Desk) -> None:
    result = desk.apply(OLD)
    assert (result.status, result.review.difference, result.review.before) == ("applied", None, None)
    assert desk.now == OLD
    assert list(desk.files()) == [
        ".pbx.yaml.history/000001.yaml",
        ".pbx.yaml.history/journal.jsonl",
        "draft.yaml",
        "pbx.yaml",
    ]


def test_each_version_is_kept_whole_with_time_author_and_summary(desk: Desk) -> None:
    desk.apply(OLD, as_user="alice")
    result = desk.apply(NEW, as_user="101")
    assert result.version is not None
    assert result.version.to_dict() == {
        "version": 2,
        "action": "apply",
        "of": None,
        "time": "2026-11-23T12:00:00+01:00",
        "by": "Alice Martin (101)",
        "summary": "no call ends differently, 1 change of text",
        "outcome": "unknown",
        "sha256": result.version.sha256,
    }
    assert [(desk.folder / f".pbx.yaml.history/00000{n}.yaml").read_text() for n in (1, 2)] == [OLD, NEW]


def test_what_was_written_by_hand_becomes_a_version_of_its_own(desk: Desk) -> None:
    desk.applied.write_text(OLD, encoding="utf-8")
    desk.apply(NEW)
    assert desk.told() == [(1, "found", None, "in_force"), (2, "apply", None, "in_force")]
    desk.applied.write_text(version(25), encoding="utf-8")
    desk.apply(version(40))
    assert desk.told()[2:] == [(3, "found", None, "in_force"), (4, "apply", None, "in_force")]
    assert (desk.folder / ".pbx.yaml.history/000003.yaml").read_text() == version(25)


def test_whoever_decides_sees_the_difference(desk: Desk) -> None:
    seen: list[Review] = []
    desk.apply(OLD)
    result = desk.apply(NEW, confirm=lambda review: bool(seen.append(review)))
    assert (result.status, desk.now) == ("declined", OLD)
    assert seen[0].difference is not None
    assert [text.to_dict() for text in seen[0].difference.texts] == [
        {"path": "users[101].ring_time", "applied": "20.0", "draft": "30.0"}
    ]
    assert len(desk.told()) == 1


def test_what_is_in_force_already_is_not_applied_again(desk: Desk) -> None:
    desk.apply(OLD)
    assert desk.apply(OLD, confirm=never).status == "unchanged"
    assert len(desk.told()) == 1


def test_a_comment_alone_can_be_applied(desk: Desk) -> None:
    desk.apply(OLD)
    assert desk.apply(f"# why it is so\n{OLD}").status == "applied"


def test_a_file_that_changes_meanwhile_is_left_alone(desk: Desk) -> None:
    desk.apply(OLD)

    def somebody_edits(review: Review) -> bool:
        desk.applied.write_text(version(25), encoding="utf-8")
        return True

    before = list(desk.files())
    with pytest.raises(NotApplied, match=r"pbx\.yaml: changed by somebody else meanwhile, nothing was applied"):
        desk.apply(NEW, confirm=somebody_edits)
    assert desk.now == version(25)
    assert list(desk.files()) == before


def test_a_file_that_appears_meanwhile_is_left_alone(desk: Desk) -> None:
    def somebody_writes(review: Review) -> bool:
        desk.applied.write_text(version(25), encoding="utf-8")
        return True

    with pytest.raises(NotApplied, match="changed by somebody else meanwhile"):
        desk.apply(NEW, confirm=somebody_writes)
    assert list(desk.files()) == ["draft.yaml", "pbx.yaml"]


def test_a_link_that_is_turned_meanwhile_is_left_alone(desk: Desk) -> None:
    for name in ("one.yaml", "other.yaml"):
        (desk.folder / name).write_text(OLD, encoding="utf-8")
    desk.applied.symlink_to("one.yaml")

    def somebody_turns_it(review: Review) -> bool:
        desk.applied.unlink()
        desk.applied.symlink_to("other.yaml")
        return True

    with pytest.raises(NotApplied, match="changed by somebody else meanwhile"):
        desk.apply(NEW, confirm=somebody_turns_it)
    assert {(desk.folder / name).read_text() for name in ("one.yaml", "other.yaml")} == {OLD}


def test_a_draft_that_changes_meanwhile_is_applied_as_it_was_reviewed(desk: Desk) -> None:
    def the_author_goes_on(review: Review) -> bool:
        desk.draft.write_text("half a line", encoding="utf-8")
        return True

    desk.apply(NEW, confirm=the_author_goes_on)
    assert desk.now == NEW


def problems(desk: Desk, text: str) -> list[str]:
    with pytest.raises(UnusableInput) as caught:
        desk.apply(text, confirm=never)
    return [f"{Path(problem.file).name}:{problem.line}" for problem in caught.value.problems]


def test_a_draft_that_cannot_be_used_is_told_and_nothing_is_written(desk: Desk) -> None:
    assert problems(desk, OLD.replace("ring_time: 20", "ring_time: long")) == ["draft.yaml:5"]
    assert problems(desk, OLD.replace('extension: "101"}}', 'extension: "109"}}')) == ["draft.yaml:12"]
    assert list(desk.files()) == ["draft.yaml"]


def test_a_broken_applied_file_and_a_broken_draft_are_told_together(desk: Desk) -> None:
    desk.applied.write_text(OLD.replace("ring_time: 20", "ring_time: long"), encoding="utf-8")
    assert problems(desk, NEW) == ["pbx.yaml:5"]
    assert problems(desk, NEW.replace("ring_time: 30", "ring_time: short")) == ["pbx.yaml:5", "draft.yaml:5"]


def test_the_draft_itself_is_no_place_to_apply_it_to(desk: Desk) -> None:
    desk.applied = desk.draft
    with pytest.raises(UnusableInput, match="this is the draft itself, expected another file"):
        desk.apply(NEW)


def test_a_draft_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(UnusableInput, match=r"draft\.yaml: cannot be read: no such file or directory"):
        desk.apply()


def explored(*, holds: bool, bound: bool = False) -> Exploration:
    """What exploring might find of calls that Alice does not answer."""
    witness = {"start": "2026-11-23T10:00:00", "calls": [{"from": "+32470123456", "to": "+3225880101"}]}
    ending = Ending("no_answer", None, None, (20.0, 20.0), ("user:101 does not answer",), witness)
    verdict = PropertyVerdict({"require": ["voicemail"]}, holds, None if holds or bound else 0)
    return Exploration("Office", (NumberEndings("+3225880101", (ending,), (verdict,), not bound),), {})


def test_a_property_that_is_broken_stops_a_draft(desk: Desk) -> None:
    def explore(system: PhoneSystem, numbers: Sequence[str] | None) -> Exploration:
        assert system.properties
        assert numbers == ["+3225880101"]
        return explored(holds=False)

    result = desk.apply(REQUIRED, confirm=never, explore=explore)
    assert (result.status, desk.now) == ("stopped", None)
    assert [verdict.ending for _, verdict in result.review.broken] == [0]
    assert list(desk.files()) == ["draft.yaml"]


def test_a_property_that_could_not_be_decided_stops_a_draft_too(desk: Desk) -> None:
    assert desk.apply(REQUIRED, confirm=never, explore=lambda *_: explored(holds=False, bound=True)).status == "stopped"
    assert desk.apply(REQUIRED, confirm=never, explore=lambda *_: explored(holds=True, bound=True)).status == "stopped"


def test_a_property_of_every_number_is_explored_for_every_number(desk: Desk) -> None:
    asked: list[object] = []
    text = REQUIRED + "  - {forbid: [busy]}\n"
    assert (
        desk.apply(text, explore=lambda _, numbers: asked.append(numbers) or explored(holds=True)).status == "applied"
    )
    assert asked == [None]


def test_a_property_that_holds_lets_a_draft_through(desk: Desk) -> None:
    assert desk.apply(REQUIRED, explore=lambda *_: explored(holds=True)).status == "applied"


@pytest.mark.parametrize("who", ["bob", "102", " 102 ", "Bob Peeters"])
def test_somebody_without_the_right_is_refused(desk: Desk, who: str) -> None:
    with pytest.raises(NotAllowed) as refusal:
        desk.apply(NEW, as_user=who, confirm=never)
    assert str(refusal.value) == (
        f"Bob Peeters (102) may not apply changes: {desk.draft} grants view for apply_changes_button, "
        "expected edit or yes"
    )
    assert list(desk.files()) == ["draft.yaml"]


def test_no_draft_grants_its_author_the_right(desk: Desk) -> None:
    desk.apply(OLD)
    granting = NEW.replace("apply_changes_button: view", "apply_changes_button: edit")
    with pytest.raises(NotAllowed, match=r"pbx\.yaml grants view for apply_changes_button"):
        desk.apply(granting, as_user="bob")
    assert desk.apply(granting, as_user="alice").status == "applied"
    assert desk.apply(OLD, as_user="bob").status == "applied"


def test_somebody_unknown_or_ambiguous_is_told(desk: Desk) -> None:
    with pytest.raises(UnusableInput, match=r"there is no user `alcie`, did you mean"):
        desk.apply(NEW, as_user="alcie")
    twice = NEW.replace("username: bob", "username: alice")
    with pytest.raises(UnusableInput, match=r"several users sign in as `alice`, expected one of 101 and 102"):
        desk.apply(twice, as_user="alice")
    assert desk.apply(twice, as_user="101").status == "applied"


def test_nobody_s_password_is_told_by_anything(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    from routesim.applying.text import history_lines, review_lines

    desk.applied.write_text(OLD.replace(SECRET, "older-secret-of-Alice"), encoding="utf-8")
    result: Applied = desk.apply(NEW.replace(SECRET, "newer-secret-of-Alice"))
    told = [*review_lines(result.review, 80), *history_lines(desk.history, 80), json.dumps(result.to_dict())]
    told += [json.dumps(desk.history.to_dict()), repr(result), repr(desk.history)]
    assert "secret-of-Alice" not in "\n".join(told)
    assert "secret-of-Alice" not in (desk.folder / ".pbx.yaml.history/journal.jsonl").read_text()
