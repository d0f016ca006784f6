"""Lines carried by several devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine.phones import Line
from routesim.routing.lines import UNREGISTERED, Admission, Reaction, line_reaction, person_reaction

if TYPE_CHECKING:
    from routesim.engine.call import Call

Devices = dict[tuple[str, int], dict[str, Reaction | None]]
"""What the devices of shared lines do, by the line and the instant at which it began to ring."""


class SharedLine(Line):
    """A line carried by several devices: each call is told what they do, for its record (rule 3.1)."""

    def admit(self, now: int, call: Call) -> tuple[Admission, Reaction | None]:
        """Be called once more: tell whether the line rings, and what then becomes of the ring by itself."""
        answer, devices, talks = self.called(self._attempts.pop() if self._attempts else {})
        if answer is Admission.RING:
            ringing = {name: person_reaction(device, talks) for name, device in devices.items()}
            call.devices = call.devices or {}
            call.devices[self.extension, now] = {name: ringing.get(name, UNREGISTERED) for name in self.devices}
        return answer, line_reaction(devices.values(), talks)
