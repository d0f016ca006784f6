"""A code's page: what it means, why it matters, what to do, and two configurations to compare."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.codes import Code
from routesim.result.painting import Painter, plain
from routesim.result.typography import wrap


def code_lines(code: Code, width: int, paint: Painter = plain) -> Iterator[str]:
    """The page of *code*; its texts take at most *width* columns, its configurations stand as they are."""
    page = code.page
    yield paint("title", f"{code.code}  {code.severity}")
    yield from wrap(page.summary, width)
    for paragraph in filter(None, page.explanation.split("\n\n")):
        yield ""
        yield from wrap(paragraph, width)
    for heading, text in (("Why it matters", page.why), ("What to do", page.remedy)):
        yield ""
        yield paint("ringing", heading)
        yield from (f"  {line}" for line in wrap(text, width - 2))
    for heading, style, text in (("Found here", "bad", page.failing), ("Not here", "good", page.passing)):
        yield ""
        yield paint(style, heading)
        yield from (f"  {line}" for line in text.rstrip("\n").split("\n"))
