"""Conference rooms (rule 9)."""

from typing import Annotated

from routesim.model.page import Page
from routesim.model.scalars import ConferenceExtension, Extension, Name, YesNo, matching

AccessCode = Annotated[str, matching(r"[0-9]{1,32}", "an access code of digits")]


class Conference(Page):
    """A room; callers may be asked for *access_code* and may have to wait for *administrator*."""

    name: Name
    """What the conference is called; unique among conferences."""
    extension: ConferenceExtension
    """3 to 5 digits, unique in the whole system."""
    access_code: AccessCode | None = None
    """Digits that every caller keys to get in; absent: nobody is asked."""
    administrator: Extension | None = None
    """The user who runs the conference."""
    wait_for_administrator: YesNo = False
    """Whether callers wait until the administrator is in."""
