"""From rows to Arrow tables that hold what the schema promises: what does not is turned away with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from coder.dataset.chunk import Rows
from coder.dataset.validate import Validator
from coder.schema import load_schema, reject_row, to_table

CHECKED = ("events", "documents")


class Checker:
    """Checks the rows of records; what it needs is loaded once."""

    def __init__(self) -> None:
        self.schemas = {name: load_schema(name) for name in (*CHECKED, "rejects")}
        self.validators = {name: Validator(self.schemas[name]) for name in CHECKED}

    def tables(self, records: Sequence[Rows]) -> dict[str, pa.Table]:
        """The tables `events`, `documents` and `rejects` of some records; rejects stand in the order of the records."""
        place = {row["doc_id"]: n for n, rows in enumerate(records) for row in rows.documents}
        rejects = [(n, row) for n, rows in enumerate(records) for row in rows.rejects]
        tables = {}
        for name in CHECKED:
            found: list[dict[str, Any]] = [row for rows in records for row in getattr(rows, name)]
            kept, wrong = self.validators[name].check(found)
            rejects += [(place.get(r.doc_id or "", 0), reject_row(r)) for r in wrong]
            tables[name] = to_table(kept, self.schemas[name])
        rejects.sort(key=lambda pair: pair[0])
        tables["rejects"] = to_table([row for _, row in rejects], self.schemas["rejects"])
        return tables
