"""Getting through to the scheduler of a Dask cluster, or saying why not."""

from __future__ import annotations

import logging
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ssl import SSLContext, SSLError
from typing import Any
from urllib.parse import urlsplit

from routesim.errors import MissingExtra, UnusableInput
from routesim.traffic.certificates import client_context, disagreement

Client = Any
"""Dask's; only half of it is typed."""
CONNECTING = 4.0
"""How long a scheduler may take to answer, in seconds."""
_LONGEST_HELLO = 1 << 20


def connected(address: str) -> Client:
    """A client of the scheduler at *address*. Raises UnusableInput where there is none, or no worker, MissingExtra."""
    distributed, (host, port) = _library(), _place(address)
    _expect_scheduler(address, host, port, client_context(address) if address.startswith("tls:") else None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions that differ are told if they matter
            client = distributed.Client(address, timeout=CONNECTING, set_as_default=False)
    except OSError as error:
        raise _absent(address, str(error)) from None
    except Exception as error:  # of any kind
        why = f"{error}; here is distributed {distributed.__version__}, which may not be the version there"
        raise UnusableInput(f"{address}: this scheduler and this program do not understand each other: {why}") from None
    try:
        client.wait_for_workers(1, timeout=CONNECTING)
    except TimeoutError:
        client.close()
        raise UnusableInput(f"{address}: this cluster has no workers, expected some: `dask worker {address}`") from None
    return client


def _absent(address: str, why: str) -> UnusableInput:
    return UnusableInput(f"{address}: no Dask scheduler answers there: {why}")


def _library() -> Any:
    try:
        import distributed
    except ImportError:
        raise MissingExtra("A Dask cluster", "cluster") from None
    return distributed


def _expect_scheduler(address: str, host: str, port: int, context: SSLContext | None) -> None:
    """Raise UnusableInput unless somebody at *address* speaks as a scheduler does: at once, a short frame.

    Dask itself tells nothing of why, and waits without end for a server of another kind.
    """
    try:
        with socket.create_connection((host, port), CONNECTING) as plain:
            hello = _hello(plain, context)
    except SSLError as error:
        raise _absent(address, disagreement(error)) from None
    except OSError as error:
        raise _absent(address, (error.strerror or str(error)).lower()) from None
    if hello is None:
        raise _absent(address, "somebody does, but says nothing" + _WITH_TLS * (context is None))
    if not 0 < int.from_bytes(hello, "little") < _LONGEST_HELLO:
        raise _absent(address, "something else does")


_WITH_TLS = ", as schedulers do that expect certificates: of those the address is tls://HOST:PORT"


def _hello(plain: socket.socket, context: SSLContext | None) -> bytes | None:
    """What is said first; None for nothing within the time that connecting may take."""
    with plain if context is None else context.wrap_socket(plain) as there, there.makefile("rb") as said:
        try:
            return said.read(8)
        except TimeoutError:
            return None


def _place(address: str) -> tuple[str, int]:
    with suppress(ValueError):
        parts = urlsplit(address)
        if "@" in parts.netloc:
            raise UnusableInput("the address of a Dask scheduler: expected no user or password in it")
        if parts.scheme in ("tcp", "tls") and parts.hostname and parts.port and not parts.path:
            return parts.hostname, parts.port
    raise UnusableInput(f"{address}: expected the address of a Dask scheduler, such as tcp://127.0.0.1:8786")


_DECISIVE = ("python", "dask", "distributed", "cloudpickle", "msgpack")


def differences(client: Client) -> str:
    """What differs between this side and the cluster, as the end of a sentence."""
    try:
        found = client.get_versions()
    except Exception:  # whatever it is, there is something worse to tell
        return ""
    sides = {
        "its scheduler": found["scheduler"],
        **{f"its worker {name}": one for name, one in found["workers"].items()},
    }
    told = [
        f"{side} has {package} {versions['packages'].get(package)}"
        for side, versions in sides.items()
        for package in _DECISIVE
        if versions and versions["packages"].get(package) != found["client"]["packages"].get(package)
    ]
    if not told:
        return ""
    own = ", ".join(f"{package} {found['client']['packages'].get(package)}" for package in _DECISIVE)
    return f"; versions differ: {'; '.join(told[:4])}; here there are {own}"


@contextmanager
def silence() -> Iterator[None]:
    """Dask, and Tornado below it, log nothing meanwhile: what they have to say is said in other words."""
    _library()
    everyone = logging.root.manager.loggerDict.values()
    loggers = [one for one in everyone if isinstance(one, logging.Logger) and one.name.startswith(_TALKATIVE)]
    for logger in loggers:
        logger.addFilter(_nothing)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(_nothing)


_TALKATIVE = ("distributed", "tornado")


def _nothing(record: logging.LogRecord) -> bool:
    return False
