"""The board among a notebook's cells: its module is loaded as anywidget does, and Python answers for real."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from routesim.files import loads
from routesim.studio.widget import Board
from tests.studio.browser.conftest import own
from tests.studio.messages import Frontend, background
from tests.studio.office import OFFICE

HOME = "http://notebook.test/"
NOTEBOOK = """<!doctype html><html lang="en"><title>A notebook</title>
<style>
  button, select, input { display: none !important; }
  * { color: rgb(255, 0, 0); font-family: monospace; text-transform: uppercase; }
</style>
<body data-jp-theme-light="false"><h1>Notebook</h1><p class="card">A cell</p><button>Run</button>
<div id="out" style="width: 900px"></div><div id="second"></div>"""
SHOW = """async ([module, place]) => {
  const known = new Set();
  const model = {
    on: (name, heard) => known.add(heard),
    off: (name, heard) => known.delete(heard),
    send: async (content) => {
      const message = JSON.parse(await window.toKernel(JSON.stringify(content)));
      if (message) for (const heard of [...known]) heard(message, []);
    },
  };
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  const end = await widget.render({ model, el: document.getElementById(place) });
  window.end = () => { end(); return known.size; };
  window.pressed = 0;
  document.addEventListener("keydown", () => (window.pressed += 1));
}"""
SAVE = """async ([module, board]) => {
  const address = URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const { default: widget } = await import(address);
  const all = () => ({ version_major: 2, state: { one: { state: { _anywidget_id: board } }, other: { state: {} } } });
  const widget_manager = { get_state_sync: all, get_state: async () => all() };
  for (const _ of [1, 2]) await widget.initialize({ model: { widget_manager } });
  await widget.initialize({ model: { widget_manager: {} } });
  return [widget_manager.get_state_sync({}), await widget_manager.get_state()];
}"""
LOOK = """(one) => {
  const { color, fontFamily, textTransform } = getComputedStyle(one);
  return [color, fontFamily, textTransform];
}"""
AXE = """axe.run(document.getElementById("out")).then((found) =>
  found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"""
ENDING = "#out #ending"
OWN = "Alice Martin: own phone rings for"

Shows = Callable[..., Page]


@pytest.fixture(scope="module")
def kernel() -> Iterator[Frontend]:
    with background() as desk:
        yield Frontend(Board(loads(OFFICE), OFFICE, "pbx.yaml", desk))


@pytest.fixture
def shows(browser: Browser, kernel: Frontend) -> Iterator[Shows]:
    """Open a notebook that shows the board in *places*. What the browser complains about or fetches fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1300, "height": 900}, accept_downloads=True)

    def asked(content: str) -> str:
        kernel.send(json.loads(content))
        return json.dumps(kernel.hear() if "id" in content else None)

    def open_notebook(*places: str, answers: Callable[[str], str] = asked, width: int = 900) -> Page:
        tab = context.new_page()
        tab.route(
            HOME, lambda route: route.fulfill(body=NOTEBOOK.replace("900px", f"{width}px"), content_type="text/html")
        )
        tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        tab.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        tab.on("request", lambda one: complaints.append(one.url) if not own(one.url, HOME) else None)
        tab.set_default_timeout(30_000)
        tab.expose_function("toKernel", answers)
        tab.clock.install()
        tab.goto(HOME)
        for place in places or ("out",):
            tab.evaluate(SHOW, [Board._esm, place])
        return tab

    yield open_notebook
    context.close()
    assert [one for one in complaints if not one.endswith("/favicon.ico")] == []


def test_a_call_is_placed_and_its_story_moves_on_to_the_end(shows: Shows) -> None:
    page = shows()
    expect(page.locator("#out #system")).to_have_text("Atelier Lambert")
    page.locator("[data-phone='101']").get_by_text("Picks up").click()
    page.locator("[data-phone='101']").get_by_label("picks up after").fill("4")
    expect(page.locator(ENDING)).to_contain_text("Answered by Alice Martin (101) after 4 s")
    page.get_by_role("button", name="Place call").click()
    expect(page.locator(ENDING)).to_contain_text("under way")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.clock.run_for(60_000)
    expect(page.locator(ENDING)).to_contain_text("Answered by Alice Martin (101) after 4 s")
    assert page.title() == "A notebook"


