"""What a call can reach: the steps of dial plans, as far as they lead on whatever happens."""

from __future__ import annotations

from collections.abc import Iterator

from routesim.routing import steps as rules
from routesim.routing.steps import Step


def steps_from(first: Step) -> list[Step]:
    """Every step that *first* can lead to, those inside call trees left out, in the order in which they are found."""
    found: dict[Step, None] = {}
    waiting = [first]
    while waiting:
        step = waiting.pop()
        if step not in found:
            found[step] = None
            waiting.extend(reversed([*_following(step)]))
    return [*found]


def _following(step: Step) -> Iterator[Step]:
    match step:
        case rules.Pass() | rules.PlayMessage() | rules.MarkRecorded() | rules.Present():
            yield step.next
        case rules.Goto():
            yield step.step
        case rules.Attempt():
            yield from (step.step, step.unanswered, step.busy)
        case rules.Prompt():
            yield from (*step.keys.values(), step.invalid, step.silent)
        case rules.Choice():
            yield from step.exits.values()
        case rules.JoinQueue():
            yield from (step.timed_out, step.nobody)
        case rules.JoinConference():
            yield step.refused
