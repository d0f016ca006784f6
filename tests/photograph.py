"""The photograph of the page in docs/pictures; `python -m tests.photograph` takes it anew, with the Chromium here."""

from __future__ import annotations

import re
from io import BytesIO
from shutil import which

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.pictures import FOLDER
from tests.readme import HOUSE
from tests.studio.served import served

SIZE = {"width": 1240, "height": 840}
NAMES = ("chromium", "chromium-browser", "google-chrome")


def play_to_the_second_phone(page: Page) -> None:
    """Place a call that nobody has answered yet, and stop while the second phone rings."""
    page.wait_for_selector("body:not(.waiting)")
    page.get_by_role("button", name=re.compile("Place call")).click()
    page.locator(".scrub input").fill("27")


if __name__ == "__main__":
    text = (HOUSE / "scenarios/small-office/pbx.yaml").read_text("utf-8")
    with served(text) as client, sync_playwright() as playwright:
        chromium = next(filter(None, map(which, NAMES)))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport=SIZE, reduced_motion="reduce")
        tab.goto(client.url)
        play_to_the_second_phone(tab)
        shot = tab.screenshot()
        browser.close()
    Image.open(BytesIO(shot)).convert("RGB").quantize(128).save(FOLDER / "page.png", optimize=True)
