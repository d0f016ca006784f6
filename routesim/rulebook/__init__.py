"""The rule book: every routing rule, explained to the people whose phones it rings."""

from routesim.rulebook.book import RULES, Rule, RuleBook, Section

__all__ = ["RULES", "Rule", "RuleBook", "Section"]
