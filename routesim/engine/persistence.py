"""Traffic whose callers may try again."""

from __future__ import annotations

from collections.abc import Callable

from routesim.engine import order
from routesim.engine.call import Call
from routesim.engine.exchange import ROOM_BETWEEN, Installation
from routesim.engine.flow import Flow, Staff, Watch
from routesim.engine.offered import Offered
from routesim.model.calls import Calls

Again = Callable[[Offered, str, int], Offered | None]
"""The call that is made instead of one that has ended so, at that instant, if any."""


class PersistentFlow(Flow):
    """A phone system in traffic; *again* tells who tries again, the rest is as in `Flow`."""

    def __init__(
        self, again: Again, installation: Installation, frame: Calls, staff: Staff, watch: Watch, changes: list[int]
    ) -> None:
        super().__init__(installation, frame, staff, watch, changes)
        self._again = again
        self._expected = 0

    @property
    def over(self) -> bool:
        """The same, and nobody is expected to try again."""
        return not self._expected and super().over

    def ended(self, call: Call) -> None:
        """A call is over: its caller may try again."""
        again = self._again(call.spec, call.outcome, call.ended_at)  # type: ignore[arg-type]  # traffic places no others
        if again is not None:
            self._expected += 1
            self.clock.at(again.at, order.CALL_ARRIVES, self._placed * ROOM_BETWEEN, self._try_again, again)
        super().ended(call)

    def _try_again(self, offered: Offered) -> None:
        self._expected -= 1
        self._place_now(offered)
