"""Whole datasets: from files to Parquet and back, the same bytes every time, and nothing bad let in."""

from __future__ import annotations

import json
import re
import shutil
from copy import copy
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
import torture
from conftest import SAMPLE

from coder import read_events
from coder.cli.dataset import print_summary
from coder.dataset import chunk, workers
from coder.dataset.read import read_manifest, read_table
from coder.dataset.run import write_dataset
from coder.dataset.validate import Validator, validate_dataset
from coder.errors import DatasetError
from coder.pipeline import Coder
from coder.schema import event_row, load_schema, to_table

pytestmark = pytest.mark.parser


@pytest.fixture(scope="module")
def sample(sample_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the dataset of the sample corpus, which tests here validate."""
    return Path(shutil.copytree(sample_dataset, tmp_path_factory.mktemp("dataset") / "out"))


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a dataset; what `coder validate` found is none of its files."""
    return {name: digest for name, digest in torture.checksums(folder).items() if not name.startswith("validation/")}


def test_the_sample_corpus_makes_a_valid_dataset(sample: Path) -> None:
    documents = len(SAMPLE.read_text(encoding="utf8").splitlines())
    manifest = read_manifest(sample)
    assert manifest["counts"]["documents"] == documents and manifest["counts"]["rejects"] == 0
    assert manifest["counts"]["events"] == len(read_events(sample)) > documents
    assert validate_dataset(sample) == []


def test_every_root_is_coded_in_the_sample_corpus(sample: Path) -> None:
    roots = set(read_events(sample)["event_root_code"])
    assert roots == {f"{n:02d}" for n in range(1, 21)}


def test_columns_and_types(sample: Path) -> None:
    arrow = read_events(sample, engine="arrow")
    assert arrow.schema.equals(load_schema("events").arrow())
    assert arrow.schema.field("event_code").metadata[b"description"]
    frame = read_events(sample)
    assert list(frame.columns) == arrow.column_names
    assert frame["event_code"].map(lambda c: isinstance(c, str)).all() and frame["killed"].dtype == "int32[pyarrow]"


def test_others_read_the_events_as_one_part(sample: Path) -> None:
    assert [p.relative_to(sample).as_posix() for p in sorted((sample / "events").rglob("*.parquet"))] == [
        "events/part-00000.parquet"
    ]
    assert (
        ds.dataset(sample / "events", format="parquet", partitioning="hive").to_table().num_rows
        == read_manifest(sample)["counts"]["events"]
    )


def test_spans_are_those_of_the_document(sample: Path) -> None:
    texts = {(r := json.loads(line))["doc_id"]: r["text"] for line in SAMPLE.read_text(encoding="utf8").splitlines()}
    for e in read_events(sample, engine="arrow").to_pylist():
        text = texts[e["doc_id"]]
        assert text[e["trigger_start"] : e["trigger_end"]] == e["trigger_text"]
        assert text[e["sentence_start"] :].startswith(e["sentence"])
        for side in ("source", "target"):
            if e[f"{side}_text"] is not None:
                assert text[e[f"{side}_start"] : e[f"{side}_end"]].split() == e[f"{side}_text"].split()


def test_the_same_bytes_every_time_and_with_any_number_of_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunk, "CHUNK_RECORDS", 3)
    news = tmp_path / "in.jsonl"
    news.write_text("\n".join(SAMPLE.read_text(encoding="utf8").splitlines()[:20]), encoding="utf8")
    for name, number in (("once", 0), ("again", 0), ("with workers", 2)):
        write_dataset([news], tmp_path / name, workers=number)
    assert checksums(tmp_path / "once") == checksums(tmp_path / "again") == checksums(tmp_path / "with workers")
    assert read_manifest(tmp_path / "once")["counts"]["events"] > 80


