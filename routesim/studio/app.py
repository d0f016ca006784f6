"""The page's server: a few files, and questions as JSON. It keeps nothing between two requests."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from routesim.errors import RoutesimError, UnusableInput
from routesim.studio.answers import QUESTIONS
from routesim.studio.assets import ASSETS
from routesim.studio.desk import Desk, NotAnswered
from routesim.studio.guard import Door, Guard
from routesim.studio.limits import MOST_BYTES, PLAY_SECONDS, SEARCH_SECONDS

Named = tuple[str, str]
"""What a configuration is called, and its text."""


def create_app(
    configuration: Callable[[], Named],
    door: Door | None = None,
    *,
    play_seconds: float = PLAY_SECONDS,
    search_seconds: float = SEARCH_SECONDS,
) -> Starlette:
    """Make the application that shows *configuration*, read anew whenever the page is opened, through *door*.

    A play may take *play_seconds* on the clock, a search for endings or differences *search_seconds*.
    """
    server = _Server(configuration, Desk(play_seconds, search_seconds))
    routes = [
        *(Route(path, server.asset, methods=["GET"]) for path in ASSETS),
        Route("/api/system", server.system, methods=["GET"]),
        *(Route(f"/api/{name}", server.question, methods=["POST"]) for name in QUESTIONS),
    ]
    middleware = [Middleware(Guard, door=door or Door()), Middleware(GZipMiddleware, minimum_size=2_000)]
    return Starlette(routes=routes, middleware=middleware, lifespan=server.lifespan)


class _Server:
    def __init__(self, configuration: Callable[[], Named], desk: Desk) -> None:
        self._configuration = configuration
        self._desk = desk

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Keep the processes that answer."""
        await self._desk.start()
        try:
            yield
        finally:
            await self._desk.stop()

    async def asset(self, request: Request) -> Response:
        """A file of the page."""
        content, kind = ASSETS[request.url.path]
        return Response(content, media_type=kind)

    async def system(self, request: Request) -> Response:
        """The configuration that is shown, with a first call on it."""
        try:
            name, text = self._configuration()
        except UnusableInput as error:
            return _problems(422, *map(str, error.problems))
        except RoutesimError as error:
            return _problems(422, str(error))
        return await self._answered(request, "open", {"name": name, "text": text}, {"file": name})

    async def question(self, request: Request) -> Response:
        """The answer to one of QUESTIONS."""
        try:
            asked = await _asked(request)
        except NotAnswered as error:
            return _problems(error.status, str(error))
        return await self._answered(request, request.url.path.rpartition("/")[2], asked, {})

    async def _answered(self, request: Request, question: str, asked: Any, more: dict[str, str]) -> Response:
        try:
            answer = await self._desk.ask(question, asked, request.is_disconnected)
        except NotAnswered as error:
            return _problems(error.status, str(error))
        if more and answer:
            answer = json.dumps({**json.loads(answer), **more}).encode()
        status = 422 if answer.startswith(b'{"problems"') else 200
        return Response(answer, status, media_type="application/json")


def _problems(status: int, *messages: str) -> Response:
    body = json.dumps({"problems": [{"message": message, "place": ""} for message in messages]})
    return Response(body, status, media_type="application/json")


async def _asked(request: Request) -> dict[str, Any]:
    """The JSON object that was sent. Raises NotAnswered where it is something else, or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise NotAnswered(415, "expected application/json")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise NotAnswered(413, "more than the page sends")
        asked = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError, ClientDisconnect):
        raise NotAnswered(400, "expected JSON") from None
    if not isinstance(asked, dict):
        raise NotAnswered(400, "expected a JSON object")
    return asked


def _no_number(name: str) -> float:
    raise ValueError(name)
