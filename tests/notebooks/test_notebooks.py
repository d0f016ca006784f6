"""Every notebook runs from top to bottom, and shows what its text says."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

HOUSE = Path(__file__).parents[2]
NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.md"))


def executed(notebook: Path) -> str:
    """All words that the cells of *notebook* put out. A cell that raises, or writes a warning, fails the test."""
    cells = jupytext.read(notebook)
    NotebookClient(
        cells, timeout=120, kernel_name="python3", resources={"metadata": {"path": notebook.parent}}
    ).execute()
    outputs = [output for cell in cells.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    shown = (output.get("text") or output["data"].get("text/plain", "") for output in outputs)
    return " ".join(" ".join(shown).split())


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_a_notebook_shows_what_it_says(notebook: Path) -> None:
    shown = executed(notebook)
    assert [words for words in SHOWN[notebook.stem] if words not in shown] == []


SHOWN = {
    "1-a-first-call": ["('answered', '102', 26.0)", "101: rang from 0 to 20 s, no_answer", "True"],
    "2-forwardings-and-follow-me": [
        "10 18.0 15 23.0 20 28.0 25 33.0",
        "1 8 voicemail 101 28.0 2 12 answered 102 28.0",
        "what leads where +3225880101",
    ],
    "3-test-a-change-before-it-is-applied": ["it can end busy", "caller hears busy [5.3]"],
    "4-the-mobile-voicemail-trap": ["15 14 18 18 20 20 25 24", "+3225880403 +32470000403"],
    "5-queues-by-the-numbers": ["third +447700900703 answered 104 27.0", "3 0.444"],
    "6-from-records-to-a-decision": [
        "295 s",
        "none on Tuesday 3 November 2026, 13:00 to 18:00 (57 were to be expected)",
        "Support all there 90.8",
        "two ill 69.5",
        "Support needs 5 agents, Billing 2",
        "4 49% 70% 5 77% 83% 6 91% 91%",
        "Billing 90.3",
        "Support 81.7",
    ],
}
"""Words that the cells of a notebook put out, and that its text relies on."""
