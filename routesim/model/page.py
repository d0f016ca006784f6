"""What every page of the console has in common: frozen, closed to unknown keys, and cheap to define."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Page(BaseModel):
    """A page, or a part of one, of the console. Immutable; an unknown key is an error.

    Field names are the keys of the file; a key that Python reserves carries a trailing underscore (`from_`, `true_`).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        populate_by_name=True,
        hide_input_in_errors=True,
    )
