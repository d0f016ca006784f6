"""A pytest plug-in: every call with an `expect:` in `calls.yaml` and `*.calls.yaml` is a test.

Other projects have files of these names, too: one that does not look like calls to play is left alone, and routesim
itself is imported only once one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from routesim.errors import PlayError
    from routesim.model.calls import Calls
    from routesim.model.system import PhoneSystem
    from routesim.result.records import CallRecord, Play

NAME = "calls.yaml"
"""What a file of calls is called, alone or behind a dot: `calls.yaml`, `office.calls.yaml`."""
_KEYS = [re.compile(rb"(?:^|[{,])\s*[\"']?(?:%s)[\"']?\s*:" % keys, re.MULTILINE) for keys in (b"calls", b"start|pbx")]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> CallsFile | None:
    """Collect a file of calls."""
    if file_path.name != NAME and not file_path.name.endswith(f".{NAME}"):
        return None
    return CallsFile.from_parent(parent, path=file_path) if _may_hold_calls(file_path) else None


def _may_hold_calls(path: Path) -> bool:
    """Whether the keys are there that every file of calls has."""
    try:
        content = path.read_bytes().replace(b"\0", b"")  # of UTF-16
    except OSError:
        return False
    return all(key.search(content) for key in _KEYS)


class CallsFile(pytest.File):
    """A file of calls, played once, when the first of them is run."""

    def collect(self) -> Iterator[CallItem]:
        """A test for each call of which something is expected. Raises CollectError with all that is wrong."""
        from routesim.errors import RoutesimError
        from routesim.files.document import Document
        from routesim.files.source import read

        try:
            document = Document(read(self.path))
            if document.is_whole and not _are_calls(document.data):
                return
            calls = self._loaded[1].calls
        except RoutesimError as error:
            raise self.CollectError(str(error)) from None
        for place, call in enumerate(calls):
            if call.expect is not None:
                line, _ = document.find(("calls", place)) or (1, 1)
                yield CallItem.from_parent(self, name=call.id or str(place + 1), place=place, line=line)

    @cached_property
    def _loaded(self) -> tuple[PhoneSystem, Calls]:
        from routesim.files import load_calls

        return load_calls(self.path)

    @property
    def played(self) -> Play:
        """What came of the calls. Raises PlayError."""
        if isinstance(self._played, Exception):
            raise self._played
        return self._played

    @cached_property
    def _played(self) -> Play | PlayError:
        from routesim.engine import play
        from routesim.errors import PlayError

        try:
            return play(*self._loaded)
        except PlayError as error:
            return error


def _are_calls(data: object) -> bool:
    return isinstance(data, dict) and "calls" in data and not data.keys().isdisjoint({"start", "pbx"})


class CallItem(pytest.Item):
    """The call at *place* in its file, on *line*; it fails where the call does not end as expected."""

    def __init__(self, *, place: int, line: int, **more: Any) -> None:
        super().__init__(**more)
        self._place = place
        self._line = line

    def runtest(self) -> None:
        """Raises NotAsExpected."""
        assert isinstance(self.parent, CallsFile)
        record = self.parent.played.calls[self._place]
        if record.expectation is not None and not record.expectation.met:
            raise NotAsExpected(record)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The call's story, with what differs on top, and no traceback."""
        from routesim.errors import PlayError

        if isinstance(excinfo.value, NotAsExpected | PlayError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the call stands."""
        return self.path, self._line - 1, f"call: {self.name}"


class NotAsExpected(AssertionError):
    """The call of *record* did not end as expected; its story says so."""

    def __init__(self, record: CallRecord) -> None:
        super().__init__(str(record))
