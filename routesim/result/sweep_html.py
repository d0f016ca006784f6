"""Sweeps for notebooks: the same tables as on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from routesim.result.markup import FONT, GOOD, WARN, line
from routesim.result.simulation_html import table_html
from routesim.result.sweep import Staffing, Sweep
from routesim.result.sweep_words import (
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

_TITLE = "font-weight:600;margin-top:8px"


def sweep_html(sweep: Sweep) -> str:
    """Tell *sweep* as an HTML fragment."""
    told = _warnings(remarks(sweep))
    return f'<div style="{FONT}">{"".join((*_heading(sweep), *told, *_tables(sweep)))}</div>'


def staffing_html(staffing: Staffing) -> str:
    """Tell *staffing* as an HTML fragment."""
    table = table_html(sweep_table(staffing.tried, ("queue", staffing.queue)))
    colour = WARN if staffing.agents is None else GOOD
    told = line(staffing_words(staffing), f"color:{colour};font-weight:600;margin-top:6px")
    doubt = _warnings([doubt_words(staffing)])
    parts = (*_heading(staffing.tried), *_warnings(staffing_remarks(staffing)), table, told, *doubt)
    return f'<div style="{FONT}">{"".join(parts)}</div>'


def _warnings(found: Iterable[str]) -> Iterator[str]:
    return (line(remark, f"color:{WARN}") for remark in found if remark)


def _heading(sweep: Sweep) -> Iterator[str]:
    yield line(heading_words(sweep), "font-weight:600;font-size:15px")
    yield from (line(sentence, "opacity:.7") for sentence in told_first(sweep))


def _tables(sweep: Sweep) -> Iterator[str]:
    for subject in subjects_told(sweep):
        yield line(subject_words(sweep, subject), _TITLE)
        yield table_html(sweep_table(sweep, subject))
