"""Whether rows hold what their schema states, by Arrow alone: the check of every run, in milliseconds.

It answers yes or no. Where it says no, the expectations of Great Expectations tell what is wrong with which row: they
state the same, and take seconds to import, so that a run without a fault never loads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from coder.schema import Column, Schema, arrow_type

# What Arrow raises at a value that it can't hold.
UNHELD = (pa.ArrowException, KeyError, TypeError, ValueError, OverflowError)


def holds(rows: Sequence[Mapping[str, Any]], schema: Schema) -> bool:
    """Whether every row fits the schema: types, nulls, allowed values, patterns, ranges, uniqueness."""
    for column in schema.columns:
        try:
            values = pa.array([row[column.name] for row in rows], arrow_type(column.type))
        except UNHELD:
            return False
        if not column_holds(values, column):
            return False
    return True


def unheld(row: Mapping[str, Any], schema: Schema) -> list[str]:
    """What of a row no table can hold: half characters, numbers too large for their column, values of another type."""
    faults = []
    for column in schema.columns:
        try:
            pa.array([row[column.name]], arrow_type(column.type))
        except UNHELD as error:
            faults.append(f"no column of type {column.type} can hold the value of '{column.name}': {str(error)[:200]}")
    return faults


def column_holds(values: pa.Array, column: Column) -> bool:
    """Whether the values of a column are what its schema states."""
    if values.null_count and not column.nullable:
        return False
    known = values.drop_null()
    if not len(known):
        return True
    if column.values and not _all(pc.is_in(known, pa.array(column.values, known.type))):
        return False
    # As Great Expectations does, patterns are looked for from the beginning.
    if column.pattern and not _all(pc.match_substring_regex(known, f"^(?:{column.pattern})")):
        return False
    if column.min is not None and not _all(pc.greater_equal(known, column.min)):
        return False
    if column.max is not None and not _all(pc.less_equal(known, column.max)):
        return False
    return not column.unique or len(known) == pc.count_distinct(known).as_py()


def _all(found: pa.Array) -> bool:
    return bool(pc.all(found, skip_nulls=False, min_count=0).as_py())
