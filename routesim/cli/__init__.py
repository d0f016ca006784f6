"""The command line: `routesim COMMAND`. Each command lives in a module of its own, imported when it is called."""

from __future__ import annotations

import atexit
import gc

import click

from routesim.cli.group import Commands

gc.set_threshold(100_000, 50, 100)  # a command makes much that lasts and little that goes: seldom worth a search,
atexit.register(gc.freeze)  # and not at all at the end, which took a tenth of a short command

COMMANDS = {
    "new": "Write a first configuration, by asking or with options.",
    "import": "Make a configuration from lists copied out of the console.",
    "check": "Check a configuration: mistakes, and where calls can go wrong.",
    "call": "Place one call and read its story.",
    "play": "Play a file of calls; compare with what was expected.",
    "explore": "Find every way a call can end; check what must hold.",
    "diff": "Compare two configurations: the calls treated differently.",
    "apply": "Check, compare, confirm; then put a draft into force.",
    "history": "List what has been applied: when, by whom, what it changed.",
    "rollback": "Go back to a version that was in force.",
    "report": "Write a page with all that is known, for a change request.",
    "graph": "Show what leads where: a tree, JSON, Mermaid or DOT.",
    "plot": "Draw pictures: the graph, a call, a queue, endings, a draft.",
    "studio": "Open a page to place calls, drag sliders and watch: for training.",
    "queue-report": "Report what happened in a queue: events, callers, agents; CSV.",
    "connected": "Show who is connected at an instant of a file of calls.",
    "lists": "List numbers and where texts go, directories, mailboxes.",
    "sip": "Show what a user's phone needs to register.",
    "permissions": "Show the console's menu as a user sees it.",
    "explain": "Explain a routing rule (5.6) or a finding's code (RS002).",
    "schema": "Print the JSON Schema of a file, for completion in editors.",
    "completion": "Print the script that completes commands in your shell.",
}
"""Every command with its help in a line, in the order of a beginner's day."""


HELP = """\
Know where every call ends before you apply a phone system's configuration.

\b
Examples:
  routesim check pbx.yaml
  routesim call pbx.yaml "+32 2 588 01 01" --person 101=busy --person 102=answers:6
  routesim play calls.yaml
  routesim explore pbx.yaml 101 --require "answered|voicemail"
  routesim explain 5.6

Exit codes: 0 all is well, 1 something that was to hold does not, 2 unusable input.

Completion of commands, options and files: eval "$(routesim completion bash)", likewise for zsh and fish.
"""


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"routesim {version('routesim')}")
        context.exit()


@click.group(cls=Commands, modules="routesim.cli", commands=COMMANDS, help=HELP)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
def main() -> None:
    """Hold the commands together."""
