"""`routesim explain`: the rule book, and the codes of findings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from routesim.errors import UnusableInput
from routesim.lint.codes import CODES
from routesim.lint.page import code_lines
from routesim.model.nearest import Names
from routesim.report.terminal import painter, width, write_bytes, write_lines
from routesim.result.painting import Painter
from routesim.result.typography import wrap
from routesim.rulebook import RULES, Section
from routesim.rulebook.text import rule_lines, section_lines, title_lines

HELP = """\
Explain a routing rule (5.6), a section of rules (5) or a finding's code (RS001); without TOPIC, list them all.

\b
Examples:
  routesim explain
  routesim explain 5
  routesim explain 5.6
  routesim explain RS001
  routesim explain 5.6 --format json
"""


@click.command(help=HELP)
@click.argument("topic", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(topic: str | None, form: str) -> None:
    """Explain a rule, a section or a code."""
    asked = "" if topic is None else topic.strip().removesuffix(".")
    asked = asked.upper() if asked.upper() in CODES else asked
    if asked and asked not in RULES and asked not in CODES and _section_of(asked) is None:
        raise UnusableInput(f"there is no rule and no code {asked!r}{_instead(asked)}")
    if form == "json":
        write_bytes([json.dumps(_record(asked), ensure_ascii=False, indent=2), "\n"])
    else:
        write_lines(_page(asked, width(sys.stdout), painter(sys.stdout)))


def _section_of(number: str) -> Section | None:
    """The section of that number, or the one with the rule of that number; None where there is neither."""
    for section in RULES.sections:
        if number == section.number or any(number == rule.number for rule in section.rules):
            return section
    return None


def _instead(asked: str) -> str:
    """What there is where *asked* is not."""
    for section in RULES.sections:
        if asked.startswith(f"{section.number}."):
            return f"; section {section.number} has {section.rules[0].number} to {section.rules[-1].number}"
    return Names([*RULES, *CODES]).hint(asked) or "; routesim explain lists them all"


def _page(asked: str, columns: int, paint: Painter) -> Iterator[str]:
    section = _section_of(asked)
    if asked in CODES:
        yield from code_lines(CODES[asked], columns, paint)
    elif section is None:
        yield from _contents(columns, paint)
    elif asked in RULES:
        yield from rule_lines(RULES[asked], section, columns, paint)
    else:
        yield from section_lines(section, columns, paint)
        yield ""
        yield paint("faint", f"One rule in full, with an example: routesim explain {section.rules[0].number}")


def _contents(columns: int, paint: Painter) -> Iterator[str]:
    for section in RULES.sections:
        yield from title_lines(section, paint)
        yield ""
    yield paint("title", "What `routesim check` finds")
    for code in CODES.values():
        for place, line in enumerate(wrap(code.page.summary, columns - 9)):
            yield f"  {' ' * 5 if place else paint('ringing', code.code)}  {line}"
    yield ""
    yield paint("faint", "One in full, with an example: routesim explain 1.1, routesim explain RS001")


def _record(asked: str) -> dict[str, Any]:
    section = _section_of(asked)
    if asked in CODES:
        return CODES[asked].record()
    if section is None:
        return {"sections": list(map(asdict, RULES.sections)), "codes": [code.record() for code in CODES.values()]}
    if asked in RULES:
        return {**asdict(RULES[asked]), "section": {"number": section.number, "title": section.title}}
    return asdict(section)
