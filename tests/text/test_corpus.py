"""Reading input: every kind of file, and every kind of bad record."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coder.errors import InputError
from coder.records import Document, Reject
from coder.text.corpus import read_documents

GOOD = {"doc_id": "a", "date": "2024-03-27", "text": "France expelled two diplomats."}
BAD = [
    ("no text", {"doc_id": "b", "date": "2024-03-27"}, "no text"),
    ("blank text", GOOD | {"text": "  "}, "no text"),
    ("no date", {"doc_id": "b", "text": "x"}, "no date"),
    ("not a date", GOOD | {"date": "27 March"}, "is no ISO date"),
    ("date of a wrong type", GOOD | {"date": 20240327.0}, "is no ISO date"),
    ("date of too many digits", GOOD | {"date": 1711497600}, "is no ISO date"),
    ("text of a wrong type", GOOD | {"text": 5}, "text is int, not text"),
    ("title of a wrong type", GOOD | {"title": ["x"]}, "title is list, not text"),
    ("no doc_id", {"date": "2024-03-27", "text": "x"}, "no doc_id"),
    ("lone surrogate", GOOD | {"text": "half \ud83d"}, "half a character"),
]


def lines(path: Path, *records: object) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf8")
    return path


@pytest.mark.parametrize(("record", "reason"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_bad_record(record: dict, reason: str, tmp_path: Path) -> None:
    bad, good = read_documents([lines(tmp_path / "x.jsonl", record, GOOD | {"doc_id": "good"})])
    assert isinstance(bad, Reject) and reason in bad.reason and bad.place.endswith("x.jsonl:1") and bad.record
    assert isinstance(good, Document)


def test_unreadable_lines(tmp_path: Path) -> None:
    path = lines(tmp_path / "x.jsonl", "{not json", "[1, 2]", GOOD)
    path.write_bytes(path.read_bytes() + b'\n{"doc_id": "c", "date": "2024-03-27", "text": "\xff\xfe"}\n')
    reasons = [r.reason if isinstance(r, Reject) else "" for r in read_documents([path])]
    assert (
        "is no JSON" in reasons[0] and "no JSON object" in reasons[1] and reasons[2] == "" and "not UTF-8" in reasons[3]
    )


def test_a_doc_id_may_stand_once_over_all_files(tmp_path: Path) -> None:
    first, second = lines(tmp_path / "1.jsonl", GOOD), lines(tmp_path / "2.jsonl", GOOD)
    kept, turned_away = read_documents([first, second])
    assert isinstance(kept, Document) and isinstance(turned_away, Reject) and "stands twice" in turned_away.reason


def test_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(GOOD | {"doc_id": "gz", "topic": "x"}).encode()))
    (tmp_path / "b.csv").write_text('doc_id,date,text\ncsv,2024-03-27,"One, two.\nThree."\n', encoding="utf8")
    (tmp_path / "c.tsv").write_text("doc_id\tdate\ttext\ntsv\t2024-03-27\tFour.\n", encoding="utf8")
    pq.write_table(pa.table({"doc_id": ["pq"], "date": [date(2024, 3, 27)], "text": ["Five."]}), tmp_path / "d.parquet")
    (tmp_path / "2024-03-27_six.txt").write_text("Six.", encoding="utf8")
    found = {d.doc_id: d for d in read_documents([tmp_path]) if isinstance(d, Document)}
    assert set(found) == {"gz", "csv", "tsv", "pq", "2024-03-27_six"}
    assert found["csv"].text == "One, two.\nThree." and found["gz"].extra == {"topic": "x"}
    assert {d.date for d in found.values()} == {date(2024, 3, 27)}


def test_bad_rows_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("doc_id,date,text\na,2024-03-27,One.\nb,2024-03-27,too,many\nc,,No date.\n", encoding="utf8")
    reasons = [r.reason if isinstance(r, Reject) else "" for r in read_documents([path])]
    assert reasons[0] == "" and "4 cells where the header has 3" in reasons[1] and "no date" in reasons[2]


def test_a_text_file_without_date_is_turned_away(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Text.", encoding="utf8")
    (found,) = read_documents([tmp_path])
    assert isinstance(found, Reject) and "must hold its date" in found.reason


UNUSABLE = [
    ("missing.jsonl", None, "no such file"),
    ("x.docx", b"", "what kind of file"),
    ("x.csv", b"id,body\n1,a\n", "the columns doc_id, date, text are missing"),
    ("x.parquet", b"no parquet", "can't be read"),
    ("x.jsonl.gz", b"no gzip", "can't be read"),
]


@pytest.mark.parametrize(("name", "content", "message"), UNUSABLE, ids=[u[0] for u in UNUSABLE])
def test_a_file_that_cannot_be_read(name: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read_documents([tmp_path / name]))


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, row_group_size=5)
    return sink.getvalue()


WHOLE = b"".join(json.dumps(GOOD | {"doc_id": f"d{n}"}).encode() + b"\n" for n in range(20))
READ = {
    "a.jsonl": WHOLE,
    "a.jsonl.gz": gzip.compress(WHOLE),
    "damaged.jsonl.gz": gzip.compress(WHOLE)[:-20] + b"x" * 5000,
    "a.csv": b"doc_id,date,text\na,2024-03-27,France expelled two diplomats.\n",
    "utf-16.csv": "doc_id,date,text\na,2024-03-27,Chad’s envoy left.\n".encode("utf-16"),
    "a_2024-03-27.txt": b"France expelled two diplomats.",
    "a.parquet": as_parquet([GOOD | {"doc_id": f"d{n}"} for n in range(20)]),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_is_added_up_while_it_is_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.text.streams._BUFFER", 100)
    (tmp_path / name).write_bytes(READ[name])
    told: list[tuple[Path, str]] = []
    found = read_documents([tmp_path / name], told=lambda path, checksum: told.append((path, checksum)))
    assert isinstance(next(found), Document)
    rest = list(found)
    assert told == [(tmp_path / name, hashlib.sha256(READ[name]).hexdigest())], rest


def test_parquet_of_which_other_bytes_are_read_than_were_added_up(tmp_path: Path) -> None:
    """Though the file is as it was once it is read to its end."""
    path, changed = tmp_path / "a.parquet", tmp_path / "b.parquet"
    rows = [GOOD | {"doc_id": f"d{n:05d}"} for n in range(60_000)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=30_000, compression="none", use_dictionary=False)
    other = [row | {"text": "Russia expelled two diplomats."} for row in rows]
    pq.write_table(
        pa.Table.from_pylist(other), changed, row_group_size=30_000, compression="none", use_dictionary=False
    )
    before = path.read_bytes()
    told: list[str] = []
    found = read_documents([path], told=lambda _, checksum: told.append(checksum))
    assert isinstance(next(found), Document)
    path.write_bytes(changed.read_bytes()[: len(before) - 1000] + before[-1000:])
    with pytest.raises(InputError, match=r"a\.parquet: was changed while it was read"):
        list(found)
    path.write_bytes(before)
    assert not told and sum(isinstance(r, Document) for r in read_documents([path], told=lambda *_: None)) == 60_000


def test_days_may_be_whole_numbers(tmp_path: Path) -> None:
    (found,) = read_documents([lines(tmp_path / "x.jsonl", GOOD | {"date": 20240327})])
    assert isinstance(found, Document) and found.date == date(2024, 3, 27)


NO_NUMBERS = {
    "score": float("nan"),
    "most": float("inf"),
    "least": -1e999,
    "all": [{"one": float("nan")}, {"one": 1.5}],
}
NULLED = {"score": None, "most": None, "least": None, "all": [{"one": None}, {"one": 1.5}]}


@pytest.mark.parametrize("name", NO_NUMBERS)
@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_what_is_no_number_is_null_and_told(kind: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{kind}"
    if kind == "jsonl":
        lines(path, GOOD | {name: NO_NUMBERS[name]})
    else:
        pq.write_table(pa.Table.from_pylist([GOOD | {name: NO_NUMBERS[name]}]), path)
    (found,) = read_documents([path])
    assert isinstance(found, Document) and (found.extra, found.flags) == ({name: NULLED[name]}, ("nulled_values",))


def test_a_word_and_an_empty_value_are_left(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("doc_id,date,text,score\na,2024-03-27,Chad met Niger.,nan\n")
    lines(tmp_path / "b.jsonl", GOOD | {"doc_id": "b", "score": "NaN", "most": None, "least": 0.5})
    found = list(read_documents([tmp_path]))
    assert [d.extra for d in found if isinstance(d, Document)] == [
        {"score": "nan"},
        {"score": "NaN", "most": None, "least": 0.5},
    ]
    assert all(isinstance(d, Document) and not d.flags for d in found)
