"""The page as people use it: with a mouse, and with nothing but a keyboard."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

import routesim
from routesim.files import loads, loads_calls
from tests.studio.browser.conftest import Opens
from tests.studio.office import OFFICE
from tests.studio.served import served

ENDING = "#ending"
OWN = "Alice Martin: own phone rings for"
BOB_BEGINS = "Alice Martin, when nobody answers: Bob Peeters (102): begins to ring"
BOB_STOPS = "Alice Martin, when nobody answers: Bob Peeters (102): stops ringing"


def phone(page: Page, key: str) -> Locator:
    return page.locator(f"[data-phone='{key}']")


def picks_up(page: Page, key: str, seconds: int) -> None:
    """Let somebody answer after so many seconds."""
    phone(page, key).get_by_text("Picks up").click()
    phone(page, key).get_by_label("picks up after").fill(str(seconds))


def bars(page: Page, name: str) -> Locator:
    return page.locator("#timeline").get_by_role("group", name=name).locator(".bar")


def test_a_call_is_placed_and_its_story_moves_on_to_the_end(opens: Opens) -> None:
    page = opens()
    picks_up(page, "101", 4)
    expect(page.locator(ENDING)).to_contain_text("Answered by Alice Martin (101) after 4 s")
    page.get_by_label("Speed").select_option("4")
    page.get_by_role("button", name="Place call").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator(ENDING)).to_contain_text("under way")
    expect(phone(page, "101").locator(".doing")).to_have_text("ringing")
    expect(page.locator(ENDING)).to_contain_text("Answered by Alice Martin (101) after 4 s")
    expect(phone(page, "101").locator(".doing")).to_have_text("talking")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert "Alice Martin (101) answers after 4 s of ringing" in page.locator("#story").inner_text()


def test_a_slider_moved_beside_something_refused_counts_once_that_is_mended(opens: Opens) -> None:
    page = opens(calm=False)  # the browser complains of what is refused
    page.get_by_label("Whom to call").select_option("other")
    number = page.get_by_label("Whom to call: the number")
    number.fill("nobody")
    number.press("Tab")
    wrong = page.locator("#form").get_by_role("alert")
    expect(wrong).to_have_text(re.compile("^nobody: expected something a telephone can dial"))
    expect(number).to_have_attribute("aria-describedby", str(wrong.get_attribute("id")))
    expect(page.locator("#problems")).to_be_empty()
    page.get_by_label(OWN).fill("7")
    expect(wrong).to_be_visible()
    number.fill("101")
    number.press("Tab")
    expect(page.locator("#side")).to_have_text("Draft")
    expect(wrong).to_have_count(0)
    expect(page.locator("#story")).to_contain_text("within the ring time of 7 s")


def test_what_is_wrong_with_a_call_stands_beside_its_field(opens: Opens) -> None:
    page = opens(calm=False)
    page.locator("#form summary").click()
    for field, typed, told in (
        ("Keys at prompts", "a1", "a1"),
        ("Gives up after", "-5", "0 or more"),
        ("Talks for", "90000", "a day at most"),
    ):
        control = page.get_by_label(field)
        before = control.input_value()
        control.fill(typed)
        control.press("Tab")
        expect(page.get_by_role("alert")).to_contain_text(told)
        control.fill(before)
        control.press("Tab")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_what_is_being_typed_stays_when_an_answer_comes(opens: Opens) -> None:
    page = opens()
    page.get_by_label("Whom to call").select_option("other")
    number = page.get_by_label("Whom to call: the number")
    number.fill("10")  # of 101, not told yet
    with page.expect_response("**/play"):
        page.evaluate("document.querySelector('form button.primary').form.requestSubmit()")
    expect(page.locator(ENDING)).to_contain_text("under way")
    expect(number).to_have_value("10")


def test_a_call_can_be_paused_and_stepped_through(opens: Opens) -> None:
    page = opens()
    page.get_by_label("Speed").select_option("1")
    page.get_by_role("button", name="Place call").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.locator(ENDING)).to_contain_text("under way")
    page.get_by_role("button", name="Next step").click()
    expect(page.locator(".clock b")).to_have_text("20.0 s")
    expect(page.locator("li.now")).to_contain_text(
        "No-answer forwarding of Alice Martin (101): Bob Peeters (102) rings"
    )
    page.get_by_role("button", name="Previous step").click()
    expect(page.locator(".clock b")).to_have_text("0.0 s")


def test_the_scrubber_shows_any_instant(opens: Opens) -> None:
    page = opens()
    page.get_by_label("Instant").fill("25")
    expect(page.locator(".clock")).to_contain_text("10:00:25")
    expect(phone(page, "102").locator(".doing")).to_have_text("ringing")
    expect(phone(page, "101").locator(".doing")).to_have_text("")
    page.get_by_role("button", name="0 s 10:00:00", exact=True).click()
    expect(phone(page, "101").locator(".doing")).to_have_text("ringing")


def test_dragging_a_slider_changes_the_timeline_and_undo_takes_it_back(opens: Opens) -> None:
    page = opens()
    thumb = page.get_by_label(BOB_STOPS)
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    assert box is not None
    expect(bars(page, "Bob Peeters").first).to_be_visible()
    before = bars(page, "Bob Peeters").first.bounding_box()
    y = box["y"] + box["height"] / 2
    at = box["x"] + 10 + (box["width"] - 20) * 15 / 60  # where the thumb is, at 15 of 60 s
    page.mouse.move(at, y)
    page.mouse.down()
    page.mouse.move(at + (box["width"] - 20) * 3 / 60, y, steps=5)
    page.mouse.up()
    expect(page.locator("#side")).to_have_text("Draft")
    expect(page.locator(ENDING)).to_contain_text(re.compile(r"after (37|38|39) s"))
    assert before != bars(page, "Bob Peeters").first.bounding_box()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    expect(page.locator("#side")).to_have_text("")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator("#side")).to_have_text("Draft")


def test_two_thumbs_never_pass_each_other(opens: Opens) -> None:
    page = opens()
    page.get_by_label(BOB_BEGINS).fill("40")
    expect(page.get_by_label(BOB_BEGINS)).to_have_value("14")
    expect(page.locator(ENDING)).to_contain_text("after 35 s")


def test_everything_works_with_the_keyboard_alone(opens: Opens) -> None:
    page = opens(reduced_motion="reduce")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the timeline")).to_be_focused()
    reach(page, OWN)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(page.locator(ENDING)).to_contain_text("after 40 s")
    expect(page.get_by_label(OWN)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    expect(page.get_by_label(OWN)).to_be_focused()
    reach(page, "Place call", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(ENDING)).to_contain_text("under way")
    reach(page, "Next step")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("20 s")
    page.keyboard.press("Enter")
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    reach(page, "Instant")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(ENDING)).to_contain_text("under way")
    reach(page, "Every ending")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Ways")).to_be_focused()
    expect(page.locator(".drawing svg")).to_be_visible()
    reach(page, "Lessons", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Lessons")).to_be_focused()


def reach(page: Page, name: str, key: str = "Tab") -> None:
    """Press *key* until the control of that name has the focus."""
    for _ in range(120):
        page.keyboard.press(key)
        focused = page.evaluate("(e => e.getAttribute('aria-label') || e.textContent.trim())(document.activeElement)")
        if focused == name:
            return
    raise AssertionError(f"{name} cannot be reached")


def test_ticks_and_states_change_what_happens(opens: Opens) -> None:
    page = opens()
    phone(page, "101").get_by_text("On the phone").click()
    expect(page.locator(ENDING)).to_contain_text("after 15 s")
    phone(page, "102").get_by_text("Do not disturb").click()
    expect(page.locator(ENDING)).to_contain_text("Taken by the mailbox of Alice Martin (101) at once")
    phone(page, "101").get_by_text("Can receive multiple calls").click()
    expect(page.locator(ENDING)).to_contain_text("after 20 s")
    phone(page, "101").get_by_text("Mailbox as a last resort").first.click()
    expect(page.locator(ENDING)).to_contain_text("No answer")
    phone(page, "101").get_by_text("Follow Me").click()
    expect(page.locator("#story")).to_contain_text("Follow Me of Alice Martin (101)")


def test_a_second_call_meets_the_first(opens: Opens) -> None:
    page = opens()
    page.get_by_role("button", name="Second call").click()
    expect(page.locator("#timeline .legend")).to_contain_text("Call 2: +32471654321 calls +3225880100")
    expect(page.locator("#story")).to_contain_text("the phone is occupied and cannot receive a second call")
    page.get_by_label("This call comes after").fill("21")
    expect(page.locator("#story")).not_to_contain_text("occupied and cannot receive a second call.")
    page.get_by_role("button", name="Remove this call").click()
    expect(page.locator("#timeline .legend")).to_have_count(0)


def test_every_ending_can_be_played(opens: Opens) -> None:
    page = opens()
    page.get_by_label("Speed").select_option("10")
    expect(page.locator(".endings li")).to_have_count(5)
    names = page.locator(".endings b").all_inner_texts()
    assert names[0] == "Answered by Alice Martin (101)"
    page.get_by_role("button", name="Play: Answered by Bob Peeters (102)").click()
    expect(page.locator(ENDING)).to_contain_text("Answered by Bob Peeters (102)")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(ENDING)).to_contain_text("mailbox of Alice Martin")


def test_the_draft_is_compared_with_what_is_applied(opens: Opens) -> None:
    page = opens()
    page.get_by_role("tab", name="Draft and applied").click()
    expect(page.locator("#panel")).to_contain_text("The draft is what is applied")
    page.get_by_label(OWN).fill("30")
    expect(page.locator("#panel")).to_contain_text("end differently")
    page.get_by_role("button", name="Play what is applied").click()
    expect(page.locator("#side")).to_have_text("What is applied")
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    page.get_by_role("button", name="Play the draft").click()
    expect(page.locator(ENDING)).to_contain_text("after 45 s")
    page.get_by_role("button", name="Discard the draft").click()
    expect(page.locator("#panel")).to_contain_text("The draft is what is applied")
    expect(page.locator(ENDING)).to_contain_text("after 35 s")


def test_a_lesson_asks_before_it_tells(opens: Opens) -> None:
    page = opens(reduced_motion="reduce")
    page.get_by_label(OWN).fill("30")
    expect(page.locator(ENDING)).to_contain_text("after 45 s")
    page.get_by_role("button", name="Lessons").click()
    page.get_by_role("button", name="Busy, with and without call waiting").click()
    expect(page.locator(".question")).to_contain_text("Why does the front desk get Oliver's second call")
    expect(page.locator(".answer")).to_have_count(0)
    expect(page.locator("#story").get_by_text("Oliver Grant (602) answers after 3 s of ringing")).to_be_hidden()
    page.get_by_role("button", name="Next step").click()
    expect(page.locator("#story").get_by_text("Oliver Grant (602) answers after 3 s of ringing")).to_be_visible()
    page.get_by_label("Call 1 of").select_option("1")
    expect(page.locator(".title")).to_contain_text("Oliver's second call")
    expect(page.locator(ENDING)).to_contain_text("under way")
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".answer")).to_contain_text("can receive multiple calls")
    page.get_by_role("button", name="Leave the lesson").click()
    expect(page.locator("#system")).to_have_text("Atelier Lambert")
    expect(page.locator(ENDING)).to_contain_text("after 45 s")


def test_a_lesson_is_learnt_to_its_end_with_the_keyboard_alone(opens: Opens) -> None:
    page = opens(reduced_motion="reduce")
    reach(page, "Lessons")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    reach_what_begins_with(page, "Busy, with and without call waiting")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Busy, with and without call waiting")).to_be_focused()
    expect(page.locator(".answer")).to_have_count(0)
    reach(page, "Place call")
    page.keyboard.press("Enter")
    expect(page.locator(ENDING)).to_contain_text("under way")
    reach(page, "Next step")
    for _ in range(4):
        page.keyboard.press("Enter")
    expect(page.locator(ENDING)).to_contain_text("Answered by Oliver Grant (602)")
    expect(page.locator("#said")).to_contain_text("s: ")
    reach(page, "Show the answer", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="The answer")).to_be_focused()
    reach(page, "Leave the lesson", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#system")).to_have_text("Atelier Lambert")
    expect(page.get_by_role("button", name="Lessons")).to_be_focused()


def reach_what_begins_with(page: Page, words: str) -> None:
    """Press Tab until a control has the focus whose words begin so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(words):
            return
    raise AssertionError(f"{words} cannot be reached")


