"""The board in a real JupyterLab that saves its widgets: an export still shows the picture, without a network."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, Page, expect

from tests.studio.browser.conftest import missing
from tests.studio.office import OFFICE
from tests.studio.served import free_port

INSTALL = "no JupyterLab here: pip install 'routesim[notebook]'"
SAVES = ("settings/@jupyter-widgets/jupyterlab-manager/plugin.jupyterlab-settings", '{"saveState": true}')
QUIET = ("settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings", '{"fetchNews": "false"}')
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
LONGEST = 150.0
"""In seconds: what takes longer never comes."""


def write_notebook(path: Path) -> None:
    cells = [
        f"import routesim\nroutesim.board(routesim.loads({OFFICE!r}))",
        "import ipywidgets\nipywidgets.IntSlider()",
    ]
    found = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    found.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(found, path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, text in (SAVES, QUIET):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    write_notebook(tmp_path / "board.ipynb")
    return tmp_path


@pytest.fixture
def lab(home: Path) -> Iterator[str]:
    """The address of a JupyterLab that saves the state of widgets."""
    if importlib.util.find_spec("jupyterlab") is None:
        missing(INSTALL)
    port = free_port()
    folders = {"JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data"}
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--ServerApp.root_dir={home}",
        "--IdentityProvider.token=",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        env={
            **os.environ,
            **{name: str(home / folder) for name, folder in folders.items()},
            "PYTHONPATH": str(Path(__file__).parents[3]),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(LONGEST)


def saved(path: Path) -> Any:
    """The notebook, once it has been saved with its widgets."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        found: Any = {"metadata": {}}
        with suppress(ValueError):  # half of it is written
            found = json.loads(path.read_text("utf-8"))
        if STATE in found["metadata"].get("widgets", {}) and all(cell.get("outputs") for cell in found["cells"][:2]):
            return found
        time.sleep(0.1)
    raise AssertionError("it was not saved")


def open_when_ready(page: Page, address: str) -> None:
    end = time.monotonic() + LONGEST
    while True:
        try:
            page.goto(address)
        except Exception:
            assert time.monotonic() < end, "JupyterLab did not start"
            time.sleep(0.2)
        else:
            return


def execute(page: Page, cell: int, shows: str) -> None:
    """Run one cell, once the kernel is there and at rest: until then JupyterLab drops what it is asked to run."""
    expect(page.locator("#jp-main-statusbar")).to_contain_text("(ipykernel) | Idle", timeout=LONGEST * 1000)
    page.locator(".jp-CodeCell .cm-content").nth(cell).click()
    page.keyboard.press("Shift+Enter")
    page.locator(shows).wait_for()


def test_a_saved_board_is_a_picture_in_what_is_exported(browser: Browser, lab: str, home: Path) -> None:
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(LONGEST * 1000)
    open_when_ready(page, f"{lab}/lab/tree/board.ipynb?reset")
    execute(page, 0, ".jp-OutputArea #ending")
    expect(page.locator(".jp-OutputArea #ending")).to_contain_text("after 35 s", timeout=LONGEST * 1000)
    execute(page, 1, ".jp-OutputArea .widget-slider")
    page.keyboard.press("Control+s")
    found = saved(home / "board.ipynb")
    context.close()
    names = {one["model_name"] for one in found["metadata"]["widgets"][STATE]["state"].values()}
    assert "IntSliderModel" in names
    assert "AnyModel" not in names
    assert {VIEW, "image/svg+xml", "text/html"} <= set(found["cells"][0]["outputs"][0]["data"])
    assert is_shown_offline(browser, home)


def is_shown_offline(browser: Browser, home: Path) -> bool:
    """Whether the picture is seen in the exported notebook where no network is."""
    (home / "board.html").write_text(HTMLExporter().from_filename(str(home / "board.ipynb"))[0], "utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((home / "board.html").as_uri(), wait_until="domcontentloaded")
    width: int = page.get_by_alt_text("Atelier Lambert: what leads where").evaluate("image => image.naturalWidth")
    context.close()
    return width > 500
