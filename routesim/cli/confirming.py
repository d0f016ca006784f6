"""Showing a review, asking whether to go on, and telling what came of it: for `apply` and `rollback`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from shlex import quote
from typing import TYPE_CHECKING, TextIO

import click

from routesim.errors import NotAllowed, UnusableInput
from routesim.report.terminal import full_width, is_terminal, painter, report, write_bytes, write_lines
from routesim.result.painting import Painter, plain

if TYPE_CHECKING:
    from routesim.applying import Applied, Review


class Confirmation:
    """Shows reviews, in *form*, and asks *question*; not so if *yes*, which is needed where nobody can be asked.

    Raises UnusableInput where it is needed.
    """

    def __init__(self, question: str, yes: bool, form: str) -> None:
        if not yes and not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
            raise UnusableInput("nobody can be asked here, where there is no terminal: expected --yes")
        self._question = question
        self._yes = yes
        self._form = form
        self._shown = False

    def carry_out(self, context: click.Context, act: Callable[[], Applied], applied: str) -> None:
        """Do what has to be confirmed, and tell what came of it; exit with 1 where nothing was applied."""
        try:
            result = act()
        except NotAllowed as error:
            report(str(error))
            context.exit(1)
        if self._form == "json":
            write_bytes([json.dumps(result.to_dict(), indent=2), "\n"])
        else:
            self._tell(result, applied)
        for problem in result.problems:
            report(problem)
        if result.status not in ("applied", "unchanged"):
            context.exit(1)

    def confirm(self, review: Review) -> bool:
        """Show *review* to whoever is asked, and ask."""
        if self._yes:
            return True
        if self._form == "text" and is_terminal(sys.stdout):
            self._show(review)
        else:
            report("\n".join((*_lines(review, sys.stderr, plain), "")))
        try:
            return click.confirm(self._question, default=False, err=True)
        except click.Abort:
            raise KeyboardInterrupt from None

    def _show(self, review: Review) -> None:
        self._shown = True
        write_lines([*_lines(review, sys.stdout, painter(sys.stdout)), ""])

    def _tell(self, result: Applied, applied: str) -> None:
        if not self._shown and result.status != "unchanged":
            self._show(result.review)
        paint = painter(sys.stdout)
        match result.status:
            case "applied":
                assert result.version is not None
                done = f"✓ {result.review.draft} is in force as version {result.version.version} of "
                write_lines([paint("good", done + result.review.applied)])
                write_lines([f"To go back: routesim rollback {quote(applied)}"] if result.version.version > 1 else [])
            case "unchanged":
                write_lines([f"{result.review.draft} is in force already, byte for byte: nothing to do."])
            case "stopped":
                write_lines([paint("bad", f"✗ NOT APPLIED: {result.review.applied} is as it was")])
            case _:
                write_lines([f"Nothing was applied: {result.review.applied} is as it was."])


def _lines(review: Review, stream: TextIO, paint: Painter) -> Iterator[str]:
    from routesim.applying.text import review_lines

    return review_lines(review, full_width(stream), paint)
