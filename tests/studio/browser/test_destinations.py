"""Who is rung: destinations are added, removed and moved, with a mouse and with nothing but a keyboard."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from routesim.files import loads
from tests.studio.browser.conftest import Opens
from tests.studio.browser.test_for_everybody import serious
from tests.studio.browser.test_page import ENDING, bars, phone, reach
from tests.studio.office import OFFICE

IN_A_ROW = """() => {
  const plan = document.querySelector('[data-plan="users,0,forwarding,no_answer"]');
  plan.querySelector('[aria-label="Move Carol Dubois (103) up"]').click();
  plan.querySelector('[aria-label="Remove Carol Dubois (103)"]').click();
  const slider = plan.querySelector('[aria-label$="Bob Peeters (102): stops ringing"]');
  slider.value = 18;
  slider.dispatchEvent(new Event("input"));
}"""
ADD = "Add a destination: when nobody answers"


def plan(page: Page, name: str, key: str = "101") -> Locator:
    """A forwarding of Alice, or of somebody else."""
    return phone(page, key).get_by_role("region", name=name)


def listed(page: Page, name: str = "When nobody answers") -> Locator:
    return plan(page, name).locator(".to")


def add(page: Page, number: str, name: str = "When nobody answers") -> None:
    """Type a number to be rung, and press Enter."""
    plan(page, name).get_by_role("button", name="Add a destination").click()
    plan(page, name).get_by_label("Whom to ring").select_option("other")
    plan(page, name).get_by_label("The number to ring").fill(number)
    plan(page, name).get_by_label("The number to ring").press("Enter")


def test_a_user_and_an_outside_number_are_added_and_rung(opens: Opens) -> None:
    page = opens()
    page.get_by_role("button", name=ADD).click()
    expect(page.get_by_label("Whom to ring")).to_be_focused()
    page.get_by_label("Whom to ring").select_option(label="103 · Carol Dubois")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(ENDING)).to_contain_text("after 55 s")
    expect(page.locator("#said")).to_have_text("Carol Dubois (103) added: rings from 15 to 35 seconds")
    expect(page.get_by_role("button", name=ADD)).to_be_focused()
    add(page, "0470 11 22 33")
    expect(listed(page)).to_have_text(["Bob Peeters (102)", "Carol Dubois (103)", "+32470112233"])
    expect(phone(page, "+32470112233")).to_be_visible()
    expect(page.locator(ENDING)).to_contain_text("after 75 s")
    expect(page.locator("#side")).to_have_text("Draft")
    page.get_by_role("button", name="Undo").click()
    expect(listed(page)).to_have_text(["Bob Peeters (102)", "Carol Dubois (103)"])
    page.get_by_role("button", name="Undo").click()
    expect(listed(page)).to_have_text(["Bob Peeters (102)"])
    expect(page.locator("#side")).to_have_text("")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(ENDING)).to_contain_text("after 55 s")


def test_what_cannot_be_rung_is_told_beside_the_field(opens: Opens) -> None:
    page = opens(calm=False)  # the browser complains of what is refused
    for typed, told in (
        ("999", "there is no user 999"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)> is no number"),
        ("", "nothing is typed yet"),
    ):
        add(page, typed)
        expect(page.locator(".adder").get_by_role("alert")).to_contain_text(told)
        field = page.get_by_label("The number to ring")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        assert told in page.locator(f"#{field.get_attribute('aria-describedby')}").inner_text()
        expect(page.locator("#problems")).to_be_empty()
        page.get_by_role("button", name="Cancel").click()
    page.get_by_label("Alice Martin: own phone rings for").fill("30")
    expect(page.locator(ENDING)).to_contain_text("after 45 s")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    assert page.locator("main img").count() == 0


def test_a_refused_number_beside_a_mended_one(opens: Opens) -> None:
    page = opens(calm=False)
    add(page, "12")
    expect(page.locator(".adder").get_by_role("alert")).to_be_visible()
    page.get_by_label("The number to ring").fill("103")
    page.get_by_label("The number to ring").press("Enter")
    expect(listed(page)).to_have_text(["Bob Peeters (102)", "Carol Dubois (103)"])
    expect(page.locator(".adder")).to_have_count(0)


def test_a_destination_is_moved_and_keeps_its_slider_and_the_focus(opens: Opens) -> None:
    page = opens()
    add(page, "103")
    expect(listed(page)).to_have_text(["Bob Peeters (102)", "Carol Dubois (103)"])
    plan(page, "When nobody answers").get_by_role("button", name="Move Carol Dubois (103) up").click()
    expect(listed(page)).to_have_text(["Carol Dubois (103)", "Bob Peeters (102)"])
    expect(page.get_by_role("button", name="Move Carol Dubois (103) down")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Carol Dubois (103) is number 1 of 2")
    expect(plan(page, "When nobody answers").locator(".seconds")).to_have_text(
        [re.compile("^15 .* 35 s$"), re.compile("^0 .* 15 s$")]
    )
    plan(page, "When nobody answers").get_by_role("button", name="Rule 4.3").click()
    expect(page.get_by_role("dialog")).to_contain_text("4.3")


def test_clicks_that_come_faster_than_answers_meet_the_list_as_it_will_be(opens: Opens) -> None:
    page = opens()
    add(page, "103")
    expect(listed(page)).to_have_text(["Bob Peeters (102)", "Carol Dubois (103)"])
    page.evaluate(IN_A_ROW)
    expect(page.locator(ENDING)).to_contain_text("after 38 s")
    expect(listed(page)).to_have_text(["Bob Peeters (102)"])
    expect(bars(page, "Carol Dubois")).to_have_count(0)


def test_a_forwarding_is_switched_off_and_on_again(opens: Opens) -> None:
    page = opens()
    tick = plan(page, "When nobody answers").get_by_role("checkbox", name="When nobody answers")
    expect(tick).to_be_checked()
    tick.press("Space")
    expect(listed(page)).to_have_count(0)
    expect(page.locator(ENDING)).to_contain_text("after 20 s")
    tick.press("Space")
    expect(listed(page)).to_have_text(["Bob Peeters (102)"])
    expect(page.locator(ENDING)).to_contain_text("after 35 s")


def test_where_nobody_was_listed_the_tick_asks_whom(opens: Opens) -> None:
    page = opens()
    page.get_by_label("Whom to call").select_option("+3225880103")
    phone(page, "103").locator("summary").click()
    tick = plan(page, "When busy", "103").get_by_role("checkbox", name="When busy")
    expect(tick).not_to_be_checked()
    tick.press("Space")
    expect(tick).not_to_be_checked()
    expect(page.get_by_label("Whom to ring")).to_be_focused()
    page.get_by_label("Whom to ring").press("Escape")
    expect(page.get_by_label("Whom to ring")).to_have_count(0)
    tick.press("Space")
    page.get_by_label("Whom to ring").press("Tab")
    page.keyboard.press("Enter")
    expect(tick).to_be_checked()
    expect(page.locator("#side")).to_have_text("Draft")


def test_with_the_keyboard_alone_a_mobile_follows(opens: Opens) -> None:
    page = opens(reduced_motion="reduce")
    reach(page, "Add a destination: follow me")
    page.keyboard.press("Enter")
    page.keyboard.press("End")  # the last of whom to ring: another number
    page.keyboard.press("Tab")
    page.keyboard.type("+32470112233")
    page.keyboard.press("Enter")
    expect(listed(page, "Follow Me")).to_have_text(["+32470112233"])
    reach(page, "Remove +32470112233", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(listed(page, "Follow Me")).to_have_count(0)
    expect(page.get_by_role("button", name="Add a destination: follow me")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(listed(page, "Follow Me")).to_have_text(["+32470112233"])


def test_what_is_applied_is_only_looked_at(opens: Opens) -> None:
    page = opens()
    plan(page, "When nobody answers").get_by_role("button", name="Remove Bob Peeters (102)").click()
    page.get_by_role("tab", name="Draft and applied").click()
    expect(page.locator(".changes li").first).to_contain_text("Bob Peeters (102)")
    page.get_by_role("button", name="Play what is applied").click()
    expect(listed(page)).to_have_text(["Bob Peeters (102)"])
    expect(page.get_by_role("button", name="Remove Bob Peeters (102)").first).to_be_disabled()
    expect(phone(page, "101")).to_contain_text("This is what is applied")
    page.get_by_role("button", name="Play the draft").click()
    expect(listed(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Remove Bob Peeters (102)").first).to_be_enabled()


def test_the_downloaded_configuration_keeps_every_comment(opens: Opens, tmp_path: Path) -> None:
    page = opens()
    add(page, "103", "Follow Me")
    expect(page.locator("#said")).to_contain_text("Carol Dubois (103) added")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="Configuration").click()
    download.value.save_as(tmp_path / "pbx.yaml")
    text = (tmp_path / "pbx.yaml").read_text("utf-8")
    assert loads(text).users[0].follow_me.destinations[0].to == "103"
    assert [line for line in text.splitlines() if "follow_me" not in line] == OFFICE.splitlines()


def test_axe_finds_nothing_serious_in_the_form(opens: Opens, axe: str) -> None:
    page = opens(calm=False, width=360, color_scheme="dark")
    add(page, "103")
    add(page, "nobody")
    expect(page.locator(".adder").get_by_role("alert")).to_be_visible()
    assert serious(page, axe) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
