"""Great Expectations suites: what a schema states of single columns, and the check of rows against them.

A checkpoint first asks of a batch for yes or no only, which is quick; where something failed, another tells details.
Importing Great Expectations takes seconds, so it happens on first use. Nothing is sent anywhere: its usage statistics
are off.
"""

from __future__ import annotations

import json
import logging
import math
import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from coder.errors import DataFileError
from coder.records import Reject
from coder.schema import Schema

if TYPE_CHECKING:
    import pandas as pd

MOST_SHOWN = 20


class Validator:
    """The expectations of one table, ready to check batches of rows."""

    def __init__(self, schema: Schema, suite: Any = None) -> None:
        gx = _great_expectations()
        from great_expectations.data_context.types.base import ProgressBarsConfig

        self.schema = schema
        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        asset = context.data_sources.add_pandas(schema.table).add_dataframe_asset(schema.table)
        rows = asset.add_batch_definition_whole_dataframe("rows")
        suite = context.suites.add(suite or gx.ExpectationSuite(name=schema.table, expectations=expectations(schema)))
        checked = context.validation_definitions.add(gx.ValidationDefinition(name=schema.table, data=rows, suite=suite))
        self._quick, self._complete = (
            context.checkpoints.add(
                gx.Checkpoint(name=form, validation_definitions=[checked], result_format={"result_format": form})
            )
            for form in ("BOOLEAN_ONLY", "COMPLETE")
        )

    def check(
        self, rows: Sequence[dict[str, Any]], also: Mapping[int, Sequence[str]] | None = None
    ) -> tuple[list[dict[str, Any]], list[Reject]]:
        """The rows that hold, and for each that does not a Reject that tells all that is wrong with it.

        `also` says what else is known to be wrong with rows, by their number.
        """
        if not rows:
            return [], []
        faults, _ = self.faults(_frame(rows, self.schema))
        for n, more in (also or {}).items():
            faults.setdefault(n, []).extend(more)
        kept = [row for n, row in enumerate(rows) if n not in faults]
        return kept, [reject(rows[n], "; ".join(names)) for n, names in sorted(faults.items())]

    def check_table(self, table: pa.Table) -> tuple[dict[int, list[str]], list[dict[str, Any]]]:
        """What is wrong with the rows of a table, and a result for each expectation; see `faults`."""
        names = [c.name for c in self.schema.columns if c.type != "list_string"]
        numeric = {c.name for c in self.schema.columns if c.type.startswith(("int", "float"))}
        frame = table.select(names).to_pandas(types_mapper=None, date_as_object=True, ignore_metadata=True)
        return self.faults(frame.astype({n: "float64" if n in numeric else "object" for n in names}))

    def faults(self, frame: pd.DataFrame) -> tuple[dict[int, list[str]], list[dict[str, Any]]]:
        """For each row that fails, the names of the expectations; and each expectation with how many rows broke it.

        Raises ValueError where an expectation could not be checked: then no row is known to be right.
        """
        run = self._quick.run(batch_parameters={"dataframe": frame})
        if not run.success:
            run = self._complete.run(batch_parameters={"dataframe": frame})
        (details,) = run.run_results.values()
        faults: dict[int, list[str]] = {}
        results = []
        for result in details.results:
            config = result.expectation_config
            assert config is not None
            name = f"{config.type} on '{config.kwargs.get('column', self.schema.table)}'"
            wrong = [] if result.success else result.result.get("unexpected_index_list")
            if wrong is None and "observed_value" not in result.result:
                raise ValueError(f"{name} could not be checked: {result.exception_info}")
            results.append(_result(config, bool(result.success), len(frame), wrong, result.result))
            for index in wrong or ():
                faults.setdefault(int(index), []).append(name)
        return faults, results


def _result(config: Any, success: bool, rows: int, wrong: list[int] | None, found: Any) -> dict[str, Any]:
    kwargs = {k: v for k, v in config.kwargs.items() if k != "batch_id"}
    result: dict[str, Any] = {"element_count": rows}
    if wrong is not None:
        result["unexpected_count"] = len(wrong)
        result["partial_unexpected_list"] = [str(v) for v in found.get("partial_unexpected_list", ())][:MOST_SHOWN]
    else:
        result["observed_value"] = str(found["observed_value"])
    return {"expectation_config": {"type": config.type, "kwargs": kwargs}, "success": success, "result": result}


