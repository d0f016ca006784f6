"""What came of a play, laid out for the page: each call's story, and the bars of all calls that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from routesim.result.clock import long_date, number, time_of_day, wall
from routesim.result.meanwhile import remarks
from routesim.result.records import CallRecord, Play, Scene
from routesim.result.story import tell
from routesim.result.text import RULE
from routesim.result.timeline import Lane, Row, Timeline, timeline
from routesim.result.words import TAKEN

_TAIL = 0.12
"""So much of the axis lies behind the last ring, so that one sees who talks."""
_SHORTEST = 4.0
"""An axis is so long at least, in seconds."""


def told(play: Play, focus: int) -> dict[str, Any]:
    """Tell *play*, with the timeline of the call in *focus* (its place) and of all that overlap it."""
    focus = min(max(focus, 0), len(play.calls) - 1)
    return {
        "focus": focus,
        "calls": [_call(record) for record in play.calls],
        "timeline": _timeline(play, focus),
        "remarks": remarks(play),
    }


def pieces(sentence: str) -> list[dict[str, str]]:
    """*sentence* in pieces: `{"text": ...}`, and `{"rule": "5.2"}` for a rule that it names."""
    found, done = [], 0
    for rule in RULE.finditer(sentence):
        found += [{"text": sentence[done : rule.start()]}, {"rule": rule[0][1:-1]}]
        done = rule.end()
    return [piece for piece in (*found, {"text": sentence[done:]}) if piece.get("text") != ""]


def _call(record: CallRecord) -> dict[str, Any]:
    story = tell(record)
    expectation = record.expectation
    return {
        "title": story.title,
        "when": story.when,
        "ending": story.ending,
        "tone": "good" if record.outcome in TAKEN else "warn",
        "outcome": record.outcome.value,
        "at": record.at,
        "answered_at": record.answered_at,
        "ended_at": record.ended_at,
        "path": [[node, at] for node, at in zip(record.path, record.entered, strict=False)],
        "expected": None if expectation is None else expectation.met,
        "moments": [
            {
                "at": moment.at,
                "since": f"{number(moment.at - record.at)} s",
                "clock": _clock(record.scene, moment.at),
                "sentences": [pieces(sentence) for sentence in moment.sentences],
            }
            for moment in story.moments
        ],
    }


def _clock(scene: Scene | None, at: float) -> str:
    return "" if scene is None else time_of_day(wall(scene, at))


def _timeline(play: Play, focus: int) -> dict[str, Any]:
    """Rows over an axis: a row for each phone, a lane in it for each call that rang it; likewise for its devices."""
    examined = play.calls[focus]
    drawn = [
        (place, timeline(record))
        for place, record in enumerate(play.calls)
        if record.at <= examined.ended_at and record.ended_at >= examined.at
    ]
    begin = min(one.begin for _, one in drawn)
    last = max(one.end for _, one in drawn)
    end = last + max(_SHORTEST / 2, _TAIL * (last - begin))
    return {
        "begin": begin,
        "end": max(end, begin + _SHORTEST),
        "date": long_date(wall(play.scene, examined.at)),
        "clock": time_of_day(wall(play.scene, begin)),
        "calls": [place for place, _ in drawn],
        "rows": _rows(drawn),
        "hidden": sum(one.hidden for _, one in drawn),
        "ticks": sorted({tick for _, one in drawn for tick in one.ticks}),
    }


def _rows(drawn: Iterable[tuple[int, Timeline]]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for place, one in drawn:
        for row in one.rows:
            own = rows.setdefault(row.number, {"name": row.name, "number": row.number, "lanes": [], "devices": {}})
            own["lanes"].append(_lane(place, row))
            for lane in row.devices:
                device = own["devices"].setdefault(lane.name, {"name": lane.name, "lanes": []})
                device["lanes"].append(_lane(place, lane))
    return [{**row, "devices": list(row["devices"].values())} for row in rows.values()]


def _lane(place: int, row: Row | Lane) -> dict[str, Any]:
    return {"call": place, "words": row.words, "bars": [bar._asdict() for bar in row.bars]}
