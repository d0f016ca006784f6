"""`routesim check`: what is wrong with a configuration."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from routesim.report.terminal import painter, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.files import Inspection

HELP = """\
Validate the phone system PBX: its format, and whether everything in it fits together.

Every finding has a place, a code and a remedy; all are told at once. A warning is silenced by a comment on its line,
# routesim: ignore RS004, or in the whole file by settings.ignore: [RS004].

Exits 1 where there is an error among the findings, 2 where PBX cannot be read or is not YAML.

\b
Examples:
  routesim check pbx.yaml
  routesim check pbx.yaml --format json | jq -r '.findings[].message'
  routesim explain RS001
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@click.pass_context
def command(context: click.Context, pbx: str, form: str) -> None:
    """Tell what is wrong with a phone system."""
    from routesim.files import examine
    from routesim.lint.finding import Finding, counts

    inspection = examine(pbx)
    findings = [Finding.of(problem) for problem in inspection.problems]
    if form == "json":
        records = [finding.record() for finding in findings]
        answer = {"pbx": inspection.name, "findings": records, "counts": counts(findings)}
        write_bytes([json.dumps(answer, ensure_ascii=False, indent=2), "\n"])
    elif findings:
        from routesim.lint.text import findings_lines

        write_lines(findings_lines(findings, width(sys.stdout), painter(sys.stdout)))
    else:
        write_lines(_all_well(inspection))
    if any(finding.severity == "error" for finding in findings):
        context.exit(1)


def _all_well(inspection: Inspection) -> Iterator[str]:
    if inspection.system is not None:
        yield f"Nothing is wrong with {inspection.name}: {inspection.system.inventory}."
