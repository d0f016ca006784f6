"""A link carries the whole situation: of a large system what differs, and hostile links are turned down."""

from __future__ import annotations

import json
import random
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from routesim.studio.limits import MOST_TEXT
from tests.studio.browser.conftest import Opens
from tests.studio.browser.test_page import ENDING, OWN, picks_up
from tests.studio.office import CALL, OFFICE
from tests.studio.served import Client, served

RANDOM = random.Random(5)
LARGE = OFFICE.replace(
    "incoming_numbers:",
    "".join(
        f'  - {{extension: "{2000 + place}", name: "{RANDOM.randbytes(40).hex()}"}}   # {RANDOM.randbytes(40).hex()}\n'
        for place in range(1000)
    )
    + "incoming_numbers:",
)
"""A system that no link can hold: names and comments cannot be written shorter."""


def carried(address: str) -> Any:
    """What a link holds."""
    code = address.partition("#s=")[2]
    return json.loads(zlib.decompress(urlsafe_b64decode(code + "=" * (-len(code) % 4)), wbits=-15))


def address(page: Client, what: object) -> str:
    """A link that somebody else made."""
    packed = zlib.compress(json.dumps(what).encode(), wbits=-15)
    return f"{page.url}/#s={urlsafe_b64encode(packed).decode().rstrip('=')}"


def share(page: Page) -> str:
    page.get_by_role("button", name="Link").click()
    return page.get_by_label("Address").input_value()


def change(page: Page) -> None:
    page.get_by_label(OWN).fill("25")
    picks_up(page, "102", 3)
    expect(page.locator(ENDING)).to_contain_text("Answered by Bob Peeters (102) after 28 s")


def test_a_link_carries_the_whole_situation(opens: Opens) -> None:
    page = opens()
    change(page)
    link = share(page)
    other = opens(link)
    expect(other.locator(ENDING)).to_contain_text("Answered by Bob Peeters (102) after 28 s")
    expect(other.locator("#side")).to_have_text("Draft")
    assert "#" not in other.url
    other.get_by_role("tab", name="Draft and applied").click()
    other.get_by_role("button", name="Discard the draft").click()
    expect(other.get_by_label(OWN)).to_have_value("20")


def test_what_is_applied_is_carried_as_what_differs(opens: Opens) -> None:
    page = opens()
    change(page)
    found = carried(share(page))
    assert found["text"] == OFFICE.replace("ring_time: 20", "ring_time: 25", 1)
    assert found["applied"] == [[OFFICE.split("\n").index("    ring_time: 20"), 1, ["    ring_time: 20"]]]
    assert "lesson" not in found


def test_what_is_too_large_is_carried_as_what_differs_from_the_file(opens: Opens) -> None:
    with served(LARGE) as client:
        page = opens(client.url)
        change(page)
        link = share(page)
        expect(page.get_by_role("dialog")).to_contain_text("started with the same pbx.yaml")
        assert len(link) < 2_000
        other = opens(link)
        expect(other.locator(ENDING)).to_contain_text("Answered by Bob Peeters (102) after 28 s")
        expect(other.locator("#side")).to_have_text("Draft")
    with served(LARGE.replace("Bob Peeters", "Bob P.")) as client:
        third = opens(client.url + link[link.index("/#") :])
        expect(third.get_by_role("alert")).to_contain_text("Start routesim studio with that file")
        expect(third.locator("#phones")).to_contain_text("Bob P.")
        third.get_by_role("button", name="All right").click()
        expect(third.get_by_role("alert")).to_have_count(0)


def test_where_no_link_can_hold_it_the_files_are_offered(opens: Opens, page: Client) -> None:
    tab = opens()
    tab.evaluate(
        "text => sessionStorage.setItem('routesim-studio', JSON.stringify("
        "{...JSON.parse(sessionStorage.getItem('routesim-studio')), text, applied: text}))",
        LARGE,
    )
    tab.reload()
    expect(tab.locator("#inventory")).to_contain_text("1003 users")
    tab.get_by_role("button", name="Link").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_contain_text("too large for a link")
    with tab.expect_download() as download:
        dialog.get_by_role("button", name="Configuration").click()
    assert download.value.suggested_filename == "pbx.yaml"
    with tab.expect_download():
        dialog.get_by_role("button", name="Calls").click()


