"""The rule book holds every rule of the routing contract, and each has all that a page needs."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from routesim.rulebook import RULES, Rule
from routesim.rulebook.book import read_section
from routesim.rulebook.text import prose, rule_lines

LAST = {1: 3, 2: 4, 3: 6, 4: 5, 5: 7, 6: 3, 7: 13, 8: 10, 9: 2, 10: 6}
"""How many rules each section of the routing contract has."""
NUMBERS = [f"{section}.{rule}" for section, last in LAST.items() for rule in range(1, last + 1)]


def test_every_rule_of_the_contract_is_explained_in_its_order() -> None:
    assert list(RULES) == NUMBERS
    assert len(RULES) == 59


@pytest.mark.parametrize("number", NUMBERS)
def test_a_rule_is_explained_in_sentences_and_its_example_tells_a_story(number: str) -> None:
    rule = RULES[number]
    assert rule.number == number
    assert re.fullmatch(r"[A-Z][^.:]{2,49}", rule.title)
    for text in (rule.text, rule.why, rule.example):
        assert len(text.split()) >= 12
        assert re.search(r"[.:\w`]$", text)
        assert text == text.strip()
        assert "**" not in text
    assert re.search(r"[0-9]", rule.example), "a story with times or numbers"


def test_titles_are_told_apart() -> None:
    titles = [rule.title for rule in RULES.values()]
    assert len(set(titles)) == len(titles)


def test_every_rule_that_a_page_refers_to_is_there() -> None:
    texts = [text for rule in RULES.values() for text in (rule.text, rule.why, rule.example)]
    referred = {number for text in texts for number in re.findall(r"(?:see|rule|by|or|\() ?(\d+\.\d+)\b(?! s)", text)}
    assert referred <= set(RULES)
    assert "5.6" in referred


def test_an_unknown_rule_is_a_key_error() -> None:
    assert "5.8" not in RULES
    with pytest.raises(KeyError):
        RULES["5.8"]


def test_the_book_is_not_read_before_it_is_asked_for() -> None:
    script = "from routesim.rulebook import RULES; print(vars(RULES)); len(RULES); print(sorted(vars(RULES)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "{}\n['_rules', 'sections']\n"


PAGE = """\
# 4 Ringing

What holds
for all.

## 4.1 Windows

First line
second line:

- one
  goes on
- two

**Why:** Because
of it.

**Example:** Bob rings at 3.
"""


def test_a_page_is_read_with_its_line_breaks_undone() -> None:
    section = read_section(PAGE)
    assert (section.number, section.title, section.text) == ("4", "Ringing", "What holds for all.")
    assert section.rules == (
        Rule("4.1", "Windows", "First line second line:\n\n- one goes on\n- two", "Because of it.", "Bob rings at 3."),
    )


@pytest.mark.parametrize("part", ["**Why:** Because\nof it.\n", "**Example:** Bob rings at 3.\n"])
def test_a_rule_without_one_of_its_parts_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match=r"rule 4\.1 needs"):
        read_section(PAGE.replace(part, ""))


def test_a_rule_is_set_in_columns_with_hanging_bullets() -> None:
    section = read_section(PAGE)
    assert list(rule_lines(section.rules[0], section, 12)) == [
        "4.1  Windows",
        "Section 4: Ringing",
        "",
        "First line",
        "second line:",
        "",
        "- one goes",
        "  on",
        "- two",
        "",
        "Why",
        "  Because of",
        "  it.",
        "",
        "Example",
        "  Bob rings",
        "  at 3.",
    ]


def test_prose_keeps_its_paragraphs_apart() -> None:
    assert list(prose("one two\n\nthree", 5)) == ["one", "two", "", "three"]
