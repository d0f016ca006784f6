"""Comparing two phone systems: the calls that one treats differently from the other."""