def test_a_link_followed_in_an_open_page_can_be_undone(opens: Opens, page: Client) -> None:
    tab = opens()
    tab.get_by_label(OWN).fill("30")
    expect(tab.locator(ENDING)).to_contain_text("after 45 s")
    other = OFFICE.replace("Atelier Lambert", "Another shop")
    tab.evaluate("address => (location.href = address)", address(page, {"text": other, "situation": CALL}))
    expect(tab.locator("#system")).to_have_text("Another shop")
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator("#system")).to_have_text("Atelier Lambert")
    expect(tab.locator(ENDING)).to_contain_text("after 45 s")


GOOD = {"text": OFFICE, "situation": CALL}


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"text": 7, "situation": CALL}, "damaged"),
        ({**GOOD, "situation": []}, "damaged"),
        ({**GOOD, "situation": {"calls": "x"}}, "damaged"),
        (None, "damaged"),
        ("text", "damaged"),
        ([1, 2], "damaged"),
        ({"text": " " * 30_000_000, "situation": CALL}, "damaged"),
        ({**GOOD, "applied": [[0, 10_000, []]]}, "damaged"),
        ({**GOOD, "applied": [[5, 0, ["x"]], [2, 0, ["x"]]]}, "damaged"),
        ({**GOOD, "applied": [[0, -1, []]]}, "damaged"),
        ({**GOOD, "applied": [[0, 0, [7]]]}, "damaged"),
        ({**GOOD, "applied": {"length": 1}}, "damaged"),
        ({**GOOD, "applied": 7}, "damaged"),
        ({**GOOD, "base": "0000", "text": []}, "Start routesim studio with that file"),
        ({**GOOD, "base": {"x": 1}, "file": "<img src=x onerror=alert(1)>"}, "<img src=x onerror=alert(1)>"),
        ({**GOOD, "situation": {"calls": [{"from": "101", "to": 7}] * 60}}, "more than 50"),
        ({**GOOD, "situation": {"calls": [{"from": {}, "to": "102"}]}}, "could not be opened"),
        ({"text": "users: [", "situation": CALL}, "could not be opened"),
        ({"text": "x" * (MOST_TEXT + 1), "situation": CALL}, "too large"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_hostile_link_is_turned_down_and_says_why(opens: Opens, page: Client, what: Any, told: str) -> None:
    tab = opens(address(page, what), calm=False)
    expect(tab.get_by_role("alert")).to_contain_text(told)
    expect(tab.locator("#system")).to_have_text("Atelier Lambert")
    expect(tab.locator(ENDING)).to_contain_text("after 35 s")
    assert "#" not in tab.url


@pytest.mark.parametrize("code", ["%%%", "AAAA", "", "A" * 60_001, "\u2028"])
def test_a_link_that_is_none_is_turned_down(opens: Opens, page: Client, code: str) -> None:
    tab = opens(f"{page.url}/#s={code}")
    expect(tab.get_by_role("alert")).to_contain_text("This link")
    expect(tab.locator("#system")).to_have_text("Atelier Lambert")


def test_odd_parts_of_a_link_are_left_out(opens: Opens, page: Client) -> None:
    odd = {
        "file": "../x\u202ey",
        "side": "both",
        "focus": "1",
        "left": "<b>",
        "lesson": {"name": "x"},
        "view": {},
        "tab": 7,
    }
    tab = opens(address(page, {**GOOD, **odd, "__proto__": {"isOffline": True}}))
    expect(tab.locator(ENDING)).to_contain_text("after 35 s")
    expect(tab.locator(".lesson")).to_have_count(0)
    tab.get_by_role("button", name="Download").click()
    expect(tab.get_by_role("dialog")).to_contain_text("this configuration has none")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Configuration").click()
    assert download.value.suggested_filename == "pbx.yaml"