def test_every_tool_that_is_shown_does_something(shows: Shows, tmp_path: Path) -> None:
    page = shows()
    page.get_by_label(OWN).fill("30")
    expect(page.locator("#side")).to_have_text("Draft")
    expect(page.locator(ENDING)).to_contain_text("after 45 s")
    names = page.get_by_role("toolbar").get_by_role("button").evaluate_all("all => all.map((one) => one.title)")
    assert names == ["Undo", "Redo", "Download", "Colours"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(ENDING)).to_contain_text("after 45 s")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name="Configuration").click()
    download.value.save_as(tmp_path / "pbx.yaml")
    assert loads((tmp_path / "pbx.yaml").read_text("utf-8")).users[0].ring_time == 30
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Rule 5.2").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("5.2")
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Colours").click()
    assert page.locator("#out > div").get_attribute("data-theme") == "auto"
    page.get_by_role("tab", name="Ways").click()
    page.clock.run_for(1_000)
    expect(page.locator(".drawing svg")).to_be_visible()


def test_a_destination_is_added_and_taken_off(shows: Shows) -> None:
    page = shows()
    page.get_by_role("button", name="Add a destination: when nobody answers").click()
    expect(page.get_by_label("Whom to ring")).to_be_focused()
    page.get_by_label("Whom to ring").select_option("other")
    page.get_by_label("The number to ring").fill("12")
    page.get_by_label("The number to ring").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("there is no user 12")
    page.get_by_label("The number to ring").fill("103")
    page.get_by_label("The number to ring").press("Enter")
    expect(page.locator(ENDING)).to_contain_text("after 55 s")
    page.get_by_role("button", name="Remove Carol Dubois (103)").click()
    expect(page.locator(ENDING)).to_contain_text("after 35 s")


def test_no_style_gets_in_or_out(shows: Shows) -> None:
    page = shows()
    place = page.get_by_role("button", name="Place call")
    expect(place).to_be_visible()
    color, font, case = place.evaluate(LOOK)
    assert color != "rgb(255, 0, 0)"
    assert "monospace" not in font
    assert case == "none"
    assert page.locator("h1", has_text="Notebook").evaluate(LOOK) == ["rgb(255, 0, 0)", "monospace", "uppercase"]
    assert page.locator("p.card").evaluate("one => getComputedStyle(one).padding") == "0px"
    assert page.locator("#out > div").evaluate("one => getComputedStyle(one).colorScheme") == "dark"


@pytest.mark.parametrize("width", [360, 640, 900, 1280])
def test_it_is_no_wider_than_its_cell(shows: Shows, width: int) -> None:
    page = shows(width=width)
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    widths = page.locator("#out .page").evaluate("one => [one.scrollWidth, one.getBoundingClientRect().width]")
    assert widths[0] <= widths[1] == width


def test_keys_are_the_boards_own(shows: Shows) -> None:
    page = shows()
    page.get_by_label("Whom to call").select_option("other")
    page.get_by_label("Whom to call: the number").fill("")
    page.get_by_label("Whom to call: the number").press_sequentially("101")
    page.get_by_label(OWN).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#side")).to_have_text("Draft")
    page.keyboard.press("Control+z")
    expect(page.locator("#side")).to_have_text("")
    assert page.evaluate("window.pressed") == 0
    page.keyboard.press("Control+s")
    assert page.evaluate("window.pressed") == 1  # by S, not by Control


def test_two_boards_have_nothing_in_common(shows: Shows) -> None:
    page = shows("out", "second")
    second = page.locator("#second")
    second.get_by_label(OWN).fill("30")
    expect(second.locator("#ending")).to_contain_text("after 45 s")
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    expect(page.locator("#out #side")).to_have_text("")


def test_a_kernel_that_does_not_answer_is_told_of_and_then_waited_for(shows: Shows) -> None:
    page = shows(answers=lambda _: "null")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.clock.run_for(5_000)
    expect(page.get_by_role("alert")).to_contain_text("The kernel has not answered yet")


def test_nothing_stays_when_it_is_taken_away(shows: Shows) -> None:
    page = shows()
    expect(page.locator(ENDING)).to_contain_text("after 35 s")
    left: Any = page.evaluate("window.end()")
    assert left == 0
    assert page.locator("#out").inner_html() == ""


def test_axe_finds_nothing_to_say(shows: Shows, axe: str) -> None:
    page = shows()
    expect(page.locator(".endings li").first).to_be_visible()
    page.evaluate(axe)
    assert page.evaluate(AXE) == []


def test_a_notebook_saves_all_widgets_but_boards(shows: Shows) -> None:
    page = shows()
    board: Any = Board(loads(OFFICE), OFFICE, "pbx.yaml")
    kept = {"version_major": 2, "state": {"other": {"state": {}}}}
    assert page.evaluate(SAVE, [Board._esm, board._anywidget_id]) == [kept, kept]
