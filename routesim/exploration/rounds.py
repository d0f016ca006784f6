"""Rounds: how often a call goes round a circle for it to last as long as is wanted.

A search follows a circle once and knows that it may go on. Here the way is written out round by round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routesim.exploration.pieces import Arrival, Piece
from routesim.exploration.timeline import Track

MOST_ROUNDS = 2_000
"""Nobody reads a calls file with more."""
_TRIES = 3


def written_out(arrival: Arrival, waited: int) -> Iterator[Arrival]:
    """The same way, with as many rounds of a circle in it as a call takes that has *waited* so long in the end."""
    course = arrival.course()
    for place, piece in enumerate(course):
        if piece.circle is None:
            continue
        first = max(before for before in range(place) if _same(course[before], piece))
        circle = course[first + 1 : place + 1]
        for rounds in _rounds(course, circle, waited):
            found = _rebuilt(arrival.track, [*course[: place + 1], *circle * (rounds - 1), *course[place + 1 :]])
            if found is not None:
                yield found


def _same(before: Piece, piece: Piece) -> bool:
    return (before.spot, before.clock) == (piece.spot, piece.clock)


def _rounds(course: Sequence[Piece], circle: Sequence[Piece], waited: int) -> Iterator[int]:
    """How many rounds of *circle* fit, of which there is one in *course*: the fewest first."""
    (least, most), (short, long) = (
        [sum(piece.delay[end] for piece in pieces) for end in (0, 1)] for pieces in (course, circle)
    )
    fewest = 1 + max(0, -(-(waited - most) // long) if long else 0)
    for rounds in range(fewest, min(fewest + _TRIES, MOST_ROUNDS)):
        if least + (rounds - 1) * short <= waited:
            yield rounds


def _rebuilt(track: Track, course: Sequence[Piece]) -> Arrival | None:
    """The way along *course*, with what is possible worked out anew from its beginning; None where nothing is."""
    piece = course[0]
    for step in course[1:]:
        zone = piece.zone.later(step.delay)
        within = zone if step.clock is None else zone.during(*step.clock)
        if within is None:
            return None
        piece = Piece(step.spot, within, step.cost, piece, step.move, step.delay, step.clock)
    last, before = piece, piece.parent
    assert last.move is not None, "a way ends with a move"
    assert before is not None, "a way begins somewhere"
    return Arrival(track, before, last.move, last.delay, last.zone)
