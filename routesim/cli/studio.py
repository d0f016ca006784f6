"""`routesim studio`: the page for trainers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from routesim.errors import MissingExtra
from routesim.report.terminal import report

HELP = """\
Open a page on which calls are placed, sliders are dragged, and every ring is seen: to learn and to teach what a phone
system does. PBX is the configuration that is shown; without one, that of the first lesson.

Nothing on the page changes the file: what was changed is downloaded. Passwords never reach the page.

The page is served to this machine alone. With --host, others can open it too, with the address that is printed: it
holds a token, and travels unencrypted.

\b
Examples:
  routesim studio pbx.yaml
  routesim studio
  routesim studio pbx.yaml --host 192.168.1.20 --port 8000 --no-browser
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path(), required=False)
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="The address to listen on. [127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port. [the first free one from 8760]")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
def command(pbx: str | None, host: str, port: int | None, no_browser: bool) -> None:
    """Serve the page until Ctrl-C."""
    try:
        from routesim.studio.serving import address, serve
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn", "anyio", "h11"):
            raise
        raise MissingExtra("the page", "studio") from None
    read = _reader(pbx)
    read()
    where = address(host, port)

    def ready() -> None:
        what = Path(pbx).name if pbx else "the first lesson"
        report(f"{what}: {where.url}\nCtrl-C ends it.")
        if not where.is_local:
            report("Whoever has this address can open the page; the network in between can read it.")
        if not no_browser:
            _open_browser(where.url)

    with suppress(KeyboardInterrupt):
        serve(read, where, ready)
    report("The page is closed.")


def _reader(pbx: str | None) -> Callable[[], tuple[str, str]]:
    """What reads the configuration, anew each time. It raises UnusableInput with all that is wrong."""
    from routesim.files import examine, usable
    from routesim.files.source import read, shown_name
    from routesim.studio.lessons import FIRST, lesson

    def named() -> tuple[str, str]:
        if pbx is None:
            return "pbx.yaml", lesson(FIRST)["pbx"]
        usable(examine(pbx))
        return shown_name(Path(pbx).name), read(pbx).text

    return named


def _open_browser(url: str) -> None:
    import webbrowser

    webbrowser.open(url)
