"""How many random worlds are tried: few by default, many with `ROUTESIM_EXAMPLES=thorough` in the environment."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=300, deadline=None, database=None)
settings.register_profile(
    "thorough", max_examples=20_000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("ROUTESIM_EXAMPLES", "quick"))
