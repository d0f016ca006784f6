"""A configuration as text, and what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from routesim.lint import Findings, check

Check = Callable[..., Findings]
Codes = Callable[..., list[str]]
SETTINGS = "settings: {timezone: Europe/Brussels, country: BE}\n"


def numbers(*extensions: str) -> str:
    """Incoming numbers that lead to *extensions*: the first is +3225880101."""
    entries = (
        f'  - {{number: "+32258801{place:02}", destination: {{type: extension, extension: "{extension}"}}}}\n'
        for place, extension in enumerate(extensions, 1)
    )
    return "incoming_numbers:\n" + "".join(entries)


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check a configuration, given as text; settings come first where the text has none. *select* chooses codes."""
    monkeypatch.chdir(tmp_path)

    def found(text: str, *select: str) -> Findings:
        whole = text if text.startswith("settings:") else SETTINGS + text
        Path("pbx.yaml").write_text(whole, encoding="utf-8")
        return check("pbx.yaml", select=select)

    return found


@pytest.fixture
def messages(checked: Check) -> Codes:
    """What is said by the findings of one code: `line:column severity: message`."""

    def said(text: str, code: str) -> list[str]:
        found = checked(text, code)
        return [f"{finding.line}:{finding.column} {finding.severity}: {finding.message}" for finding in found]

    return said
