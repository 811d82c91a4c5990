"""Builds the documentation: Sphinx with MyST, pages in Markdown, the reference generated from the code and its data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import importlib.metadata  # noqa: E402

import reference  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "coder"
author = "The coder authors"
release = version = importlib.metadata.version("coder")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
html_theme = "furo"
html_static_path = ["_static"]
html_title = f"coder {release}"
html_copy_source = False
html_show_sourcelink = False
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# Links into the repository are for readers of the repository.
suppress_warnings = ["myst.xref_missing"]


def setup(app: Sphinx) -> None:
    """Writes the generated pages before Sphinx looks for pages."""
    app.connect("config-inited", lambda *_: reference.write(HERE / "generated"))
