"""`routesim schema` as a user runs it."""

from __future__ import annotations

import json

import pytest

from routesim.model.json_schema import json_schema
from tests.cli.conftest import Run


@pytest.mark.parametrize("file", ["pbx", "calls", "workload"])
def test_a_schema_is_printed_as_json(run: Run, file: str) -> None:
    result = run("schema", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == json_schema(file)


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "notebook"], ["schema", "pbx", "calls"]])
def test_what_has_no_schema_is_refused(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
