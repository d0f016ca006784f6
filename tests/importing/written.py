"""Lists as files, and what came of importing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from routesim.errors import UnusableInput
from routesim.files import loads
from routesim.importing.lists import Imported, import_lists
from routesim.importing.site import Site
from routesim.model.system import PhoneSystem

BELGIUM = Site("BE", "Europe/Brussels")


def written(folder: Path, text: str | bytes, name: str = "users.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def imported(folder: Path, *texts: str | bytes, site: Site = BELGIUM) -> Imported:
    """Import lists, the first of which is called a.csv, the second b.csv."""
    paths = [written(folder, text, f"{letter}.csv") for letter, text in zip("abc", texts, strict=False)]
    return import_lists(paths, site)


def system(folder: Path, *texts: str | bytes) -> PhoneSystem:
    return loads(imported(folder, *texts).text)


def problems(folder: Path, *texts: str | bytes) -> list[str]:
    """What is wrong with lists, each problem by its file's name, row and column."""
    with pytest.raises(UnusableInput) as caught:
        imported(folder, *texts)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def remarks(folder: Path, *texts: str | bytes) -> list[str]:
    return [str(remark).replace(f"{folder}/", "") for remark in imported(folder, *texts).remarks]
