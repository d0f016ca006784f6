"""Each seeded fault is caught: by a new finding of `check`, by a promise that `explore` breaks, or by `diff`."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from routesim.errors import UnusableInput
from routesim.exploration import diff, explore
from routesim.files import loads
from routesim.lint import check
from routesim.model.property import Property
from routesim.model.system import PhoneSystem

SEEDED = Path(__file__).parent / "seeded"
SCENARIOS = Path(__file__).parents[2] / "scenarios"


class Seeded(NamedTuple):
    """An edit of a scenario's configuration: *old* becomes *new*. *caught* names all who tell, in order."""

    scenario: str
    what: str
    old: str
    new: str
    caught: str = ""

    @property
    def text(self) -> str:
        """The configuration with the edit in it."""
        original = text_of(self.scenario)
        assert self.old in original, "what is to be edited has moved"
        return original.replace(self.old, self.new, 1)


def page(name: str) -> dict[str, Any]:
    read = yaml.load((SEEDED / name).read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(read, dict)
    return read


def table(name: str) -> list[Seeded]:
    return [Seeded(scenario, what, **edit) for scenario, edits in page(name).items() for what, edit in edits.items()]


FAULTS, HARMLESS, PROMISES = table("faults.yaml"), table("harmless.yaml"), page("promises.yaml")


@cache
def text_of(scenario: str) -> str:
    return (SCENARIOS / scenario / "pbx.yaml").read_text(encoding="utf-8")


@cache
def applied(scenario: str) -> PhoneSystem:
    return loads(text_of(scenario))


def caught(seeded: Seeded, folder: Path) -> str:
    """Who tells that something is wrong, or other than before."""
    told = ["check"] if findings(seeded.text, folder) - findings(text_of(seeded.scenario), folder) else []
    try:
        draft = loads(seeded.text)
    except UnusableInput:
        return " ".join(told)
    if not keeps_its_promise(seeded.scenario, draft):
        told.append("explore")
    if diff(applied(seeded.scenario), draft).verdict != "equal":
        told.append("diff")
    return " ".join(told)


def findings(text: str, folder: Path) -> Counter[str]:
    """How often `check` finds what."""
    file = folder / "pbx.yaml"
    file.write_text(text, encoding="utf-8")
    return Counter(finding.code for finding in check(file))


def keeps_its_promise(scenario: str, draft: PhoneSystem) -> bool:
    if scenario not in PROMISES:
        return True
    promise = Property.model_validate(PROMISES[scenario])
    return explore(draft, [str(promise.number)], [promise]).holds


@pytest.mark.parametrize("seeded", FAULTS, ids=[seeded.what for seeded in FAULTS])
def test_a_fault_is_caught(seeded: Seeded, tmp_path: Path) -> None:
    assert seeded.caught
    assert caught(seeded, tmp_path) == seeded.caught


@pytest.mark.parametrize("seeded", HARMLESS, ids=[seeded.what for seeded in HARMLESS])
def test_nobody_cries_wolf(seeded: Seeded, tmp_path: Path) -> None:
    assert seeded.old != seeded.new
    assert caught(seeded, tmp_path) == ""


@pytest.mark.parametrize("scenario", PROMISES)
def test_every_promise_is_kept_before_anything_is_edited(scenario: str) -> None:
    assert keeps_its_promise(scenario, applied(scenario))


def test_there_are_enough_of_them_for_everybody() -> None:
    assert len(FAULTS) >= 40
    assert len(HARMLESS) >= 10
    assert {who for seeded in FAULTS for who in seeded.caught.split()} == {"check", "explore", "diff"}
