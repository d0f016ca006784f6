"""The page's files, read once. Its modules are joined into one: a single request, and the same file for a notebook."""

from __future__ import annotations

import re
from pathlib import Path

_PAGE = Path(__file__).parent / "page"
MODULES = (
    "dom",
    "state",
    "server",
    "slider",
    "phones",
    "calls",
    "timeline",
    "player",
    "story",
    "graph",
    "panels",
    "board",
)
"""In the order in which each needs only those before it."""
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export (?=(async )?(function|const|let|class)\b)", re.MULTILINE)


def script() -> str:
    """All modules as one, of which nothing is left to import."""
    texts = [(_PAGE / f"{name}.js").read_text("utf-8") for name in MODULES]
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


def _read(name: str) -> bytes:
    return (_PAGE / name).read_bytes()


ASSETS: dict[str, tuple[bytes, str]] = {
    "/": (_read("index.html"), "text/html; charset=utf-8"),
    "/board.js": (script().encode(), "text/javascript; charset=utf-8"),
    "/board.css": (_read("board.css"), "text/css; charset=utf-8"),
    "/icon.svg": (_read("icon.svg"), "image/svg+xml"),
}
"""What is served: path, content, media type."""
