"""A served page, kept for all tests of a module: it holds nothing between two requests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.studio.office import OFFICE
from tests.studio.served import Client, served


@pytest.fixture(scope="session")
def page() -> Iterator[Client]:
    with served(OFFICE) as client:
        yield client
