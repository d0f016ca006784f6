"""What the columns of a list hold, by their headings: in English, French, Dutch or German, and spelled freely."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from routesim.model.nearest import Names

USERS, NUMBERS = "users", "numbers"
"""The kinds of list."""

_HEADINGS = {
    USERS: {
        "extension": "extension, ext, extension number, internal number, numéro interne, poste, numéro de poste, "
        "interne, intern, toestel, toestelnummer, intern nummer, extensie, nebenstelle, durchwahl, "
        "interne nummer, nebenstellennummer, user extension",
        "name": "name, full name, display name, user, employee, nom, nom complet, utilisateur, naam, volledige naam, "
        "gebruiker, benutzer, vollständiger name, mitarbeiter",
        "first_name": "first name, given name, prénom, voornaam, vorname",
        "last_name": "last name, surname, family name, nom de famille, achternaam, familienaam, nachname, familienname",
        "email": "e-mail, mail, e-mail address, mail address, courriel, adresse e-mail, adresse mail, e-mailadres, "
        "mailadres, e-mail-adresse, mailadresse",
        "gsm": "gsm, gsm number, mobile, mobile number, mobile phone, cell, cell phone, cell number, portable, "
        "numéro gsm, téléphone portable, numéro de portable, tél mobile, mobiel, mobiel nummer, gsm-nummer, handy, "
        "handynummer, mobil, mobilnummer, mobiltelefon",
        "voicemail": "voicemail, voice mail, voicemail box, mailbox, messagerie, messagerie vocale, boîte vocale, "
        "répondeur, voicemailbox, anrufbeantworter, sprachbox",
        "directory": "directory, annuaire, répertoire, adresboek, telefoongids, telefonbuch, verzeichnis",
        "multiple_calls": "multiple calls, can receive multiple calls, call waiting, appels multiples, double appel, "
        "meerdere oproepen, wisselgesprek, mehrere anrufe, anklopfen",
        "must_log_in": "must log in, must log in to call, login required, connexion requise, moet inloggen, "
        "aanmelden verplicht, anmeldung erforderlich, muss sich anmelden",
        "outgoing_number": "outgoing number, outgoing caller id, numéro sortant, numéro présenté, uitgaand nummer, "
        "ausgehende nummer, abgehende nummer",
        "ring_time": "ring time, durée de sonnerie, temps de sonnerie, beltijd, klingelzeit, rufdauer",
        "sip_domain": "sip domain, domaine sip, sip-domein, sip-domäne",
        "sip_password": "sip password, mot de passe sip, sip-wachtwoord, wachtwoord sip, sip-passwort, sip-kennwort",
        "sip_proxy": "sip proxy, proxy sip, proxy",
    },
    NUMBERS: {
        "number": "number, phone number, incoming number, telephone number, phone, telephone, tel, did, ddi, numéro, "
        "numéro de téléphone, numéro entrant, téléphone, tél, nummer, telefoonnummer, inkomend nummer, telefoon, "
        "telefonnummer, rufnummer, eingehende nummer, telefon",
        "type": "type, destination type, type of destination, type de destination, bestemmingstype, "
        "type bestemming, soort bestemming, zieltyp, zielart, typ",
        "destination": "destination, target, leads to, goes to, to, extension, ext, vers, cible, bestemming, naar, "
        "ziel, nebenstelle, toestel, poste",
        "sms_email": "sms, sms e-mail, sms email address, e-mail for sms, sms destination, e-mail sms, "
        "adresse e-mail sms, e-mailadres sms, e-mail voor sms, sms-e-mail",
    },
}
_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST = 100


def plain_heading(text: str) -> str:
    """*text* without accents, capitals, blanks and signs, as headings are compared."""
    decomposed = unicodedata.normalize("NFKD", text[:_LONGEST].replace("ß", "ss")).casefold()
    return _LETTERS.sub("", decomposed)


_FIELDS = {
    kind: {plain_heading(word): field for field, words in fields.items() for word in words.split(",")}
    for kind, fields in _HEADINGS.items()
}


class Heading(NamedTuple):
    """What the row of headings says: the *kind* of list and, by place from 0, the field of each column that has one."""

    kind: str
    fields: dict[int, str]


def read_heading(cells: Sequence[str]) -> Heading | None:
    """Tell what the columns are; None where the row is no row of headings."""
    words = [plain_heading(cell) for cell in cells]
    found = {
        kind: {place: names[word] for place, word in enumerate(words) if word in names}
        for kind, names in _FIELDS.items()
    }
    kind = max((USERS, NUMBERS), key=lambda kind: (not missing(kind, set(found[kind].values())), len(found[kind])))
    return Heading(kind, found[kind]) if found[kind] else None


def missing(kind: str, fields: set[str]) -> list[str]:
    """The fields that a list of *kind* must have, and that are not among *fields*."""
    if kind == NUMBERS:
        return [] if "number" in fields else ["number"]
    named = fields & {"name", "first_name", "last_name"}
    return [field for field, there in (("extension", "extension" in fields), ("name", named)) if not there]


_EXAMPLES = {
    "extension": "`Extension`, `Poste`, `Toestel` or `Nebenstelle`",
    "name": "`Name`, `Nom` or `Naam`",
    "number": "`Number`, `Numéro`, `Nummer` or `Rufnummer`",
}


def expected(field: str) -> str:
    """How the column of a *field* that must be there may be headed, by example."""
    return _EXAMPLES[field]


def nearest(kind: str, text: str, taken: set[str]) -> str | None:
    """The heading that *text* was probably meant to be, of a field that is not *taken*; None where it is like none."""
    words = [
        word.strip() for field, words in _HEADINGS[kind].items() if field not in taken for word in words.split(",")
    ]
    by_plain = {plain_heading(word): word for word in reversed(words)}
    near = Names(by_plain).nearest(plain_heading(text))
    return None if near is None else by_plain[near]
