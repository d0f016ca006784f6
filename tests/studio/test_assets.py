"""The page's files: small, joined into one script, and asking nobody else for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from routesim import studio
from routesim.studio.assets import (
    ASSETS,
    MODULES,
    OF_MODEL,
    OF_NOTEBOOK,
    OF_PAGE,
    notebook_script,
    notebook_style,
    script,
)

PAGE = Path(studio.__file__).parent / "page"
MOST = 150_000
LONGEST = 300


def test_all_of_it_is_small() -> None:
    assert sum(len(content) for content, _ in ASSETS.values()) < MOST


def test_every_module_is_joined_after_those_that_it_needs() -> None:
    assert sorted(MODULES + OF_PAGE + OF_NOTEBOOK + OF_MODEL) == sorted(path.stem for path in PAGE.glob("*.js"))
    for names in (MODULES + OF_PAGE, MODULES + OF_NOTEBOOK, OF_MODEL):
        for place, name in enumerate(names):
            needed = re.findall(r'from "\./(\w+)\.js"', (PAGE / f"{name}.js").read_text("utf-8"))
            assert set(needed) <= set(names[:place]), name


def test_nothing_is_left_to_import() -> None:
    assert not re.search(r"^(import|export)\b", script(), re.MULTILINE)
    (only,) = re.findall(r"^(?:import|export)\b.*", notebook_script(), re.MULTILINE)
    assert only == "export default { initialize({ model }) {"


def test_in_a_notebook_everything_goes_by_the_cells_width() -> None:
    assert not re.search(r"@media[^{]*width", notebook_style())
    assert "url(" not in notebook_style()
    assert "@import" not in notebook_style()


def test_a_module_imports_what_the_other_exports() -> None:
    for name in MODULES + OF_PAGE + OF_NOTEBOOK:
        text = (PAGE / f"{name}.js").read_text("utf-8")
        for names, source in re.findall(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', text, re.MULTILINE):
            exported = re.findall(
                r"^export (?:async )?(?:function|const|class) (\w+)",
                (PAGE / f"{source}.js").read_text("utf-8"),
                re.MULTILINE,
            )
            assert {part.strip() for part in names.split(",")} <= set(exported), (name, source)


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_a_module_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "name", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
)
def test_text_can_never_become_markup(name: str) -> None:
    assert name not in script()
    assert name not in notebook_script()


def test_nothing_is_asked_elsewhere() -> None:
    served = {path: content for path, (content, _) in ASSETS.items()}
    for path, content in {**served, "notebook": notebook_script().encode()}.items():
        addresses = set(re.findall(rb"(?:https?:)?//[a-z][\w.]+\.\w+[^\s\"'`)]*", content))
        assert addresses <= {b"http://www.w3.org/2000/svg"}, path


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here")
def test_the_script_is_valid(tmp_path: Path) -> None:
    for text in (script(), notebook_script()):
        (tmp_path / "board.mjs").write_text(text, "utf-8")
        subprocess.run(["node", "--check", str(tmp_path / "board.mjs")], check=True, capture_output=True)
