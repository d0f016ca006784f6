"""Differences as objects: how they show themselves, and as tables."""

from __future__ import annotations

import re

import routesim
from routesim.result.difference import TextChange
from tests.result.differences import APPLIED, DRAFT, busy_alice, difference, slow_alice


def test_a_difference_is_printed_as_the_command_tells_it() -> None:
    lines = str(difference(busy_alice())).splitlines()
    assert lines[:2] == ["pbx.yaml → draft.yaml", "Calls to +3225880101 end differently."]
    assert lines[3] == "When: Alice Martin (101) is occupied"
    assert sum(line.startswith("── ") for line in lines) == 2, "both stories"


def test_a_difference_names_itself_in_a_line() -> None:
    assert repr(difference()) == "<Difference 'pbx.yaml' -> 'draft.yaml': equal, 0 changes>"
    assert repr(difference(busy_alice())) == "<Difference 'pbx.yaml' -> 'draft.yaml': different, 1 change>"


def test_a_notebook_shows_causes_as_a_table_and_stories_to_unfold() -> None:
    html = difference(busy_alice(), slow_alice(), texts=(TextChange("users[101].name", "Al", None),))._repr_html_()
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", html.split("<details>", maxsplit=1)[0])
    assert cells[:4] == [
        "Alice Martin (101) is occupied",
        "+3225880101",
        "answered by Bob Peeters (102) after 6 s",
        "voicemail of Alice Martin (101) at once",
    ]
    assert html.count("<details>") == 1, "what only takes another time needs no story"
    assert "Taken by the mailbox of Alice Martin (101)" in html
    assert html.index("<details>") < html.index("users[101].name"), "texts stand at the end"


def test_names_from_a_configuration_are_text_in_a_notebook() -> None:
    hostile = "<script>alert(1)</script>"
    systems = [routesim.loads(text.replace("Alice Martin", hostile)) for text in (APPLIED, DRAFT)]
    html = routesim.diff(*systems)._repr_html_()
    assert hostile not in html
    assert "&lt;script&gt;" in html


def test_changes_make_a_table_with_the_same_columns_if_there_are_none() -> None:
    table = difference(busy_alice()).to_pandas()
    assert table.to_dict("records") == [
        {
            "number": "+3225880101",
            "when": "user:101 is occupied",
            "kind": "ending",
            "applied_outcome": "answered",
            "applied_by": "102",
            "applied_waited": 6.0,
            "draft_outcome": "voicemail",
            "draft_by": "101",
            "draft_waited": 0.0,
        }
    ]
    assert list(difference().to_pandas().columns) == list(table.columns)


def test_stories_are_the_same_call_on_either_system() -> None:
    (change, *_) = routesim.diff(routesim.loads(APPLIED), routesim.loads(DRAFT)).changes
    applied, draft = change.stories
    assert (applied.outcome.value, applied.by, applied.waited) == tuple(change.applied.to_dict().values())
    assert (draft.outcome.value, draft.by, draft.waited) == tuple(change.draft.to_dict().values())
    assert (applied.from_, applied.to, applied.scene.start) == (draft.from_, draft.to, draft.scene.start)
