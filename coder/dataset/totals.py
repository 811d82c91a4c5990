"""What must hold over all rows of a dataset: identifiers stand once, documents are known, counts are those of
the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Found = tuple[str, str, int | None]


class _Ids:
    """Identifiers as 64-bit numbers, and where each stands: eight bytes a row, however long they are."""

    def __init__(self) -> None:
        self._numbers: list[np.ndarray] = []
        self._parts: list[tuple[str, int, int]] = []

    def add(self, part: str, start: int, values: Any) -> np.ndarray:
        found = _numbers(values)
        self._numbers.append(found)
        self._parts.append((part, start, len(found)))
        return found

    def all(self) -> np.ndarray:
        return np.concatenate(self._numbers) if self._numbers else np.array([], np.uint64)

    def place(self, index: int) -> tuple[str, int]:
        """The part and row of the n-th identifier."""
        for part, start, count in self._parts:
            if index < count:
                return part, start + index
            index -= count
        raise IndexError(index)

    def repeated(self) -> np.ndarray:
        """The indices of those that stood before."""
        return np.flatnonzero(pd.Series(self.all()).duplicated().to_numpy())

    def outside(self, known: np.ndarray) -> np.ndarray:
        """The indices of those that are not in `known`."""
        return np.flatnonzero(~np.isin(self.all(), known))


class Totals:
    """Collects the tables of a dataset, a row group at a time, and tells what does not add up."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        # A part that can't be read leaves everything that is summed over parts open.
        self.is_complete = True
        self.ids = {name: _Ids() for name in ("events", "documents", "mentions")}
        self.documents = {name: _Ids() for name in ("events", "mentions")}
        self.into = _Ids()
        self._rejected: dict[int, int] = {}
        self._told: list[np.ndarray] = []
        self._sums = {"sentences": 0, "screened_sentences": 0}

    def add(self, table: str, part: str, start: int, group: pa.Table) -> None:
        """Takes in a row group of a part, whose first row is the part's `start`."""
        self.rows[table] = self.rows.get(table, 0) + group.num_rows
        key = {"events": "event_id", "documents": "doc_id", "mentions": "folded_event_id"}.get(table)
        if key is not None:
            self.ids[table].add(part, start, group[key])
        if table in self.documents:
            self.documents[table].add(part, start, group["doc_id"])
        if table == "mentions":
            self.into.add(part, start, group["event_id"])
        if table == "documents":
            self._told.append(group["events"].to_numpy())
            for name in self._sums:
                self._sums[name] += pc.sum(group[name]).as_py() or 0
        if table == "rejects":
            # An event that was turned away when it was checked counts in its document.
            events = group.filter(pc.and_(pc.equal(group["stage"], "validate"), pc.is_valid(group["doc_id"])))
            for number in _numbers(events["doc_id"]).tolist():
                self._rejected[number] = self._rejected.get(number, 0) + 1

    def findings(self, counts: Mapping[str, Any]) -> Iterator[Found]:
        """What is wrong, as part (or table), what, and row."""
        for table, column in (("events", "event_id"), ("documents", "doc_id"), ("mentions", "folded_event_id")):
            for index in self.ids[table].repeated():
                yield _at(self.ids[table], index, f"{column} stands twice in the dataset")
        if not self.is_complete:
            return
        for table in ("events", "mentions"):
            for index in self.documents[table].outside(self.ids["documents"].all()):
                yield _at(self.documents[table], index, "doc_id is that of no document")
        for index in self.into.outside(self.ids["events"].all()):
            yield _at(self.into, index, "event_id is that of no event")
        yield from self._document_counts()
        yield from _counted(counts, self.rows | self._sums)

    def _document_counts(self) -> Iterator[Found]:
        documents = self.ids["documents"].all()
        held = pd.Series(np.concatenate([self.documents[t].all() for t in self.documents])).value_counts()
        told = np.concatenate(self._told) if self._told else np.array([], int)
        found = held.reindex(documents).fillna(0).to_numpy().astype(int)
        found += np.array([self._rejected.get(n, 0) for n in documents.tolist()], int)
        for index in np.flatnonzero(found != told):
            yield _at(
                self.ids["documents"], index, f"events is {told[index]}, but the dataset has {found[index]} of it"
            )


class MergedTotals(Totals):
    """The same of a merged dataset: counts, and matches that have both sides."""

    def __init__(self) -> None:
        super().__init__()
        self._matched = {"ours": _Ids(), "theirs": _Ids()}
        self._origins: dict[str, int] = {}

    def add(self, table: str, part: str, start: int, group: pa.Table) -> None:
        self.rows[table] = self.rows.get(table, 0) + group.num_rows
        if table != "events":
            return
        is_ours = pc.equal(group["origin"], "coder")
        for side, mask in (("ours", is_ours), ("theirs", pc.invert(is_ours))):
            rows = group.filter(mask)
            self._origins[side] = self._origins.get(side, 0) + rows.num_rows
            self._matched[side].add(part, start, rows["match_id"].drop_null())

    def findings(self, counts: Mapping[str, Any]) -> Iterator[Found]:
        if not self.is_complete:
            return
        for one, other, what in (
            ("theirs", "ours", "none of our events has"),
            ("ours", "theirs", "none of theirs has"),
        ):
            lonely = set(self._matched[one].all().tolist()) - set(self._matched[other].all().tolist())
            if lonely:
                yield "events", f"match_id: {len(lonely):,} that {what}", None
        if len(self._matched["ours"].repeated()):
            yield "events", "a match_id stands at several of our events", None
        yield from _counted(counts, self.rows | self._origins)


def _numbers(values: Any) -> np.ndarray:
    """Identifiers as 64-bit hashes."""
    texts = np.array(values.to_pylist(), object)
    return pd.util.hash_array(texts) if len(texts) else np.array([], np.uint64)


def _at(ids: _Ids, index: Any, what: str) -> Found:
    part, row = ids.place(int(index))
    return part, what, row


def _counted(counts: Mapping[str, Any], found: Mapping[str, int]) -> Iterator[Found]:
    for name, number in counts.items():
        if name in found and found[name] != number:
            yield "manifest.json", f"counts: {name} is {number:,}, but the dataset has {found[name]:,}", None
