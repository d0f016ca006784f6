"""Where a picture goes: into a file whose suffix says how, or to the standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from routesim.errors import UnusableInput
from routesim.report.terminal import is_terminal, write_lines

if TYPE_CHECKING:
    from routesim.plot.picture import Picture

Command = TypeVar("Command", bound=Callable[..., Any])


def picture_options(command: Command) -> Command:
    """Give *command* the options that say where its picture goes, as `output` and `form`."""
    form = click.option(
        "--format", "form", type=click.Choice(["svg", "png", "pdf"]), help="For the standard output. [svg]"
    )
    output = click.option(
        "-o", "--output", type=click.Path(), metavar="FILE", help="Write here: .png, .svg or .pdf. [standard output]"
    )
    return output(form(command))


def check_output(output: str | None, form: str | None) -> None:
    """Find out before the work is done whether its picture has a place to go to. Raises UnusableInput if not."""
    import logging

    from routesim.plot.picture import format_of

    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # where it keeps its cache is nothing to tell
    if output is None:
        if is_terminal(sys.stdout):
            raise UnusableInput("a terminal shows no picture: expected --output FILE, such as --output picture.svg")
        return
    wanted = format_of(output)
    if form not in (None, wanted):
        raise UnusableInput(f"--format {form}: {output} is to be {wanted}, expected one or the other")


def deliver(picture: Picture, output: str | None, form: str | None) -> None:
    """Write *picture* where it is to go; tell of a file in a line."""
    if output is not None:
        picture.save(output)
        write_lines([f"{output}: {picture.text.partition(chr(10))[0]}"])
    elif sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(picture.to_bytes(form or "svg"))
        sys.stdout.buffer.flush()
