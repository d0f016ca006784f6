"""The rules as a mapping, read from their pages when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

_HEADING = re.compile(r"^#{1,2} (\d+(?:\.\d+)?) (.+)$", re.MULTILINE)
_PARTS = re.compile(r"\A(?P<text>.+)\n\n\*\*Why:\*\* (?P<why>.+)\n\n\*\*Example:\*\* (?P<example>.+)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule: what happens, why (or what surprises about it), and a little story as an example.

    The texts are Markdown: paragraphs and bullet lists on a line each, with code in backticks.
    """

    number: str
    title: str
    text: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the rule book; *text* holds for all of its rules and may be empty."""

    number: str
    title: str
    text: str
    rules: tuple[Rule, ...]


class RuleBook(Mapping[str, Rule]):
    """Rules by number (`5.6`), in the book's order. Nothing is read before something is asked for."""

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The chapters, in order."""
        pages = [page for page in (files(__package__) / "sections").iterdir() if page.name.endswith(".md")]
        return tuple(read_section(page.read_text("utf-8")) for page in sorted(pages, key=lambda page: page.name))

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.number: rule for section in self.sections for rule in section.rules}

    def __getitem__(self, number: str) -> Rule:
        return self._rules[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


def read_section(page: str) -> Section:
    """Read a chapter's page: `# 5 Title`, a text or none, and for each rule `## 5.1 Title` with its three parts.

    Raises ValueError where a rule lacks its explanation, its Why or its Example.
    """
    _, number, title, text, *rules = (part.strip() for part in _HEADING.split(page))
    read = (_rule(*rules[at : at + 3]) for at in range(0, len(rules), 3))
    return Section(number, title, _on_one_line(text), tuple(read))


def _rule(number: str, title: str, page: str) -> Rule:
    parts = _PARTS.match(page)
    if parts is None:
        raise ValueError(f"rule {number} needs an explanation, then **Why:**, then **Example:**")
    return Rule(number, title, **{part: _on_one_line(text) for part, text in parts.groupdict().items()})


def _on_one_line(text: str) -> str:
    """Undo the line breaks within paragraphs and bullets."""
    return re.sub(r"(?<!\n)\n(?!\n|- )", " ", re.sub(r"\n +", "\n", text))


RULES = RuleBook()
"""Every routing rule by its number."""
