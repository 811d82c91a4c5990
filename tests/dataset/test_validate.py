"""Every way to spoil a dataset is named: table, part and row."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import made
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from coder.cli import main
from coder.dataset.claim import sha256
from coder.dataset.expectations import suite_json
from coder.dataset.validate import Finding, validate_dataset
from coder.errors import DataFileError, DatasetError
from coder.schema import TABLES, load_schema, schemas_folder

PART = "part-00000.parquet"
MENTION = {
    "event_id": None,
    "folded_event_id": "f" * 16,
    "doc_id": "doc-000000",
    "sentence_index": 3,
    "reason": "duplicate",
}
ROWS = 60


def rows() -> list[dict[str, Any]]:
    """Events that differ in nothing but where they stand: row n tells *France acted Ghana.* from character 100 n on."""
    days = date(2012, 8, 1), "Paris"
    return [made.told(n, f"doc-{n // 10:06d}", "France", "112", "Ghana", *days) for n in range(ROWS)]


def mentions() -> list[dict[str, Any]]:
    return [MENTION | {"event_id": rows()[2]["event_id"], "folded_event_id": f"{n}" * 16} for n in range(4)]


def write(folder: Path) -> Path:
    documents = [made.document(f"doc-{n:06d}", 14 if n == 0 else 10, date(2012, 10, 1)) for n in range(ROWS // 10)]
    reject = {"stage": "corpus", "reason": "no date", "place": "in.jsonl:4", "doc_id": None, "record": "{}"}
    return made.write(folder, rows(), documents, mentions=mentions(), rejects=[reject])


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with mentions and a reject, whose documents count them."""
    return write(tmp_path_factory.mktemp("validate") / "good")


def test_a_good_dataset_has_no_fault_and_keeps_its_results(good: Path) -> None:
    assert validate_dataset(good) == []
    result = json.loads((good / "validation" / "events.json").read_text())
    assert result["success"] and result["statistics"]["evaluated_expectations"] > 50
    assert result["results"][0]["result"]["element_count"] == ROWS
    assert validate_dataset(good) == []  # the results are no fault


@dataclass(frozen=True)
class Spoilt:
    """What is changed in a row of a table, and what must be told of it. With `shift`, offsets count from its
    sentence.
    """

    name: str
    what: str
    table: str
    change: dict[str, Any]
    shift: bool = False

    def spoil(self, row: dict[str, Any]) -> dict[str, Any]:
        begin = row["sentence_start"] if self.shift else 0
        return row | {name: value + begin if self.shift else value for name, value in self.change.items()}


def cell(name: str, what: str, table: str = "events", shift: bool = False, **change: Any) -> Spoilt:
    return Spoilt(name, what, table, change, shift)


CELLS = [
    cell("a code that CAMEO lacks", "event_code is '069'", event_code="069"),
    cell("a code that is none", "to_match_regex on 'event_code'", event_code="999"),
    cell("a wrong base", "event_base_code is '113'", event_base_code="113"),
    cell("a wrong root", "event_root_code is '12'", event_root_code="12"),
    cell("a wrong name", "event_name is 'Bomb'", event_name="Bomb"),
    cell("a wrong quad class", "quad_class is", quad_class=2),
    cell("a quad class that is none", "between on 'quad_class'", quad_class=7),
    cell("a wrong Goldstein value", "goldstein is 0.5", goldstein=0.5),
    cell("a Goldstein value out of range", "between on 'goldstein'", goldstein=40.0),
    cell("country ZZZ", "source_country is 'ZZZ'", source_country="ZZZ"),
    cell("target country in small letters", "match_regex on 'target_country'", target_country="gha"),
    cell("a country of the place that is none", "place_country is 'QQQ'", place_country="QQQ"),
    cell("a source that starts too late", "source_start, source_end: they cut out", source_start=1, shift=True),
    cell("a target that ends too early", "target_start, target_end: they cut out", target_end=15, shift=True),
    cell("a shifted trigger", "trigger_start, trigger_end: they cut out", trigger_start=5, trigger_end=10, shift=True),
    cell("another word as trigger", "not 'raided'", trigger_text="raided"),
    cell("an end before the start", "is not after the start", trigger_end=3, shift=True),
    cell("a trigger in another sentence", "is outside the sentence", trigger_start=5, trigger_end=10),
    cell("a target after the sentence", "is outside the sentence", target_start=70, target_end=75, shift=True),
    cell("a sentence that starts elsewhere", "outside the sentence", sentence_start=9, shift=True),
    cell("words without a span", "some are null", source_start=None),
    cell("a negative offset", "between on 'source_start'", source_start=-1),
    cell("a document that is not there", "doc_id is that of no document", doc_id="doc-999999"),
    cell("a rule that is not there", "there is no rule 'fight.nothing'", rule_id="fight.nothing"),
    cell("the second of two rules that is not there", "there is no rule 'x.y'", rule_id="fight.attack+x.y"),
    cell("an event after publication", "is after publication_date", event_date=date(2013, 1, 1)),
    cell("an event before the printing press", "before 1500", event_date=date(1012, 8, 1)),
    cell("an event in a far future", "over 100 years after publication", event_date=date(2912, 8, 1),
    stance="intended"),
    cell("a publication date that is none", "but event_date is another day", event_date_precision="publication"),
    cell("a precision that is none", "in_set on 'event_date_precision'", event_date_precision="week"),
    cell("a place of another number", "no place of the gazetteer", geonames_id=1),
    cell("a place that is moved", "no place of the gazetteer", latitude=12.0),
    cell("a place in another country", "no place of the gazetteer", place_country="CHL"),
    cell("a latitude without a place", "latitude and place_name", place_name=None),
    cell("a latitude beyond the pole", "between on 'latitude'", latitude=95.0),
    cell("an id twice", "event_id stands twice", event_id=rows()[0]["event_id"]),
    cell("an id that is none", "match_regex on 'event_id'", event_id="seven"),
    cell("a stance that is none", "in_set on 'stance'", stance="wished"),
    cell("a confidence over one", "between on 'confidence'", confidence=1.5),
    cell("a count below one", "between on 'mention_count'", mention_count=0),
    cell("killed below zero", "between on 'killed'", killed=-1),
    cell("a document twice", "doc_id stands twice", "documents", doc_id="doc-000000"),
    cell("a document that counts wrongly", "events is 4, but the dataset has", "documents", events=4),
    cell("a document without characters", "between on 'characters'", "documents", characters=0),
    cell("a mention of an event that is not there", "event_id is that of no event", "mentions", event_id="0" * 16),
    cell("a mention without a document", "doc_id is that of no document", "mentions", doc_id="nowhere"),
    cell("a reason that is none", "in_set on 'reason'", "mentions", reason="boredom"),
    cell("a stage that is none", "in_set on 'stage'", "rejects", stage="lunch"),
]  # fmt: skip


