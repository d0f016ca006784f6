"""How calls end, in words."""

from __future__ import annotations

from functools import partial

from routesim.result import transfers
from routesim.result.clock import seconds
from routesim.result.moment import Telling
from routesim.result.records import CallRecord, Outcome
from routesim.result.typography import printable
from routesim.result.words import caller, ending, kind_and_name, taker, why

_FAILED = {
    "blacklist": ("The caller is on the blacklist: the call is refused before anything else", "6.2"),
    "logged_out": ("The caller must log in to call, and has not: the call is refused", "10.2"),
    "access_code": ("The third access code is wrong as well: the call ends", "9.1"),
    "open_exit": ("the exit leads nowhere, and the call is hung up", "7"),
    "dial_plan_loop": ("More than 100 elements in a row without time passing: the call ends", "7"),
    "too_many_forwards": ("Every destination lies beyond the limit on forwards: nobody can be rung", "5.7"),
    "timeout": ("The longest wait is over, and the queue has no overflow: the call ends", "8.7"),
    "no_agent": ("No agent is logged in, and the queue has no overflow: the call ends", "8.8"),
}


def summary(record: CallRecord) -> str:
    """How the call ended and how long everything took, in a line."""
    text, reason = ending(record)
    after = f" after {seconds(record.waited)}" if record.waited else ""
    if record.answered_at is None:
        return text + after + reason
    after = after or " at once"
    length = "a message of" if record.outcome in (Outcome.VOICEMAIL, Outcome.CARRIER_VOICEMAIL) else "talked for"
    passed_on = ", transfers included" if any(map(transfers.is_taken, record.transfers)) else ""
    return f"{text}{after}, {length} {seconds(record.talked)}{passed_on}"


def tell_taken(record: CallRecord, telling: Telling) -> None:
    """Tell that a mailbox or a conference has taken the call; phones that answered have told so themselves."""
    if record.outcome is Outcome.VOICEMAIL:
        told = f", announced to {printable(record.notified)}" if record.notified else ""
        text, rule = _mailbox(record)
        tell = telling.say if rule else partial(telling.behind, via=record.path[-1] if record.path else None)
        tell(f"{text} a message of {seconds(record.talked)}{told}")
    elif record.outcome is Outcome.CONFERENCE:
        if not record.waited and telling.leads_to(f"conference:{record.by}"):
            telling.behind("the caller is in", via=f"conference:{record.by}")
        else:
            telling.say(f"The caller is in {taker(record)}", "9.2" if record.waited else "")


def _mailbox(record: CallRecord) -> tuple[str, str]:
    """Why it is a mailbox that takes the call: the last resort of a plan and its rule, or because it was led there."""
    box = taker(record)
    for node in reversed(record.path[:-1]):
        kind, name, part = kind_and_name(node)
        if kind not in ("user", "external"):
            break
        if part and name == record.by:
            if _first_user(record) != name:
                return f"A colleague's last resort applies [5.5]: {box} takes", "5.5"
            rule = "5.1" if part == "follow_me" else "5.3"
            return f"The last resort applies [{rule}]: {box} takes", rule
    led_there = any(node.startswith("number:") for node in record.path[-2:-1])
    return ("the caller leaves" if led_there else f"{box} takes"), ""


def _first_user(record: CallRecord) -> str | None:
    """Find the user whom the call was for: the first after a number, or after a dial plan's element."""
    first = None
    for node in reversed(record.path[:-1]):
        kind, name, _ = kind_and_name(node)
        if kind not in ("user", "external"):
            break
        first = name
    return first


def tell_end(record: CallRecord, telling: Telling) -> None:
    """Tell how the call ends."""
    text, *rules = _FAILED.get(record.reason or "") or _end(record)
    if record.reason == "open_exit" and telling.has_told("7"):
        return
    if record.reason in ("timeout", "no_agent") and telling.has_told(rules[0]):
        telling.say("The queue has no overflow: the call ends", rules[0])
    elif text[:1].islower():
        telling.behind(text, *rules, via="dial plan")
    elif text:
        telling.say(text, *rules)
    elif record.reason:
        telling.say(f"The call ends: {why(record.reason)}")


def _end(record: CallRecord) -> tuple[str, ...]:
    plan = _last_plan(record)
    match record.outcome:
        case Outcome.ANSWERED:
            return _conversation_over(record)
        case Outcome.CARRIER_VOICEMAIL:
            return (f"The message ends after {seconds(record.talked)}",)
        case Outcome.CONFERENCE:
            return (_left_conference(record),)
        case Outcome.VOICEMAIL:
            return ("The message ends",) if record.talked else ("",)
        case Outcome.ABANDONED:
            return (f"{caller(record)} gives up after waiting {seconds(record.waited)}", "10.1")
        case Outcome.BUSY:
            return ("Nobody is left to ring and no mailbox takes the call: the caller hears busy", plan or "6.3")
        case Outcome.NO_ANSWER:
            return ("Nobody is left to ring and no mailbox takes the call: it ends unanswered", plan or "6.3")
        case Outcome.HUNG_UP:
            return _led_to(record, "is set to hang up", "6.1") or ("the dial plan hangs up", "7.3")
        case Outcome.NOT_CONFIGURED:
            return _led_to(record, "is not configured, it leads nowhere", "6.1") or ("Nothing is configured",)
        case outcome:
            return _BY_OUTCOME[outcome]


def _conversation_over(record: CallRecord) -> tuple[str, ...]:
    if record.transfers:
        return transfers.end(record) or ("The call ends",)
    return (f"The conversation ends after {seconds(record.talked)}",)


def _left_conference(record: CallRecord) -> str:
    """Say that the caller leaves; nothing where it has been noted that the administrator ends the conference."""
    ended = any(note.at == record.ended_at and note.rule == "9.2" for note in record.notes)
    return "" if ended else f"The caller leaves the conference after {seconds(record.talked)}"


def _led_to(record: CallRecord, what: str, rule: str) -> tuple[str, ...]:
    """Say what the number does at which the call ends; nothing where it ends elsewhere."""
    kind, name, _ = kind_and_name(record.path[-1]) if record.path else ("", "", "")
    return (f"{printable(name)} {what}", rule) if kind == "number" else ()


_BY_OUTCOME: dict[Outcome, tuple[str, ...]] = {
    Outcome.REJECTED: ("The call is refused",),
    Outcome.UNKNOWN_NUMBER: ("Nobody here has this number: the call ends", "2.4"),
    Outcome.LOGGED_IN: ("The caller is logged in to the queue", "8.9"),
    Outcome.LOGGED_OUT: ("The caller is logged out of the queue", "8.9"),
    Outcome.FAILED: ("The call fails",),
}


def _last_plan(record: CallRecord) -> str:
    """Find the rule by which the plan that was tried last has failed: Follow Me's or a forwarding's."""
    parts = [part for node in record.path if (part := kind_and_name(node)[2]) and node.startswith("user:")]
    return ("5.1" if parts[0] == "follow_me" else "5.3") if parts else ""
