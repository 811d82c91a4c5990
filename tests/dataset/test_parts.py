"""The files of a table depend on its rows alone, and plain readers get usable types."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from coder.dataset import parts
from coder.dataset.parts import PartWriter
from coder.schema import load_schema

SCHEMA = load_schema("events")
VALUES = {"string": "x", "bool": True, "list_string": ["GOV"], "date32": date(2020, 1, 1)}


def rows(count: int, years: int = 1) -> pa.Table:
    """Made rows of events, spread over years in no order; every other nullable cell is null."""
    columns = {}
    for c in SCHEMA.columns:
        one = VALUES.get(c.type, 1)
        columns[c.name] = pa.array(
            [one if not c.nullable or n % 2 else None for n in range(count)], SCHEMA.arrow().field(c.name).type
        )
    days = [date(2000, 1, 1) + timedelta(days=int(n)) for n in np.random.default_rng(1).integers(0, 365 * years, count)]
    columns["event_date"] = pa.array(days, pa.date32())
    columns["sentence_index"] = pa.array(range(count), pa.int32())
    return pa.table(columns, schema=SCHEMA.arrow())


def written(folder: Path, table: pa.Table, portion: int, part_rows: int) -> dict[str, bytes]:
    with PartWriter(folder, SCHEMA, part_rows) as writer:
        for start in range(0, table.num_rows, portion):
            writer.add(table.slice(start, portion))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize(("count", "files"), [(0, 1), (300, 1), (1_000, 1), (1_001, 6)])
def test_files_depend_on_the_rows_not_on_the_portions(
    count: int, files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ROW_GROUP", 100)
    table = rows(count, years=6)
    first = written(tmp_path / "a", table, 7, 1_000)
    assert first == written(tmp_path / "b", table, 100_000, 1_000)
    assert len(first) == files and ("year=2003/part-00000.parquet" in first) == (count > 1_000)
    back = ds.dataset(tmp_path / "a", format="parquet", partitioning="hive", schema=SCHEMA.arrow()).to_table()
    assert sorted(back["sentence_index"].to_pylist()) == list(range(count))


def test_years_keep_the_order_and_stay_in_bounds_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ROW_GROUP", 100)
    monkeypatch.setattr(parts, "MOST_WAITING", 150)
    written(tmp_path, rows(2_000, years=3), 500, 300)
    for year in (2000, 2001, 2002):
        files = sorted((tmp_path / f"year={year}").glob("*.parquet"))
        assert len(files) > 1 and all(pq.read_metadata(f).num_rows <= 300 for f in files)
        order = [n for f in files for n in pq.ParquetFile(f).read(["sentence_index"])["sentence_index"].to_pylist()]
        assert order == sorted(order)


@pytest.mark.parametrize("part_rows", [1_000, 10])
def test_plain_pandas_gets_usable_types(part_rows: int, tmp_path: Path) -> None:
    written(tmp_path, rows(40, years=2), 40, part_rows)
    frame = pd.read_parquet(tmp_path)
    assert len(frame) == 40
    wanted = {
        "killed": "Int32",
        "geonames_id": "Int64",
        "source_inferred": "boolean",
        "event_date": "date32[day][pyarrow]",
        "latitude": "float64",
    }
    assert {name: str(frame[name].dtype) for name in wanted} == wanted
    assert frame["killed"].isna().sum() == 20 and frame["killed"].sum() == 20
    assert set(frame["event_date"].dt.year) == {2000, 2001}
    assert pq.read_schema(next(tmp_path.rglob("*.parquet"))).field("killed").metadata[b"description"]


@pytest.mark.parametrize("part_rows", [1_000, 10])
def test_other_readers_see_the_same_rows(part_rows: int, tmp_path: Path) -> None:
    polars, duckdb = pytest.importorskip("polars"), pytest.importorskip("duckdb")
    written(tmp_path, rows(40, years=2), 40, part_rows)
    files = f"{tmp_path}/**/*.parquet"
    frame = polars.read_parquet(files)
    assert (frame["killed"].sum(), frame["event_date"].dtype, frame["source_inferred"].dtype) == (
        20,
        polars.Date,
        polars.Boolean,
    )
    assert duckdb.sql(f"select sum(killed), typeof(any_value(event_date)) from '{files}'").fetchall() == [(20, "DATE")]
    assert pq.read_table(tmp_path)["killed"].type == pa.int32()
