"""Tests of what is written need no disk that takes its time: only the order of the steps counts."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _disk_in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bringing something to the disk is a step like others, which is of use only when the power fails."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
