"""Sweeps for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.result.painting import WIDTH, Painter, plain
from routesim.result.simulation_text import LEAST, table_lines
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
from routesim.result.typography import wrap


def sweep_lines(sweep: Sweep, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *sweep* in lines of at most *width* columns (30 at least)."""
    width = max(LEAST, width)
    yield from _heading(sweep, width, paint)
    for remark in remarks(sweep):
        yield from (paint("warn", line) for line in wrap(f"! {remark}", width))
    for subject in subjects_told(sweep):
        yield ""
        yield from (paint("title", line) for line in wrap(subject_words(sweep, subject), width))
        yield from table_lines(sweep_table(sweep, subject), width, paint)


def staffing_lines(staffing: Staffing, width: int = WIDTH, paint: Painter = plain) -> Iterator[str]:
    """Tell *staffing* in lines of at most *width* columns (30 at least)."""
    width, sweep, subject = max(LEAST, width), staffing.tried, ("queue", staffing.queue)
    yield from _heading(sweep, width, paint)
    for remark in staffing_remarks(staffing):
        yield from (paint("warn", line) for line in wrap(f"! {remark}", width))
    yield ""
    yield from (paint("title", line) for line in wrap(subject_words(sweep, subject), width))
    yield from table_lines(sweep_table(sweep, subject), width, paint)
    yield ""
    style = "warn" if staffing.agents is None else "good"
    yield from (paint(style, line) for line in wrap(staffing_words(staffing), width))
    yield from (paint("warn", line) for line in wrap(doubt_words(staffing), width) if line)


def _heading(sweep: Sweep, width: int, paint: Painter) -> Iterator[str]:
    yield from (paint("title", line) for line in wrap(heading_words(sweep), width))
    for sentence in told_first(sweep):
        yield from (paint("faint", line) for line in wrap(sentence, width))
