"""The recipes of docs/reading.md, the README's blocks and the notebook run."""

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
READING = (DOCS / "reading.md").read_text(encoding="utf8")
README_BLOCKS = re.findall(r"```python\n(.*?)```", (DOCS.parent / "README.md").read_text(encoding="utf8"), re.DOTALL)
BLOCKS, R_BLOCKS = (re.findall(rf"```{name}\n(.*?)```", READING, re.DOTALL) for name in ("python", "r"))


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


@pytest.fixture(scope="module")
def merged(place: Path) -> Path:
    """The same folder, with what the README's second block reads, and the dataset where the first one does."""
    pytest.importorskip("duckdb")
    from coder.exchange.export import export
    from coder.exchange.merge import merge_datasets
    from coder.exchange.panel import Choice, write_panel

    shutil.copytree(place / "dataset", place / "output" / "dataset")
    export(place / "dataset", "gdelt1", place / "ours.gdelt.csv")
    merge_datasets(place / "dataset", [place / "ours.gdelt.csv"], place / "output" / "merged")
    write_panel(place / "dataset", place / "dyads.parquet", Choice())
    return place


@pytest.mark.parser
@pytest.mark.parametrize("code", README_BLOCKS, ids=[b.split("\n")[0] for b in README_BLOCKS])
def test_the_blocks_of_the_readme_run(code: str, merged: Path) -> None:
    run(code, merged)


@pytest.fixture(scope="module")
def exported(place: Path) -> Path:
    """The same folder, with what the recipes for R and Stata read."""
    from coder.exchange.export import export

    for format, name in (("csv", "events.csv"), ("stata", "events.dta")):
        export(place / "dataset", format, place / name)
    return place


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not here")
@pytest.mark.parametrize("code", R_BLOCKS, ids=[b.split("\n")[0] for b in R_BLOCKS])
def test_recipes_in_r_run(code: str, exported: Path) -> None:
    packages = {*re.findall(r"(\w+)::", code), *re.findall(r"library\((\w+)\)", code)}
    there = "".join(f'requireNamespace("{name}");' for name in packages)
    asked = subprocess.run(["Rscript", "-e", f"{there}1"], capture_output=True, text=True)
    if "no package" in asked.stderr:
        pytest.skip(f"R's {' and '.join(sorted(packages))} are not all here")
    found = subprocess.run(["Rscript", "-e", code], cwd=exported, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


def test_the_notebook_goes_from_dataset_through_merge_and_panel_to_two_plots(place: Path) -> None:
    pytest.importorskip("altair")
    pytest.importorskip("duckdb")
    shutil.copytree(place / "dataset", place / "work" / "dataset")
    place = place / "work"
    run((DOCS / "notebook.py").read_text(encoding="utf8"), place, CODER_WORK=str(place))
    assert all((place / name).stat().st_size > 1000 for name in ("over_time.html", "fighting.html", "panel.parquet"))
    assert (place / "merged" / "manifest.json").is_file()
