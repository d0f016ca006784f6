"""A real browser, headless. Where there is none, tests are skipped with the command that installs it; not so in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.studio.served import Client

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "no Chromium here: sudo apt-get install chromium"
AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
INSTALL_AXE = "no axe-core here: npm install --no-save axe-core@4"

Opens = Callable[..., Page]
expect.set_options(timeout=30_000)  # a machine may be busy with other suites


def missing(what: str) -> None:
    """Skip, or fail where tests of the page are demanded."""
    if os.environ.get("ROUTESIM_PAGE_TESTS") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing(INSTALL)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=found, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    if not AXE.exists():
        missing(INSTALL_AXE)
    return AXE.read_text("utf-8")


@pytest.fixture
def opens(browser: Browser, page: Client) -> Iterator[Opens]:
    """Open the page in a session of its own. What the browser complains about, and what it asks elsewhere, fails."""
    complaints: list[str] = []
    contexts = []

    def open_page(url: str = page.url, width: int = 1300, *, calm: bool = True, **settings: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        origin = url.partition("#")[0].rstrip("/")
        if calm:
            tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
            tab.on("console", lambda told: complaints.append(told.text) if is_complaint(told) else None)
            tab.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        tab.on("request", lambda asked: complaints.append(asked.url) if not own(asked.url, origin) else None)
        tab.set_default_timeout(30_000)
        tab.goto(url)
        tab.wait_for_selector("body:not(.waiting)")
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(told: ConsoleMessage) -> bool:
    """Whether the browser complains, but for a server that a test has ended before its page."""
    return told.type == "error" and "ERR_CONNECTION_REFUSED" not in told.text


def own(url: str, origin: str) -> bool:
    """Whether *url* is the page's own, or nothing that leaves the browser."""
    return url.startswith((origin, "blob:", "data:"))
