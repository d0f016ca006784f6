"""Exact answers of queueing theory, written down from the formulas."""

from __future__ import annotations

from math import exp, inf

from scipy.integrate import quad


def erlang_b(load: float, servers: int) -> float:
    """The share of calls that find all *servers* busy, M/G/c/c."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_c(load: float, servers: int) -> float:
    """The share of calls that wait, M/M/c."""
    blocked = erlang_b(load, servers)
    return blocked / (1 - load / servers * (1 - blocked))


def erlang_a(rate: float, talk: float, patience: float, servers: int) -> tuple[float, float, float]:
    """M/M/c+M: the share of calls that abandon, the share that wait, the mean wait of all. Times are means."""
    x, y = servers * patience / talk, rate * patience
    load = rate * talk
    series = term = 1.0
    k = 0
    while term > 1e-16 * series:
        k += 1
        term *= y / (x + k)
        series += term
    blocked = erlang_b(load, servers)
    waits = series * blocked / (1 + (series - 1) * blocked)
    use = load / servers
    abandons = waits * (1 / (use * series) + 1 - 1 / use)
    return abandons, waits, abandons * patience


def erlang_a_served(rate: float, talk: float, patience: float, servers: int, limit: float) -> float:
    """M/M/c+M: the share of calls that are served after *limit* at most.

    While a call would have to wait w, only those come to stand before it whose patience reaches as far.
    """

    def wait(w: float) -> float:
        return rate * exp(rate * patience * (1 - exp(-w / patience)) - servers / talk * w)

    ready = 1 / erlang_b(rate * talk, servers - 1)  # some server is free, relative to one being free
    in_time = ready + quad(lambda w: wait(w) * exp(-w / patience), 0, limit)[0]
    whole: float = ready + quad(wait, 0, inf)[0]
    return float(in_time / whole)


def deterministic_patience(rate: float, talk: float, limit: float, servers: int) -> float:
    """M/M/c+D: the share of calls that wait *limit* in vain.

    The virtual wait of those who wait has the density exp((rate - servers/talk) w) up to the limit.
    """
    drift = rate - servers / talk
    waiting = rate * (limit if drift == 0 else (exp(drift * limit) - 1) / drift)
    ready = 1 / erlang_b(rate * talk, servers)  # nobody waits, relative to all servers busy and nobody waiting
    return exp(drift * limit) / (ready + waiting)
