"""Pictures are the same every time, in every format, whatever people are called."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from io import BytesIO
from pathlib import Path

import matplotlib
import pytest
from PIL import Image

import routesim
from routesim.graph.routing_graph import RoutingGraph
from routesim.plot.picture import Picture
from routesim.result.records import Play
from tests.plot.conftest import SCENARIOS
from tests.plot.seeing import texts

HOSTILE = [
    "$\\frac{a}{0}$ $x_1$ $",
    "<svg onload=alert(1)><script>alert(2)</script>",
    "--> ]]> &amp; <!-- evil",
    "🎉 👩‍👩‍👧 日本語",
    "مرحبا שלום",
    "W" * 200,
    "_hidden",
    "e\u0301\u0301\u0301\u0301",
    "\\alpha %s {0} \\n",
]
BEGINNINGS = {"png": b"\x89PNG\r\n\x1a\n", "svg": b"<?xml", "pdf": b"%PDF-"}


@pytest.fixture(scope="module")
def hostile() -> Play:
    users = [
        {
            "extension": str(100 + place),
            "name": name,
            "voicemail": "yes",
            "forwarding": {"no_answer": {"destinations": [{"to": str(100 + (place + 1) % len(HOSTILE))}]}},
        }
        for place, name in enumerate(HOSTILE)
    ]
    system = routesim.loads(
        json.dumps({"settings": {"name": HOSTILE[0], "timezone": "UTC", "country": "BE"}, "users": users})
    )
    calls = [
        {"id": f"{name[:60]}{place}", "from": "withheld", "to": str(100 + place), "at": place * 200}
        for place, name in enumerate(HOSTILE)
    ]
    return routesim.play({"start": "2026-11-23T10:00:00", "people": {}, "calls": calls}, system)


def drawn(hostile: Play) -> list[Picture]:
    return [hostile.plot(), hostile.calls[1].plot(), hostile.calls[2].plot()]


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_picture_is_the_same_every_time(small_office: RoutingGraph, mobiles: Play, form: str) -> None:
    first, again = small_office.plot().to_bytes(form), small_office.plot().to_bytes(form)
    assert first.startswith(BEGINNINGS[form])
    assert first == again
    assert mobiles.calls[1].plot().to_bytes(form) == mobiles.calls[1].plot().to_bytes(form)


def test_a_picture_is_the_same_in_another_process(small_office: RoutingGraph, tmp_path: Path) -> None:
    output = tmp_path / "graph.svg"
    command = ["-m", "routesim", "plot", "graph", str(SCENARIOS / "small-office" / "pbx.yaml"), "-o", str(output)]
    subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "MPLBACKEND": "svg"},
        cwd=Path(__file__).parents[2],
    )
    assert output.read_bytes() == small_office.plot().to_bytes("svg")


def test_a_users_own_settings_change_nothing(small_office: RoutingGraph) -> None:
    own = {"text.parse_math": True, "font.family": "serif", "figure.facecolor": "black", "savefig.bbox": "tight"}
    expected = small_office.plot().to_bytes("svg")
    with matplotlib.rc_context(own):
        assert small_office.plot().to_bytes("svg") == expected


def test_no_picture_tells_when_it_was_made(mobiles_picture: Picture) -> None:
    svg, pdf = mobiles_picture.to_bytes("svg"), mobiles_picture.to_bytes("pdf")
    assert b"<dc:date>" not in svg
    assert b"CreationDate" not in pdf


def test_hostile_names_neither_break_nor_inject(hostile: Play) -> None:
    for picture in drawn(hostile):
        svg = picture.to_bytes("svg")
        tree = ElementTree.fromstring(svg)
        assert not [element for element in tree.iter() if element.tag.endswith("script")]
        assert not [key for element in tree.iter() for key in element.attrib if key.lower().startswith("on")]
        ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert len(ids) == len(set(ids))
        for form in ("png", "pdf"):
            assert picture.to_bytes(form).startswith(BEGINNINGS[form])


def test_hostile_names_are_drawn_as_they_are(hostile: Play) -> None:
    written = texts(hostile.plot())
    assert f"{HOSTILE[0]} (100)" in written
    assert any(text.startswith("<svg onload=alert(1)>") for text in written)
    assert "\ufffd \ufffd\ufffd\ufffd \ufffd\ufffd\ufffd (103)" in written


def test_hostile_records_made_by_hand_are_drawn(mobiles: Play) -> None:
    call = mobiles.calls[1]
    rang = [ring._replace(target=f"\x00\x1b[2J\ud800{ring.target}\n") for ring in call.rang]
    picture = call._replace(id="\x07\u202e\ud83d", rang=tuple(rang), from_="\x9b").plot()
    ElementTree.fromstring(picture.to_bytes("svg"))
    assert not any(character < " " for text in texts(picture) for character in text)


def test_a_huge_picture_has_bounded_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    system = routesim.loads("settings: {name: A, timezone: UTC, country: BE}\nusers: [{extension: 101, name: Ann}]")
    picture = RoutingGraph(system).plot()
    picture.figure.set_size_inches(40, 20)
    monkeypatch.setattr("routesim.plot.picture.MOST_DOTS", 500_000)
    with Image.open(BytesIO(picture.to_bytes("png"))) as drawn:
        assert 450_000 < drawn.width * drawn.height <= 500_000


def test_a_notebook_gets_svg_and_words(small_office_picture: Picture) -> None:
    bundle = small_office_picture._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/svg+xml", "text/plain"}
    assert re.match(
        r"""<img style="max-width:100%" alt="[^"<>]+" src="data:image/svg\+xml;base64,[\w+/=]+">$""",
        bundle["text/html"],
    )
    assert bundle["image/svg+xml"].startswith("<?xml")
    assert bundle["text/plain"].startswith("Atelier Lambert: what leads where\n\n+3225880100")
    assert repr(small_office_picture).startswith("<Picture ")


def test_grey_paper_tells_bars_apart(mobiles_picture: Picture) -> None:
    """What rings, talks and takes a message differs in grey, or has another hatch."""
    from routesim.plot.bar_look import LOOKS

    looks = {}
    for kind in ("ringing", "talking", "message", "waiting", "wrap_up", "elsewhere"):
        colour = matplotlib.colors.to_rgb(LOOKS[kind]["facecolor"])
        looks[kind] = (LOOKS[kind].get("hatch"), round(sum(colour) / 3, 1))
    assert len(set(looks.values())) == len(looks)
    assert len({hatch for hatch, _ in looks.values()}) >= 5
