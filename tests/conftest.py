"""How many random worlds are tried: some by default, always the same; `ROUTESIM_EXAMPLES` may be few or thorough."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

PHASES = (Phase.explicit, Phase.generate, Phase.shrink)  # to explain a failure besides takes minutes

for profile, examples in (("few", 30), ("quick", 100)):
    settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=PHASES,
        report_multiple_bugs=False,
    )
settings.register_profile(
    "thorough",
    max_examples=20_000,
    deadline=None,
    database=None,
    phases=PHASES,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("ROUTESIM_EXAMPLES", "quick"))
