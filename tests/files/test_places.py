"""Every key and every value keeps its line and column."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from routesim.files.reader import Reading
from tests.files.samples import PBX

TEXT = """\
a: 1
b:
  - x
  - {c: [y, z], "d": é }
  -
e: {😀: f,
  g: h}
"""


def test_values_and_keys_are_found_by_their_path() -> None:
    places = Reading(TEXT).places
    values = {
        (): (1, 1),
        ("a",): (1, 4),
        ("b",): (3, 3),
        ("b", 0): (3, 5),
        ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 9),
        ("b", 1, "c", 1): (4, 13),
        ("b", 1, "d"): (4, 22),
        ("b", 2): (5, 4),
        ("e", "😀"): (6, 8),
        ("e", "g"): (7, 6),
    }
    assert {path: places.find(path) for path in values} == values
    assert places.find(("a",), at_key=True) == (1, 1)
    assert places.find(("b", 1, "d"), at_key=True) == (4, 17)
    assert places.find(("e", "😀"), at_key=True) == (6, 5)


def test_a_part_that_the_data_does_not_have_is_passed_over() -> None:
    places = Reading(TEXT).places
    assert places.find(("b", 1, "of another page", "c", 0)) == (4, 10)
    assert places.find(("b", 7)) == places.find(("b",))
    assert places.find(("nowhere",), at_key=True) == (1, 1)


def test_the_data_is_in_step_with_the_places_after_a_key_used_twice() -> None:
    places = Reading("a: [1, {b: 2}]\na: {c: [3]}\nd: 4\nd: 5\ne: 6\n").places
    assert [places.find((key,)) for key in "ade"] == [(1, 4), (3, 4), (5, 4)]


def test_nothing_read_has_no_place() -> None:
    assert Reading("").places.find(("a",)) is None


def paths_of(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    beneath = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for part, value in beneath for found in paths_of(value, (*path, part)))]


def test_every_place_of_a_whole_configuration_holds_what_the_data_holds() -> None:
    places, lines = Reading(PBX).places, PBX.splitlines()
    for path in paths_of(places.data):
        found = places.find(path)
        assert found is not None
        value: Any = places.data
        for part in path:
            value = value[part]
        rest = lines[found[0] - 1][found[1] - 1 :]
        if isinstance(value, str) and "\n" not in value:
            assert rest.lstrip("\"'").startswith(value)
        key = places.find(path, at_key=True)
        assert key is not None
        if path and isinstance(path[-1], str):
            assert lines[key[0] - 1][key[1] - 1 :].lstrip("\"'").startswith(path[-1])


WORDS = st.text("abc é😀", min_size=1, max_size=4)
DATA = st.recursive(WORDS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=30)


def flow(data: Any) -> str:
    """*data* as a line of YAML, every text in quotes."""
    if isinstance(data, dict):
        return "{" + ", ".join(f'"{key}": {flow(value)}' for key, value in data.items()) + "}"
    return "[" + ", ".join(map(flow, data)) + "]" if isinstance(data, list) else f'"{data}"'


@given(DATA.filter(lambda data: not isinstance(data, str)))
def test_whatever_is_written_is_read_and_found_again(data: Any) -> None:
    text = flow(data)
    reading = Reading(text)
    assert reading.complete
    assert reading.places.data == data
    for path in paths_of(data):
        found = reading.places.find(path)
        assert found is not None
        value = data
        for part in path:
            value = value[part]
        assert text[found[1] - 1 :].startswith(flow(value))
