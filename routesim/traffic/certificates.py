"""Speaking to a Dask scheduler by TLS: with the certificates that Dask's own configuration names."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from ssl import SSLCertVerificationError, SSLContext, SSLError
from typing import Any

from routesim.errors import Problem, UnusableInput

_WHERE = "distributed.comm.tls"
_UNLIKE_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE")


def client_context(address: str) -> SSLContext:
    """What it takes to speak to the scheduler at *address*. Raises UnusableInput with all that is not there."""
    security = import_module("distributed").Security()
    problems = [Problem("RS000", f"{address}: {why}") for why in _missing(security)]
    if problems:
        raise UnusableInput(problems)
    try:
        context: SSLContext = security.get_connection_args("client")["ssl_context"]
    except (OSError, ValueError) as error:
        why = f"the certificates that `{_WHERE}` in Dask's configuration names cannot be used: {error}"
        raise UnusableInput(f"{address}: {why}") from None
    return context


def _missing(security: Any) -> Iterator[str]:
    """What is not named, and files that are not there; the key may stand in the file of the certificate."""
    named = {"ca-file": security.tls_ca_file, "client.cert": security.tls_client_cert}
    for key, file in {**named, "client.key": security.tls_client_key or named["client.cert"]}.items():
        if not file and key in named:
            yield f"there is no `{_WHERE}.{key}` in Dask's configuration, expected a file of certificates"
        elif file and "\n" not in file and not Path(file).is_file():  # else it is the certificate itself
            yield f"there is no file {file}, which is `{_WHERE}.{key}` in Dask's configuration"


def disagreement(error: SSLError) -> str:
    """Why two sides do not come to speak by TLS."""
    if isinstance(error, SSLCertVerificationError):
        return f"its certificate is none that `{_WHERE}.ca-file` vouches for ({error.verify_message})"
    if error.reason in _UNLIKE_TLS:
        return "somebody does, but without certificates: of schedulers like that the address is tcp://HOST:PORT"
    return f"it does not take the certificate `{_WHERE}.client.cert` ({error.reason or error})"
