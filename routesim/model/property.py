"""Properties: what must hold of every call to a number, whatever people do."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from routesim.model.numbers import Dialled, normal_number
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

_OUTCOMES = frozenset(get_args(OutcomeName))


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

    @property
    def allowed(self) -> frozenset[str]:
        """The outcomes that this leaves."""
        required = _OUTCOMES if self.require is None else frozenset(self.require)
        return required - {*self.forbid}


def impossible(properties: Sequence[Property], country: str) -> Iterator[tuple[int, str]]:
    """The place of the first of *properties* that no call could have besides those before it, and which calls.

    These are told in words, as in `no call to 101`. Numbers are typed in *country* (ISO 3166 alpha-2).
    """
    general, own = _OUTCOMES, dict[str, frozenset[str]]()
    for place, asked in enumerate(properties):
        if asked.number is None:
            before, general = general, general & asked.allowed
            concerned = [*own] if general != before else []
        else:
            number = normal_number(asked.number, country)
            own[number] = own.get(number, _OUTCOMES) & asked.allowed
            concerned = [number]
        if not general:
            yield place, "no call"
            return
        nobody = next((number for number in concerned if not general & own[number]), None)
        if nobody is not None:
            yield place, f"no call to {nobody}"
            return
