"""The rule book on a screen."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.result.painting import Painter, plain
from routesim.result.typography import wrap
from routesim.rulebook.book import Rule, Section


def rule_lines(rule: Rule, section: Section, width: int, paint: Painter = plain) -> Iterator[str]:
    """One rule as a page, of at most *width* columns."""
    yield paint("title", f"{rule.number}  {rule.title}")
    yield paint("faint", f"Section {section.number}: {section.title}")
    for heading, text in (("", rule.text), ("Why", rule.why), ("Example", rule.example)):
        yield ""
        if heading:
            yield paint("ringing", heading)
        yield from prose(text, width, "  " if heading else "")


def section_lines(section: Section, width: int, paint: Painter = plain) -> Iterator[str]:
    """A section's own text, and its rules by their titles."""
    yield from title_lines(section, paint)
    if section.text:
        yield ""
        yield from prose(section.text, width)


def title_lines(section: Section, paint: Painter = plain) -> Iterator[str]:
    """A section's rules by their titles."""
    yield paint("title", f"{section.number}  {section.title}")
    yield from (f"  {paint('ringing', f'{rule.number:<4}')}  {rule.title}" for rule in section.rules)


def prose(text: str, width: int, margin: str = "") -> Iterator[str]:
    """Paragraphs and bullet lists, wrapped."""
    for line in text.split("\n"):
        bullet = "- " if line.startswith("- ") else ""
        hanging = margin + " " * len(bullet)
        for place, part in enumerate(wrap(line.removeprefix(bullet), width - len(hanging))):
            yield (hanging if place else margin + bullet) + part if part else ""
