"""From rows to Arrow tables that hold what the schema promises: what does not is turned away with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from coder.dataset.chunk import Rows
from coder.dataset.expectations import Validator, reject
from coder.dataset.quick import holds, unheld
from coder.records import Reject
from coder.schema import load_schema, reject_row, to_table

# Documents first: the events of one that is turned away go with it.
CHECKED = ("documents", "events")
SPANS = ("source", "target", "trigger")


class Checker:
    """Checks the rows of records; what it needs is loaded once."""

    def __init__(self) -> None:
        self.schemas = {name: load_schema(name) for name in (*CHECKED, "rejects")}
        self.validators: dict[str, Validator] = {}

    def tables(self, records: Sequence[Rows]) -> dict[str, pa.Table]:
        """The tables `events`, `documents` and `rejects` of some records; rejects stand in the order of the records."""
        place = {row["doc_id"]: n for n, rows in enumerate(records) for row in rows.documents}
        rejects = [(n, row) for n, rows in enumerate(records) for row in rows.rejects]
        tables: dict[str, pa.Table] = {}
        lengths: dict[str, int] = {}
        for name in CHECKED:
            found: list[dict[str, Any]] = [row for rows in records for row in getattr(rows, name)]
            kept, wrong = self.check(name, found, span_faults(found, lengths) if name == "events" else {})
            rejects += [(place.get(r.doc_id or "", 0), reject_row(r)) for r in wrong]
            tables[name] = to_table(kept, self.schemas[name])
            if name == "documents":
                lengths = {row["doc_id"]: row["characters"] for row in kept}
        rejects.sort(key=lambda pair: pair[0])
        tables["rejects"] = to_table([row for _, row in rejects], self.schemas["rejects"])
        return tables

    def check(
        self, name: str, rows: Sequence[dict[str, Any]], also: Mapping[int, Sequence[str]]
    ) -> tuple[Sequence[dict[str, Any]], list[Reject]]:
        """The rows of a table that hold, and a Reject for each that does not; `also` is known to be wrong with some.

        Only where Arrow finds a fault do the expectations tell which.
        """
        if holds(rows, self.schemas[name]):
            kept = [row for n, row in enumerate(rows) if n not in also]
            return kept, [reject(rows[n], "; ".join(faults)) for n, faults in sorted(also.items())]
        if name not in self.validators:
            self.validators[name] = Validator(self.schemas[name])
        told = {n: [*unheld(row, self.schemas[name]), *also.get(n, ())] for n, row in enumerate(rows)}
        return self.validators[name].check(rows, {n: faults for n, faults in told.items() if faults})


def span_faults(events: Sequence[Mapping[str, Any]], lengths: Mapping[str, int]) -> dict[int, list[str]]:
    """What is wrong with the spans of events, by the number of the row; `lengths` are those of the texts that are kept,
    by doc_id.
    """
    found = {n: list(_outside(event, lengths.get(event["doc_id"]))) for n, event in enumerate(events)}
    return {n: faults for n, faults in found.items() if faults}


def _outside(event: Mapping[str, Any], length: int | None) -> Iterator[str]:
    if length is None:
        yield "its document was turned away"
        return
    for name in SPANS:
        start, end = event[f"{name}_start"], event[f"{name}_end"]
        if (start is None) != (end is None) or (start is not None and not 0 <= start < end <= length):
            yield f"the span of the {name}, {start} to {end}, does not lie in the text of {length:,} characters"
    if not 0 <= event["sentence_start"] < max(1, length):
        yield f"the sentence begins at {event['sentence_start']}, beyond the text of {length:,} characters"
