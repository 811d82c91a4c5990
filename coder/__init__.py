"""Political events from news text: who did what to whom, when and where, as CAMEO codes.

>>> from coder import Coder
>>> events = Coder().code("France expelled two Russian diplomats on Monday.", date="2018-03-27")
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coder.dataset.read import read, read_events
    from coder.errors import CoderError
    from coder.pipeline import Coder
    from coder.records import Document, Event

__all__ = ["Coder", "CoderError", "Document", "Event", "read", "read_events"]
_HOME = {
    "Coder": "pipeline",
    "CoderError": "errors",
    "Document": "records",
    "Event": "records",
    "read": "dataset.read",
    "read_events": "dataset.read",
}

try:
    __version__ = version("coder")
except PackageNotFoundError:  # the source is used without being installed
    __version__ = "0+unknown"


def __getattr__(name: str) -> Any:
    # Loaded when asked for, so that `coder --help` does not wait for spaCy.
    if name in _HOME:
        return getattr(import_module(f"coder.{_HOME[name]}"), name)
    raise AttributeError(f"module 'coder' has no attribute {name!r}")
