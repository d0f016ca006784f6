"""The scenarios on the shelf: where they stand, and what is told of them."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from routesim.cli import main

SHELF = Path(__file__).parents[2] / "scenarios"
FOLDERS = sorted(path.parent for path in SHELF.glob("*/calls.yaml"))


def told(folder: Path) -> str:
    """What `routesim play --verbose` prints of the calls in *folder*, failed expectations included."""
    result = CliRunner().invoke(main, ["play", "--verbose", str(folder / "calls.yaml")])
    assert result.exit_code in (0, 1), result.output
    return result.stdout
