"""A phone system as the text of a configuration: JSON, which is YAML, too."""

from __future__ import annotations

import json
from typing import Any

from routesim.model.dial_plan import TimeCondition
from routesim.model.hours import as_typed
from routesim.model.system import PhoneSystem

_RANGES = ("hours", "days", "month_days", "months")


def rendered(system: PhoneSystem) -> str:
    """Write *system* so that `loads` reads the same again, but for its passwords, which stand there as asterisks."""
    pages: dict[str, Any] = system.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for plan, page in zip(system.dial_plans, pages.get("dial_plans", ()), strict=True):
        for name, element in plan.elements.items():
            if isinstance(element, TimeCondition):
                _write_times(element, page["elements"][name])
    return json.dumps(_short(pages), indent=2, ensure_ascii=False) + "\n"


def _write_times(element: TimeCondition, page: dict[str, Any]) -> None:
    for field in _RANGES:
        if field in page:
            page[field] = as_typed(field, getattr(element, field))


def _short(value: Any) -> Any:
    """*value* with whole numbers as people write them: 20, not 20.0."""
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_short(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
