"""What can be found wrong with a configuration: findings, and the codes that they carry."""

from routesim.lint.codes import CODES, Code
from routesim.lint.finding import Finding

__all__ = ["CODES", "Code", "Finding"]
