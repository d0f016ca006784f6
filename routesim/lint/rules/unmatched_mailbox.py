"""A last resort is ticked and there is no mailbox, or there is a mailbox that nothing leads to.

What leads to a user's mailbox is a ticked last resort of a plan that applies (Follow Me's while it is on, else those of
the forwardings), or an incoming number, a dial plan, an overflow or a key that names it. A mailbox made by hand needs
one of the latter.

Why:
    The last resort does nothing, and the caller hears the call end; or the mailbox waits for messages that no caller
    can leave.

Remedy:
    Give the user a mailbox (`voicemail: yes`) and tick the last resort (`voicemail: yes` in the plan), or neither. Lead
    something to a mailbox made by hand, or remove it.

Fires on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales, extension: "801"}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: hang_up}}

Silent on:
    settings: {timezone: Europe/Brussels, country: BE}
    voicemails:
      - {name: Sales, extension: "801"}
    incoming_numbers:
      - {number: "+3225880101", destination: {type: voicemail, voicemail: Sales}}
"""

from __future__ import annotations

from collections.abc import Iterator

from routesim.errors import Path
from routesim.graph.directory import mailbox_id
from routesim.graph.users import person
from routesim.lint.rule import Fault
from routesim.lint.survey import Survey
from routesim.model.forwarding import RingPlan
from routesim.model.user import User
from routesim.result.words import PLANS


def check(survey: Survey) -> Iterator[Fault]:
    """Faults of users, then of mailboxes made by hand (rule 5.4)."""
    for place, user in enumerate(survey.system.users):
        path: Path = ("users", place)
        if not user.voicemail:
            yield from _without_mailbox(user, path)
        elif f"mailbox:{user.extension}" not in survey.led_mailboxes and not _is_used(survey, user):
            yield Fault(f"nothing leads to the mailbox of {person(user)}: {_reason(user)}", (*path, "voicemail"))
    for place, box in enumerate(survey.system.voicemails):
        if f"mailbox:{mailbox_id(box)}" not in survey.led_mailboxes:
            message = (
                f"nothing leads to the mailbox {box.name}: no incoming number, no dial plan, no overflow and no key"
            )
            yield Fault(message, ("voicemails", place, "name"))


def _without_mailbox(user: User, path: Path) -> Iterator[Fault]:
    plans: tuple[tuple[str, RingPlan, Path], ...] = (
        ("no_answer", user.forwarding.no_answer, (*path, "forwarding", "no_answer")),
        ("busy", user.forwarding.busy, (*path, "forwarding", "busy")),
        ("follow_me", user.follow_me, (*path, "follow_me")),
    )
    for name, page, where in plans:
        if page.voicemail:
            message = f"the last resort of the {PLANS[name]} of {person(user)} does nothing: the user has no mailbox"
            yield Fault(message, (*where, "voicemail"), related=((*path, "voicemail"),))


def _is_used(survey: Survey, user: User) -> bool:
    return any(plan.catches for plan in survey.plans[user.extension])


def _reason(user: User) -> str:
    """Why no plan of *user* does."""
    pages = user.forwarding
    if user.follow_me.enabled and (pages.no_answer.voicemail or pages.busy.voicemail):
        return "Follow Me is on, whose last resort is not ticked"
    if user.follow_me.voicemail:
        return "only Follow Me has its last resort ticked, and is off"
    return "no last resort is ticked"
