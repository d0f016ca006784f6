"""The console's lists as text: a heading, and a line an entry, in so many columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from routesim.console import lists
from routesim.model.system import PhoneSystem
from routesim.result.clock import seconds
from routesim.result.painting import Painter, plain
from routesim.result.typography import columns, listing, pad, printable, wrap

_GAP = "  "
_NARROWEST = 12
"""So narrow may a column get that has no room."""


class Page(NamedTuple):
    """A list of the console: its *title*, the *heads* of its columns, its *entries*, and each as *cells*."""

    title: str
    heads: tuple[str, ...]
    entries: Callable[[PhoneSystem], Iterator[Any]]
    cells: Callable[[PhoneSystem, Any], tuple[str, ...]]


def _number(_: PhoneSystem, entry: lists.Number) -> tuple[str, ...]:
    leads_to = entry.leads_to or entry.type.replace("_", " ")
    return entry.number, leads_to, entry.sms_email or "the default address"


def _directory(system: PhoneSystem, entry: lists.Directory) -> tuple[str, ...]:
    names = {user.extension: user.name for user in system.users}
    plans = {plan.extension: plan.name for plan in system.dial_plans}
    elements = (node.removeprefix("dial_plan:").partition("/") for node in entry.searched_by)
    searched = [f"{plans[plan]} ({plan}) \N{RIGHTWARDS ARROW} {element}" for plan, _, element in elements]
    users = [f"{names[extension]} ({extension})" for extension in entry.users]
    return entry.directory, listing(users, most=100) or "nobody", listing(searched, most=20) or "no receptionist"


def _mailbox(_: PhoneSystem, entry: lists.Mailbox) -> tuple[str, ...]:
    longest = "" if entry.max_message is None else seconds(entry.max_message)
    return entry.extension or "", entry.name, entry.notifies or "nobody", longest


PAGES: dict[str, Page] = {
    "numbers": Page("Incoming numbers", ("number", "leads to", "texts (SMS) go to"), lists.numbers, _number),
    "directories": Page("Directories", ("directory", "lists", "searched by"), lists.directories, _directory),
    "mailboxes": Page("Mailboxes", ("extension", "of", "notifies", "longest message"), lists.mailboxes, _mailbox),
}
"""The lists by name."""


def page_lines(system: PhoneSystem, name: str, width: int, paint: Painter = plain) -> Iterator[str]:
    """Write the list called *name* in lines of at most *width* columns, as far as its columns can give way."""
    page = PAGES[name]
    rows = [tuple(map(printable, page.cells(system, entry))) for entry in page.entries(system)]
    title = f"{page.title} of {printable(system.settings.name)}"
    yield from (paint("title", line) for line in wrap(title, width))
    if not rows:
        yield "  none"
        return
    widths = _widths([page.heads, *rows], width - 2)
    yield paint("faint", _line(page.heads, widths))
    for row in rows:
        cells = [wrap(cell, most) for cell, most in zip(row, widths, strict=True)]
        for place in range(max(map(len, cells))):
            yield _line([lines[place] if place < len(lines) else "" for lines in cells], widths)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the content needs, the widest columns giving way where there is no room for all."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return ("  " + _GAP.join(pad(cell, width) for cell, width in zip(cells, widths, strict=True))).rstrip()
