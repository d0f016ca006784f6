"""What every page of the console has in common: frozen, closed to unknown keys, and cheap to define.

The modules of this package do not postpone their annotations, and use `model_construct()` for a page that is a default:
both keep a command's start short, since pydantic then neither compiles annotations one by one nor builds a validator
for a page before it is needed.
"""

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
