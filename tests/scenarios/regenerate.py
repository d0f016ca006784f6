"""Write every scenario's golden story anew: `python -m tests.scenarios.regenerate`, then read what git says changed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.scenarios import FOLDERS, told


def main() -> None:
    """Write each story that is no longer told so, and name it."""
    for folder in FOLDERS:
        file, story = folder / "story.txt", told(folder)
        if not _says(file, story):
            file.write_text(story, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{folder.name}/story.txt\n")


def _says(file: Path, story: str) -> bool:
    return file.is_file() and file.read_bytes() == story.encode()


if __name__ == "__main__":
    main()
