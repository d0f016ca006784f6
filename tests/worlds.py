"""Worlds for tests, written tersely as the YAML a user would write."""

from __future__ import annotations

from typing import Any

import yaml

from routesim.model.calls import Calls
from routesim.model.system import PhoneSystem

SETTINGS = {"timezone": "Europe/Brussels", "country": "BE"}


def plain(text: str) -> dict[str, Any]:
    """Read what YAML text says, every scalar as typed."""
    read = yaml.load(text, Loader=yaml.BaseLoader) or {}
    assert isinstance(read, dict)
    return read


def system_of(text: str) -> PhoneSystem:
    """Build a phone system; a user without a name is called by the extension."""
    page = plain(text)
    page["settings"] = {**SETTINGS, **page.get("settings", {})}
    page["users"] = [{"name": user["extension"], **user} for user in page.get("users", [])]
    return PhoneSystem.model_validate(page)


def calls_of(text: str) -> Calls:
    """Build calls; one that says nothing of it comes from a mobile at 0, and `start` is a Monday morning."""
    page = plain(text)
    page.setdefault("start", "2026-11-23T10:00:00")
    caller = {"from": "+32470123456"}
    page["calls"] = [{"id": str(place), **caller, **call} for place, call in enumerate(page.get("calls", []), 1)]
    return Calls.model_validate(page)