def test_the_screen_changes_no_row(sample: Path, coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = copy(coder)
    without.without = frozenset({"screen"})
    monkeypatch.setattr(workers, "make", lambda options: without)
    write_dataset([SAMPLE], tmp_path / "all", {"without": ["screen"]})
    assert read_manifest(tmp_path / "all")["counts"]["screened_sentences"] == 0
    assert read_events(tmp_path / "all", "arrow").equals(read_events(sample, "arrow"))


def test_bad_input_goes_to_rejects_and_the_run_goes_on(tmp_path: Path) -> None:
    text = "<p>France expelled two Rus\u00adsian diplomats on Monday.</p>"
    good = {"doc_id": "good", "date": "2024-03-27", "text": text}
    bad = [
        good | {"doc_id": "1", "text": ""},
        good | {"doc_id": "2", "date": "soon"},
        good | {"doc_id": "3", "text": 7},
        {"text": "x"},
    ]
    path = tmp_path / "in.jsonl"
    good |= {"score": float("nan")}
    path.write_text("\n".join([*map(json.dumps, bad), "{broken", json.dumps(good), json.dumps(good)]), encoding="utf8")
    path.write_bytes(path.read_bytes() + b'\n{"doc_id": "5", "date": "2024-03-27", "text": "\xff"}')
    summary = write_dataset([path], tmp_path / "out")
    assert (summary.documents, summary.rejects) == (1, 7)
    assert summary.quality == (("invisible_characters", 1), ("nulled_values", 1), ("tags", 1))
    (row,) = read_table(tmp_path / "out", "documents").to_pylist()
    assert row["quality"] == ["nulled_values", "tags", "invisible_characters"] and row["extra"] == '{"score": null}'
    (event,) = read_events(tmp_path / "out", "arrow").to_pylist()
    assert (event["source_code"], event["event_code"], event["target_country"]) == ("FRA", "161", "RUS")
    rejects = read_table(tmp_path / "out", "rejects").to_pylist()
    assert all(r["stage"] == "corpus" and r["reason"] and r["record"] and r["place"] for r in rejects)


def test_a_dataset_without_events_still_has_their_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news = tmp_path / "news"
    news.mkdir()
    good = {"doc_id": "a", "date": "2024-03-27", "text": "It was a sunny day."}
    (news / "in.jsonl").write_text(json.dumps(good), encoding="utf8")
    for k in range(12):
        (news / f"notes-{k:02}.md").write_text("Ghana left.", encoding="utf8")
    summary = write_dataset([news], tmp_path / "out")
    assert (summary.documents, summary.rejects, len(summary.left_out)) == (1, 12, 12)
    print_summary(summary)
    assert "notes-09.md and 2 more; rejects/ says why" in capsys.readouterr().out
    assert read_events(tmp_path / "out").empty
    assert ds.dataset(tmp_path / "out" / "events", format="parquet", partitioning="hive").to_table().num_rows == 0


def test_without_text_no_sentence_is_written(tmp_path: Path) -> None:
    """Nor in a title, in other fields, or in what was turned away; the words of actors and triggers stay."""
    good = {"doc_id": "a", "date": "2024-03-27", "text": "Ghana expelled two envoys of Togo.", "title": "An affair"}
    lines = [good | {"body": "A long affair."}, good | {"doc_id": "b", "date": "soon"}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf8")
    write_dataset([tmp_path / "in.jsonl"], tmp_path / "out", text=False)
    tables = {name: read_table(tmp_path / "out", name).to_pylist() for name in ("events", "documents", "rejects")}
    assert all(tables.values()) and tables["events"][0]["trigger_text"] == "expelled"
    written = str(tables) + (tmp_path / "out" / "manifest.json").read_text(encoding="utf8")
    assert not re.search(r"two envoys|affair", written), written


def test_other_peoples_files_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf8")
    with pytest.raises(DatasetError, match="holds other files"):
        write_dataset([SAMPLE], tmp_path)
    assert (tmp_path / "thesis.doc").exists()


def test_a_changed_file_is_found(sample: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(sample, copy)
    (copy / "codebook.md").write_text("nothing", encoding="utf8")
    assert [f.where for f in validate_dataset(copy)] == ["codebook.md"]


WRONG = [
    ("a code that is none", {"event_code": "999"}, "expect_column_values_to_match_regex on 'event_code'"),
    ("a stance that is none", {"stance": "wished"}, "expect_column_values_to_be_in_set on 'stance'"),
    ("a null", {"rule_id": None}, "expect_column_values_to_not_be_null on 'rule_id'"),
    ("out of range", {"goldstein": 40.0}, "expect_column_values_to_be_between on 'goldstein'"),
]


def test_rows_that_break_an_expectation_are_turned_away(coder: Coder) -> None:
    event = coder.code("France expelled two Russian diplomats on Monday.", date="2018-03-27")[0]
    good = event_row(event)
    bad = [event_row(replace(event, event_id=f"{n:016x}")) | change for n, (_, change, _) in enumerate(WRONG)]
    kept, rejects = Validator(load_schema("events")).check([good, *bad])
    assert kept == [good] and {r.stage for r in rejects} == {"validate"}
    for reject, (name, _, reason) in zip(rejects, WRONG, strict=True):
        assert reject.reason.startswith(reason) and ";" not in reject.reason, name


def test_a_row_with_other_columns_never_becomes_a_table(coder: Coder) -> None:
    row = event_row(coder.code("France expelled two Russian diplomats on Monday.", date="2018-03-27")[0])
    with pytest.raises(ValueError, match="other columns"):
        to_table([row | {"mood": "good"}], load_schema("events"))
    with pytest.raises(ValueError, match="must not be null"):
        to_table([row | {"stance": None}], load_schema("events"))
    assert isinstance(to_table([row], load_schema("events")), pa.Table)


def republished(tmp_path: Path, shuffled: bool) -> Path:
    """A third of the sample corpus, with every other article published again, slightly edited, the next day."""
    import random
    from datetime import date, timedelta

    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf8").splitlines()[::3]]
    again = [
        r
        | {
            "doc_id": r["doc_id"] + "-again",
            "date": str(date.fromisoformat(r["date"]) + timedelta(days=1)),
            "text": r["text"] + " More follows.",
        }
        for r in rows[::2]
    ]
    rows += again
    if shuffled:
        random.Random(1).shuffle(rows)
    path = tmp_path / f"in-{shuffled}.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    return path


def test_republished_articles_fold_to_the_same_events_in_any_order(sample: Path, tmp_path: Path) -> None:
    found = []
    for shuffled in (False, True):
        write_dataset([republished(tmp_path, shuffled)], tmp_path / str(shuffled), folding=["duplicate"])
        found.append(
            {e["event_id"]: e["mention_count"] for e in read_events(tmp_path / str(shuffled), "arrow").to_pylist()}
        )
    assert found[0] == found[1] and validate_dataset(tmp_path / "True") == []
    kept = {f"sample-{n:03d}" for n in range(1, read_manifest(sample)["counts"]["documents"] + 1, 3)}
    once = {e["event_id"] for e in read_events(sample, "arrow").to_pylist() if e["doc_id"] in kept}
    # Relative dates (*yesterday*) may tell two days apart; all but a few of the events fold.
    assert len(once ^ found[0].keys()) <= 0.05 * len(once)
    mentions = read_table(tmp_path / "False", "mentions")
    assert mentions.num_rows == sum(found[0].values()) - len(found[0]) > 60


def test_one_a_day_keeps_one_event_of_a_dyad_and_code(tmp_path: Path) -> None:
    write_dataset([republished(tmp_path, False)], tmp_path / "out", folding=["one_a_day"])
    frame = read_events(tmp_path / "out")
    keys = frame[["source_code", "target_code", "event_code", "event_date"]].dropna()
    assert not keys.duplicated().any()
