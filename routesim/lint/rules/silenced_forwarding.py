"""A forwarding never applies, because Follow Me is on.

While Follow Me is on the user's own phone does not ring, and both forwardings are ignored with their last resorts. A
forwarding in which nothing is set is not told.

Why:
    On its page the forwarding looks as if it caught the call; callers meet Follow Me's plan and last resort alone.

Remedy:
    Switch Follow Me off once it is no longer needed, or set in Follow Me what the forwarding was to do.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        forwarding: {no_answer: {voicemail: yes}}
        follow_me: {enabled: yes, destinations: [{to: "+32470000101", ring: 20}], voicemail: yes}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - extension: "101"
        name: Alice
        voicemail: yes
        follow_me: {enabled: yes, destinations: [{to: "+32470000101", ring: 20}], voicemail: yes}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: extension, extension: "101"}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.graph.users import person
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.user import User
from routesim.result.words import PLANS


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each user, at the first forwarding that would matter (rule 5.1)."""
    for place, user in enumerate(survey.system.users):
        names = _silenced(user) if user.follow_me.enabled else []
        if names:
            path = ("users", place)
            paths = [(*path, "forwarding", name) for name in names]
            verb = "never apply" if len(names) > 1 else "never applies"
            silenced = " and the ".join(PLANS[name] for name in names)
            message = f"Follow Me of {person(user)} is on: the {silenced} {verb}"
            related = (*paths[1:], (*path, "follow_me", "enabled"))
            yield Fault(message, paths[0], at_key=True, related=related)


def _silenced(user: User) -> list[str]:
    """The forwardings of *user* that would do something."""
    pages = {"no_answer": user.forwarding.no_answer, "busy": user.forwarding.busy}
    return [name for name, page in pages.items() if page.destinations or (page.voicemail and user.voicemail)]
