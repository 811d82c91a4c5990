"""Bad inputs of every kind: as many records come out as went in, no traceback, and each reject names its place and
remedy.
"""

from __future__ import annotations

import codecs
import gzip
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coder.records import CodedDocument, Document, Reject
from coder.schema import document_row, load_schema, reject_row, to_table
from coder.text.corpus import read_documents

GOOD: dict[str, Any] = {"doc_id": "a", "date": "2024-03-27", "text": "Ghana expelled two envoys."}
HEADER = "doc_id,date,text\n"
LAST = "z,2024-03-27,Togo left.\n"


def deep(levels: int) -> str:
    return "[" * levels + "]" * levels


# A field and a value that can't be used, and what the reason says.
FIELDS: list[tuple[str, Any, str]] = [
    *[("doc_id", value, "doc_id") for value in (None, "", "  ", True, 1.5, ["a"], {"a": 1}, "half \ud83d", "x" * 2000)],
    *[("date", value, "date") for value in (None, "", "x", "27 March", "2024-13-01", "2024-02-30", "0001-01-01",
    "9999-12-31", "1799-12-31",
                                            "2101-01-01", "03/04/2024", "3.4.2024", "03-04-24", 20240327, 1.5, True,
                                            ["2024-03-27"], "\ud83d", "2024-03-27" * 20, "２０２４-03-27", "now",
                                            "Tuesday")],
    *[("text", value, "text") for value in (None, "", " \n\t", 5, True, ["x"], {"a": "x"}, "half \ud83d", "\udc80x")],
    *[(field, value, field) for field in ("title", "source", "url", "language") for value in (5, ["x"], {"a": 1},
    "half \ude00")],
    ("topic", json.loads(deep(60)), "nested"),
    ("topic", {"a": "half \ud83d"}, "half a character"),
    ("topic", ["\udcff"], "half a character"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "reason"), FIELDS, ids=[f"{f}-{n}" for n, (f, _, _) in enumerate(FIELDS)])
def test_a_field_that_cannot_be_used(field: str, value: Any, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(
        json.dumps(GOOD | {field: value}) + "\n" + json.dumps(GOOD | {"doc_id": "good"}) + "\n", encoding="utf8"
    )
    bad, good = read_documents([path])
    assert isinstance(bad, Reject) and reason in bad.reason and bad.place.endswith("x.jsonl:1")
    assert isinstance(good, Document)
    to_table([reject_row(bad)], load_schema("rejects"))


KEPT: list[tuple[str, Any]] = [
    ("topic", float("nan")), ("topic", float("inf")), ("topic", 10**30), ("topic", {"a": [1, None, {"b": 2.5}]}),
    ("doc_id", 7), ("topic", "\x00"),
    *[("date", d) for d in ("20240327", "2024-03-27T23:59:59Z", "2024-03-27 08:00+02:00", "27 March 2024",
    "27 Mar 2024", "Mar 27, 2024",
                            "March 27th, 2024", "Wed, 27 Mar 2024 10:00:00 GMT", "2024/3/27", " 2024-03-27 ")],
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), KEPT, ids=[f"{f}-{n}" for n, (f, _) in enumerate(KEPT)])
def test_a_field_that_can_be_used(field: str, value: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(GOOD | {field: value}) + "\n", encoding="utf8")
    (found,) = read_documents([path])
    assert isinstance(found, Document) and found.date == date(2024, 3, 27)
    json.loads(document_row(CodedDocument(found, (), 1, 0))["extra"] or "{}", parse_constant=pytest.fail)
    to_table([document_row(CodedDocument(found, (), 1, 0))], load_schema("documents"))


