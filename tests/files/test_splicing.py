"""A value is changed where it stands; everything else stays as it was typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from routesim.files import loads
from routesim.files.splicing import Edit, NoSuchPlace, spliced


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: 20   # usual\n", "a", 25, "a: 25   # usual\n"),
        ("a: 'x'\n", "a", True, "a: yes\n"),
        ("a:\n  - 0\n  - 15  # end\nb: 1\n", "a", [5, 12.5], "a:\n  - 5\n  - 12.5  # end\nb: 1\n"),
        ("a: 15 # long\n", "a", [0, 20], "a: [0, 20] # long\n"),
        ("a: [0,\n 15] # c\n", "a", [1, 2], "a: [1, 2] # c\n"),
        ("a:\n", "a", 1, "a: 1\n"),
        ("a: # later\nb: 1\n", "a", 1, "a: 1 # later\nb: 1\n"),
        ("a: {b: 1}\n", "a.c", True, "a: {b: 1, c: yes}\n"),
        ("a: {}\n", "a.c.d", 1, "a: {c: {d: 1}}\n"),
        ("a:\n", "a.c.d", 1, "a: {c: {d: 1}}\n"),
        ("a:\n  b: 1 # one\n  # more\nd: 2\n", "a.c", 2, "a:\n  b: 1 # one\n  c: 2\n  # more\nd: 2\n"),
        ("a:\n  b: {x: 1}\n", "a.b.y.z", False, "a:\n  b: {x: 1, y: {z: no}}\n"),
        ("a:\n  b:\n    - 1\n", "a.c", 2, "a:\n  c: 2\n  b:\n    - 1\n"),
        ("a:\n  b: |\n    text\n  c: 1\n", "a.d", 2, "a:\n  b: |\n    text\n  c: 1\n  d: 2\n"),
        ("- x: 1\n- x: 2\n", "1.y", 3, "- x: 1\n- x: 2\n  y: 3\n"),
        ("a: 1", "b", 2, "a: 1\nb: 2"),
        ("a: 1\r\nb: 2\r\n", "c", 3, "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ('{"a": {"b": 1}}', "a.c", True, '{"a": {"b": 1, "c": true}}'),
        ('{"a": "é 😀", "b": [0, 1]}', "b", [2, 3], '{"a": "é 😀", "b": [2, 3]}'),
        ("é: '😀'\na: 1\n", "a", 2, "é: '😀'\na: 2\n"),
    ],
)
def test_a_value_is_written_in_its_place(before: str, path: str, value: Any, after: str) -> None:
    parts = tuple(int(part) if part.isdigit() else part for part in path.split("."))
    assert spliced(before, [Edit(parts, value)]) == after


@pytest.mark.parametrize("path", [("a", 2), ("a", "b"), ("b", 0), ("a", -1), ("c", "d", 0)])
def test_a_path_that_leads_nowhere_is_refused(path: tuple[str | int, ...]) -> None:
    with pytest.raises(NoSuchPlace):
        spliced("a: [1, 2]\nb: text\nc: {}\n", [Edit(path, 1)])


def test_what_would_need_an_escape_is_not_written() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        spliced("a: 1\n", [Edit(("a",), 'x"y')])


PLANS = st.lists(st.fixed_dictionaries({"to": st.sampled_from(["101", "102"]), "ring": st.sampled_from([15, [0, 9]])}))
USERS = st.fixed_dictionaries(
    {"name": st.sampled_from(["A # no comment", "B: c", "{x}", "é"])},
    optional={
        "ring_time": st.integers(0, 60),
        "multiple_calls": st.booleans(),
        "follow_me": st.fixed_dictionaries({}, optional={"enabled": st.booleans(), "destinations": PLANS}),
        "forwarding": st.fixed_dictionaries({}, optional={"busy": st.fixed_dictionaries({"destinations": PLANS})}),
    },
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([("ring_time",)]), st.integers(0, 600)),
        st.tuples(
            st.sampled_from([("multiple_calls",), ("follow_me", "enabled"), ("forwarding", "busy", "voicemail")]),
            st.booleans(),
        ),
    ),
    min_size=1,
    max_size=4,
)
WRITERS = {
    "block": lambda data: yaml.safe_dump(data, allow_unicode=True, sort_keys=False),
    "flow": lambda data: yaml.safe_dump(data, default_flow_style=True, allow_unicode=True),
    "mixed": lambda data: yaml.safe_dump(data, default_flow_style=None, allow_unicode=True),
    "json": json.dumps,
}


@given(
    users=st.lists(USERS, min_size=1, max_size=3), edits=EDITS, writer=st.sampled_from(sorted(WRITERS)), data=st.data()
)
def test_only_what_is_changed_changes(users: Any, edits: Any, writer: str, data: Any) -> None:
    whole: Any = {
        "settings": {"timezone": "Europe/Brussels", "country": "BE"},
        "users": [{"extension": str(101 + place), **user} for place, user in enumerate([*users, *users][:2])],
    }
    place = data.draw(st.integers(0, 1))
    whole = json.loads(json.dumps(whole))  # without parts that are one and the same
    text = spliced(WRITERS[writer](whole), [Edit(("users", place, *path), value) for path, value in edits])
    for path, value in edits:
        inner = whole["users"][place]
        for key in path[:-1]:
            inner = inner.setdefault(key, {})
        inner[path[-1]] = value
    assert loads(text) == loads(json.dumps(whole))
