"""What all fragments of HTML for notebooks are made of: everything escaped, styles inline, no script."""

from __future__ import annotations

from html import escape

from routesim.result.typography import printable

FONT = "font-family:system-ui,sans-serif;font-size:13px;line-height:1.5;text-align:left"
GOOD, WARN, BAD, RING, TALK = "#1f8a52", "#b06600", "#d64545", "#6f8299", "#1f8a52"
"""Half-way between white and black, so that they read as well on the one as on the other."""


def safe(text: str) -> str:
    """*text* as it may stand in HTML, in an attribute too."""
    return escape(printable(text), quote=True)


def line(text: str, style: str) -> str:
    """A line of its own."""
    return f'<div style="{style}">{safe(text)}</div>'
