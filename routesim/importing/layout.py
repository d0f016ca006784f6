"""How a list is laid out: what stands between its cells, where its headings are, which column holds what."""

from __future__ import annotations

from typing import NamedTuple

from routesim.files.cells import DELIMITERS, Row, rows, without_declaration
from routesim.files.secrets import names_a_secret
from routesim.importing.findings import Findings, shown
from routesim.importing.headers import NUMBERS, USERS, Heading, expected, missing, nearest, read_heading
from routesim.importing.values import clean

_MOST_GUESSED = 50
"""So many unknown headings are compared with those that are known."""
_KINDS = {USERS: "users", NUMBERS: "incoming numbers"}


class Layout(NamedTuple):
    """The layout of a list of some *kind*: *columns* is the place (from 0) of each field, *row* that of the *headings*.

    *body* is the text without its first *skipped* lines.
    """

    body: str
    skipped: int
    delimiter: str
    row: int
    headings: list[str]
    kind: str
    columns: dict[str, int]


def read_layout(text: str, findings: Findings) -> Layout | None:
    """Find out how the list *text* is laid out; None where it cannot be read, *findings* then tell why."""
    if not _is_text(text, findings):
        return None
    body, declared, skipped = without_declaration(text)
    candidates = {delimiter: _first_row(body, delimiter) for delimiter in (declared or DELIMITERS)}
    found = {delimiter: read_heading(row.cells) for delimiter, row in candidates.items()}
    delimiter = max(found, key=lambda each: (_worth(found[each]), len(candidates[each].cells)))
    row, heading = candidates[delimiter], found[delimiter]
    number = row.number + skipped
    if row.wrong:
        findings.refuse(row.wrong, number, len(row.cells))
    elif heading is None:
        findings.refuse(_no_headings(row), number, 1)
    else:
        headings = [clean(cell) for cell in row.cells]
        findings.is_discreet = any(map(names_a_secret, headings))
        columns = _columns(heading, headings, number, findings)
        if columns:
            return Layout(body, skipped, delimiter, number, headings, heading.kind, columns)
    return None


def _is_text(text: str, findings: Findings) -> bool:
    """Whether there is anything to read; if not, *findings* tell why."""
    if not text.strip():
        findings.refuse("the list is empty, expected a row of headings and a row for each entry")
    elif "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        findings.refuse("a NUL character: this is a binary file, expected a list saved as CSV", line, 1)
    return not findings.problems


def _first_row(text: str, delimiter: str) -> Row:
    found = Row(1, [])
    for found in rows(text, delimiter):
        if found.wrong or any(map(clean, found.cells)):
            break
    return found


def _worth(heading: Heading | None) -> int:
    return 0 if heading is None else len(heading.fields)


def _no_headings(row: Row) -> str:
    """Say what was expected. What is in the row is not told: it may be an entry, password and all."""
    near = ([nearest(kind, cell, set()) for cell in row.cells[:_MOST_GUESSED]] for kind in _KINDS)
    words = max((list(dict.fromkeys(filter(None, found))) for found in near), key=len)
    meant = " and ".join(f"`{word}`" for word in words)
    return (
        f"no headings that are known, expected a first row with {expected('extension')} for users, "
        f"{expected('number')} for incoming numbers, with `;`, `,` or tabs between its cells"
    ) + (f"; did you mean {meant}?" if meant else "")


def _columns(heading: Heading, headings: list[str], row: int, findings: Findings) -> dict[str, int]:
    """Which column holds what; empty where the headings cannot be used. Says what is not imported."""
    columns: dict[str, int] = {}
    for place, field in heading.fields.items():
        first = columns.setdefault(field, place)
        if first != place:
            message = f"{shown(headings[place])} means the same as {shown(headings[first])}, expected one of them"
            findings.refuse(message, row, place + 1, (findings.place(row, first + 1),))
    unknown = [place for place, cell in enumerate(headings) if cell and place not in heading.fields]
    near = {place: nearest(heading.kind, headings[place], set(columns)) for place in unknown[:_MOST_GUESSED]}
    hints = {place: f", did you mean `{word}`?" for place, word in near.items() if word is not None}
    for field in missing(heading.kind, set(columns)):
        message = f"a list of {_KINDS[heading.kind]} without a column such as {expected(field)}"
        findings.refuse(message, row, 1)
    if findings.problems:
        for place, hint in hints.items():
            findings.refuse(f"{shown(headings[place])} is not known{hint}", row, place + 1)
        return {}
    for place in unknown:
        findings.say(f"the column {shown(headings[place])} is not imported{hints.get(place, '')}", row, place + 1)
    return columns
