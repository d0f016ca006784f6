"""Files in, models out: YAML (and JSON) with the place of everything, all problems at once."""

from routesim.files.loading import (
    Inspection,
    check_calls,
    examine,
    examine_bytes,
    load,
    load_calls,
    loads,
    loads_calls,
    usable,
)

__all__ = [
    "Inspection",
    "check_calls",
    "examine",
    "examine_bytes",
    "load",
    "load_calls",
    "loads",
    "loads_calls",
    "usable",
]
