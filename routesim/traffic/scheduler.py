"""Getting through to the scheduler of a Dask cluster, or saying why not."""

from __future__ import annotations

import logging
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from routesim.errors import MissingExtra, UnusableInput

Client = Any
"""Dask's; only half of it is typed."""
CONNECTING = 4.0
"""How long a scheduler may take to answer, in seconds."""
_LONGEST_HELLO = 1 << 20


def connected(address: str) -> Client:
    """A client of the scheduler at *address*. Raises UnusableInput where there is none, or no worker, MissingExtra."""
    _expect_scheduler(address)
    distributed = _library()
    if address.startswith("tls:") and not distributed.Security().get_connection_args("client").get("ssl_context"):
        raise UnusableInput(f"{address}: expected certificates in Dask's configuration, under `distributed.comm.tls`")
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
        raise UnusableInput(f"{address}: this cluster has no workers") from None
    return client


def _absent(address: str, why: str) -> UnusableInput:
    return UnusableInput(f"{address}: no Dask scheduler answers there: {why}")


def _library() -> Any:
    try:
        import distributed
    except ImportError:
        raise MissingExtra("A Dask cluster", "cluster") from None
    return distributed


def _expect_scheduler(address: str) -> None:
    """Raise UnusableInput unless somebody at *address* speaks as a scheduler does: at once, a short frame.

    Dask itself tells nothing of why, and waits without end for a server of another kind.
    """
    host, port = _place(address)
    try:
        with socket.create_connection((host, port), CONNECTING) as there:
            if address.startswith("tcp:") and not 0 < int.from_bytes(_hello(there), "little") < _LONGEST_HELLO:
                raise _absent(address, "something else does")
    except OSError as error:
        raise _absent(address, (error.strerror or str(error)).lower()) from None


def _hello(there: socket.socket) -> bytes:
    with there.makefile("rb") as said:
        return said.read(8)


def _place(address: str) -> tuple[str, int]:
    with suppress(ValueError):
        parts = urlsplit(address)
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
