"""Coding on Apache Spark: the same chunks, coded by the same function, on as many machines as a session has.

Each Python worker of Spark loads the coder once. Rows that come back are checked and written as those of local workers
are, so the bytes of a dataset are the same.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from coder.dataset.chunk import CHUNK_RECORDS, Item, Rows, code_chunk
from coder.dataset.workers import make
from coder.errors import CoderError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from coder.pipeline import Coder

DEFAULT_MASTER = "local[*]"
# Times that a task is tried whose worker is lost; in local mode Spark itself tries once.
TRIES = 4
# On this machine alone Java only hands on what Python codes: half of its start would go into compiling itself well.
LIGHT_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# Chunks that are on their way for each processor of the session.
AHEAD = 4
TABLES = ("events", "documents", "rejects")
Batches = Iterator[pa.RecordBatch]


class SparkError(CoderError):
    """Spark or Java is missing, or a session can't be had."""


def session(master: str | None = None) -> SparkSession:
    """The Spark session that is there, or a new one on `master`. Raises SparkError where Spark or Java is missing."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkError("Spark is not installed: pip install 'coder[spark]', and Java 17 or newer") from error
    if master is None and (active := SparkSession.getActiveSession()) is not None:
        return active
    master = master or DEFAULT_MASTER
    builder = SparkSession.builder.appName("coder").config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        # Else Spark runs the python3 that is first in the path, which need not be the one that has the coder.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.config("spark.driver.extraJavaOptions", LIGHT_JAVA)
    if master.startswith("local[") and "," not in master:
        master = f"{master[:-1]},{TRIES}]"
    builder = builder.master(master)
    try:
        return builder.getOrCreate()
    except Exception as error:  # missing Java is a RuntimeError or an error of py4j, as the release will have it
        raise SparkError(
            f"no Spark session on '{master}': {error}. Spark needs Java 17 or newer, in JAVA_HOME or the path"
        ) from error


class SparkCoders:
    """Codes chunks of records on a Spark session; in place of local workers."""

    def __init__(self, options: Mapping[str, Any], master: str | None = None) -> None:
        self.options, self.session = dict(options), session(master)

    def __enter__(self) -> SparkCoders:
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves the session to whoever has it."""

    def versions(self) -> dict[str, str]:
        """Checksums and versions of what decides the coding."""
        return _coder(_frozen(self.options)).versions()

    def code(self, chunks: Iterable[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], list[Rows]]]:
        """Each chunk with the rows of its records, in order; some for each processor are on their way at once."""
        source = iter(chunks)
        while several := list(islice(source, AHEAD * self.session.sparkContext.defaultParallelism)):
            sent = [
                pa.record_batch({"number": [n], "content": [pickle.dumps(chunk)]}) for n, chunk in enumerate(several)
            ]
            # Spark gives each processor its share of the batches as they come: nothing is shuffled.
            frame = self.session.createDataFrame(pa.Table.from_batches(sent))
            coded = frame.mapInArrow(
                partial(_code_chunks, options=_frozen(self.options)), "number long, content binary"
            )
            found = {row["number"]: pickle.loads(row["content"]) for row in coded.collect()}
            yield from ((chunk, found[n]) for n, chunk in enumerate(several))


def code(frame: DataFrame, table: str = "events", **options: Any) -> DataFrame:
    """The events of a DataFrame of documents (`doc_id`, `date`, `text`, …), wherever Spark read it from.

    `options` are those of Coder; `table` may also be 'documents' or 'rejects', where records land that can't be used.
    Documents are coded where their partition is; nothing goes through the driver.

    >>> code(spark.read.parquet("s3a://news/2024")).write.parquet("s3a://events/2024")  # doctest: +SKIP
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    from coder.schema import load_schema

    if table not in TABLES:
        raise CoderError(f"there is no table '{table}' to be had; tables are {', '.join(TABLES)}")
    frozen = _frozen(options)
    return frame.mapInArrow(
        partial(_code_batches, table=table, options=frozen), from_arrow_schema(load_schema(table).arrow())
    )


# --- in a worker of Spark ---------------------------------------------------------------------------------------------

Frozen = tuple[tuple[str, Any], ...]


def _frozen(options: Mapping[str, Any]) -> Frozen:
    return tuple(
        (k, tuple(map(str, v)) if isinstance(v, (list, tuple, set, frozenset)) else v)
        for k, v in sorted(options.items())
    )


@cache
def _coder(options: Frozen) -> Coder:
    return make(dict(options))


def _code_chunks(batches: Batches, options: Frozen) -> Batches:
    """Pickled chunks to pickled rows."""
    for batch in batches:
        rows = [
            pickle.dumps(code_chunk(_coder(options), pickle.loads(content))) for content in batch["content"].to_pylist()
        ]
        yield pa.record_batch({"number": batch["number"], "content": pa.array(rows, pa.binary())})


def _code_batches(batches: Batches, table: str, options: Frozen) -> Batches:
    """Rows of documents to rows of a table."""
    from coder.dataset.rows import Checker
    from coder.text.corpus import record_to_document

    def read(row: dict[str, Any]) -> Item:
        return record_to_document({k: v for k, v in row.items() if v is not None}, "the DataFrame", str(row))

    checker = Checker()
    for batch in batches:
        for start in range(0, batch.num_rows, CHUNK_RECORDS):
            records = [read(row) for row in batch.slice(start, CHUNK_RECORDS).to_pylist()]
            yield from checker.tables(code_chunk(_coder(options), records))[table].to_batches()
