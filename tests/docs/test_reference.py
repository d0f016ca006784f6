"""The reference says what the code says."""

from __future__ import annotations

import re

import pytest

from routesim.cli import COMMANDS
from routesim.lint.codes import CODES
from routesim.model.json_schema import FILES, json_schema
from routesim.rulebook import RULES
from tests.reference import FOLDER, pages


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return pages()


def test_every_page_stands_as_the_code_makes_it(made: dict[str, str]) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert written == made, "python -m tests.reference writes them anew"


def test_every_command_code_rule_and_key_is_there(made: dict[str, str]) -> None:
    titles = set(re.findall("^#+ (.+)$", "\n".join(made.values()), re.MULTILINE))
    assert [name for name in COMMANDS if name not in titles] == []
    assert [code for code in CODES if code not in titles] == []
    assert [number for number, rule in RULES.items() if f"{number} {rule.title}" not in titles] == []
    keys = {key for file in FILES for page in json_schema(file)["$defs"].values() for key in page.get("properties", ())}
    assert [key for key in keys if f"`{key}`" not in made["files.md"]] == []


def test_every_link_within_the_files_leads_somewhere(made: dict[str, str]) -> None:
    links = set(re.findall(r"\]\(#([^)]+)\)", made["files.md"]))
    assert len(links) > 40
    assert links - set(re.findall('<a id="([^"]+)">', made["files.md"])) == set()
