"""Boxes joined by wires, arranged in layers from left to right: short wires, few crossings, nothing overlaps."""
