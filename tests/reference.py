"""The reference in docs/reference, made from the code; `python -m tests.reference` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import click

from routesim.cli import COMMANDS, main
from routesim.lint.codes import CODES, UNSILENCEABLE
from routesim.model.json_schema import FILES, json_schema
from routesim.rulebook import RULES
from tests.readme import HOUSE

FOLDER = HOUSE / "docs" / "reference"
_MADE = "<!-- Made from the code by `python -m tests.reference`: edits are lost. -->"
_YES_NO = {"yes", "no", "on", "off", "true", "false"}

Schema = dict[str, Any]


def pages() -> dict[str, str]:
    """The text of every page of the reference by its file's name."""
    made = {"files.md": files(), "commands.md": command_pages(), "rules.md": rules(), "findings.md": findings()}
    return {name: "\n".join((_MADE, "", *lines, "")) for name, lines in made.items()}


def files() -> Iterator[str]:
    """The files' keys, a table for each thing that a file can hold."""
    yield "# Files"
    yield ""
    yield "YAML or JSON. Scalars stay as they are typed: `0201` is an extension, `no` is a word where a word is meant."
    yield "An editor completes all of this with the output of `routesim schema`. What is **in bold** must be there."
    for file in FILES:
        schema = json_schema(file)
        yield ""
        yield f"## {_title(file, schema)}"
        yield ""
        yield schema["description"]
        yield ""
        yield from _keys(schema, f"{file}-")
        for name in _in_order(schema):
            page = schema["$defs"][name]
            yield ""
            yield f'### <a id="{file}-{name.lower()}"></a>{_in_words(name)}'
            yield ""
            yield page["description"]
            yield ""
            yield from _keys(page, f"{file}-")


def _in_order(schema: Schema) -> list[str]:
    """The names of what *schema* defines: what a page holds comes after it, in the order of its keys."""
    found: dict[str, None] = {}

    def visit(part: Any) -> None:
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            visit(inner)
        name = part["$ref"].rpartition("/")[2] if isinstance(part, dict) and "$ref" in part else None
        if name is not None and name not in found:
            found[name] = None
            visit(schema["$defs"][name])

    visit(schema["properties"])
    return [name for name in found if "properties" in schema["$defs"][name]]  # what has keys, not kinds of values


def _title(file: str, schema: Schema) -> str:
    return f"{schema['title'].removesuffix(', for routesim')}: `{file}.yaml`"


def _keys(page: Schema, prefix: str) -> Iterator[str]:
    properties: dict[str, Schema] = page["properties"]
    if not properties:
        return
    yield "| key | holds | default | |"
    yield "|---|---|---|---|"
    for key, schema in properties.items():
        name = f"**`{key}`**" if key in page.get("required", ()) else f"`{key}`"
        cells = (name, kind(schema, prefix), _default(schema), schema.get("description", ""))
        yield _row(*cells)
    if isinstance(page.get("additionalProperties"), dict):
        yield f"| a number | {kind(page['additionalProperties'], prefix)} | | |"


def _row(*cells: str) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _default(schema: Schema) -> str:
    value = schema.get("default")
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "`yes`" if value else "`no`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def kind(schema: Schema, prefix: str) -> str:
    """What a value of *schema* is, in a few words; links lead to the tables whose names begin with *prefix*."""
    if "title" in schema:
        return str(schema["title"])
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{_in_words(name)}](#{prefix}{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(choice, prefix) for choice in schema["anyOf"]))
    if "enum" in schema:
        return _words(schema["enum"])
    if "items" in schema:
        many = schema.get("minItems")
        return f"{many} times {kind(schema['items'], prefix)}" if many else f"list of {kind(schema['items'], prefix)}"
    if "additionalProperties" in schema:
        return f"for each name: {kind(schema['additionalProperties'], prefix)}"
    return _scalar(schema)


def _words(words: list[Any]) -> str:
    """Each word once, however it may be spelled."""
    spelled = [str(word) for word in words if isinstance(word, str)]
    if not _YES_NO & set(spelled):
        return ", ".join(f"`{word}`" for word in spelled)
    others = [word for word in spelled if word.lower() not in _YES_NO]
    return ", ".join(f"`{word}`" for word in (*others, "yes", "no"))


def _scalar(schema: Schema) -> str:
    kinds = schema.get("type", "string")
    if "minimum" not in schema:
        return "text"
    what = "whole number" if "integer" in kinds else "number"
    return f"{what}, {schema['minimum']} to {schema['maximum']}" if schema["maximum"] < 10**7 else what


def _in_words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def command_pages() -> Iterator[str]:
    """The help of every command, as the command itself prints it."""
    yield "# Commands"
    yield ""
    yield "Exit codes: 0 all is well, 1 something that was to hold does not, 2 unusable input."
    context = click.Context(main, info_name="routesim", terminal_width=80, **main.context_settings)
    yield from _helps(main, context, COMMANDS, "##", "")


def _helps(group: click.Group, context: click.Context, names: Iterable[str], level: str, before: str) -> Iterator[str]:
    """The helps of a group's commands, those that are groups themselves included."""
    for name in names:
        command = group.get_command(context, name)
        assert command is not None
        yield ""
        yield f"{level} {before}{name}"
        yield ""
        yield "```text"
        inner = click.Context(command, info_name=name, parent=context, terminal_width=80)
        yield command.get_help(inner)
        yield "```"
        if isinstance(command, click.Group):
            yield from _helps(command, inner, command.list_commands(inner), f"{level}#", f"{before}{name} ")


def rules() -> Iterator[str]:
    """The rule book as `routesim explain` tells it."""
    yield "# Routing rules"
    yield ""
    yield "What happens to a call, by the numbers that stories name: `[5.6]`. On a screen: `routesim explain 5.6`."
    for section in RULES.sections:
        yield ""
        yield f"## {section.number} {section.title}"
        if section.text:
            yield ""
            yield section.text
        for rule in section.rules:
            yield ""
            yield f"### {rule.number} {rule.title}"
            yield ""
            yield rule.text
            yield ""
            yield f"**Why:** {rule.why}"
            yield ""
            yield f"**Example:** {rule.example}"


def findings() -> Iterator[str]:
    """Every code of `routesim check`, with its two examples."""
    yield "# Findings"
    yield ""
    yield "What `routesim check` can find. A comment on the line, `# routesim: ignore RS101`, silences a finding;"
    yield "`settings: {ignore: [RS101]}` silences a code. On a screen: `routesim explain RS101`."
    yield ""
    yield "| code | severity | finds |"
    yield "|---|---|---|"
    for code in CODES.values():
        yield _row(f"[{code.code}](#{code.code.lower()})", code.severity, code.page.summary)
    for code in CODES.values():
        page = code.page
        yield ""
        yield f"## {code.code}"
        yield ""
        yield f"*{code.severity}*{', cannot be silenced' if code.code in UNSILENCEABLE else ''}. {page.summary}"
        if page.explanation:
            yield ""
            yield page.explanation
        yield ""
        yield f"**Why it matters:** {page.why}"
        yield ""
        yield f"**What to do:** {page.remedy}"
        for heading, example in (("Found here", page.failing), ("Not here", page.passing)):
            yield ""
            yield f"{heading}:"
            yield ""
            yield "```yaml"
            yield example.rstrip("\n")
            yield "```"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
