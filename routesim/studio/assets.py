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
    "player",
    "phones",
    "calls",
    "timeline",
    "story",
    "graph",
    "panels",
    "work",
    "act",
    "board",
)
"""In such an order that each needs only those before it."""
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


def script() -> str:
    """All modules as one file: each in a function of its own, which returns what it exports."""
    return "".join(_joined(name, (_PAGE / f"{name}.js").read_text("utf-8")) for name in MODULES)


def _joined(name: str, text: str) -> str:
    exported = ", ".join(found[2] for found in _EXPORT.finditer(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(lambda found: f"const {{{found[1]}}} = {found[2]}_module;\n", text))
    return f"const {name}_module = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n"


def _read(name: str) -> bytes:
    return (_PAGE / name).read_bytes()


ASSETS: dict[str, tuple[bytes, str]] = {
    "/": (_read("index.html"), "text/html; charset=utf-8"),
    "/board.js": (script().encode(), "text/javascript; charset=utf-8"),
    "/board.css": (_read("board.css"), "text/css; charset=utf-8"),
    "/icon.svg": (_read("icon.svg"), "image/svg+xml"),
}
"""What is served: path, content, media type."""