def summed(results: Sequence[Sequence[dict[str, Any]]], suite: str) -> dict[str, Any]:
    """The results of several batches as those of one, as Great Expectations writes them."""
    total: list[dict[str, Any]] = []
    for batch in results:
        total = total or [r | {"success": True, "result": {"element_count": 0}} for r in batch]
        for k, result in enumerate(batch):
            held = dict(total[k]["result"])
            for name, value in result["result"].items():
                held[name] = held[name] + value if name in held and not isinstance(value, str) else value
            held["partial_unexpected_list"] = held.get("partial_unexpected_list", [])[:MOST_SHOWN]
            total[k] = total[k] | {"success": total[k]["success"] and result["success"], "result": held}
    passed = sum(r["success"] for r in total)
    numbers = {"evaluated_expectations": len(total), "successful_expectations": passed}
    return {"success": passed == len(total), "suite_name": suite, "results": total, "statistics": numbers}


def reject(row: dict[str, Any], reason: str) -> Reject:
    """What becomes of a row that fails."""
    record = json.dumps(row, ensure_ascii=False, default=str)
    return Reject("validate", reason, record, str(row.get("event_id") or row.get("doc_id") or ""), row.get("doc_id"))


def expectations(schema: Schema) -> list[Any]:
    """The Great Expectations suite that a schema states: nulls, allowed values, patterns, ranges, uniqueness."""
    gxe = _great_expectations().expectations
    found: list[Any] = []
    for c in schema.columns:
        if not c.nullable:
            found.append(gxe.ExpectColumnValuesToNotBeNull(column=c.name))
        if c.values:
            found.append(gxe.ExpectColumnValuesToBeInSet(column=c.name, value_set=list(c.values)))
        if c.pattern:
            found.append(gxe.ExpectColumnValuesToMatchRegex(column=c.name, regex=c.pattern))
        if c.min is not None or c.max is not None:
            found.append(gxe.ExpectColumnValuesToBeBetween(column=c.name, min_value=c.min, max_value=c.max))
        if c.unique:
            found.append(gxe.ExpectColumnValuesToBeUnique(column=c.name))
    return found


def suite_json(schema: Schema) -> str:
    """The suite of a schema as a file of Great Expectations, which its users load with `ExpectationSuite(**json)`."""
    found = [
        {"type": e.expectation_type, "kwargs": {k: v for k, v in e.configuration.kwargs.items() if v is not None}}
        for e in expectations(schema)
    ]
    suite = {"name": schema.table, "expectations": found, "meta": {"schema_version": schema.version}}
    return json.dumps(suite, indent=2, ensure_ascii=False) + "\n"


def read_suite(path: Path) -> Any:
    """A user's suite. Raises DataFileError where the file is none, or names an expectation that there is not."""
    gx = _great_expectations()
    try:
        raw = json.loads(path.read_text(encoding="utf8"))
        if Path(str(raw["name"])).name != raw["name"]:
            raise ValueError(f"its name {str(raw['name'])[:50]!r} can't be that of a file, as its results need")
        return gx.ExpectationSuite(**{k: raw[k] for k in ("name", "expectations", "meta") if k in raw})
    except Exception as error:  # whatever Great Expectations makes of a file that is none
        raise DataFileError([f"{path}: no suite of Great Expectations: {' '.join(str(error).split())}"]) from error


@contextmanager
def _without_spark() -> Iterator[None]:
    """Spark can't be imported: it takes long, and ends a process whose main module has no file where it lacks grpc."""
    hidden = [name for name in ("pyspark", "pyspark.sql.connect") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


def _great_expectations() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with _without_spark(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries that it tries
        import great_expectations as gx
        import great_expectations.expectations  # noqa: F401

    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    return gx


def _frame(rows: Sequence[dict[str, Any]], schema: Schema) -> pd.DataFrame:
    """Rows as a DataFrame of the columns that have expectations; text as objects, numbers with their nulls."""
    import pandas as pd

    frame = {}
    for c in schema.columns:
        if c.type != "list_string":
            numeric = c.type.startswith(("int", "float"))
            values = [(_number if numeric else _printable)(row[c.name]) for row in rows]
            frame[c.name] = pd.Series(values, dtype="float64" if numeric else "object")
    return pd.DataFrame(frame)


def _number(value: Any) -> float | None:
    """A number as a column of numbers holds it; what is none is not there, what is beyond all of them has no end."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
    except (TypeError, ValueError):
        return None


def _printable(value: Any) -> Any:
    """A value that pandas can take up: half characters are told by their numbers, lists and the like as text."""
    if isinstance(value, (list, dict, set)):
        value = str(value)
    return value.encode("utf8", "backslashreplace").decode() if isinstance(value, str) else value
