"""A code's page: what it means, why it matters, what to do, and two configurations to compare."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.lint.codes import Code
from routesim.result.painting import Painter, plain
from routesim.result.typography import wrap


def code_lines(code: Code, width: int, paint: Painter = plain) -> Iterator[str]:
    """The page of *code*; its texts take at most *width* columns, its configurations stand as they are."""
    yield paint("title", f"{code.code}  {code.severity}")
    yield from wrap(code.summary, width)
    for heading, text in (("Why it matters", code.why), ("What to do", code.remedy)):
        yield ""
        yield paint("ringing", heading)
        yield from (f"  {line}" for line in wrap(text, width - 2))
    for heading, style, text in (("Found here", "bad", code.failing), ("Not here", "good", code.passing)):
        yield ""
        yield paint(style, heading)
        yield from (f"  {line}" for line in text.rstrip("\n").split("\n"))
