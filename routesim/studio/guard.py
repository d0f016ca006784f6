"""Who may ask: requests to this server by its own page, and nobody else's; answers that cannot be misused."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from collections.abc import Iterable
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Door(NamedTuple):
    """What opens the page: one of the *names* by which it may be asked for, and the *token* that must be shown.

    *any_address*: besides by its names, by any address of the machine. Where only this machine can ask, no token is
    needed, and it is empty.
    """

    names: tuple[str, ...] = LOOPBACK
    token: str = ""
    any_address: bool = False

    def knows(self, host: str) -> bool:
        """Whether the page may be asked for by *host*, which may end with a port: others are an attack by DNS."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return name.lower() in self.names or (self.any_address and _is_address(name))

    @property
    def cookie(self) -> str:
        """The name of the cookie that keeps the token: another for each, as ports share their cookies."""
        return f"routesim_{hashlib.sha256(self.token.encode()).hexdigest()[:12]}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """Stands before *app*: turns away what does not come in by the *door*, and adds headers to every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks anything else

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        answer = self._app
        if refusal := self._refusal(Headers(scope=scope), scope["method"], scope["path"]):
            answer = PlainTextResponse(refusal, 403)
        elif self._door.token:
            answer = self._shown_token(HTTPConnection(scope)) or answer
        await answer(scope, receive, send_guarded)

    def _refusal(self, headers: Headers, method: str, path: str) -> str:
        """Why a request is turned away; nothing where it is not."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._door.knows(hosts[0]):
            return "This server does not go by that name."
        origin = headers.get("origin")
        if origin is not None and origin not in _own_origins(hosts):
            return "Asked by another page."
        site = headers.get("sec-fetch-site", "same-origin")  # no browser, or an old one that sends origins at least
        is_opened = method == "GET" and path == "/" and headers.get("sec-fetch-dest", "document") == "document"
        is_typed = method == "GET" and site == "none"
        return "" if site == "same-origin" or is_typed or is_opened else "Asked by another page."

    def _shown_token(self, request: HTTPConnection) -> ASGIApp | None:
        """None where the token has been shown, else what is answered; the token does not stay in the address."""
        door = self._door
        shown = request.query_params.get("token")
        if shown is not None and _equal(shown, door.token) and request.url.path == "/":
            response = RedirectResponse("/", 303)
            response.set_cookie(door.cookie, door.token, httponly=True, samesite="lax", path="/")
            return response
        if _equal(request.cookies.get(door.cookie, ""), door.token):
            return None
        return PlainTextResponse("Open this page with the address that routesim studio printed, token included.", 401)


def _own_origins(hosts: Iterable[str]) -> set[str]:
    return {f"http://{host}" for host in hosts}


def _equal(shown: str, token: str) -> bool:
    return secrets.compare_digest(shown.encode("utf-8", "replace"), token.encode())
