"""A Dask cluster that is spoken to by TLS: Dask's own configuration names the certificates."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import dask.config
import distributed  # noqa: F401 - whose defaults must be there before they are changed
import pytest
import trustme

from routesim.errors import UnusableInput
from routesim.result.simulation import Simulation
from routesim.traffic import scheduler
from routesim.traffic.simulation import Plan, simulate
from tests.traffic.clusters import dask as cluster
from tests.traffic.test_processes import BUSY, CENTRE
from tests.traffic.worlds import workload


class Certificates:
    """Files in *folder*: an authority's certificate, and one that it has given out, with its key."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        authority = trustme.CA()
        given = authority.issue_cert("localhost", "127.0.0.1")
        self.ca, self.cert, self.key = (str(folder / name) for name in ("ca.pem", "cert.pem", "key.pem"))
        authority.cert_pem.write_to_path(self.ca)
        given.cert_chain_pems[0].write_to_path(self.cert)
        given.private_key_pem.write_to_path(self.key)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates") / "ours")


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates") / "others")


@pytest.fixture(scope="module")
def address(ours: Certificates) -> Iterator[str]:
    options = ["--protocol=tls", f"--tls-ca-file={ours.ca}", f"--tls-cert={ours.cert}", f"--tls-key={ours.key}"]
    with cluster(1, options=options) as running:
        assert running.address.startswith("tls://")
        yield running.address


def simulated(address: str | None, ca: str | None, cert: str | None, key: str | None) -> Simulation:
    named = {"ca-file": ca, "client.cert": cert, "client.key": key}
    with dask.config.set({f"distributed.comm.tls.{name}": file for name, file in named.items()}):
        return simulate(CENTRE, workload(CENTRE, **BUSY), Plan(3, workers=1, cluster=address))


def refused(address: str, ca: str | None, cert: str | None, key: str | None) -> list[str]:
    with pytest.raises(UnusableInput) as caught:
        simulated(address, ca, cert, key)
    return [str(problem).removeprefix(f"{address}: ") for problem in caught.value.problems]


def test_with_certificates_a_cluster_gives_the_same_bytes(address: str, ours: Certificates) -> None:
    files = ours.ca, ours.cert, ours.key
    assert simulated(address, *files).to_json() == simulated(None, *files).to_json()


def test_certificates_that_are_not_named_or_not_there_are_told(address: str, ours: Certificates) -> None:
    assert refused(address, None, None, None) == [
        "there is no `distributed.comm.tls.ca-file` in Dask's configuration, expected a file of certificates",
        "there is no `distributed.comm.tls.client.cert` in Dask's configuration, expected a file of certificates",
    ]
    assert refused(address, "none.pem", ours.cert, ours.key) == [
        "there is no file none.pem, which is `distributed.comm.tls.ca-file` in Dask's configuration"
    ]


def test_files_that_are_no_certificates_are_told(address: str, ours: Certificates, others: Certificates) -> None:
    for files in ((ours.key, ours.cert, ours.key), (ours.ca, ours.key, ours.cert), (ours.ca, ours.cert, others.key)):
        (problem,) = refused(address, *files)
        assert problem.startswith(
            "the certificates that `distributed.comm.tls` in Dask's configuration names cannot be"
        )


def test_a_scheduler_whose_certificate_is_of_somebody_else_is_told(
    address: str, ours: Certificates, others: Certificates
) -> None:
    (problem,) = refused(address, others.ca, ours.cert, ours.key)
    assert "its certificate is none that `distributed.comm.tls.ca-file` vouches for (" in problem


def test_a_scheduler_that_does_not_take_ours_is_told(address: str, ours: Certificates, others: Certificates) -> None:
    (problem,) = refused(address, ours.ca, others.cert, others.key)
    assert "it does not take the certificate `distributed.comm.tls.client.cert` (" in problem


def test_a_scheduler_with_certificates_is_known_by_its_silence(
    address: str, ours: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "CONNECTING", 0.5)
    plain = address.replace("tls:", "tcp:")
    (problem,) = refused(plain, ours.ca, ours.cert, ours.key)
    assert "says nothing, as schedulers do that expect certificates: of those the address is tls://HOST:PORT" in problem


def test_a_scheduler_without_certificates_is_told(ours: Certificates) -> None:
    with cluster(0) as running:
        (problem,) = refused(running.address.replace("tcp:", "tls:"), ours.ca, ours.cert, ours.key)
    assert "without certificates: of schedulers like that the address is tcp://HOST:PORT" in problem


def test_whoever_answers_what_is_said_first_is_no_scheduler(ours: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            caller, _ = server.accept()
            with caller:
                caller.recv(1 << 16)
                caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = Thread(target=answer, daemon=True)
        thread.start()
        (problem,) = refused(f"tls://127.0.0.1:{server.getsockname()[1]}", ours.ca, ours.cert, ours.key)
    assert "no Dask scheduler answers there: somebody does, but without certificates" in problem


@pytest.mark.parametrize("address", ["tls://joe:secret@127.0.0.1:8786", "tcp://secret@127.0.0.1:8786"])
def test_no_password_belongs_into_an_address_and_none_is_shown(address: str) -> None:
    (problem,) = refused(address, None, None, None)
    assert re.fullmatch("the address of a Dask scheduler: expected no user or password in it", problem)
