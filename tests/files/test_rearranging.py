"""Items of a list are added, taken away and moved where they stand; comments go with what they stand beside."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from routesim.files.rearranging import rearranged
from routesim.files.splicing import NoSuchPlace
from tests.files.test_splicing import WRITERS

LINES = """\
a:
  # in this order
  - to: x   # first
    ring: 5
  # then
  - {to: y}   # second
b: 1 # end
"""
BRACKETS = """\
a: [  # who
  {to: x},  # first
  # then
  {to: y}   # second
]
"""
NEW = {"to": "z", "ring": [0, 5]}


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        (
            LINES,
            [1, 0],
            "a:\n  # then\n  - {to: y}   # second\n  # in this order\n  - to: x   # first\n    ring: 5\nb: 1 # end\n",
        ),
        (LINES, [1], "a:\n  # then\n  - {to: y}   # second\nb: 1 # end\n"),
        (LINES, [0], "a:\n  # in this order\n  - to: x   # first\n    ring: 5\nb: 1 # end\n"),
        (LINES, [], "a: []\nb: 1 # end\n"),
        (LINES, [0, 1, NEW], LINES.replace("b: 1", '  - {to: "z", ring: [0, 5]}\nb: 1')),
        ("a: # who\n- x: 1", [0, {"x": 2}], "a: # who\n- x: 1\n- {x: 2}"),
        ("a: # who\n- x: 1", [], "a: [] # who\n"),
        ("a:\r\n  - 1\r\n  # two\r\n  - 2\r\n", [1, 0], "a:\r\n  # two\r\n  - 2\r\n  - 1\r\n"),
        (
            "a:\n  -\n    x: 1\n  - x: |\n      # text\n\n  # three\n  - x: 3\n",
            [1, 2],
            "a:\n  - x: |\n      # text\n\n  # three\n  - x: 3\n",
        ),
        ("a: [1, 2,3]", [2, 0], "a: [3, 1]"),
        ("a: [1]", [], "a: []"),
        (BRACKETS, [1, 0], "a: [  # who\n  # then\n  {to: y},  # second\n  {to: x}  # first\n]\n"),
        (BRACKETS, [0], "a: [  # who\n  {to: x}  # first\n]\n"),
        (BRACKETS, [], "a: [  # who\n]\n"),
        (
            BRACKETS,
            [0, NEW, 1],
            BRACKETS.replace("  # then", '  {to: "z", ring: [0, 5]},\n  # then').replace("   # s", "  # s"),
        ),
        ("a: [1,\n    2, # two\n    3]", [1, 0], "a: [2,  # two\n    1]"),
        ("a: [1,\n    2, # two\n    3]", [0, 1], "a: [1,\n    2  # two\n    ]"),
        ("a: [\n  1,\n  2,\n]", [1], "a: [\n  2,\n]"),
        (
            '{"a": [\n  {"to": "x"},\n  {"to": "y"}\n]}',
            [1, NEW],
            '{"a": [\n  {"to": "y"},\n  {"to": "z", "ring": [0, 5]}\n]}',
        ),
        ("a: []", [NEW], 'a: [{to: "z", ring: [0, 5]}]'),
        ("a: # none\nb: 1\n", [NEW], 'a: [{to: "z", ring: [0, 5]}] # none\nb: 1\n'),
        ("b: 1\n", [NEW], 'b: 1\na: [{to: "z", ring: [0, 5]}]\n'),
    ],
)
def test_items_change_places_and_all_else_stays(before: str, items: Any, after: str) -> None:
    assert rearranged(before, ("a",), items) == after


@pytest.mark.parametrize("items", [[2], [-1], [0, 1, 5]])
@pytest.mark.parametrize("text", [LINES, BRACKETS, "a: text\n", "b: 1\n", "a:\n"])
def test_an_item_that_is_not_there_is_refused(text: str, items: Any) -> None:
    with pytest.raises(NoSuchPlace):
        rearranged(text, ("a",), items)


ITEMS = st.lists(
    st.fixed_dictionaries({"to": st.sampled_from(["101", "é # no", "a, b"]), "ring": st.sampled_from([15, [0, 9]])}),
    min_size=1,
    max_size=4,
)


@given(before=ITEMS, writer=st.sampled_from(sorted(WRITERS)), data=st.data())
def test_the_list_holds_what_was_asked_for(before: list[Any], writer: str, data: Any) -> None:
    whole = json.loads(json.dumps({"u": [{"p": {"to": before, "last": 1}}, 7], "end": 1}))
    order = data.draw(st.lists(st.integers(0, len(before) - 1), unique=True))
    text = rearranged(WRITERS[writer](whole), ("u", 0, "p", "to"), [*order, NEW])
    whole["u"][0]["p"]["to"] = [*(before[place] for place in order), NEW]
    assert yaml.safe_load(text) == whole
    emptied = rearranged(text, ("u", 0, "p", "to"), [])
    whole["u"][0]["p"]["to"] = []
    assert yaml.safe_load(emptied) == whole
