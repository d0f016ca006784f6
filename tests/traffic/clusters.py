"""Dask clusters on this machine: a scheduler and workers, each a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
}


class Dask:
    """A running cluster: *address* is where its scheduler listens; *scheduler* and *workers* are its processes."""

    def __init__(
        self, address: str, scheduler: subprocess.Popen[bytes], workers: list[subprocess.Popen[bytes]]
    ) -> None:
        self.address = address
        self.scheduler = scheduler
        self.workers = workers


@contextmanager
def dask(workers: int, allowed_failures: int = 3, options: Sequence[str] = ()) -> Iterator[Dask]:
    """A cluster with so many workers of one thread each; more workers than *allowed_failures* may not die of a task.

    Both the scheduler and the workers are given the *options*.
    """
    with TemporaryDirectory() as folder, ExitStack() as leaving:
        file = Path(folder) / "scheduler.json"
        told = (f"--scheduler-file={file}", "--no-dashboard", *options)
        settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed_failures)}
        scheduler = leaving.enter_context(_running(settings, "scheduler", "--host=127.0.0.1", "--port=0", *told))
        while not file.exists() or not file.read_text().endswith("}"):
            assert scheduler.poll() is None
            sleep(0.05)
        address = json.loads(file.read_text())["address"]
        own = ("--nthreads=1", f"--local-directory={folder}", "--no-nanny", "--no-dashboard", *options)
        crew = [leaving.enter_context(_running({}, "worker", address, *own)) for _ in range(workers)]
        yield Dask(address, scheduler, crew)


@contextmanager
def _running(settings: dict[str, str], kind: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments]
    silent = subprocess.DEVNULL
    environment = ENVIRONMENT | settings
    with subprocess.Popen(command, env=environment, stdin=silent, stdout=silent, stderr=silent) as process:
        try:
            yield process
        finally:
            process.kill()
