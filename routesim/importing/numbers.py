"""A list of incoming numbers: each row a number, and where it leads."""

from __future__ import annotations

from typing import NamedTuple

from routesim.importing.destinations import NOWHERE, TYPES, Destination, Known, destination
from routesim.importing.sheet import Entry, Sheet
from routesim.importing.values import phone_number, read_field
from routesim.model.system import IncomingNumber


class ListedNumber(NamedTuple):
    """An incoming number as listed.

    *typed* is what its cell said, *leads_typed* what its destination's said, where that is not plain from the value.
    """

    row: int
    number: str
    destination: Destination
    sms_email: str
    typed: str
    leads_typed: str


class NumberList:
    """The numbers of *sheet*, dialled in *country*, leading to *known* users; what is wrong is noted on the sheet."""

    def __init__(self, sheet: Sheet, country: str, known: Known) -> None:
        self.sheet = sheet
        self._country = country
        self._known = known
        self._rows: dict[str, int] = {}
        self._email = read_field(IncomingNumber, "sms_email")
        self.numbers = [number for entry in sheet.entries() if (number := self._number(entry)) is not None]

    def _number(self, entry: Entry) -> ListedNumber | None:
        """The number in *entry*; None where something about it is wrong."""
        number = self._read_number(entry)
        email = self._read_email(entry)
        leads_to = self._read_destination(entry)
        if number is None or email is None or leads_to is None:
            return None
        typed = self.sheet.retyped(entry, "number", number)
        target, leads_typed = self._resolved(entry, leads_to)
        return ListedNumber(entry.row, number, target, email, typed, leads_typed)

    def _read_number(self, entry: Entry) -> str | None:
        cell = entry.cells.get("number")
        if cell is None:
            self.sheet.wrong(entry, "number", "expected a phone number")
            return None
        try:
            number = phone_number(cell, self._country)
        except ValueError as error:
            self.sheet.wrong(entry, "number", error)
            return None
        first = self._rows.setdefault(number, entry.row)
        if first != entry.row:
            where = (self.sheet.place(first, "number"),)
            self.sheet.wrong(entry, "number", f"row {first} has this number, too ({number}), expected it once", where)
            return None
        return number

    def _read_email(self, entry: Entry) -> str | None:
        cell = entry.cells.get("sms_email", "")
        try:
            return str(self._email(cell)) if cell else ""
        except ValueError as error:
            self.sheet.wrong(entry, "sms_email", error)
            return None

    def _read_destination(self, entry: Entry) -> Destination | None:
        kind, target = entry.cells.get("type", ""), entry.cells.get("destination", "")
        found = destination(kind, target)
        if found is None:
            self.sheet.wrong(entry, "type", f"expected {TYPES}")
            return None
        if found.kind != "number":
            return found
        try:
            return Destination("number", phone_number(found.target, self._country))
        except ValueError as error:
            self.sheet.wrong(entry, "destination", error)
            return None

    def _resolved(self, entry: Entry, wanted: Destination) -> tuple[Destination, str]:
        """*wanted* as far as the lists hold it, else nowhere; and what was typed where that differs, which is noted."""
        if wanted.kind == "number":
            return wanted, self.sheet.retyped(entry, "destination", wanted.target)
        if wanted.kind in ("not_configured", "hang_up"):
            return Destination(wanted.kind), ""
        user = self._known.user(wanted.target) if wanted.kind in ("extension", "voicemail") else None
        if user is not None and (wanted.kind == "extension" or user.values.get("voicemail") is True):
            return Destination(wanted.kind, user.extension), ""
        kind = wanted.kind.replace("_", " ")
        why = "has no mailbox in the list" if user is not None else "is in none of the lists"
        field = "destination" if "destination" in self.sheet.columns else "type"
        cell = self.sheet.findings.cell(wanted.target or kind)
        self.sheet.say(entry, field, f"{cell} ({kind}) {why}: the number leads nowhere yet")
        return NOWHERE, f"{kind} {wanted.target}".strip() + f", which {why}"
