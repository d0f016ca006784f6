"""Outcomes of many calls as stacked shares: a class of its own, colour and hatch, for each that an admin asks about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from routesim.plot.lettering import width
from routesim.plot.palette import FAINT, GREEN, INK, ORANGE, PURPLE, VERMILION, tint
from routesim.plot.sheet import Sheet
from routesim.result.simulation import Figure

_SIZE = 7.5


class Look(NamedTuple):
    """A class of outcomes: what it is called, and how it looks."""

    words: str
    outcomes: tuple[str, ...]
    look: dict[str, Any]


LOOKS = (
    Look("answered", ("answered", "conference"), {"facecolor": GREEN}),
    Look("a message", ("voicemail",), {"facecolor": tint(PURPLE, 0.8), "hatch": "||||"}),
    Look("a carrier's voicemail", ("carrier_voicemail",), {"facecolor": tint(ORANGE, 0.8), "hatch": "\\\\\\\\"}),
    Look("logs in or out", ("logged_in", "logged_out"), {"facecolor": "#c4c4c4"}),
    Look("gives up", ("abandoned",), {"facecolor": tint(VERMILION, 0.55), "hatch": "xxxx"}),
    Look("gets nobody", (), {"facecolor": "#4d4d4d"}),
)
"""From what a caller wants to what he does not; the last holds all other outcomes."""

_NAMED = {outcome for look in LOOKS for outcome in look.outcomes}


def shares(figures: Mapping[str, Figure]) -> list[float]:
    """The share of each class of LOOKS, in its order."""
    named = ([figures.get(f"share:{name}") for name in look.outcomes] for look in LOOKS)
    found = [sum(row.mean for row in rows if row is not None) for rows in named]
    found[-1] = sum(
        row.mean
        for metric, row in figures.items()
        if metric.startswith("share:") and metric.removeprefix("share:") not in _NAMED
    )
    return found


def spans(figures: Mapping[str, Figure]) -> Iterator[tuple[Look, float, float]]:
    """From where to where each class reaches that there is, when they are stacked, as shares."""
    start = 0.0
    for look, share in zip(LOOKS, shares(figures), strict=True):
        if share > 0:
            yield look, start, min(1.0, start + share)
        start += share


def outcome_key(found: list[Mapping[str, Figure]]) -> list[tuple[str, dict[str, Any]]]:
    """What the classes mean that occur in *found*."""
    totals = [sum(column) for column in zip(*map(shares, found), strict=True)]
    return [(look.words, look.look) for look, total in zip(LOOKS, totals, strict=True) if total > 0]


def draw_key(sheet: Sheet, entries: list[tuple[str, dict[str, Any]]], left: float, level: float, right: float) -> float:
    """Say what looks mean, in lines from *left* to *right*; returns the level of the last."""
    x = left
    for words, look in entries:
        wide = 21.0 + width(words, _SIZE) + 14.0
        if x + wide - 14.0 > right and x > left:
            x, level = left, level + 13.0
        sheet.rectangle(x, level - 4.5, 16.0, 9.0, edgecolor=INK, linewidth=0.6, **look)
        sheet.text(x + 21.0, level, words, _SIZE, colour=FAINT)
        x += wide
    return level


def key_lines(entries: list[tuple[str, dict[str, Any]]], room: float) -> int:
    """How many lines `draw_key` takes."""
    lines, x = 1, 0.0
    for words, _ in entries:
        wide = 21.0 + width(words, _SIZE) + 14.0
        if x + wide - 14.0 > room and x:
            lines, x = lines + 1, 0.0
        x += wide
    return lines
