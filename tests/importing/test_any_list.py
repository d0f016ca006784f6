"""Whatever a list holds, it becomes a configuration that loads, or is refused with places."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from routesim.errors import UnusableInput
from routesim.files import loads
from routesim.importing.values import clean
from tests.importing.written import imported

names = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff"), max_size=30
)
USER_FIELDS = ("Extension", "Name", "E-mail", "GSM", "Voicemail", "Directory", "Ring time", "SIP password")
wild = st.one_of(
    st.sampled_from(["101", "102", "yes", "+32470000101", "0470 00 01 01", "a@x.example", "", "=1+1", "default", "15"]),
    st.text(max_size=12),
)


@settings(deadline=None)
@given(st.lists(names, min_size=1, max_size=5), st.sampled_from(";,\t"), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_names_come_through_whole(listed: list[str], delimiter: str, encoding: str) -> None:
    kept = [name for name in listed if clean(name) and not clean(name).isspace()]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["Extension", "Name"])
    writer.writerows([str(101 + place), name] for place, name in enumerate(kept))
    with TemporaryDirectory() as folder:
        try:
            text = imported(Path(folder), file.getvalue().encode(encoding)).text
        except UnusableInput as error:
            refused = {problem.message.partition(": expected ")[2] for problem in error.problems}
        else:
            refused = set()
    if refused:
        assert refused == {"plain text, without control or direction characters"}
        return
    assert [user.name for user in loads(text).users] == [clean(name) for name in kept]


@settings(deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(USER_FIELDS, wild)), max_size=4), st.sampled_from(";,\t"))
def test_any_cells_become_a_configuration_that_loads_or_are_refused(
    entries: list[dict[str, str]], delimiter: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, USER_FIELDS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(entries)
    _loads_or_is_refused(file.getvalue().encode("utf-8", "replace"))


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(st.sampled_from('101,;"\nNumberExtensionName\t')).map(str.encode)))
def test_any_bytes_at_all_are_refused_or_load(content: bytes) -> None:
    _loads_or_is_refused(content)


@settings(deadline=None)
@given(st.lists(st.tuples(wild, wild, wild), max_size=4))
def test_any_numbers_become_a_configuration_that_loads_or_are_refused(entries: list[tuple[str, str, str]]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["Number", "Type", "Destination"])
    writer.writerows(entries)
    _loads_or_is_refused(b"Extension;Name\n101;Alice\n", file.getvalue().encode("utf-8", "replace"))


def _loads_or_is_refused(*contents: bytes) -> None:
    with TemporaryDirectory() as folder:
        try:
            made = imported(Path(folder), *contents)
        except UnusableInput as error:
            refusal = error
        else:
            system = loads(made.text)
            assert (len(system.users), len(system.incoming_numbers)) == (made.users, made.numbers)
            return
    assert refusal.problems
    assert all(problem.file for problem in refusal.problems)
    assert str(refusal).replace("\n", "").isprintable()
