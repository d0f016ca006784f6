"""A few pictures as they were when somebody last looked at them. `python -m tests.plot.test_golden` draws them anew."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy
import pytest
from PIL import Image

import routesim
from routesim.model.system import PhoneSystem
from routesim.plot.drawing import calls_picture
from routesim.plot.picture import Picture
from routesim.result.records import CallRecord
from tests.plot.conftest import SCENARIOS, graph_of, play_of
from tests.plot.test_call_picture import shared_line

FOLDER = Path(__file__).with_name("golden")
WIDTH = 360
SUPPORT = SCENARIOS / "support-queue" / "workload.yaml"
SWEPT = {"queues[700].agents": (2, 3, 4), "queues[700].max_wait": (20, 60)}


def _with_devices(system: PhoneSystem, record: CallRecord) -> Picture:
    return record.plot(system)


TOLERANCE = 5.0
"""How far grey values may be apart on average, of 255: letters differ a little between releases of the library."""
DRAWN: dict[str, Callable[[], Picture]] = {
    "graph": lambda: graph_of("small-office").plot(),
    "call": lambda: calls_picture(play_of("staggered-mobiles").calls[1:2], graph_of("staggered-mobiles")),
    "devices": lambda: _with_devices(*shared_line(answers_after=14, patience=42)),
    "queue": lambda: play_of("support-queue").plot("700", graph_of("support-queue").system),
    "endings": lambda: play_of("support-queue").plot(),
    "week": lambda: routesim.simulate(SUPPORT, replications=3, workers=1).plot(),
    "sweep": lambda: routesim.sweep(SUPPORT, SWEPT, replications=2, workers=1).plot("700"),
}


def small(picture: Picture) -> Image.Image:
    """The picture in grey, as large as a thumb."""
    drawn = Image.open(BytesIO(picture.to_bytes("png"))).convert("L")
    return drawn.resize((WIDTH, round(drawn.height * WIDTH / drawn.width)), Image.Resampling.BOX)


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_looks_as_it_did(name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as file:
        golden = numpy.asarray(file, dtype=float)
    drawn = small(DRAWN[name]())
    assert abs(drawn.height - len(golden)) <= 1
    apart = numpy.abs(numpy.asarray(drawn.resize(golden.shape[::-1]), dtype=float) - golden)
    assert apart.mean() < TOLERANCE
    blocks = apart[: apart.shape[0] // 12 * 12, : WIDTH // 12 * 12].reshape(-1, 12, WIDTH // 12, 12).mean(axis=(1, 3))
    assert blocks.max() < 90.0, "some part of the picture is another"


if __name__ == "__main__":
    for name, draw in DRAWN.items():
        small(draw()).save(FOLDER / f"{name}.png", optimize=True)
