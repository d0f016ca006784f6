"""The phone system on which the page is tried, and a call to its Alice."""

from __future__ import annotations

from pathlib import Path

OFFICE = (Path(__file__).parents[2] / "scenarios/small-office/pbx.yaml").read_text("utf-8")
CALL = {"start": "2026-11-23T10:00:00", "people": {}, "calls": [{"from": "+32470123456", "to": "101"}]}
