"""`routesim studio`: it says where the page is, and what keeps it from being served."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from routesim.cli import main

OFFICE = str(Path(__file__).parents[2] / "scenarios/small-office/pbx.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["studio", *arguments, "--no-browser"])


def test_an_unusable_configuration_is_told_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / "pbx.yaml").write_text("settings: {country: BE}\n", "utf-8")
    result = run(str(tmp_path / "pbx.yaml"))
    assert result.exit_code == 2
    assert "pbx.yaml:1:" in result.stderr
    assert "timezone" in result.stderr


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run(OFFICE, "--port", port)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"127.0.0.1, port {port}: ")
    assert "expected a free one (--port)" in result.stderr


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_ours_is_told(host: str) -> None:
    result = run(OFFICE, "--host", host)
    assert result.exit_code == 2
    assert host in result.stderr


def test_without_the_extra_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("routesim.studio.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = run(OFFICE)
    assert result.exit_code == 2
    assert result.stderr == "the page needs an optional package: pip install 'routesim[studio]'\n"


@contextmanager
def served(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The page as a process of its own, and the address that it prints."""
    command = [sys.executable, "-m", "routesim", "studio", *arguments, "--no-browser"]
    settings = {"stderr": subprocess.PIPE, "text": True, "encoding": "utf-8", "start_new_session": True}
    with subprocess.Popen(command, **settings) as process:  # type: ignore[call-overload]
        try:
            assert process.stderr is not None
            yield process, process.stderr.readline()
        finally:
            process.kill()


def fetch(port: str, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", int(port), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def test_the_page_is_served_until_it_is_interrupted() -> None:
    with served(OFFICE) as (process, told):
        found = re.fullmatch(r"pbx\.yaml: http://127\.0\.0\.1:(\d+)/\n", told)
        assert found
        assert fetch(found[1], "/")[0] == 200
        assert "Atelier Lambert" in fetch(found[1], "/api/system")[1]
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == "Ctrl-C ends it.\nThe page is closed.\n"


def test_without_a_configuration_the_first_lesson_is_shown_and_others_need_a_token() -> None:
    with served("--host", "0.0.0.0") as (_, told):
        found = re.fullmatch(r"the first lesson: http://[^/:]+:(\d+)/\?token=([\w-]{32})\n", told)
        assert found
        assert fetch(found[1], "/")[0] == 401
        assert fetch(found[1], f"/?token={found[2]}")[0] == 303
