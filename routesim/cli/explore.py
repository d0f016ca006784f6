"""`routesim explore`: every way a call can end."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from routesim.errors import Problem, UnusableInput
from routesim.report.progress import Progress
from routesim.report.terminal import painter, width, write_bytes, write_lines

if TYPE_CHECKING:
    from routesim.model.system import PhoneSystem
    from routesim.result.exploration import Ending, Exploration

HELP = """\
Find every way in which calls to each NUMBER of the phone system PBX can end (to every number, if none is given),
whatever people do at their phones, whoever calls and whatever he keys, at any time: with the least and the greatest
wait, and a calls file that shows it.

NUMBER is an incoming number, however it is spelled, or the extension of a user, queue, conference or dial plan.
OUTCOMES are answered, voicemail, carrier_voicemail, conference, busy, no_answer, hung_up, abandoned, rejected,
not_configured, unknown_number, logged_in, logged_out or failed; several with | or commas. A caller who gives up counts
as abandoned only where nothing else need ever end the call.

Exits 1 where a call can end against what was asked, or against the configuration's properties; likewise where exploring
was given up at a bound, which is told. A call that goes round in circles is followed through two days of the calendar.

\b
Examples:
  routesim explore pbx.yaml 101
  routesim explore pbx.yaml --require "answered|voicemail" --max-wait 60
  routesim explore pbx.yaml "02 588 01 01" --from withheld --verbose
  routesim explore pbx.yaml 900 --calendar 2027
  routesim explore pbx.yaml 101 --format json |
    jq '.numbers[0].endings[0].witness' > witness.json
  routesim play witness.json --pbx pbx.yaml
"""


@click.command(help=HELP)
@click.argument("pbx", type=click.Path())
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option("--require", multiple=True, metavar="OUTCOMES", help="Every call must end in one of these.")
@click.option("--forbid", multiple=True, metavar="OUTCOMES", help="No call may end in one of these.")
@click.option("--max-wait", metavar="SECONDS", help="No caller may wait longer.")
@click.option("--from", "from_", metavar="NUMBER", help="Calls by this number or extension only, or withheld.")
@click.option("--since", metavar="WALL", help="Calls from this date or time on only. [2026-01-01]")
@click.option("--before", metavar="WALL", help="Calls before this date or time only. [2054-01-01]")
@click.option("--any-switch", is_flag=True, help="However switches stand, not as they are configured.")
@click.option("--calendar", metavar="YEAR", help="Calls in this year; tell when in it calls can end how.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@click.option("-v", "--verbose", is_flag=True, help="Tell a story of every ending.")
@click.pass_context
def command(context: click.Context, /, pbx: str, form: str, verbose: bool, **typed: Any) -> None:
    """Explore a phone system; exit with 1 when a property does not hold, or not all was explored."""
    from routesim.exploration import answer
    from routesim.files import load

    system = load(pbx)
    question = question_typed(system, typed)
    with Progress("numbers", every=1) as progress:
        exploration = answer(system, question, progress)
    if form == "json":
        write_bytes([json.dumps(exploration.to_dict(), ensure_ascii=False, indent=2), "\n"])
    else:
        write_lines(_told(system, exploration, verbose))
    if not exploration.holds:
        context.exit(1)


def question_typed(system: PhoneSystem, typed: Mapping[str, Any]) -> Any:
    """What was typed, as a question. Raises UnusableInput with everything that is wrong with it."""
    from routesim.files.asking import check_question

    asked = {key: typed[key] for key in ("since", "before", "calendar") if typed[key] is not None}
    wanted = {key: _outcomes(typed[key]) for key in ("require", "forbid") if typed[key]}
    if typed["max_wait"] is not None:
        wanted["max_wait"] = typed["max_wait"]
    document = {
        **asked,
        "numbers": [*typed["numbers"]],
        "from": typed["from_"],
        "any_switch": typed["any_switch"],
        "properties": [wanted] if wanted else [],
    }
    try:
        return check_question(document, system)
    except UnusableInput as error:
        raise UnusableInput([_as_typed(problem, typed) for problem in error.problems]) from None


def _outcomes(typed: Iterable[str]) -> list[str]:
    """The outcomes in options such as `answered|voicemail`."""
    return [outcome.strip().lower() for option in typed for outcome in re.split("[|,]", option)]


def _as_typed(problem: Problem, typed: Mapping[str, Any]) -> Problem:
    """Tell *problem* by the option that it comes from."""
    match problem.path:
        case ("numbers", int(place), *_):
            option = f"NUMBER {typed['numbers'][place] or repr('')}"
        case ("from", *_):
            option = f"--from {typed['from_'] or repr('')}"
        case ("before", *_) if problem.message.startswith("no time"):
            option = " ".join(f"--{key} {typed[key]}" for key in ("since", "before") if typed[key] is not None)
        case (("since" | "before" | "calendar") as key, *_):
            option = f"--{key} {typed[key]}"
        case ("properties", 0, "max_wait"):
            option = f"--max-wait {typed['max_wait']}"
        case ("properties", 0, ("require" | "forbid") as key, int(place)):
            option = f"--{key} {_outcomes(typed[key])[place] or repr('')}"
        case _:
            option = " and ".join(f"--{key}" for key in ("require", "forbid") if typed[key])
    return Problem(problem.code, f"{option}: {re.sub(_LABEL, '', problem.message)}")


_LABEL = r"^(item \d+ of )?`\w+`( is (empty|`[^`]*`))?: "
"""What a message calls the place that the option names already."""


def _told(system: PhoneSystem, exploration: Exploration, verbose: bool) -> Iterable[str]:
    from routesim.report.replaying import replay
    from routesim.result.exploration_text import exploration_lines
    from routesim.result.text import story_text

    columns, paint = width(sys.stdout), painter(sys.stdout)
    hint = "" if verbose else "--verbose tells these calls, --format json has them as calls files"

    def story(ending: Ending) -> Iterable[str]:
        return story_text(replay(system, ending.witness), columns, paint).split("\n")

    return exploration_lines(exploration, columns, paint, story, verbose, hint)
