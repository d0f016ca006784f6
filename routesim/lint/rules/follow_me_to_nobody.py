"""Follow Me is on and has no destination: nobody can reach the user.

Why:
    The user's own phone does not ring while Follow Me is on, and there is nobody else to ring: every call ends at once,
    or goes to the mailbox at once where Follow Me's last resort is ticked.

Remedy:
    Add a destination to Follow Me, or switch it off. Where every call is meant to go to the mailbox, silence this.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    users:
      - {extension: "101", name: Alice, follow_me: {enabled: yes}}
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


def check(survey: Survey) -> Iterator[Fault]:
    """A fault for each user whose Follow Me rings nobody (rule 5.1)."""
    for place, user in enumerate(survey.system.users):
        page = user.follow_me
        if page.enabled and not page.destinations:
            ends = "goes to the mailbox" if page.voicemail and user.voicemail else "ends no_answer"
            message = (
                f"Follow Me of {person(user)} is on without a destination: no phone rings, every call {ends} at once"
            )
            yield Fault(message, ("users", place, "follow_me", "enabled"))