# Each change is made in a row of its own; the first row of a table stays as it is, but for the only reject.
PLACES = {
    s.name: (s.table, [x.name for x in CELLS if x.table == s.table].index(s.name) + (s.table != "rejects"))
    for s in CELLS
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    """What is told of a dataset with all the wrong cells."""
    folder = write(tmp_path_factory.mktemp("validate") / "spoilt")
    by_table: dict[str, dict[int, Spoilt]] = {}
    for spoilt in CELLS:
        table, row = PLACES[spoilt.name]
        by_table.setdefault(table, {})[row] = spoilt
    for table, changes in by_table.items():
        rewrite(folder, table, set_cells(changes))
    return validate_dataset(folder, save=False)


@pytest.mark.parametrize("spoilt", CELLS, ids=[s.name for s in CELLS])
def test_a_wrong_cell_is_named_with_table_part_and_row(spoilt: Spoilt, found: list[Finding]) -> None:
    table, row = PLACES[spoilt.name]
    told = [f.what for f in found if (f.where, f.row) == (f"{table}/{PART}", row)]
    assert any(spoilt.what in what for what in told), told


def test_rows_that_are_right_are_not_named(found: list[Finding]) -> None:
    wrong = {("events", row) for table, row in PLACES.values() if table == "events"} | {("events", 0)}
    assert {(f.table, f.row) for f in found if f.table == "events"} == wrong
    assert len(CELLS) + len(FILES) > 55


def rewrite(folder: Path, table: str, change: Callable[[pa.Table], pa.Table], part: str = PART) -> None:
    """Changes a part, and lists it in the manifest as if it had been written so."""
    path = folder / table / part
    changed = change(pq.ParquetFile(path).read())
    pq.write_table(changed, path)
    relist(folder)


def relist(folder: Path) -> None:
    """Brings the checksums of the manifest to the files that there are."""
    manifest = json.loads((folder / "manifest.json").read_text())
    files = [
        p
        for p in sorted(folder.rglob("*"))
        if p.is_file() and p.name != "manifest.json" and p.parent.name != "validation"
    ]
    manifest["files"] = {p.relative_to(folder).as_posix(): sha256(p) for p in files}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def set_cells(changes: dict[int, Spoilt]) -> Callable[[pa.Table], pa.Table]:
    def changed(table: pa.Table) -> pa.Table:
        cells = [changes[n].spoil(row) if n in changes else row for n, row in enumerate(table.to_pylist())]
        return pa.Table.from_pylist(cells, pa.schema([f.with_nullable(True) for f in table.schema])).cast(table.schema)

    return changed


def counts(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["counts"]["events"] += 1
    (folder / "manifest.json").write_text(json.dumps(manifest))


def in_year(folder: Path) -> None:
    (folder / "events" / "year=1999").mkdir()
    (folder / "events" / PART).rename(folder / "events" / "year=1999" / PART)
    relist(folder)


def second_part(folder: Path) -> None:
    shutil.copy(folder / "events" / PART, folder / "events" / "part-00001.parquet")
    relist(folder)


def without_column(folder: Path) -> None:
    rewrite(folder, "events", lambda t: t.drop_columns(["stance"]))


def other_type(folder: Path) -> None:
    rewrite(
        folder,
        "events",
        lambda t: t.set_column(t.schema.names.index("killed"), "killed", t["killed"].cast(pa.float64())),
    )


def no_parquet(folder: Path) -> None:
    (folder / "events" / PART).write_bytes(b"nothing")
    relist(folder)


def cut(folder: Path) -> None:
    path = folder / "events" / PART
    path.write_bytes(path.read_bytes()[:-100])
    relist(folder)


def no_documents(folder: Path) -> None:
    shutil.rmtree(folder / "documents")
    relist(folder)


FILES: list[tuple[str, str, Callable[[Path], Any], str, int | None]] = [
    ("a file that changed", "has changed since", lambda f: (f / "codebook.md").write_text("x"), "codebook.md", None),
    ("a file that is gone", "the file is missing", lambda f: (f / "codebook.md").unlink(), "codebook.md", None),
    ("a file that was added", "not in the manifest", lambda f: (f / "notes.txt").write_text("x"), "notes.txt", None),
    ("a count of the manifest", "events is 61, but the dataset has 60", counts, "manifest.json", None),
    ("a part of another year", "but the part is that of 1999", in_year, "events/year=1999/part-00000.parquet", 0),
    ("a part that is there twice", "event_id stands twice", second_part, "events/part-00001.parquet", 0),
    ("a column less", "stance is missing", without_column, f"events/{PART}", None),
    ("a column of another type", "killed is double, not int32", other_type, f"events/{PART}", None),
    ("a part that is no Parquet", "can't be read as Parquet", no_parquet, f"events/{PART}", None),
    ("a part that is cut", "can't be read as Parquet", cut, f"events/{PART}", None),
    ("a table without parts", "the table has no part", no_documents, "documents", None),
]


@pytest.mark.parametrize(("what", "change", "where", "row"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
def test_a_wrong_file_is_named(
    what: str, change: Callable[[Path], Any], where: str, row: int | None, good: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(good, tmp_path / "copy")
    change(folder)
    found = validate_dataset(folder, save=False)
    assert (where, row) in [(f.where, f.row) for f in found if what in f.what], found


def test_rules_of_the_user_and_sentences_left_out_are_no_fault(good: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(good, tmp_path / "copy")
    rewrite(folder, "events", set_cells({7: cell("", "", rule_id="mine.raid", sentence=None)}))
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"user_rules": ["mine.raid"]}))
    assert validate_dataset(folder) == []


@pytest.mark.parametrize("table", [*TABLES, "merged"])
def test_the_suites_of_the_repository_are_those_of_the_schemas(table: str) -> None:
    path = schemas_folder() / "expectations" / f"{table}.json"
    assert path.read_text(encoding="utf8") == suite_json(load_schema(table)), (
        f"run {Path(__file__).name} to write it anew"
    )


def test_a_suite_of_the_user_is_checked_too(good: Path, tmp_path: Path) -> None:
    suite = {"name": "mine", "expectations": [
        {"type": "expect_column_values_to_be_between", "kwargs": {"column": "confidence", "min_value": 0.9}},
        {"type": "expect_table_row_count_to_be_between", "kwargs": {"min_value": 10}},
    ]}  # fmt: skip
    (tmp_path / "mine.json").write_text(json.dumps(suite))
    folder = shutil.copytree(good, tmp_path / "copy")
    rewrite(folder, "events", set_cells({7: cell("", "", confidence=0.95)}))
    found = validate_dataset(folder, [tmp_path / "mine.json"])
    assert len(found) == ROWS - 1 and all(
        "mine: expect_column_values_to_be_between on 'confidence'" in f.what for f in found
    )
    assert not json.loads((folder / "validation" / "mine.json").read_text())["success"]
    (folder / "validation" / "mine.json").write_text("{}")
    with pytest.raises(DatasetError, match="mine.json: is no result of `coder validate`"):
        validate_dataset(folder, [tmp_path / "mine.json"])
    assert (folder / "validation" / "mine.json").read_text() == "{}"
    (tmp_path / "mine.json").write_text(json.dumps(suite | {"name": "../events"}))
    with pytest.raises(DataFileError, match="can't be that of a file"):
        validate_dataset(folder, [tmp_path / "mine.json"])


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["validate", *arguments])
    return result.exit_code, result.output


def test_the_command_tells_faults_as_text_or_json(good: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(good, tmp_path / "copy")
    assert run(str(folder)) == (0, f"{folder}: valid\n")
    rewrite(folder, "events", set_cells({7: cell("", "", source_country="ZZZ")}))
    code, out = run(str(folder))
    assert (
        code == 1
        and out.splitlines()[0].startswith(f"events/{PART} row 7: source_country is 'ZZZ'")
        and "1 faults" in out
    )
    code, out = run(str(folder), "--json")
    assert code == 1 and json.loads(out)["row"] == 7
    (tmp_path / "none.json").write_text("{")
    assert run(str(folder), "--suite", str(tmp_path / "none.json"))[0] == 5
    (folder / "manifest.json").write_text("[]")
    assert run(str(folder))[0] == 6


if __name__ == "__main__":
    for name in (*TABLES, "merged"):
        (schemas_folder() / "expectations" / f"{name}.json").write_text(suite_json(load_schema(name)), encoding="utf8")
