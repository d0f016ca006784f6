"""Conversations passed on, in words (rule 10.5)."""

from __future__ import annotations

from routesim.result.moment import Telling
from routesim.result.records import CallRecord, Outcome, TransferRecord
from routesim.result.typography import printable
from routesim.result.words import TAKEN, caller, names_of, who

_TAKEN = frozenset(outcome.value for outcome in TAKEN)


def is_taken(transfer: TransferRecord) -> bool:
    """Whether somebody or something took the call that was passed on."""
    return transfer.result in _TAKEN


class Transfers:
    """Tells of the transfers of a record: how each begins, and what comes of it."""

    def __init__(self, record: CallRecord) -> None:
        self._record = record
        self._names = names_of(record)

    def instants(self) -> set[float]:
        """Every instant at which a transfer begins or is settled."""
        return {at for transfer in self._record.transfers for at in (transfer.at, transfer.settled)}

    def begin(self, at: float, telling: Telling) -> None:
        """Tell of the transfers that begin at *at*."""
        for transfer in self._record.transfers:
            if transfer.at == at:
                by, to = who(self._names, transfer.by), who(self._names, transfer.to)
                text = f"{by} passes the call on to {to}, a blind transfer"
                if transfer.kind != "blind":
                    text = f"{by} holds the call to ask {to} first, an attended transfer"
                telling.lead(text, "", "10.5", subject=transfer.to)

    def settle(self, at: float, telling: Telling) -> None:
        """Tell what comes of the transfers that are settled at *at*."""
        for transfer in self._record.transfers:
            if transfer.settled == at and transfer.kind != "blind":
                by = who(self._names, transfer.by)
                if is_taken(transfer):
                    telling.say(f"{by} passes the call on and leaves it", "10.5")
                elif transfer.result != Outcome.ABANDONED:
                    text = f"The transfer comes to nothing ({_result(transfer)}): {by} goes on with the conversation"
                    telling.say(text, "10.5")


def _result(transfer: TransferRecord) -> str:
    return printable(transfer.result).replace("_", " ")


def end(record: CallRecord) -> tuple[str, ...]:
    """How a call ends that was passed on and has not been taken there; nothing where it has."""
    last = record.transfers[-1] if record.transfers else None
    if last is None or is_taken(last):
        return ()
    if last.kind != "blind":
        if last.result != Outcome.ABANDONED:
            return ()
        return (f"The conversation ends while {who(names_of(record), last.by)} still asks", "10.5")
    if gives_up(record):
        return (f"{_left(record, last)} gives up waiting, and the call ends", "10.5")
    return (f"Nobody takes the call that was passed on ({_result(last)}), and it ends", "10.5")


def gives_up(record: CallRecord) -> bool:
    """Whether the call ends because whoever was passed on gives up waiting."""
    last = record.transfers[-1] if record.transfers else None
    return last is not None and last.kind == "blind" and last.result == Outcome.ABANDONED


def _left(record: CallRecord, last: TransferRecord) -> str:
    """Who is left of the conversation that *last* passed on, where that is plain."""
    if len(record.transfers) > 1:
        return "Whoever was passed on"
    return who(names_of(record), record.by or "?") if last.by == record.from_ else caller(record)
