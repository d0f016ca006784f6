"""Who calls, and with which number shown (rules 2.2, 2.3, 6.2, 10.2, 10.3)."""

from __future__ import annotations

import re
from typing import NamedTuple

from routesim.model.numbers import WITHHELD, dialled_form, is_e164, strip_separators, to_e164
from routesim.model.settings import OutgoingRule
from routesim.model.system import PhoneSystem

_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)


class Caller(NamedTuple):
    """A caller as the system sees one.

    *shown* is the number presented (empty when withheld), *extension* that of an internal caller.
    """

    shown: str
    extension: str | None
    blacklisted: bool


class Callers:
    """Recognises callers by what stands under `from`, and works out what the outside is shown."""

    def __init__(self, system: PhoneSystem) -> None:
        self._settings = system.settings
        self._users = {user.extension: user for user in system.users}
        self._blacklist = {self._shown(number) for number in system.settings.blacklist}

    def identify(self, from_: str) -> Caller:
        """Who calls, from what stands in the call."""
        text = strip_separators(from_)
        extension = text if text in self._users else None
        shown = extension or self._shown(from_)
        return Caller(shown, extension, shown in self._blacklist)

    def _shown(self, from_: str) -> str:
        """E.164 where it can be told, else as typed; nothing when withheld."""
        if from_ == WITHHELD:
            return ""
        text = strip_separators(from_)
        return text if _E164.fullmatch(text) else to_e164(text, self._settings.country) or text

    def as_dialled(self, number: str) -> str:
        """*number* as patterns see it: dialled form where it is E.164, else as it stands (rule 2.3)."""
        return dialled_form(number, self._settings.country) if is_e164(number) else number

    def seen(self, from_: str) -> str:
        """What patterns see of somebody who calls, from what stands in the call (rule 2.3)."""
        return self.as_dialled(self.identify(from_).shown)

    def outgoing_number(self, extension: str | None, number: str) -> str:
        """What a call to the external *number* shows (rule 10.3); nothing where nothing is configured.

        *extension* is the user who calls, None where a conference does.
        """
        settings = self._settings
        by_rule = next((rule.number for rule in settings.outgoing_rules if self._applies(rule, number)), None)
        own = "default" if extension is None else self._users[extension].outgoing_number
        own_number = None if own == "default" else own
        first, second = (by_rule, own_number) if settings.outgoing_rules_override else (own_number, by_rule)
        return first or second or settings.default_outgoing_number or ""

    def _applies(self, rule: OutgoingRule, number: str) -> bool:
        """Whether *number* begins as *rule* says: as E.164 where the prefix has a +, else as it is dialled."""
        form = number if rule.prefix.startswith("+") else self.as_dialled(number)
        return form.startswith(rule.prefix)
