"""DuckDB, which comes with the extra `merge`: joins and sums of more rows than memory holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coder.errors import CoderError

# Beyond this it works on disk.
MEMORY = "300MB"


def connect(folder: Path) -> Any:
    """A connection to a database in memory that spills into `folder`. Raises CoderError where there is no DuckDB."""
    try:
        import duckdb
    except ImportError:
        raise CoderError("this needs DuckDB: install it with `pip install 'coder[merge]'`") from None
    return duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(folder), "preserve_insertion_order": True}
    )
