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
from routesim.studio.answers import QUESTIONS, SEARCHES
from routesim.studio.assets import ASSETS
from routesim.studio.guard import Door, Guard
from routesim.studio.lanes import Lane, TooLong, TooMany
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
    server = _Server(configuration, play_seconds, search_seconds)
    routes = [
        *(Route(path, server.asset, methods=["GET"]) for path in ASSETS),
        Route("/api/system", server.system, methods=["GET"]),
        *(Route(f"/api/{name}", server.question, methods=["POST"]) for name in QUESTIONS),
    ]
    middleware = [Middleware(Guard, door=door or Door()), Middleware(GZipMiddleware, minimum_size=2_000)]
    return Starlette(routes=routes, middleware=middleware, lifespan=server.lifespan)


class _Refused(Exception):
    """A request that is not answered, with its *status*."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class _Server:
    def __init__(self, configuration: Callable[[], Named], play_seconds: float, search_seconds: float) -> None:
        self._configuration = configuration
        self._play_seconds, self._search_seconds = play_seconds, search_seconds

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Keep the processes that answer."""
        self._plays, self._searches = Lane(self._play_seconds), Lane(self._search_seconds)
        await self._plays.start()
        await self._searches.start()
        try:
            yield
        finally:
            await self._plays.stop()
            await self._searches.stop()

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
        except _Refused as error:
            return _problems(error.status, str(error))
        return await self._answered(request, request.url.path.rpartition("/")[2], asked, {})

    async def _answered(self, request: Request, question: str, asked: Any, more: dict[str, str]) -> Response:
        lane = self._searches if question in SEARCHES else self._plays
        try:
            answer = await lane.ask(question, asked, request.is_disconnected)
        except TooLong as error:
            return _problems(503, f"This takes too long and was given up after {error.seconds:g} s.")
        except RecursionError:
            return _problems(400, "nested too deep")
        except TooMany:
            return _problems(503, "Too many are asking at once. Try again in a moment.")
        except ConnectionError:
            return _problems(500, "This could not be worked out. Please report what you did.")
        if more and answer:
            answer = json.dumps({**json.loads(answer), **more}).encode()
        status = 422 if answer.startswith(b'{"problems"') else 200
        return Response(answer, status, media_type="application/json")


def _problems(status: int, *messages: str) -> Response:
    body = json.dumps({"problems": [{"message": message, "place": ""} for message in messages]})
    return Response(body, status, media_type="application/json")


async def _asked(request: Request) -> dict[str, Any]:
    """The JSON object that was sent. Raises _Refused where it is something else, or too large."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise _Refused(415, "expected application/json")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                raise _Refused(413, "more than the page sends")
        asked = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError, ClientDisconnect):
        raise _Refused(400, "expected JSON") from None
    if not isinstance(asked, dict):
        raise _Refused(400, "expected a JSON object")
    return asked


def _no_number(name: str) -> float:
    raise ValueError(name)
