"""`routesim report`: all that is known of a phone system on one page, for a change request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from routesim.errors import UnusableInput
from routesim.report.page import Part, Tone, page_html
from routesim.report.progress import Progress
from routesim.report.terminal import write_lines
from routesim.result.clock import grouped
from routesim.result.markup import line

if TYPE_CHECKING:
    from routesim.model.system import PhoneSystem
    from routesim.plot.picture import Picture

HELP = """\
Write a report of the phone system PBX: the system as drawn, findings, every way in which calls can end, the plays
of files of CALLS, and what changes against the configuration that is APPLIED.

It is one file of HTML, with its pictures, that needs nothing else: something to attach to a change request. It
replaces a report of the same name.

\b
Examples:
  routesim report pbx.yaml
  routesim report draft.yaml calls.yaml --against pbx.yaml --output change.html
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("calls", type=click.Path(), nargs=-1)
@click.option("--against", type=click.Path(), metavar="APPLIED", help="Tell what changes against this configuration.")
@click.option("-o", "--output", type=click.Path(), default="report.html", metavar="FILE", help="[report.html]")
def command(pbx: str, calls: tuple[str, ...], against: str | None, output: str) -> None:
    """Write a report of a phone system."""
    from routesim.cli.diff import load_both
    from routesim.files import load
    from routesim.files.writing import check_writable, write_whole

    check_writable(output, replace=True)
    applied, system = (None, load(pbx)) if against is None else load_both(against, pbx)
    parts = [_drawn(system), _findings(pbx), _endings(system), *(_play(file, pbx) for file in calls)]
    if applied is not None and against is not None:
        parts.append(_changes(applied, system, against, pbx))
    write_whole(output, page_html(system.settings.name, f"{pbx}: {system.inventory}", parts), replace=True)
    write_lines([f"{output}: {grouped(len(parts), 'part')}, {system.settings.name}"])


def _pictures(*drawing: Callable[[], Picture]) -> Iterator[str]:
    """Each picture, or why it cannot be drawn."""
    for draw in drawing:
        try:
            yield draw().to_html()
        except UnusableInput as error:
            yield line(f"No picture: {error}", "opacity:.7")


def _drawn(system: PhoneSystem) -> Part:
    from routesim.graph.routing_graph import RoutingGraph

    graph = RoutingGraph(system)
    return Part("What leads where", "The system as it is configured.", "plain", [*_pictures(graph.plot)])


def _findings(pbx: str) -> Part:
    from routesim.lint import check
    from routesim.lint.text import counts_words

    found = check(pbx)
    if not found:
        return Part("Findings", "Nothing is wrong.", "good", [])
    tone: Tone = "bad" if found.counts["error"] else "warn" if found.counts["warning"] else "plain"
    return Part("Findings", f"{counts_words(found)}.", tone, [found._repr_html_()])


def _endings(system: PhoneSystem) -> Part:
    from routesim.exploration import answer
    from routesim.files.asking import check_question
    from routesim.result.exploration_words import summary_words

    with Progress("numbers", every=1) as progress:
        found = answer(system, check_question({}, system), progress)
    tone: Tone = "bad" if not found.holds else "good" if any(number.properties for number in found.numbers) else "plain"
    verdict = "; ".join(words.removeprefix("✗ ").removeprefix("✓ ") for _, words in summary_words(found))
    return Part("Every way in which calls can end", f"{verdict}.", tone, [*_pictures(found.plot), found._repr_html_()])


def _play(calls: str, pbx: str) -> Part:
    from routesim.engine import play
    from routesim.files import load_calls
    from routesim.plot.drawing import MOST_CALLS, calls_picture

    system, placed = load_calls(calls, pbx)
    with Progress() as progress:
        played = play(system, placed, progress)
    expected = [call.expectation for call in played.calls if call.expectation is not None]
    met = sum(expectation.met for expectation in expected)
    tone: Tone = "plain" if not expected else "good" if played.met else "bad"
    verdict = grouped(len(played.calls), "call")
    if expected:
        verdict += f", {met:,} of {len(expected):,} with an expectation ended as expected"
    few = len(played.calls) <= MOST_CALLS
    pictures = _pictures((lambda: calls_picture(played.calls, system)) if few else played.plot)
    return Part(f"Calls in {calls}", f"{verdict}.", tone, [played._repr_html_(), *pictures])


def _changes(applied: PhoneSystem, system: PhoneSystem, against: str, pbx: str) -> Part:
    from routesim.exploration import diff
    from routesim.plot.drawing import changes_picture
    from routesim.result.difference_html import difference_html
    from routesim.result.difference_words import verdict_words

    with Progress("numbers", every=1) as progress:
        found = diff(applied, system, against, pbx, progress=progress)
    tones: dict[str, Tone] = {"equal": "good", "different": "warn", "undecided": "bad"}
    pictures = _pictures(lambda: changes_picture(applied, system))
    fragments = [*pictures, difference_html(found, unfolded=True)]
    return Part(f"What changes against {against}", verdict_words(found), tones[found.verdict], fragments)
