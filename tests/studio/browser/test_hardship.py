"""Hostile names, two sessions, reloads, a server that is gone."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.studio.browser.conftest import Opens
from tests.studio.browser.test_page import ENDING, OWN, phone
from tests.studio.office import OFFICE
from tests.studio.served import served

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "javascript:alert(3)",
    "{{7*7}}${7*7}",
    "A" * 150,
)


def test_hostile_names_are_shown_as_they_are_and_do_nothing(opens: Opens) -> None:
    users = "".join(
        f"  - {{extension: '{201 + place}', name: {json.dumps(name)}, forwarding: "
        f"{{no_answer: {{destinations: [{{to: '{202 + place}', ring: 5}}]}}}}}}\n"
        for place, name in enumerate(HOSTILE)
    )
    text = (
        f"settings: {{name: {json.dumps(HOSTILE[0])}, timezone: Europe/Brussels, country: BE}}\n"
        f"users:\n{users}  - {{extension: '206', name: Last}}\n"
        "incoming_numbers:\n  - {number: '+3225880100', destination: {type: extension, extension: '201'}}\n"
    )
    with served(text) as client:
        page = opens(client.url, width=360)
        assert page.locator("#system").inner_text() == HOSTILE[0]
        for name in HOSTILE[:4]:
            assert name in page.locator("#phones").inner_text()
        page.get_by_role("tab", name="Ways").click()
        expect(page.locator(".drawing svg")).to_be_visible()
        page.get_by_role("button", name="Place call").click()
        page.get_by_role("button", name="Next step").click()
        assert page.locator("main img, main script, main iframe, main a").count() == 0
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_two_sessions_do_not_see_each_other(opens: Opens) -> None:
    one, other = opens(), opens()
    one.get_by_label(OWN).fill("40")
    expect(one.locator(ENDING)).to_contain_text("after 55 s")
    other.get_by_label(OWN).fill("10")
    expect(other.locator(ENDING)).to_contain_text("after 25 s")
    one.reload()
    expect(one.locator(ENDING)).to_contain_text("after 55 s")
    third = opens()
    expect(third.locator(ENDING)).to_contain_text("after 35 s")


def test_a_reload_keeps_everything(opens: Opens) -> None:
    page = opens()
    page.get_by_label(OWN).fill("40")
    phone(page, "102").get_by_text("Offline").click()
    page.get_by_role("button", name="Second call").click()
    expect(page.locator(".legend")).to_be_visible()
    told = page.locator("#story").inner_text()
    page.reload()
    page.wait_for_selector("body:not(.waiting)")
    assert page.locator("#story").inner_text() == told
    expect(page.locator("#side")).to_have_text("Draft")
    expect(page.get_by_label(OWN)).to_have_value("40")


def test_a_server_that_was_stopped_is_told_and_found_again(opens: Opens) -> None:
    with served(OFFICE) as client:
        page = opens(client.url, calm=False)
    page.get_by_label(OWN).fill("40")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    page.get_by_label(OWN).fill("30")
    with served(OFFICE, port=client.port):
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(page.locator(ENDING)).to_contain_text("after 45 s")
