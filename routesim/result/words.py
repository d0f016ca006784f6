"""What phones, mailboxes, nodes and outcomes are called when a story is told."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from routesim.result.records import CallRecord, Outcome
from routesim.result.typography import printable, shorten

LONGEST_NAME = 40
"""How many columns of a name a story shows."""

PLANS = {"no_answer": "no-answer forwarding", "busy": "busy forwarding", "follow_me": "Follow Me"}
"""The plans of a user, by the last part of their nodes."""

TAKEN = frozenset({Outcome.ANSWERED, Outcome.VOICEMAIL, Outcome.CARRIER_VOICEMAIL, Outcome.CONFERENCE})
"""The outcomes in which somebody or something took the call."""

_MEMBERSHIP = frozenset({"login", "logout"})
_ENDINGS = {
    Outcome.BUSY: ("Busy", ""),
    Outcome.NO_ANSWER: ("No answer", ""),
    Outcome.HUNG_UP: ("Hung up", "the configuration says so"),
    Outcome.ABANDONED: ("Abandoned", "the caller gave up"),
    Outcome.REJECTED: ("Rejected", ""),
    Outcome.NOT_CONFIGURED: ("Not configured", "the number leads nowhere"),
    Outcome.UNKNOWN_NUMBER: ("Unknown number", "nobody here has it"),
    Outcome.LOGGED_IN: ("Logged in", "the caller takes calls of the queue"),
    Outcome.LOGGED_OUT: ("Logged out", "the caller takes no more calls of the queue"),
    Outcome.FAILED: ("Failed", ""),
}
_REASONS = {
    "open_exit": "an exit of the dial plan leads nowhere",
    "dial_plan_loop": "the dial plan goes round in a circle",
    "too_many_forwards": "every destination lies beyond the limit on forwards",
    "blacklist": "the caller is on the blacklist",
    "logged_out": "the caller has not logged in",
    "access_code": "the access code was wrong three times",
    "no_agent": "no agent is logged in to the queue",
    "timeout": "the longest wait in the queue was over",
}


def names_of(record: CallRecord) -> Mapping[str, str]:
    """Tell what the extensions of the record's play are called."""
    return record.scene.names if record.scene else {}


def who(names: Mapping[str, str], target: str) -> str:
    """Name a phone by its person's name: `Bob Peeters (102)`, or just `102` where nobody is known."""
    shown = shorten(printable(target), LONGEST_NAME)
    name = names.get(target)
    return f"{shorten(printable(name), LONGEST_NAME)} ({shown})" if name else shown


def caller(record: CallRecord) -> str:
    """Who calls."""
    return "A caller who withholds the number" if record.from_ == "withheld" else who(names_of(record), record.from_)


def taker(record: CallRecord) -> str:
    """Who or what took the call, as part of a sentence."""
    by = who(names_of(record), record.by or "?")
    match record.outcome:
        case Outcome.VOICEMAIL:
            return mailbox(record, record.by or "?")
        case Outcome.CARRIER_VOICEMAIL:
            return f"the carrier's voicemail of {by}"
        case Outcome.CONFERENCE:
            return f"the conference {by}"
        case _:
            return by


def mailbox(record: CallRecord, name: str) -> str:
    """Name a mailbox: of a person whom the call has been to, or made by hand."""
    what = who(names_of(record), name)
    of_a_person = any(node == f"user:{name}" or node.startswith(f"user:{name}/") for node in record.path)
    return f"the mailbox of {what}" if of_a_person else f"the mailbox {what}"


def outcome_words(outcome: Outcome) -> str:
    """Write an outcome in words: `no answer`."""
    return outcome.value.replace("_", " ")


def why(reason: str) -> str:
    """Put a reason in words."""
    return _REASONS.get(reason, printable(reason))


def ending(record: CallRecord) -> tuple[str, str]:
    """How the call ended in a few words, and why (`: ...`) as far as that is not plain."""
    if record.outcome in TAKEN:
        return f"{'Answered' if record.outcome is Outcome.ANSWERED else 'Taken'} by {taker(record)}", ""
    words, why_so = _ENDINGS[record.outcome]
    if record.outcome is Outcome.REJECTED and record.path[-1:] and kind_and_name(record.path[-1])[0] in _MEMBERSHIP:
        why_so = "the caller is no dynamic agent of the queue"
    why_so = why(record.reason) if record.reason else why_so
    return words, f": {why_so}" if why_so else ""


def kind_and_name(node: str) -> tuple[str, str, str]:
    """Take a node apart: `user:101/busy` is a `user`, `101`, its part `busy`."""
    kind, _, rest = node.partition(":")
    name, _, part = rest.partition("/")
    return kind, unquote(name), part
