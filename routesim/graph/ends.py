"""Where calls get to beyond the pages: external numbers (rule 3.5) and outcomes."""

from __future__ import annotations

from routesim.graph.directory import Directory
from routesim.graph.draft import Draft
from routesim.graph.parts import Look, Node
from routesim.result.records import Outcome

_OUTSIDE = {
    "answered": Look("answer", "answers"),
    "carrier_voicemail": Look("carrier_voicemail", "its carrier's voicemail answers"),
    "busy": Look("fail", "busy"),
    "no_answer": Look("fail", "unreachable"),
}


def add_externals(draft: Draft, directory: Directory) -> None:
    """Add the external numbers that edges lead to, in the order of their first edges."""
    if not directory.externals:
        return
    leads = [(directory.outcome(outcome), look) for outcome, look in _OUTSIDE.items()]
    for number, node in directory.externals.items():
        owner = directory.mobiles.get(number)
        draft.add(Node(node, "external", f"{owner}'s mobile {number}" if owner else number), *leads)


def add_outcomes(draft: Draft, directory: Directory) -> None:
    """Add the outcomes that edges lead to, in an order of their own."""
    for outcome in Outcome:
        if outcome in directory.outcomes:
            draft.add(Node(directory.outcomes[outcome], "outcome", outcome.replace("_", " ")))
