"""What simulating finds as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import routesim
from routesim.report.traffic_page import traffic_page
from routesim.result.simulation import Simulation
from tests.plot.conftest import SCENARIOS
from tests.plot.test_pictures import HOSTILE

WORKLOAD = SCENARIOS / "support-queue" / "workload.yaml"
_VOID = {"meta", "img", "br", "hr"}


class Tags(HTMLParser):
    """Follows tags; each that is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def week() -> Simulation:
    draft = routesim.loads((WORKLOAD.parent / "pbx.yaml").read_text().replace("max_wait: 60", "max_wait: 25"))
    return routesim.simulate(WORKLOAD, compare=draft, replications=2, workers=1)


@pytest.fixture(scope="module")
def pages(week: Simulation) -> list[str]:
    asked = {"queues[700].agents": [2, 3]}
    found = [
        week,
        replace(week, compare=(), draft=None),
        routesim.sweep(WORKLOAD, asked, replications=2, workers=1),
        routesim.staff(WORKLOAD, "Support", replications=2, workers=1),
    ]
    return [traffic_page(one) for one in found]


def test_pages_are_well_formed_and_need_nothing_else(pages: list[str]) -> None:
    for page in pages:
        seen = Tags(page).seen
        assert "script" not in seen
        assert "img" in seen
        assert {address[:14] for address in re.findall(r'(?: src| href)="([^"]+)"', page)} <= {
            "data:image/svg",
            *(f"#{place}" for place in range(1, 9)),
        }
        assert "url(" not in page
        assert "default-src 'none'" in page
        assert 'name="viewport"' in page
        assert "prefers-color-scheme:dark" in page


def test_a_page_has_a_part_for_all_that_there_is(pages: list[str]) -> None:
    assert [re.findall("<h2>(.*?)</h2>", page) for page in pages] == [
        ["All calls", "What the draft changes", "Hours of the week", "Numbers", "Queues", "Users"],
        ["All calls", "Hours of the week", "Numbers", "Queues", "Users"],
        ["All calls", "Support (700)"],
        ["Agents"],
    ]
    assert [page.count("<img ") for page in pages] == [5, 4, 2, 1]


def test_names_are_text(week: Simulation) -> None:
    names = {**week.names, "102": HOSTILE[1], "700": "<img src=x onerror=alert(1)>"}
    page = traffic_page(replace(week, pbx=HOSTILE[2], names=names, remarks=(HOSTILE[1],)))
    Tags(page)
    assert "<svg onload" not in page
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_the_same_simulation_gives_the_same_page(week: Simulation) -> None:
    assert traffic_page(week) == traffic_page(week)


def test_where_nothing_was_found_the_page_says_so(week: Simulation) -> None:
    page = traffic_page(replace(week, rows=(), compare=()))
    Tags(page)
    assert "No calls." in page
    assert "No picture: " in page
