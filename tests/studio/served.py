"""A page served for real, on a free port of this machine, and a client that sends it whatever a test wants."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import uvicorn

from routesim.studio.app import create_app
from routesim.studio.guard import LOOPBACK, Door
from routesim.studio.serving import listening

JSON = {"content-type": "application/json"}


class Answer:
    """An answer with its body."""

    def __init__(self, response: HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def problem(self) -> str:
        """The first thing that is wrong."""
        return str(self.json()["problems"][0]["message"])


class Client:
    """Asks the page on *port*."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def request(
        self, method: str, path: str, body: bytes | str | None = None, headers: Mapping[str, str | None] | None = None
    ) -> Answer:
        """Ask with exactly these *headers*, `host` as usual unless it is given."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"host": f"127.0.0.1:{self.port}", **(headers or {})}
        content = body.encode() if isinstance(body, str) else body
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        if content is not None:
            connection.putheader("content-length", str(len(content)))
        connection.endheaders(content)
        try:
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, None, _named(headers))

    def post(self, path: str, asked: Any, **headers: str) -> Answer:
        return self.request("POST", path, json.dumps(asked), {**JSON, **_named(headers)})

    def ask(self, question: str, **asked: Any) -> dict[str, Any]:
        """The answer to a question that can be answered."""
        answer = self.post(f"/api/{question}", asked)
        assert answer.status == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with listening("127.0.0.1", 0) as socket:
        port: int = socket.getsockname()[1]
        return port


@contextmanager
def served(text: str, *, port: int = 0, token: str = "", play_seconds: float = 10.0) -> Iterator[Client]:
    """Serve the configuration *text* until the end of the block."""
    with served_by(lambda: ("pbx.yaml", text), port=port, token=token, play_seconds=play_seconds) as client:
        yield client


@contextmanager
def served_by(
    configuration: Callable[[], tuple[str, str]], *, port: int = 0, token: str = "", play_seconds: float = 10.0
) -> Iterator[Client]:
    """Serve what *configuration* returns."""
    app = create_app(configuration, Door(LOOPBACK, token), play_seconds=play_seconds)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1))
    socket = listening("127.0.0.1", port)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield Client(socket.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(10)
        socket.close()
