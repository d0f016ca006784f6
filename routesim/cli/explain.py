"""`routesim explain`: the rule book."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from routesim.errors import UnusableInput
from routesim.model.nearest import Names
from routesim.report.terminal import painter, width, write_bytes, write_lines
from routesim.result.painting import Painter
from routesim.rulebook import RULES, Section
from routesim.rulebook.text import rule_lines, section_lines, title_lines

HELP = """\
Explain a routing rule (5.6), a section of rules (5) or a finding's code (RS101); without TOPIC, list them all.

\b
Examples:
  routesim explain
  routesim explain 5
  routesim explain 5.6
  routesim explain 5.6 --format json
"""


@click.command(help=HELP)
@click.argument("topic", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(topic: str | None, form: str) -> None:
    """Explain a rule, a section or a code."""
    asked = "" if topic is None else topic.strip().removesuffix(".")
    if form == "json":
        write_bytes([json.dumps(_record(asked), ensure_ascii=False, indent=2), "\n"])
    else:
        write_lines(_page(asked))


def _page(asked: str) -> Iterator[str]:
    columns, paint = width(sys.stdout), painter(sys.stdout)
    if asked in RULES:
        yield from rule_lines(RULES[asked], _section_of(asked), columns, paint)
        return
    if asked:
        section = _section_of(asked)
        yield from section_lines(section, columns, paint)
    else:
        yield from _contents(paint)
        section = RULES.sections[0]
    yield ""
    yield paint("faint", f"One rule in full, with an example: routesim explain {section.rules[0].number}")


def _contents(paint: Painter) -> Iterator[str]:
    for section in RULES.sections:
        yield from title_lines(section, paint)
        if section is not RULES.sections[-1]:
            yield ""


def _record(asked: str) -> dict[str, Any]:
    if asked in RULES:
        section = _section_of(asked)
        return {**asdict(RULES[asked]), "section": {"number": section.number, "title": section.title}}
    return asdict(_section_of(asked)) if asked else {"sections": [asdict(section) for section in RULES.sections]}


def _section_of(number: str) -> Section:
    """The section of that number, or the one with the rule of that number. Raises UnusableInput: neither exists."""
    for section in RULES.sections:
        if number == section.number or any(number == rule.number for rule in section.rules):
            return section
    raise UnusableInput(f"there is no rule {number!r}{_instead(number)}")


def _instead(number: str) -> str:
    """What there is where *number* is not."""
    for section in RULES.sections:
        if number.startswith(f"{section.number}."):
            return f"; section {section.number} has {section.rules[0].number} to {section.rules[-1].number}"
    return Names(RULES).hint(number) or "; routesim explain lists them all"
