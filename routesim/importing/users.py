"""A list of users: each row a user, each cell read as the model reads its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from routesim.importing.headers import plain_heading
from routesim.importing.sheet import Entry, Sheet
from routesim.importing.values import bare, phone_number, read_field, yes_no
from routesim.model.user import SipIdentifiers, User
from routesim.result.clock import number

_PHONES = ("gsm", "outgoing_number")
_DEFAULT = frozenset({"default", "defaut", "pardefaut", "standard", "standaard"})


class ListedUser(NamedTuple):
    """A user as listed. *values* are the keys of a configuration, each with its value.

    *typed* is what the cell of a phone number said where the number had to be worked out from it, else empty.
    """

    row: int
    extension: str
    name: str
    values: dict[str, str | bool]
    sip: SipIdentifiers | None
    typed: dict[str, str]


class UserList:
    """The users of *sheet*, in a system whose numbers are dialled in *country*; what is wrong is noted on the sheet."""

    def __init__(self, sheet: Sheet, country: str) -> None:
        self.sheet = sheet
        self._country = country
        self._rows: dict[str, int] = {}
        self._readers: dict[str, Callable[[str], Any]] = {
            "email": read_field(User, "email"),
            "gsm": self._phone,
            "voicemail": yes_no,
            "directory": _directory,
            "multiple_calls": yes_no,
            "must_log_in": yes_no,
            "outgoing_number": self._outgoing_number,
            "ring_time": _seconds,
        }
        self._sip: dict[str, Callable[[str], Any]] = {
            f"sip_{field}": read_field(SipIdentifiers, field) for field in ("domain", "password", "proxy")
        }
        self._name = read_field(User, "name")
        self._extension = read_field(User, "extension")
        self.users = [user for entry in sheet.entries() if (user := self._user(entry)) is not None]

    def _user(self, entry: Entry) -> ListedUser | None:
        """The user in *entry*; None where something about it is wrong."""
        extension = self._read_extension(entry)
        name = self._read_name(entry)
        values = {
            field: self._read(entry, field, read) for field, read in self._readers.items() if field in entry.cells
        }
        sip = {field: self._read(entry, field, read) for field, read in self._sip.items() if field in entry.cells}
        if extension is None or name is None or None in values.values() or None in sip.values():
            return None
        kept = {field: value for field, value in values.items() if value != ""}
        typed = {field: self.sheet.retyped(entry, field, str(kept[field])) for field in _PHONES if field in kept}
        page = SipIdentifiers(**{field.removeprefix("sip_"): value for field, value in sip.items()}) if sip else None
        return ListedUser(entry.row, extension, name, kept, page, typed)

    def _read(self, entry: Entry, field: str, read: Callable[[str], Any]) -> Any:
        """What the cell of *field* says; None where that is wrong, which is noted."""
        try:
            return read(entry.cells[field])
        except ValueError as error:
            self.sheet.wrong(entry, field, error)
            return None

    def _read_extension(self, entry: Entry) -> str | None:
        cell = entry.cells.get("extension")
        try:
            extension = str(self._extension(bare(cell or "")))
        except ValueError as error:
            self.sheet.wrong(entry, "extension", error)
            return None
        first = self._rows.setdefault(extension, entry.row)
        if first != entry.row:
            where = (self.sheet.place(first, "extension"),)
            self.sheet.wrong(entry, "extension", f"row {first} has this extension, too, expected one of its own", where)
            return None
        return extension

    def _read_name(self, entry: Entry) -> str | None:
        whole, first, last = (entry.cells.get(field, "") for field in ("name", "first_name", "last_name"))
        if last:
            whole = whole or f"{first} {last}".strip()
        elif first not in whole.split(" ") and first != whole:
            whole = f"{first} {whole}".strip()
        field = next((field for field in ("name", "last_name", "first_name") if field in entry.cells), None)
        try:
            return str(self._name(whole))
        except ValueError as error:
            named = next(name for name in ("name", "last_name", "first_name") if name in self.sheet.columns)
            self.sheet.wrong(entry, field or named, error)
            return None

    def _phone(self, cell: str) -> str:
        return phone_number(cell, self._country)

    def _outgoing_number(self, cell: str) -> str:
        return "" if plain_heading(cell) in _DEFAULT else self._phone(cell)


def _directory(cell: str) -> str:
    """The directory's name: the console's own is `default`, whatever it is called there; nothing for `no`."""
    word = plain_heading(cell)
    if word in _DEFAULT:
        return "default"
    try:
        return "default" if yes_no(cell) else ""
    except ValueError:
        return str(read_field(User, "directory")(cell))


def _seconds(cell: str) -> str:
    return number(read_field(User, "ring_time")(cell.removesuffix("s").strip()))
