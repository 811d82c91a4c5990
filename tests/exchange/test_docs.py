"""The recipes of docs/reading.md and the notebook run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import made
import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCKS = re.findall(r"```python\n(.*?)```", (DOCS / "reading.md").read_text(encoding="utf8"), re.DOTALL)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dataset named as in the recipes."""
    from coder.dataset.metadata import write_metadata
    from coder.schema import TABLES

    folder = tmp_path_factory.mktemp("docs")
    made.dataset(folder / "dataset", 40)
    write_metadata(folder / "dataset", {name: name for name in TABLES})
    return folder


def run(code: str, place: Path, **env: str) -> str:
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=place, env=os.environ | env, capture_output=True, text=True, timeout=300
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.mark.parametrize("code", BLOCKS, ids=[b.split("\n")[0] for b in BLOCKS])
def test_recipes_in_python_run(code: str, place: Path) -> None:
    pytest.importorskip(re.findall(r"^import (\w+)", code)[0])
    run(code, place)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not here")
def test_recipe_in_r_runs(place: Path) -> None:
    code = re.findall(r"```r\n(.*?)```", (DOCS / "reading.md").read_text(encoding="utf8"), re.DOTALL)[0]
    has = subprocess.run(["Rscript", "-e", "library(arrow); library(dplyr); library(nanoparquet)"], capture_output=True)
    if has.returncode:
        pytest.skip("R's arrow, dplyr or nanoparquet are not here")
    subprocess.run(["Rscript", "-e", code], cwd=place, check=True)


def test_the_notebook_goes_from_dataset_through_merge_and_panel_to_two_plots(place: Path) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("duckdb")
    run((DOCS / "notebook.py").read_text(encoding="utf8"), place, CODER_WORK=str(place))
    assert all((place / name).stat().st_size > 1000 for name in ("over_time.html", "fighting.html", "panel.parquet"))
    assert (place / "merged" / "manifest.json").is_file()
