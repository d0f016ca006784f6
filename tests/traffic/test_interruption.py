"""An interruption waits until what must happen whole has happened."""

from __future__ import annotations

import os
import signal
from threading import Thread

import pytest

from routesim.traffic.interruption import uninterrupted


def test_an_interruption_is_heeded_at_the_end() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("whole")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["whole"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interruption_nothing_is_changed() -> None:
    with uninterrupted():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_in_another_thread_there_is_nothing_to_put_off() -> None:
    done = []

    def work() -> None:
        with uninterrupted():
            done.append("whole")

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["whole"]


def test_whoever_ignores_interruptions_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
