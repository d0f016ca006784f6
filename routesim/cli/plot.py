"""`routesim plot`: pictures. A picture a command; a file of calls alone is drawn as its calls' timelines."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from routesim.cli.group import Commands

COMMANDS = {
    "calls": "The timelines of a file's calls; this is what `routesim plot CALLS` draws.",
    "call": "The timeline of one call: who rings when, and what was set.",
    "queue": "A queue over time: who waits, which agent rings and talks.",
    "endings": "Where the calls of a file end.",
    "explore": "Every way in which calls can end.",
    "simulate": "Days of traffic: hours, queues, users; a draft's or a sweep's.",
    "staff": "Who is answered in time by how many agents.",
    "diff": "What a draft changes: in the graph, or call by call.",
    "graph": "What leads where, from left to right.",
}

HELP = """\
Draw pictures, as PNG, SVG or PDF by the suffix of --output.

\b
Examples:
  routesim plot graph pbx.yaml --output office.svg
  routesim plot call pbx.yaml 101 --person 102=answers:6 -o call.png
  routesim plot calls.yaml -o calls.pdf
  routesim plot queue calls.yaml Support -o support.png
  routesim plot diff pbx.yaml draft.yaml -o changes.svg
  routesim plot simulate workload.yaml -o week.svg
"""

_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


class _Plots(Commands):
    """The pictures by name; a file of calls may stand in a name's place."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the name that goes without saying."""
        if args and args[0] not in COMMANDS and self._is_file(args[0]):
            args = ["calls", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the name of a picture, or of a file of calls."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def _is_file(self, word: str) -> bool:
        if word.startswith("-"):
            return word not in ("-h", "--help")
        return Path(word).suffix.lower() in _SUFFIXES or Path(word).is_file()


@click.group(cls=_Plots, modules="routesim.cli.plotting", commands=COMMANDS, help=HELP, subcommand_metavar="WHAT ...")
def command() -> None:
    """Hold the pictures together."""
