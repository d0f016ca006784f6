"""What falls on the same instant happens in this order (rule 1.2): the lower number first."""

from __future__ import annotations

from typing import Final

SOMETHING_ENDS: Final = 0
SCENARIO_EVENT: Final = 1
CALLER_HANGS_UP: Final = 2
DEADLINE: Final = 3
RING_STOPS: Final = 4
RING_ANSWERED: Final = 5
KEY_OR_PROMPT: Final = 6
QUEUE_OFFERS: Final = 7
RING_STARTS: Final = 8
CALL_ARRIVES: Final = 9
