"""The code table: every kind of finding, how bad it is, and the rule that finds it.

Severities are `error` (a call goes wrong, or the file cannot be used), `warning` (a caller may meet something that
nobody meant) and `info` (good to know). A rule is a module of `routesim.lint.rules` with a page of documentation; those
of RS000 to RS003 and RS004 check nothing: what they describe is found while a file is read, RS005 while findings are
silenced.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from types import MappingProxyType

from routesim.lint.documentation import Documentation, documentation_of
from routesim.lint.rule import Check

_TABLE = (
    ("RS000", "error", "wrong_format"),
    ("RS001", "error", "missing_reference"),
    ("RS002", "error", "given_twice"),
    ("RS003", "error", "invalid_number"),
    ("RS004", "warning", "weak_sip_password"),
    ("RS005", "warning", "unused_silencing"),
    ("RS101", "warning", "forwarding_loop"),
    ("RS102", "info", "silenced_forwarding"),
    ("RS103", "error", "follow_me_to_nobody"),
    ("RS104", "warning", "unmatched_mailbox"),
    ("RS105", "warning", "call_falls_through"),
    ("RS106", "warning", "wrong_mailbox"),
    ("RS107", "info", "carrier_takes_the_call"),
    ("RS108", "warning", "dead_air"),
    ("RS109", "warning", "window_cut_short"),
    ("RS110", "warning", "busy_forwarding_never_busy"),
    ("RS111", "warning", "logged_out_dead_end"),
    ("RS112", "warning", "line_rung_twice"),
    ("RS201", "error", "open_exit"),
    ("RS202", "error", "timeless_cycle"),
    ("RS203", "warning", "silent_receptionist"),
    ("RS204", "warning", "shadowed_pattern"),
    ("RS205", "warning", "settled_time_condition"),
    ("RS206", "warning", "record_without_recording"),
    ("RS301", "error", "stranded_callers"),
    ("RS302", "info", "mismatched_waits"),
    ("RS303", "error", "absent_administrator"),
    ("RS401", "info", "led_to_by_nobody"),
    ("RS402", "warning", "own_number_leads_out"),
    ("RS403", "error", "incomplete_key"),
)

UNSILENCEABLE = frozenset({"RS000", "RS001", "RS002", "RS003"})
"""What makes a file unusable, and therefore cannot be silenced."""


class Code:
    """A kind of finding: its *code*, its *severity*, and the *fault* after which its rule is named."""

    def __init__(self, code: str, severity: str, fault: str) -> None:
        self.code = code
        self.severity = severity
        self.fault = fault

    @cached_property
    def page(self) -> Documentation:
        """What the rule says of itself; read when first asked for."""
        return documentation_of(self.fault)

    @cached_property
    def check(self) -> Check | None:
        """What finds it in a system; None where something else does."""
        check: Check | None = getattr(import_module(f"routesim.lint.rules.{self.fault}"), "check", None)
        return check

    def record(self) -> dict[str, str]:
        """The code and its page as a JSON object."""
        return {"code": self.code, "severity": self.severity, "fault": self.fault, **self.page._asdict()}


CODES: Mapping[str, Code] = MappingProxyType({row[0]: Code(*row) for row in _TABLE})
"""Every code, in order."""
