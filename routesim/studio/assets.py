"""The page's files, read once. Its modules are joined into one: a single request, and the same board in a notebook."""

from __future__ import annotations

import json
import re
from pathlib import Path

_PAGE = Path(__file__).parent / "page"
MODULES = (
    "host",
    "asking",
    "dom",
    "state",
    "changes",
    "link",
    "slider",
    "player",
    "story",
    "plans",
    "phones",
    "calls",
    "timeline",
    "graph",
    "panels",
    "work",
    "opening",
    "listing",
    "act",
    "frame",
    "board",
)
"""In such an order that each needs only those before it."""
OF_PAGE = ("server", "page")
"""What the page has besides."""
OF_NOTEBOOK = ("kernel", "notebook")
"""What a notebook has besides."""
OF_MODEL = ("saving",)
"""What a notebook has for each widget, whether it is seen or not."""
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
_WIDTH = re.compile(r"@media (?=\((?:min|max)-width)")


def script() -> str:
    """All modules of the page as one file: each in a function of its own, which returns what it exports."""
    return _all(MODULES + OF_PAGE)


def notebook_script() -> str:
    """All modules as the ES module that anywidget loads, with their style: every view gets a board of its own."""
    model = f"{_all(OF_MODEL)}saving_module.leaveOut(model.widget_manager);"
    view = f"{_all(MODULES + OF_NOTEBOOK)}return notebook_module.renderIn(given, {json.dumps(notebook_style())});"
    return f"export default {{ initialize({{ model }}) {{\n{model}\n}}, render(given) {{\n{view}\n}} }};\n"


def notebook_style() -> str:
    """The page's style, going by the width of its cell instead of the window's."""
    return _WIDTH.sub("@container ", _text("board.css")) + _text("notebook.css")


def _all(names: tuple[str, ...]) -> str:
    return "".join(_joined(name, _text(f"{name}.js")) for name in names)


def _joined(name: str, text: str) -> str:
    exported = ", ".join(found[2] for found in _EXPORT.finditer(text))
    body = _EXPORT.sub(r"\1", _IMPORT.sub(lambda found: f"const {{{found[1]}}} = {found[2]}_module;\n", text))
    return f"const {name}_module = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n"


def _text(name: str) -> str:
    return (_PAGE / name).read_text("utf-8")


ASSETS: dict[str, tuple[bytes, str]] = {
    "/": (_text("index.html").encode(), "text/html; charset=utf-8"),
    "/board.js": (script().encode(), "text/javascript; charset=utf-8"),
    "/board.css": (_text("board.css").encode(), "text/css; charset=utf-8"),
    "/icon.svg": (_text("icon.svg").encode(), "image/svg+xml"),
}
"""What is served: path, content, media type."""
