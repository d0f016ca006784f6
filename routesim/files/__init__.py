"""Files in, models out: YAML (and JSON) with the place of everything, all problems at once."""

from routesim.files.loading import check_calls, inspect, load, load_calls, loads, loads_calls

__all__ = ["check_calls", "inspect", "load", "load_calls", "loads", "loads_calls"]