# Content of a file, and what is read of it: ids of documents, and '!' with a part of the reason for a reject.
FILES: list[tuple[str, str, bytes | str, list[str]]] = [
    ("no JSON", "x.jsonl", '{"doc_id"\n', ["!is no JSON"]),
    ("a number of too many digits", "x.jsonl", '{"doc_id": "a", "n": ' + "9" * 5000 + "}\n", ["!is no JSON"]),
    ("brackets without end", "x.jsonl", "[" * 100_000 + "\n", ["!is no JSON"]),
    ("a list", "x.jsonl", "[1]\n", ["!no JSON object"]),
    ("a bare word", "x.jsonl", "null\n", ["!no JSON object"]),
    ("no UTF-8", "x.jsonl", b'{"doc_id": "\xff"}\n', ["!not UTF-8"]),
    ("blank lines", "x.jsonl", "\n\n" + json.dumps(GOOD) + "\n\n", ["a"]),
    ("a byte order mark", "x.jsonl", codecs.BOM_UTF8 + json.dumps(GOOD).encode(), ["a"]),
    ("UTF-16", "x.jsonl", json.dumps(GOOD).encode("utf-16"), ["a"]),
    ("twice", "x.jsonl", (json.dumps(GOOD) + "\n") * 2, ["a", "!stands twice"]),
    ("nothing", "x.jsonl", "", []),
    ("NUL bytes", "x.jsonl", b"\0\0\0\n", ["!is no JSON"]),
    ("a cut gzip", "x.jsonl.gz", gzip.compress((json.dumps(GOOD) + "\n").encode() * 1)[:-9], ["a",
    "!rest of the file"]),
    ("a spoilt gzip", "x.jsonl.gz", gzip.compress((json.dumps(GOOD) + "\n").encode())[:20] + b"\xff" * 60,
    ["!rest of the file"]),
    ("a stray quote", "x.csv", HEADER + 'a,2024-03-27,"Ghana left.\nb,2024-03-27,Benin left.\n' + LAST,
    ["!not closed before the row in line 3", "b", "z"]),
    ("a quote open to the end", "x.csv", HEADER + LAST + 'a,2024-03-27,"Ghana left.\nBenin left.\n', ["z",
    "!not closed to the end"]),
    ("a quote after text", "x.csv", HEADER + 'a,2024-03-27,"Ghana" left.\n' + LAST, ["!don't fit", "z"]),
    ("a quote within text", "x.csv", HEADER + 'a,2024-03-27,Ghana "left".\n' + LAST, ["a", "z"]),
    ("blank lines in a cell", "x.csv", HEADER + 'a,2024-03-27,"Ghana\n\nleft."\n' + LAST, ["a", "z"]),
    ("too many cells", "x.csv", HEADER + "a,2024-03-27,Ghana, left.\n" + LAST, ["!4 cells where the header has 3",
    "z"]),
    ("too few cells", "x.csv", HEADER + "a,2024-03-27\n" + LAST, ["!2 cells where the header has 3", "z"]),
    ("semicolons", "x.csv", "doc_id;date;text\na;2024-03-27;Ghana, Togo.\n", ["a"]),
    ("bars", "x.csv", "doc_id|date|text\na|2024-03-27|Ghana, Togo.\n", ["a"]),
    ("Windows line ends", "x.csv", HEADER.replace("\n", "\r\n") + LAST.replace("\n", "\r\n"), ["z"]),
    ("a mark before the header", "x.csv", codecs.BOM_UTF8 + (HEADER + LAST).encode(), ["z"]),
    ("a table in UTF-16", "x.csv", (HEADER + LAST).encode("utf-16"), ["z"]),
    ("a byte that is no UTF-8", "x.csv", HEADER.encode() + b"a,2024-03-27,caf\xe9\n" + LAST.encode(), ["!not UTF-8",
    "z"]),
    ("no date in a row", "x.csv", HEADER + "a,,Ghana left.\n" + LAST, ["!no date", "z"]),
    ("quotes in a TSV", "x.tsv", 'doc_id\tdate\ttext\na\t2024-03-27\t15" guns\nb\t2024-03-27\tHe "left\n', ["a", "b"]),
    ("a quoted TSV", "x.tsv", 'doc_id\tdate\ttext\na\t2024-03-27\t"Ghana\nleft"\nb\t2024-03-27\tTogo\n', ["a", "b"]),
    ("a cut table", "x.csv.gz", gzip.compress((HEADER + LAST).encode())[:-9], ["z", "!rest of the file"]),
    ("a text without date", "x.txt", "Ghana left.", ["!must hold its date"]),
    ("a text that is no UTF-8", "2024-03-27_x.txt", b"\xff\xe9", ["!not UTF-8"]),
    ("an empty text", "2024-03-27_x.txt", "", ["!no text"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "want"), [f[1:] for f in FILES], ids=[f[0] for f in FILES])
def test_a_file(name: str, content: bytes | str, want: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read_documents([tmp_path / name]))
    assert len(found) == len(want), found
    for record, expected in zip(found, want, strict=True):
        if expected.startswith("!"):
            assert isinstance(record, Reject) and expected[1:] in record.reason and name in record.place
            assert re.search(r"[;:,]", record.reason), "the reason says no remedy"
        else:
            assert isinstance(record, Document) and record.doc_id == expected


def test_a_cell_keeps_its_characters(tmp_path: Path) -> None:
    text = 'Ghana said: "no".\r\n\r\nTogo\tleft,\n\n it said.'
    (tmp_path / "x.csv").write_bytes((HEADER + 'a,2024-03-27,"' + text.replace('"', '""') + '"\r\n').encode())
    (found,) = read_documents([tmp_path / "x.csv"])
    assert isinstance(found, Document) and found.text == text


def test_what_is_left_out_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD), encoding="utf8")
    (tmp_path / "notes.md").write_text("x", encoding="utf8")
    (tmp_path / "old.txt.bz2").write_bytes(b"x")
    (tmp_path / "elsewhere").symlink_to(tmp_path)
    found = list(read_documents([tmp_path]))
    assert {Path(r.place).name for r in found if isinstance(r, Reject)} == {"notes.md", "old.txt.bz2", "elsewhere"}
    assert sum(isinstance(r, Document) for r in found) == 1


def test_a_file_name_of_any_bytes(tmp_path: Path) -> None:
    import os

    path = os.fsencode(tmp_path) + b"/2024-03-27_caf\xe9.txt"
    with open(path, "wb") as handle:
        handle.write(b"Ghana left.")
    (found,) = read_documents([tmp_path])
    assert isinstance(found, Document) and found.doc_id == "2024-03-27_caf\\xe9"


def test_a_damaged_part_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    rows = {
        "doc_id": [f"d{n}" for n in range(3000)],
        "date": ["2024-03-27"] * 3000,
        "text": [f"Ghana left {n}." * 5 for n in range(3000)],
    }
    pq.write_table(pa.table(rows), path, row_group_size=1000, compression="zstd")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = b"\xff" * 400
    path.write_bytes(bytes(content))
    *documents, last = read_documents([path])
    assert documents and all(isinstance(d, Document) for d in documents)
    assert isinstance(last, Reject) and "rest of the file" in last.reason


def test_dates_that_python_cannot_hold(tmp_path: Path) -> None:
    days = pa.array([19809, 10**7], pa.int32()).cast(pa.date32())
    pq.write_table(
        pa.table({"doc_id": ["a", "b"], "date": days, "text": ["Ghana left.", "Togo left."]}), tmp_path / "x.parquet"
    )
    good, bad = read_documents([tmp_path / "x.parquet"])
    assert isinstance(good, Document) and isinstance(bad, Reject) and "date" in bad.reason