def test_the_ways_of_a_call_are_seen_whole_where_there_is_little_room(opens: Opens) -> None:
    for width in (360, 768, 1280):
        page = opens(width=width)
        page.get_by_role("tab", name="Ways").click()
        drawing = page.locator(".drawing")
        expect(drawing.locator("svg")).to_be_visible()
        assert drawing.evaluate("one => one.scrollWidth <= one.clientWidth")
        page.get_by_label("Instant").fill("24")
        expect(drawing.locator(".way")).to_contain_text(["leads to", "no answer after", "rings"])
        expect(drawing.locator(".place.here")).to_contain_text("Bob Peeters")


def test_the_focus_stays_where_something_has_gone(opens: Opens) -> None:
    page = opens()
    page.get_by_label(OWN).fill("30")
    page.get_by_role("tab", name="Draft and applied").click()
    page.get_by_role("button", name="Discard the draft").press("Enter")
    expect(page.get_by_role("tab", name="Draft and applied")).to_be_focused()
    page.get_by_role("button", name="Second call").press("Enter")
    page.get_by_role("button", name="Remove this call").press("Enter")
    expect(page.get_by_role("button", name="Place call")).to_be_focused()
    page.get_by_role("button", name="Lessons").click()
    page.get_by_role("button", name="Busy, with and without call waiting").click()
    page.get_by_role("button", name="Set by hand").first.press("Enter")
    expect(page.locator("[data-phone='601']").get_by_label("Free")).to_be_focused()


