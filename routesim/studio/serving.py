"""Running the page: an address, a browser, and an end by Ctrl-C."""

from __future__ import annotations

import contextlib
import ipaddress
import secrets
import socket
from collections.abc import Callable
from typing import NamedTuple

import uvicorn

from routesim.errors import RoutesimError
from routesim.studio.app import Named, create_app
from routesim.studio.guard import LOOPBACK, Door

PORT = 8760
"""The port that is tried first where none is asked for."""
_NEXT = 20
"""So many further ports are tried."""


class Address(NamedTuple):
    """Where the page is served: a listening *socket*, the *door*, and the *url* to open."""

    socket: socket.socket
    door: Door
    url: str

    @property
    def is_local(self) -> bool:
        """Whether only this machine can get there."""
        return not self.door.token


def address(host: str, port: int | None) -> Address:
    """Listen on *host* and *port*, or the first of the usual ports that is free. Raises RoutesimError: one cannot."""
    family, resolved = _resolved(host)
    listening_socket = _usual(family, resolved) if port is None else listening(resolved, port, family)
    number = listening_socket.getsockname()[1]
    local = ipaddress.ip_address(resolved)
    token = "" if local.is_loopback else secrets.token_urlsafe(24)
    shown = f"[{resolved}]" if local.version == 6 else resolved
    names = (*LOOPBACK, host.lower(), shown, socket.gethostname().lower())
    door = Door(names, token, any_address=local.is_unspecified)
    at = socket.gethostname() if local.is_unspecified else shown
    return Address(listening_socket, door, f"http://{at}:{number}/{f'?token={token}' if token else ''}")


def _resolved(host: str) -> tuple[int, str]:
    try:
        family, _, _, _, place = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise RoutesimError(f"--host {host}: no such address, expected one of this machine's") from None
    return family, str(place[0])


def listening(host: str, port: int, family: int = socket.AF_INET) -> socket.socket:
    """A socket that listens on *port* of *host*, 0 for any that is free. Raises RoutesimError where it cannot."""
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        why = error.strerror or "it cannot be used"
        message = f"{host}, port {port}: {why[:1].lower()}{why[1:]}, expected a free one (--port)"
        raise RoutesimError(message) from None


def _usual(family: int, host: str) -> socket.socket:
    """A socket on the first of the usual ports that is free."""
    for number in range(PORT, PORT + _NEXT):
        with contextlib.suppress(RoutesimError):
            return listening(host, number, family)
    return listening(host, 0, family)


def serve(configuration: Callable[[], Named], where: Address, ready: Callable[[], None]) -> None:
    """Serve the page until Ctrl-C; *ready* is called once it can be opened."""
    settings = uvicorn.Config(
        create_app(configuration, where.door),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=False,
        ws="none",
        h11_max_incomplete_event_size=32_768,
        limit_concurrency=200,
        timeout_graceful_shutdown=2,
    )
    server = _Server(settings, ready)
    server.run(sockets=[where.socket])


class _Server(uvicorn.Server):
    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell that the page can be opened."""
        await super().startup(sockets)
        if self.started:
            self._ready()
