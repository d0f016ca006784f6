"""What simulating traffic has found, as one page of HTML: pictures, and beneath each its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from routesim.errors import UnusableInput
from routesim.report.page import Part, Tone, page_html
from routesim.result.markup import FONT, WARN, line
from routesim.result.simulation import Part as What
from routesim.result.simulation import Simulation
from routesim.result.simulation_html import changes_html, table_html
from routesim.result.simulation_words import (
    TITLES,
    Table,
    changed_words,
    ending_words,
    introduction,
    load_words,
    tables,
    title_words,
)
from routesim.result.sweep import Staffing, Sweep
from routesim.result.sweep_words import (
    ALL_CALLS,
    doubt_words,
    heading_words,
    remarks,
    staffing_remarks,
    staffing_words,
    subject_words,
    subjects_told,
    sweep_table,
    told_first,
)

if TYPE_CHECKING:
    from routesim.result.picturing import Picture

MOST_ROWS, MOST_HOURS = 100, 168
_VERDICTS: dict[str, tuple[What, str]] = {
    TITLES["hour"]: ("hour", "Hours of the week"),
    TITLES["number"]: ("number", "Numbers"),
    TITLES["queue"]: ("queue", "Queues"),
    TITLES["user"]: ("user", "Users"),
}


def traffic_page(found: Simulation | Sweep | Staffing) -> str:
    """Lay out what was found as a page that needs nothing else."""
    if isinstance(found, Simulation):
        return page_html(title_words(found), " ".join(introduction(found)), [*_simulation(found)])
    sweep = found if isinstance(found, Sweep) else found.tried
    parts = _sweep(found) if isinstance(found, Sweep) else _staffing(found)
    return page_html(heading_words(sweep), " ".join(told_first(sweep)), [*parts])


def _simulation(found: Simulation) -> Iterator[Part]:
    told = [line(remark, f"color:{WARN}") for remark in found.remarks]
    yield Part("All calls", f"{ending_words(found)} {load_words(found)}".strip(), "warn" if told else "plain", told)
    if found.draft is not None:
        told_in_tables = changes_html(found)
        fragments = [*_chart(partial(found.plot, "compare")), *([_sized(told_in_tables)] if told_in_tables else [])]
        changes = any(change.shown for change in found.compare)
        yield Part("What the draft changes", changed_words(found), "warn" if changes else "plain", fragments)
    told_of = sorted(tables(found, MOST_ROWS, MOST_HOURS), key=lambda table: table.headings[0] != TITLES["hour"])
    for table in told_of:
        kind, title = _VERDICTS[table.headings[0]]
        plain = table._replace(headings=(title, *table.headings[1:]))
        figures = _folded(_figures(plain)) if kind == "hour" else _figures(plain)
        yield Part(title, "", "plain", [*_chart(partial(found.plot, kind)), figures])


def _sweep(found: Sweep) -> Iterator[Part]:
    told = [line(remark, f"color:{WARN}") for remark in remarks(found)]
    for subject in subjects_told(found):
        queue = None if subject == ALL_CALLS else subject[1]
        chart = _chart(partial(found.plot, queue))
        yield Part(subject_words(found, subject), "", "plain", [*told, *chart, _figures(sweep_table(found, subject))])
        told = []


def _staffing(found: Staffing) -> Iterator[Part]:
    table = _figures(sweep_table(found.tried, ("queue", found.queue)))
    tone: Tone = "bad" if found.agents is None else "good"
    told = [line(remark, f"color:{WARN}") for remark in (*staffing_remarks(found), doubt_words(found)) if remark]
    yield Part("Agents", staffing_words(found), tone, [*told, *_chart(found.plot), table])


def _chart(draw: Callable[[], Picture]) -> Iterator[str]:
    """A picture, wide enough to be read; or why there is none."""
    try:
        yield f'<div class="chart">{draw().to_html()}</div>'
    except UnusableInput as error:
        yield line(f"No picture: {error}", "opacity:.7")


def _figures(table: Table) -> str:
    return _sized(table_html(table))


def _sized(fragment: str) -> str:
    return f'<div style="{FONT}">{fragment}</div>'


def _folded(table: str) -> str:
    return f"<details><summary>Figures</summary>{table}</details>"