def test_a_rule_tells_why(opens: Opens) -> None:
    page = opens()
    page.get_by_role("button", name="Rule 5.2").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("Why")


def test_a_phone_with_several_devices_shows_what_each_does(opens: Opens) -> None:
    shared = OFFICE.replace("    ring_time: 20\n", "    ring_time: 20\n    devices: [desk, mobile_app]\n", 1)
    with served(shared) as client:
        page = opens(client.url)
        devices = page.locator("#timeline .line.device")
        expect(devices).to_have_count(2)
        expect(devices.first).to_have_accessible_name("desk of Alice Martin, no answer")
        expect(bars(page, "mobile_app of Alice Martin")).to_have_count(1)


def test_what_is_downloaded_plays_elsewhere_as_it_did_here(opens: Opens, tmp_path: Path) -> None:
    secret = OFFICE.replace("ring_time: 20\n", 'ring_time: 20   # usual\n    sip: {password: "s3cret-of-alice"}\n', 1)
    with served(secret) as client:
        page = opens(client.url)
        page.get_by_label(OWN).fill("25")
        picks_up(page, "102", 3)
        expect(page.locator(ENDING)).to_contain_text("Answered by Bob Peeters (102) after 28 s")
        page.get_by_role("button", name="Download").click()
        expect(page.get_by_role("dialog")).to_contain_text("1 password was left out")
        for name, button in (("pbx.yaml", "Configuration"), ("calls.yaml", "Calls")):
            with page.expect_download() as download:
                page.get_by_role("dialog").get_by_role("button", name=button).click()
            assert download.value.suggested_filename == name
            download.value.save_as(tmp_path / name)
    text = (tmp_path / "pbx.yaml").read_text("utf-8")
    assert "s3cret" not in text
    assert "ring_time: 25   # usual" in text
    assert routesim.play(tmp_path / "calls.yaml").calls[0].answered_at == 28
    assert loads_calls((tmp_path / "calls.yaml").read_text("utf-8"), loads(text)).calls


def test_the_page_fits_on_a_phone(opens: Opens) -> None:
    page = opens(width=360)
    for tab in ("Every ending", "Ways", "Draft and applied"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.get_by_role("button", name="Lessons").click()
    page.get_by_role("button", name="Busy, with and without call waiting").click()
    page.get_by_role("button", name="Show the answer").click()
    expect(page.locator(".answer")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_colours_follow_the_reader(opens: Opens) -> None:
    page = opens(color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.get_by_role("button", name="Colours").click()
    assert page.evaluate(colour) != dark
    page.reload()
    page.wait_for_selector("body:not(.waiting)")
    assert page.evaluate(colour) != dark
    page.get_by_role("button", name="Colours").click()
    assert page.evaluate(colour) == dark
