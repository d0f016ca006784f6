"""Where a listed number leads: what its cells say, and what of it the lists themselves hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from routesim.importing.headers import plain_heading
from routesim.importing.users import ListedUser
from routesim.importing.values import bare
from routesim.model.numbers import looks_internal

_WORDS = {
    "not_configured": "not configured, none, unassigned, non configuré, aucun, niet geconfigureerd, niet ingesteld, "
    "geen, nicht konfiguriert, nicht eingerichtet, keine",
    "extension": "extension, ext, user, queue, internal, poste, utilisateur, file d'attente, numéro interne, extensie, "
    "toestel, gebruiker, wachtrij, intern nummer, nebenstelle, benutzer, warteschlange, interne nummer",
    "dial_plan": "dial plan, plan, plan de numérotation, plan d'appel, dialplan, kiesplan, belplan, wählplan, rufplan",
    "number": "number, call a number, phone number, external number, external, numéro, appeler un numéro, "
    "numéro externe, nummer, nummer bellen, bel een nummer, extern nummer, nummer anrufen, rufnummer, externe nummer",
    "voicemail": "voicemail, voice mail, mailbox, messagerie, messagerie vocale, boîte vocale, voicemailbox, "
    "anrufbeantworter, sprachbox",
    "hang_up": "hang up, hangup, raccrocher, ophangen, auflegen",
    "conference": "conference, conference call, conférence, audioconférence, conferentie, vergadering, konferenz",
}
_TYPES = {plain_heading(word): kind for kind, words in _WORDS.items() for word in words.split(",")}
_DIGITS = re.compile(r"(?<![0-9+])[0-9]{2,6}(?![0-9])", re.ASCII)
TYPES = "not configured, extension, dial plan, call a number, voicemail, hang up or conference"
"""What the console offers."""


class Destination(NamedTuple):
    """Where a number leads: a *kind* of destination, its *target* (empty where it has none)."""

    kind: str
    target: str = ""


NOWHERE = Destination("not_configured")


def destination(kind: str, target: str) -> Destination | None:
    """Read the cells *kind* and *target*, either of which may be empty; None where *kind* is none that is known."""
    word = plain_heading(kind)
    if word:
        known = _TYPES.get(word)
        return None if known is None else Destination(known, bare(target))
    if not target:
        return NOWHERE
    as_kind = _TYPES.get(plain_heading(target))
    if as_kind in ("hang_up", "not_configured"):
        return Destination(as_kind)
    text = bare(target)
    dialled = text.replace(" ", "")
    if dialled[:1] in ("+", "0") and not looks_internal(dialled) and any(map(str.isdigit, dialled)):
        return Destination("number", text)
    return Destination("extension", text)


class Known:
    """The users whom a destination may lead to."""

    def __init__(self, users: Iterable[ListedUser]) -> None:
        self._by_extension = {user.extension: user for user in users}
        self._by_name: dict[str, list[ListedUser]] = {}
        for user in self._by_extension.values():
            self._by_name.setdefault(user.name.casefold(), []).append(user)

    def user(self, text: str) -> ListedUser | None:
        """The user whom *text* means: an extension, a name that only one has, or both, as in `101 - Alice Martin`."""
        if text in self._by_extension:
            return self._by_extension[text]
        named = self._by_name.get(text.casefold(), [])
        if len(named) == 1:
            return named[0]
        digits = _DIGITS.findall(text)
        found = self._by_extension.get(digits[0]) if len(digits) == 1 else None
        return found if found is not None and found.name.casefold() in text.casefold() else None
