"""`routesim check`: what is wrong with a configuration."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from routesim.report.terminal import painter, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.lint import Findings

HELP = """\
Check the phone system PBX: its format, whether everything in it fits together, and where calls can go wrong.

Every finding has a place, a code and a remedy; all are told at once. A comment on its line silences a finding,
# routesim: ignore RS107, and settings.ignore: [RS107] all of its kind in the file. Silencings that silence nothing
are findings (RS005). RS000 to RS003 make a file unusable: they are always told.

CODES are codes, or what codes begin with, such as RS1, with commas in between.

Exits 1 where there is an error among the findings, 2 where PBX cannot be read or is not YAML.

\b
Examples:
  routesim check pbx.yaml
  routesim check pbx.yaml --select RS1,RS201 --ignore RS107
  routesim check pbx.yaml --format json | jq -r '.findings[].message'
  routesim check pbx.yaml --format sarif > routesim.sarif
  routesim explain RS105
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", help="[text]")
@click.option("--select", multiple=True, metavar="CODES", help="Tell these only. [all]")
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these out.")
@click.pass_context
def command(context: click.Context, pbx: str, form: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    """Tell what is wrong with a phone system."""
    from routesim.files import examine
    from routesim.lint.checking import of_file
    from routesim.lint.selection import selection

    chosen = selection(select, ignore)
    findings = of_file(examine(pbx), chosen, excerpts=form == "text")
    _write(findings, form)
    if findings.counts["error"]:
        context.exit(1)


def _write(findings: Findings, form: str) -> None:
    if form == "text":
        from routesim.lint.text import findings_lines

        write_lines(findings_lines(findings, width(sys.stdout), painter(sys.stdout)))
    elif form == "github":
        from routesim.lint.github import annotation_lines

        write_bytes(f"{line}\n" for line in annotation_lines(findings))
    else:
        write_bytes([json.dumps(_answer(findings, form), ensure_ascii=False, indent=2), "\n"])


def _answer(findings: Findings, form: str) -> dict[str, object]:
    if form == "json":
        records = [finding.record() for finding in findings]
        return {"pbx": findings.pbx, "findings": records, "counts": findings.counts}
    from importlib.metadata import version

    from routesim.lint.sarif import sarif

    return sarif(findings, version("routesim"))
