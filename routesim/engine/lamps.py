"""BLF lamps: what a key that watches a colleague shows, over time (rule 10.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routesim.engine.phones import Line
from routesim.result.records import Lamp

if TYPE_CHECKING:
    from routesim.engine.exchange import Exchange

SECOND = 1_000_000


class LampPanel:
    """Every key that watches somebody, and how its lamp has changed."""

    def __init__(self, exchange: Exchange) -> None:
        self._clock = exchange.clock
        self._shown: dict[tuple[str, int], str] = {}
        self._changes: dict[tuple[int, str, int], Lamp] = {}
        for user in exchange.system.users:
            for number, key in sorted(user.keys.buttons.items()):
                if key.action == "blf" and key.user in exchange.router.users:
                    self._watch(user.extension, number, exchange.lines[key.user])

    def _watch(self, user: str, key: int, line: Line) -> None:
        def show(line: Line) -> None:
            state = "ringing" if line.ringing else "busy" if line.in_conversation else "off"
            if self._shown.get((user, key)) != state:
                self._shown[user, key] = state
                now = self._clock.now
                self._changes[now, user, key] = Lamp(now / SECOND, user, key, line.extension, state)

        line.lamps.append(show)
        line.watched = line.lit = True
        show(line)

    def changes(self) -> tuple[Lamp, ...]:
        """Every lamp's first state and each change, in the order of time; of several at one instant the last."""
        last: dict[tuple[str, int], str] = {}
        kept = []
        for (_, user, key), lamp in self._changes.items():
            if last.get((user, key)) != lamp.state:
                last[user, key] = lamp.state
                kept.append(lamp)
        return tuple(kept)
