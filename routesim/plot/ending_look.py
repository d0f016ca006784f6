"""How endings look: a class of its own, colour and hatch, for those that people, messages or nobody takes."""

from __future__ import annotations

from typing import Any

from routesim.plot.palette import GREEN, INK, ORANGE, PURPLE, VERMILION, tint
from routesim.plot.sheet import Sheet
from routesim.result.records import Outcome

TAKEN, MESSAGE, CARRIER, SERVICE, LOST = "taken", "message", "carrier", "service", "lost"
KINDS = (TAKEN, MESSAGE, CARRIER, SERVICE, LOST)
"""The classes, from what a caller wants to what he does not."""

_KINDS = {
    Outcome.ANSWERED: TAKEN,
    Outcome.CONFERENCE: TAKEN,
    Outcome.LOGGED_IN: SERVICE,
    Outcome.LOGGED_OUT: SERVICE,
    Outcome.VOICEMAIL: MESSAGE,
    Outcome.CARRIER_VOICEMAIL: CARRIER,
}
MEANINGS = {
    TAKEN: "taken by somebody",
    MESSAGE: "a message",
    CARRIER: "a carrier's voicemail",
    SERVICE: "logs in or out",
    LOST: "nobody takes it",
}
_LOOKS: dict[str, dict[str, Any]] = {
    TAKEN: {"facecolor": GREEN},
    MESSAGE: {"facecolor": tint(PURPLE, 0.8), "hatch": "||||"},
    CARRIER: {"facecolor": tint(ORANGE, 0.8), "hatch": "\\\\\\\\"},
    SERVICE: {"facecolor": "#c4c4c4"},
    LOST: {"facecolor": tint(VERMILION, 0.8), "hatch": "xxxx"},
    "": {"facecolor": "#4d4d4d"},
}
RIBBONS = {
    TAKEN: (tint(GREEN, 0.42), "#2f7f67"),
    MESSAGE: (tint(PURPLE, 0.42), "#8a4a70"),
    CARRIER: (tint(ORANGE, 0.42), "#8a5f00"),
    SERVICE: ("#dedede", "#777777"),
    LOST: (tint(VERMILION, 0.35), "#8c3d00"),
}
"""The face and the edge of a ribbon that leads to such an ending."""


def kind_of(outcome: str) -> str:
    """The class of an outcome."""
    return _KINDS.get(Outcome(outcome), LOST)


def draw_block(sheet: Sheet, kind: str, left: float, top: float, width: float, height: float, name: str = "") -> None:
    """Draw a block that says of which class an ending is; of none, where it is not one."""
    sheet.rectangle(left, top, width, height, name, edgecolor=INK, linewidth=0.8, **_LOOKS[kind])
