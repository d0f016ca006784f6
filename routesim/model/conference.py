"""Conference rooms (rule 9)."""

from __future__ import annotations

from typing import Annotated

from routesim.model.page import Page
from routesim.model.scalars import ConferenceExtension, Extension, Name, YesNo, matching

AccessCode = Annotated[str, matching(r"[0-9]{1,32}", "an access code of digits")]


class Conference(Page):
    """A room; callers may be asked for *access_code* and may have to wait for *administrator*."""

    name: Name
    extension: ConferenceExtension
    access_code: AccessCode | None = None
    administrator: Extension | None = None
    wait_for_administrator: YesNo = False
