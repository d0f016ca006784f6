"""What a rule gives: faults, as data. Each rule is a module of `routesim.lint.rules`, named after its fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from routesim.errors import Path

if TYPE_CHECKING:
    from routesim.lint.survey import Survey

Witness = Mapping[str, Any]
"""A calls file, without `pbx`, that shows a fault: who does what, and the call to be placed."""


class Fault(NamedTuple):
    """One thing that a rule has found.

    *message* says what is wrong, with the values; *path* leads to the value that it is about, or to its key (*at_key*);
    *related* lead to other places to look at. *severity* is given where it is milder than the code's. *witness* shows
    the fault where it depends on what people and phones do.
    """

    message: str
    path: Path
    at_key: bool = False
    related: tuple[Path, ...] = ()
    severity: str | None = None
    witness: Witness | None = None


Check = Callable[["Survey"], Iterator[Fault]]
"""A rule's `check`: everything that it finds in a system whose references all resolve. It prints nothing."""
