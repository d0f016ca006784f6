"""What can be found wrong with a configuration: rules, their codes, findings, and the formats that tell them."""

from routesim.lint.checking import check
from routesim.lint.codes import CODES, Code
from routesim.lint.finding import Finding, Findings

__all__ = ["CODES", "Code", "Finding", "Findings", "check"]
