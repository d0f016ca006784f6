"""How often 95% intervals hold the exact value: `python -m tests.traffic.coverage 30`, with so many seeds a case.

These are other seeds than those of the tests, and the same ones in every case, so that the luck of cases is not quite
independent. It takes about a minute a seed, and prints a line a fact: how many intervals hold the exact value, and by
how much they are off on average, in halves of an interval.
"""

from __future__ import annotations

import sys
from statistics import fmean

from tests.traffic.theory import CASES, checked

FIRST_SEED = 1000


def main(seeds: int) -> None:
    """Simulate every case with so many seeds, and print what came of it."""
    held: list[bool] = []
    for case in CASES:
        simulations = [case.simulated(FIRST_SEED + seed) for seed in range(seeds)]
        for fact, found in zip(case.facts, zip(*(checked(one, case) for one in simulations), strict=True), strict=True):
            off = [(figure.mean - fact.exact) / ((figure.high or 0) - figure.mean) for _, figure in found]
            inside = [abs(one) <= 1 for one in off]
            held += inside if fact is case.facts[0] else []
            told = f"{sum(inside)}/{seeds} off by {fmean(off):+.2f} {case.name}: {fact.metric}"
            print(told, flush=True)
    print(f"the first of each case: {sum(held)} of {len(held)}, {100 * fmean(held):.1f} %")


if __name__ == "__main__":
    main(int(sys.argv[1]))
