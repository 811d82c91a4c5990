"""What tests of the code and of its data read again and again: syntax trees of modules, plain content of YAML files."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module: for looking at only, as all tests of a process share it."""
    return ast.parse(path.read_text(encoding="utf8"))


def yaml_of(path: Path) -> Any:
    """What plain YAML makes of a file, by the reader in C where there is one: it takes a tenth of the time."""
    return yaml.load(path.read_text(encoding="utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
