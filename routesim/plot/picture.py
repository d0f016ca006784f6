"""`Picture`: something drawn, to show in a notebook or to save."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from io import BytesIO
from os import PathLike, fspath
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from routesim.errors import UnusableInput
from routesim.result.markup import safe
from routesim.result.typography import printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("png", "svg", "pdf")
DPI = 144
"""Dots per inch of a PNG: twice a screen's."""
MOST_DOTS = 16_000_000
"""Of a PNG, whose dots get larger where it would have more."""
LONGEST_SIDE = 65_000
"""In dots: matplotlib draws none that is longer."""
LEAST_DPI = 16
"""Letters of fewer dots than that makes cannot be drawn at all."""
_COMMENTS = re.compile(rb"<!--.*?-->", re.DOTALL)
_INDENTS = re.compile(rb"\n\s*")
_ROOT = re.compile(rb"<svg [^>]*>")


class Picture:
    """Something drawn: *figure* is matplotlib's, *text* says the same in words.

    Pictures of the same are the same, byte by byte.
    """

    def __init__(self, figure: Figure, text: str) -> None:
        self.figure = figure
        self.text = printable_lines(text)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the picture to a file, as PNG, SVG or PDF by its suffix; there is the whole file or none.

        Raises UnusableInput where the suffix is another, or the file cannot be written.
        """
        from routesim.files.writing import write_whole

        write_whole(path, self.to_bytes(format_of(path)), replace=True)

    def to_bytes(self, form: str) -> bytes:
        """The picture as `png`, `svg` or `pdf`."""
        from matplotlib import rc_context

        from routesim.plot.sheet import settings

        dots = self._dots_per_inch()
        unsigned = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}[form]
        out = BytesIO()
        with rc_context(settings()):
            self.figure.savefig(out, format=form, dpi=72 if form == "svg" else dots, metadata=unsigned)
        return _tidy(out.getvalue(), self.text) if form == "svg" else out.getvalue()

    def _dots_per_inch(self) -> float:
        wide, high = self.figure.get_size_inches()
        wanted = min(DPI, (MOST_DOTS / (wide * high)) ** 0.5)
        return float(min(max(wanted, LEAST_DPI), LONGEST_SIDE / max(wide, high)))

    def __repr__(self) -> str:
        wide, high = self.figure.get_size_inches()
        return f"<Picture {wide:.1f} x {high:.1f} inches: {self.text.splitlines()[0] if self.text else ''}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.to_html(), "image/svg+xml": self.to_bytes("svg").decode(), "text/plain": self.text}

    def to_html(self) -> str:
        """The picture as an image in a page, no wider than there is room; its text for those who do not see it."""
        data = b64encode(self.to_bytes("svg")).decode()
        alternative = "&#10;".join(map(safe, self.text.splitlines()))
        return f'<img style="max-width:100%" alt="{alternative}" src="data:image/svg+xml;base64,{data}">'


def _tidy(svg: bytes, text: str) -> bytes:
    """Leave out comments and indents, and put in what the picture says, for those who do not see it."""
    title, _, words = (escape(part) for part in text.partition("\n"))
    told = f"<title>{title}</title><desc>{words.strip()}</desc>".encode("utf-8", "replace")
    slim = _INDENTS.sub(b"\n", _COMMENTS.sub(b"", svg))
    return _ROOT.sub(lambda root: root[0] + told, slim, count=1)


def printable_lines(text: str) -> str:
    """*text* without what steers a terminal, its lines as they are."""
    return "\n".join(map(printable, text.split("\n")))


def format_of(path: str | PathLike[str]) -> str:
    """The format that the suffix of *path* asks for. Raises UnusableInput where it is none of ours."""
    name = fspath(path)
    suffix = PurePath(name).suffix[1:].lower()
    if suffix in FORMATS:
        return suffix
    wrong = f"ends in .{suffix}" if suffix else "has no suffix"
    raise UnusableInput(f"{name}: {wrong}, expected a picture's: .png, .svg or .pdf")
