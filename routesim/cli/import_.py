"""`routesim import`: lists copied out of the console, made into a configuration."""

from __future__ import annotations

import json
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from routesim.errors import UnusableInput
from routesim.report.terminal import report, write_bytes
from routesim.result.clock import grouped

if TYPE_CHECKING:
    from routesim.importing.lists import Imported
    from routesim.importing.site import Site

HELP = """\
Make a configuration of LISTS: a list of users, a list of incoming numbers, or both, as CSV.

The first row holds headings, in English, French, Dutch or German, in any order. Users need an extension and a name;
e-mail, GSM, voicemail, directory, multiple calls, must log in, outgoing number, ring time and SIP settings are read
where they are listed. Numbers need the number; destination type, destination and SMS e-mail are read. Commas,
semicolons and tabs are understood, and UTF-8, UTF-16 and Latin-1.

Whatever is wrong is told by file, row and column; then nothing is written.

\b
Examples:
  routesim import users.csv numbers.csv --country BE -o pbx.yaml
  routesim import users.csv --country FR --timezone Europe/Paris > pbx.yaml
"""
MOST_REMARKS = 20
"""So many remarks are told, those first that somebody should look at."""


@click.command(help=HELP)
@click.argument("lists", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o", "--output", "out", metavar="FILE", type=click.Path(), help="Write here, not to the standard output."
)
@click.option("--country", required=True, metavar="CC", help="Where numbers are dialled, such as BE (ISO 3166).")
@click.option(
    "--timezone", metavar="ZONE", help="Whose clock counts, such as Europe/Brussels. [the country's only one]"
)
@click.option("--name", metavar="NAME", help="What the system is called. [Phone system]")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Of what is said. [text]")
def command(
    lists: tuple[str, ...],
    out: str | None,
    country: str,
    timezone: str | None,
    name: str | None,
    force: bool,
    form: str,
) -> None:
    """Make a configuration of lists."""
    from routesim.importing.lists import import_lists

    if form == "json" and out is None:
        raise click.UsageError("--format json describes what was written, expected -o FILE, too")
    if len(lists) > 2:
        raise click.UsageError("expected two lists at most, one of users and one of incoming numbers")
    site = _site(country, timezone, name)
    if out is not None:
        _check_output(out, lists, force)
    imported = import_lists(lists, site)
    _write(imported, out, force)
    if form == "json":
        write_bytes([json.dumps(_record(imported, out), indent=2), "\n"])
    else:
        _tell(imported, out)


def _site(country: str, timezone: str | None, name: str | None) -> Site:
    from routesim.importing.site import read_site, zones_of

    country = country.strip().upper() if country.isascii() else country
    zones = zones_of(country)
    if timezone is None and len(zones) > 1:
        several = ", ".join(zones[:4]) + (" ..." if len(zones) > 4 else "")
        raise UnusableInput(f"--country {country}: it has several time zones, expected --timezone, too: {several}")
    typed = {"country": country, "timezone": timezone or (zones[0] if zones else "UTC")}
    return read_site(typed if name is None else {**typed, "name": name})


def _check_output(out: str, lists: tuple[str, ...], force: bool) -> None:
    """Refuse before the work is done what could not be written afterwards."""
    from routesim.files.writing import check_writable

    check_writable(out, replace=force)
    if any(Path(out).exists() and Path(path).exists() and Path(out).samefile(path) for path in lists):
        raise UnusableInput(f"-o {out}: this is one of the lists, expected another name")


def _write(imported: Imported, out: str | None, force: bool) -> None:
    from routesim.files.writing import write_whole

    if out is not None:
        write_whole(out, imported.text, replace=force, private=imported.has_secrets)
    elif imported.has_secrets:
        raise UnusableInput("the list of users holds SIP passwords, which are never printed: expected -o FILE")
    else:
        write_bytes([imported.text])


def _tell(imported: Imported, out: str | None) -> None:
    """Say on the standard error what was done: the standard output may be the configuration."""
    remarks = sorted(imported.remarks, key=lambda remark: remark.severity == "info")
    for remark in remarks[:MOST_REMARKS]:
        report(str(remark))
    if len(remarks) > MOST_REMARKS:
        report(f"... and {grouped(len(remarks) - MOST_REMARKS, 'more remark')}: --format json tells all of them")
    made = f"{grouped(imported.users, 'user')} and {grouped(imported.numbers, 'incoming number')}"
    if out is None:
        report(f"imported {made}")
        return
    private = "; only you may read it, since it holds passwords" if imported.has_secrets else ""
    report(f"{out}: {made}{private}")
    report(f"What next: routesim check {quote(out)}")


def _record(imported: Imported, out: str | None) -> dict[str, object]:
    remarks = [
        {
            "file": remark.file,
            "row": remark.line,
            "column": remark.column,
            "severity": remark.severity,
            "message": remark.message,
        }
        for remark in imported.remarks
    ]
    return {"file": out, "users": imported.users, "incoming_numbers": imported.numbers, "remarks": remarks}
