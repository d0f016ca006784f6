"""The board in a kernel of its own, asked as JupyterLab asks; and exported, seen before or not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager, start_new_kernel
from nbconvert import HTMLExporter
from nbconvert.preprocessors import ExecutePreprocessor

from tests.studio.office import OFFICE

LONGEST = 60
"""In seconds: what takes longer never comes."""
CELL = f"import routesim\nroutesim.board(routesim.loads({OFFICE!r}))"
STATE = "application/vnd.jupyter.widget-state+json"
PICTURE = 'alt="Atelier Lambert: what leads where'
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def client() -> Iterator[BlockingKernelClient]:
    manager: KernelManager
    manager, client = start_new_kernel(kernel_name="python3")
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def told(client: BlockingKernelClient, *kinds: str) -> Any:
    """The content of the next message of one of these *kinds*."""
    while True:
        message = client.get_iopub_msg(timeout=LONGEST)
        assert message["msg_type"] != "error", message["content"]
        if message["msg_type"] in kinds:
            return message["content"]


def test_it_answers_as_it_is_asked(client: BlockingKernelClient) -> None:
    client.execute(CELL, allow_stdin=True)
    opened = told(client, "comm_open")
    while opened["data"]["state"]["_model_name"] != "AnyModel":
        opened = told(client, "comm_open")
    shown = told(client, "execute_result")["data"]
    assert shown[WIDGET]["model_id"] == opened["comm_id"]
    assert "image/svg+xml" in shown
    asked = {"method": "custom", "content": {"id": "1", "question": "system", "asked": {}}}
    message = client.session.msg("comm_msg", {"comm_id": opened["comm_id"], "data": asked})
    client.shell_channel.send(message)
    answer = told(client, "comm_msg")
    while answer["data"]["method"] != "custom":
        answer = told(client, "comm_msg")
    assert answer["data"]["content"]["id"] == "1"
    assert json.loads(answer["data"]["content"]["answer"])["system"]["name"] == "Atelier Lambert"


def test_executed_for_an_export_it_is_a_picture_alone(client: BlockingKernelClient) -> None:
    client.execute(CELL, allow_stdin=False)
    shown = told(client, "comm_open", "execute_result")
    assert {"image/svg+xml", "text/html", "text/plain"} == set(shown["data"])


def exported(cell: Any, widgets: dict[str, Any] | None = None) -> str:
    """A notebook of one *cell* as HTML; with *widgets*, their state was saved."""
    notebook = nbformat.v4.new_notebook(cells=[cell])
    if widgets is not None:
        notebook.metadata.widgets = {STATE: {"version_major": 2, "version_minor": 0, "state": widgets}}
    html: str = HTMLExporter().from_notebook_node(notebook)[0]
    return html


@pytest.mark.parametrize("widgets", [None, {}, {"another": {"model_name": "IntSliderModel", "state": {}}}])
def test_what_is_exported_after_it_was_seen_shows_the_picture(
    client: BlockingKernelClient, widgets: dict[str, Any] | None
) -> None:
    client.execute(CELL, allow_stdin=True)
    data = told(client, "execute_result")["data"]
    assert WIDGET in data
    output = nbformat.v4.new_output("execute_result", data=data, execution_count=1)
    html = exported(nbformat.v4.new_code_cell(CELL, outputs=[output]), widgets)
    assert PICTURE in html
    assert f'<script type="{WIDGET}"' not in html


def test_executed_and_exported_at_once_it_shows_the_picture() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    ExecutePreprocessor(timeout=LONGEST, kernel_name="python3", store_widget_state=True).preprocess(notebook)
    html: str = HTMLExporter().from_notebook_node(notebook)[0]
    assert PICTURE in html
    assert f'<script type="{WIDGET}"' not in html
