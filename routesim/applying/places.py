"""Where things are: the applied file, and around it its history, its lock, and the draft of its next version."""

from __future__ import annotations

import re
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from routesim.files.source import shown_name
from routesim.files.writing import check_writable


class Places(NamedTuple):
    """The applied file as it was *named* and as it may be shown, and its *target*: the file itself, behind all links.

    ::

        pbx.yaml                        the target
        .pbx.yaml.history/journal.jsonl     what was applied when, by whom; lines are only ever added
        .pbx.yaml.history/000003.yaml       the whole file, version by version
        .pbx.yaml.lock                  while somebody applies
        .pbx.yaml.new                   for the instant before it is renamed to the target
    """

    named: Path
    target: Path

    @classmethod
    def of(cls, applied: str | PathLike[str]) -> Places:
        """The places around *applied*. Raises UnusableInput where no file can be, or where a link leads nowhere."""
        check_writable(applied, replace=True)
        return cls(Path(applied), Path(applied).resolve())

    @property
    def shown(self) -> str:
        """The applied file's name as it may be shown."""
        return shown_name(self.named)

    @property
    def folder(self) -> Path:
        """The folder of the history."""
        return self.target.with_name(f".{self.target.name}.history")

    @property
    def journal(self) -> Path:
        """The journal in the history."""
        return self.folder / "journal.jsonl"

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.target.with_name(f".{self.target.name}.lock")

    @property
    def fresh(self) -> Path:
        """What becomes the target in an instant."""
        return self.target.with_name(f".{self.target.name}.new")

    def version(self, number: int) -> Path:
        """The whole file as it was in version *number*."""
        return self.folder / f"{number:06}{self.target.suffix}"

    def kept(self) -> list[int]:
        """The numbers of all versions whose files are there, in order."""
        if not self.folder.is_dir():
            return []
        pattern = re.compile(rf"([0-9]{{6,}}){re.escape(self.target.suffix)}")
        found = (pattern.fullmatch(path.name) for path in self.folder.iterdir())
        return sorted(int(match[1]) for match in found if match)


def shown_path(path: Path) -> str:
    """*path* as it may be shown, as seen from here if it is below."""
    here = Path.cwd()
    return shown_name(path.relative_to(here) if path.is_relative_to(here) else path)
