"""The calls that a draft is held to: files of calls that are given, or that stand beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from routesim.engine import play
from routesim.errors import together
from routesim.files import load_calls
from routesim.files.loading import named_configuration
from routesim.files.source import shown_name
from routesim.model.system import PhoneSystem
from routesim.result.records import Play

AnyPath = str | PathLike[str]
NAME = "calls.yaml"
"""What a file of calls is called, alone or behind a dot: `calls.yaml`, `office.calls.yaml`."""


class Held(NamedTuple):
    """The *play* of each file of calls; *others* are files for other configurations, with the names of these."""

    plays: tuple[tuple[str, Play], ...]
    others: tuple[tuple[str, str], ...]

    @property
    def met(self) -> bool:
        """Whether all calls ended as expected."""
        return all(played.met for _, played in self.plays)


NOT_HELD = Held((), ())
"""Nothing has been played."""


def hold(system: PhoneSystem, draft: Path, applied: Path, given: Sequence[AnyPath]) -> Held:
    """Play the files of calls *given*, or else those beside *draft*, on *system*. Raises UnusableInput.

    One beside it that names another configuration, which is there and is neither *draft* nor *applied*, is left out.
    """
    if given:
        return Held(_played(system, given), ())
    own: list[Path] = []
    others: list[tuple[str, str]] = []
    for path in _beside(draft):
        other = _other(path, draft, applied)
        if other is None:
            own.append(path)
        else:
            others.append((shown_name(path), other))
    return Held(_played(system, own), tuple(others))


def _beside(draft: Path) -> list[Path]:
    names = sorted(path.name for path in draft.parent.iterdir())
    return [draft.with_name(name) for name in names if name == NAME or name.endswith(f".{NAME}")]


def _other(path: Path, draft: Path, applied: Path) -> str | None:
    """The configuration that a file of calls names, unless it is the draft, the applied one, or not there."""
    named = named_configuration(path)
    if named is None or "\0" in named:
        return None
    configuration = path.parent / named
    own = (other for other in (draft, applied) if other.exists())
    if not configuration.exists() or any(configuration.samefile(other) for other in own):
        return None
    return shown_name(named)


def _played(system: PhoneSystem, paths: Iterable[AnyPath]) -> tuple[tuple[str, Play], ...]:
    """Play each. Raises UnusableInput with the problems of all of them."""
    names = [os.fspath(path) for path in paths]
    calls = together(partial(load_calls, name, system) for name in names)
    return tuple((shown_name(name), play(system, placed)) for name, (_, placed) in zip(names, calls, strict=True))
