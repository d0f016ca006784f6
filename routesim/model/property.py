"""Properties: what must hold of every call to a number, whatever people do."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.numbers import Dialled
from routesim.model.page import Page
from routesim.model.scalars import Seconds

OutcomeName = Literal[
    "answered",
    "voicemail",
    "carrier_voicemail",
    "conference",
    "busy",
    "no_answer",
    "hung_up",
    "abandoned",
    "rejected",
    "not_configured",
    "unknown_number",
    "logged_in",
    "logged_out",
    "failed",
]


class Property(Page):
    """Every call to *number* (absent: to any) ends as *require* says, never as *forbid* says, within *max_wait* s."""

    number: Dialled | None = None
    """An incoming number, or an extension; absent: every one."""
    require: Annotated[tuple[OutcomeName, ...], Field(min_length=1)] | None = None
    """The only outcomes that a call may have."""
    forbid: tuple[OutcomeName, ...] = ()
    """Outcomes that no call may have."""
    max_wait: Seconds | None = None
    """The longest that a caller may wait, in seconds."""

    @model_validator(mode="after")
    def _is_possible(self) -> "Property":
        both = [outcome for outcome in self.require or () if outcome in self.forbid]
        if both:
            raise PydanticCustomError("property", "{outcome} is required and forbidden at once", {"outcome": both[0]})
        if self.require is None and not self.forbid and self.max_wait is None:
            raise PydanticCustomError("property", "expected something to hold: require, forbid or max_wait")
        return self
