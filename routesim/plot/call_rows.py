"""The rows in the picture of one call: who is rung, what each did, and the windows behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from routesim.plot.bar_look import BAND, THICK, draw_bar, draw_goes_on, draw_refusal, draw_thumbs, draw_window
from routesim.plot.call_frame import DEVICE, DEVICE_SIZE, MARGIN, TAIL, WIDTH, WORDS, Frame, height
from routesim.plot.call_layout import CallLayout, Spot, spots
from routesim.plot.lettering import fit, fold
from routesim.plot.palette import FAINT, INK, PALE
from routesim.plot.sheet import Sheet
from routesim.plot.windows import Window
from routesim.result.timeline import Bar, Row


def kind_of(bar: Bar, row: Row, layout: CallLayout) -> str:
    """As what *bar* of *row* is drawn: those who talk to a mailbox leave a message."""
    is_message = bar.kind == "talking" and layout.takes_message and ("message" in row.words or "voicemail" in row.words)
    return "message" if is_message else bar.kind


class Rows(NamedTuple):
    """Draws the rows of *frame* on *sheet*; its artists' names begin with *name*."""

    sheet: Sheet
    frame: Frame
    name: str

    def draw(self) -> None:
        """Draw the windows, and the rows upon them."""
        for number, (place, window) in enumerate(self.frame.layout.windows):
            self._window(place, window, f"{self.name}-window-{number}")
        for place, row in enumerate(self.frame.layout.rows):
            name = f"{self.name}-row-{place}"
            self._label(place, row, name)
            for device, bars in spots(row):
                self._bars(Spot(place, device), row, bars, name if device is None else f"{name}-device-{device}")
            self._words(place, row, name)

    def _window(self, place: int, window: Window, name: str) -> None:
        axis, row = self.frame.axis, self.frame.layout.rows[place]
        left, right = axis.x(window.start), axis.x(window.end)
        goes_on = window.end > self.frame.layout.end
        right += TAIL - 6 if goes_on else 0.0
        thick = BAND if not row.devices else height(row) - 10.0
        level = self.frame.level(Spot(place))
        draw_window(self.sheet, left, right, level, name, goes_on, thick)
        if window.kind == "slider":
            draw_thumbs(self.sheet, left, right, level - thick / 2, goes_on)

    def _label(self, place: int, row: Row, name: str) -> None:
        """Write who it is, and what its devices are called."""
        level, most = self.frame.level(Spot(place)), self.frame.labels
        if row.name:
            shown = fit(row.name, most, 8.5, bold=True)
            self.sheet.text(MARGIN, level - 5, shown, 8.5, bold=True, name=f"{name}-name")
            number = fit(row.number, most, 7.5)
            self.sheet.text(MARGIN, level + 6, number, 7.5, colour=FAINT, name=f"{name}-number")
        else:
            number = fit(row.number, most, 8.5, bold=True)
            self.sheet.text(MARGIN, level, number, 8.5, bold=True, name=f"{name}-number")
        right = self.frame.axis.left - 10
        for device, lane in enumerate(row.devices):
            level = self.frame.level(Spot(place, device))
            shown = fit(lane.name, right - MARGIN - most - 6, DEVICE_SIZE)
            self.sheet.text(right, level, shown, DEVICE_SIZE, align="right", name=f"{name}-device-{device}-name")
            if device:
                across = [(right + 6, level - DEVICE / 2), (self.frame.axis.right, level - DEVICE / 2)]
                self.sheet.line(across, color=PALE, linewidth=0.8)

    def _words(self, place: int, row: Row, name: str) -> None:
        """Say what became of it: of each device, where the rules tell them apart."""
        decided = {device for device, _ in spots(row)}
        if row.devices and None not in decided:
            for device, lane in enumerate(row.devices):
                self._write([fit(lane.words, WORDS - 8, 8)], Spot(place, device), f"{name}-device-{device}")
        else:
            self._write(fold(row.words, WORDS - 8, 8, lines=2), Spot(place), name)

    def _write(self, lines: Sequence[str], spot: Spot, name: str) -> None:
        for line, words in enumerate(lines):
            y = self.frame.level(spot) + (line - (len(lines) - 1) / 2) * 10
            self.sheet.text(WIDTH - MARGIN - WORDS + 8, y, words, 8, colour=FAINT, name=f"{name}-words-{line}")

    def _bars(self, spot: Spot, row: Row, bars: Iterable[Bar], name: str) -> None:
        across = spot.device is None and len(row.devices) > 1
        thick = (len(row.devices) - 1) * DEVICE + THICK if across else THICK
        for nth, bar in enumerate(self._distinct(bars)):
            self._bar(bar, kind_of(bar, row, self.frame.layout), spot, f"{name}-{nth}-{bar.kind}", thick)

    def _distinct(self, bars: Iterable[Bar]) -> Iterable[Bar]:
        """Of *bars* that would lie on each other the first: a phone may ring thousands of times."""
        found: dict[tuple[object, ...], Bar] = {}
        axis, end = self.frame.axis, self.frame.layout.end
        for bar in bars:
            ends = round(2 * axis.x(bar.start)), round(2 * axis.x(bar.end))
            found.setdefault((*ends, bar.kind, bar.end > end), bar)
        return found.values()

    def _bar(self, bar: Bar, kind: str, spot: Spot, name: str, thick: float) -> None:
        axis, level = self.frame.axis, self.frame.level(spot)
        left, right = axis.x(bar.start), axis.x(bar.end)
        if kind == "refused":
            draw_refusal(self.sheet, left, level, name)
        elif bar.end > self.frame.layout.end or (bar.kind == "talking" and bar.end == bar.start):
            draw_goes_on(self.sheet, kind, left, axis.right + TAIL - 6, level, name, thick)
        else:
            draw_bar(self.sheet, kind, left, right, level, name, thick)
            if bar.result in ("no_answer", "rejected"):
                self.sheet.line([(right, level - 9), (right, level + 9)], color=INK, linewidth=1.8)
