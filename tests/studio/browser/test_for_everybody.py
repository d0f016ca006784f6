"""What axe finds: nothing serious, on any width, in light and dark, whatever is open."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.studio.browser.conftest import Opens


def serious(page: Page, axe: str) -> list[str]:
    """What axe-core finds that would keep somebody from using the page."""
    page.evaluate(f"() => {{ {axe} }}")
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary'][-300:]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical", "moderate")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (800, "light"), (1300, "light")])
def test_axe_finds_nothing_serious(opens: Opens, axe: str, width: int, scheme: str) -> None:
    page = opens(width=width, color_scheme=scheme, reduced_motion="reduce")
    page.get_by_role("button", name="Second call").click()
    page.wait_for_selector(".legend")
    page.get_by_label("Instant").fill("12")
    assert serious(page, axe) == []
    page.get_by_role("tab", name="Ways").click()
    page.wait_for_selector(".drawing svg")
    page.locator("summary").first.click()
    assert serious(page, axe) == []
    page.get_by_label("Alice Martin: own phone rings for").fill("30")
    page.get_by_role("tab", name="Draft and applied").click()
    page.wait_for_selector(".changes li")
    assert serious(page, axe) == []
    page.get_by_role("button", name="Lessons").click()
    page.wait_for_selector(".shelf li")
    assert serious(page, axe) == []
    page.get_by_role("button", name="Busy, with and without call waiting").click()
    page.get_by_role("button", name="Show the answer").click()
    page.wait_for_selector(".answer")
    assert serious(page, axe) == []
