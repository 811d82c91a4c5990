"""Bad inputs of every kind: as many records come out as went in, no traceback, and each reject names its place and
remedy.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coder.errors import InputError
from coder.records import CodedDocument, Document, Reject
from coder.schema import document_row, load_schema, reject_row, to_table
from coder.text import columns, fields, streams
from coder.text.corpus import Reading, read_documents, record_to_document

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
                                            "2101-01-01", "03/04/2024", "3.4.2024", "03-04-24", 20241327, 1.5, True,
                                            ["2024-03-27"], "\ud83d", "2024-03-27" * 20, "２０２４-03-27", "now",
                                            "Tuesday")],
    *[("text", value, "text") for value in (None, "", " \n\t", 5, True, ["x"], {"a": "x"}, "half \ud83d", "\udc80x")],
    *[(field, value, field) for field in ("title", "source", "url", "language") for value in (5, ["x"], {"a": 1},
    "half \ude00")],
    ("topic", ["\ud800"], "half a character"),
    ("topic", {"a": "half \ud83d"}, "half a character"),
    ("topic", ["\udcff"], "half a character"),
    ("half \ud800", 1, "half a character"), ("half \udfff", ["\ud800"], "half a character"),
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
    *[("date", d) for d in ("20240327", 20240327, "2024-03-27T23:59:59Z", "2024-03-27 08:00+02:00", "27 March 2024",
    "27 Mar 2024", "Mar 27, 2024",
                            "March 27th, 2024", "Wed, 27 Mar 2024 10:00:00 GMT", "2024/3/27", "2024-3-27",
                            "27-Mar-2024", " 2024-03-27 ")],
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
    ("a number of too many digits", "x.jsonl", '{"doc_id": "a", "n": ' + "9" * 5000 + "}\n",
    ["!a number of thousands of digits; write it as text"]),
    ("brackets without end", "x.jsonl", "[" * 100_000 + "\n", ["!is no JSON"]),
    ("a million lists", "x.jsonl", "[" + "[]," * 1_000_001 + "[]]\n", ["!over 1,000,000 lists"]),
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
    ("empty cells beyond the header", "x.csv", HEADER + "a,2024-03-27,Ghana left.,,\n" + LAST, ["a", "z"]),
    ("nameless columns", "x.csv", "doc_id,date,text,,\na,2024-03-27,Ghana left.,x,y\n", ["a"]),
    ("two columns of a name", "x.csv", "doc_id,date,text,note,note\na,2024-03-27,Ghana left.,x,y\n", ["a"]),
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
    ("a stray quote in a TSV", "x.tsv", 'doc_id\tdate\ttext\na\t2024-03-27\t"Ghana left.\nb\t2024-03-27\tTogo\n',
    ["a", "b"]),
    ("a quote before text in a TSV", "x.tsv", 'doc_id\tdate\ttext\na\t2024-03-27\t"Ghana" left.\n', ["a"]),
    ("a last quote in a TSV", "x.tsv", 'doc_id\tdate\ttext\na\t2024-03-27\t"Ghana left.\n', ["a"]),
    ("a cut table", "x.csv.gz", gzip.compress((HEADER + LAST).encode())[:-9], ["z", "!rest of the file"]),
    ("a field with half a character in its name", "x.jsonl", json.dumps(GOOD | {"half \ud800": 1}) + "\n",
    ["!half a character"]),
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


def test_a_value_that_nobody_thought_of_ends_no_run() -> None:
    class Odd:
        def __str__(self) -> str:
            raise RuntimeError("no text")

    found = record_to_document(GOOD | {"topic": Odd()}, "a.jsonl:1", "")
    assert isinstance(found, Reject) and "RuntimeError: no text; write its values as plain text" in found.reason


def test_any_locale_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "2024-03-27_né.txt").write_text("Côte d’Ivoire left.", encoding="utf8")
    told = (
        "import sys; from pathlib import Path; from coder.text.corpus import read_documents; "
        "print(ascii(list(read_documents([Path(sys.argv[1])]))))"
    )
    command = [sys.executable, "-c", told, str(tmp_path)]
    locales = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "C.UTF-8"}
    one, other = (subprocess.check_output(command, env=os.environ | names, text=True) for names in locales)
    assert one == other and "2024-03-27_n" in one and one.startswith("[Document(")


def test_what_is_left_out_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(GOOD), encoding="utf8")
    (tmp_path / "notes.md").write_text("x", encoding="utf8")
    (tmp_path / "old.txt.bz2").write_bytes(b"x")
    (tmp_path / "elsewhere").symlink_to(tmp_path)
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    found = list(read_documents([tmp_path]))
    told = {Path(r.place).name: r.reason for r in found if isinstance(r, Reject)}
    assert told.keys() == {"notes.md", "old.txt.bz2", "elsewhere", "gone.jsonl"}
    assert "does not end in" in told["notes.md"] and "leads nowhere" in told["gone.jsonl"]
    assert sum(isinstance(r, Document) for r in found) == 1


def test_a_file_name_of_any_bytes(tmp_path: Path) -> None:
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
    found = list(read_documents([path]))
    (bad,) = (r for r in found if isinstance(r, Reject))
    assert "rest of the file up to row 2,000" in bad.reason
    ids = [r.doc_id for r in found if isinstance(r, Document)]
    assert ids[:1000] == [f"d{n}" for n in range(1000)]
    assert ids[-1000:] == [f"d{n}" for n in range(2000, 3000)]


def test_dates_that_python_cannot_hold(tmp_path: Path) -> None:
    days = pa.array([19809, 10**7], pa.int32()).cast(pa.date32())
    pq.write_table(
        pa.table({"doc_id": ["a", "b"], "date": days, "text": ["Ghana left.", "Togo left."]}), tmp_path / "x.parquet"
    )
    good, bad = read_documents([tmp_path / "x.parquet"])
    assert isinstance(good, Document) and isinstance(bad, Reject) and "date" in bad.reason


def test_columns_without_a_name_of_their_own_keep_their_values(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("doc_id,date,text,note,,note\na,2024-03-27,Ghana left.,x,y,z\n", encoding="utf8")
    (found,) = read_documents([tmp_path / "x.csv"])
    assert isinstance(found, Document) and found.extra == {"note": "x", "column_5": "y", "note_2": "z"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a,2024-03-27,Ghana left.\n", "the first line is a record"),
        ("doc_id,date,text,text\n", "text stand twice"),
        ("doc_id,date,body\n", "text are missing; it has doc_id, date, body"),
        ("doc_id,date,text\ra,2024-03-27,Ghana left.\r", "end with a carriage return alone; save it with line feeds"),
        ("\n", "text are missing; it has none"),
    ],
    ids=["no header", "a field twice", "a column that is missing", "no line feeds", "an empty first line"],
)
def test_a_table_without_a_usable_header(content: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(content + LAST, encoding="utf8")
    with pytest.raises(InputError, match=reason):
        list(read_documents([tmp_path / "x.csv"]))
    # In a folder it costs no other file.
    (tmp_path / "y.jsonl").write_text(json.dumps(GOOD), encoding="utf8")
    bad, good = read_documents([tmp_path])
    assert isinstance(bad, Reject) and reason in bad.reason and isinstance(good, Document)


def test_an_encoding_that_is_named(tmp_path: Path) -> None:
    text = "Café owners met France’s envoy — in vain."
    path = tmp_path / "x.csv"
    path.write_bytes((HEADER + f"a,2024-03-27,{text}\n").encode("cp1252") + b"b,2024-03-27,no \x81 character\n")
    first, second = read_documents([path])
    assert isinstance(first, Reject) and "--encoding windows-1252" in first.reason and isinstance(second, Reject)
    good, bad = read_documents([path], Reading(encoding="windows-1252"))
    assert isinstance(good, Document) and good.text == text
    assert isinstance(bad, Reject) and "no character in windows-1252" in bad.reason and ":3" in bad.place
    for encoding in ("utf-16-le", "gb18030", "utf-8"):
        path.write_bytes((HEADER + f"a,2024-03-27,{text}\n").encode(encoding))
        (good,) = read_documents([path], Reading(encoding=encoding))
        assert isinstance(good, Document) and good.text == text
    path.write_bytes((HEADER + f"a,2024-03-27,{text}\n").encode("utf-16"))  # its mark says more than the user
    assert [r.text for r in read_documents([path], Reading(encoding="latin-1")) if isinstance(r, Document)] == [text]
    with pytest.raises(InputError, match="is no encoding"):
        list(read_documents([path], Reading(encoding="zip")))


def test_dates_in_a_form_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(HEADER + "a,03/04/2024,One.\nb,2024-04-03,Two.\nc,13/13/2024,Three.\n", encoding="utf8")
    first, _, third = read_documents([path])
    assert isinstance(first, Reject) and "can be read in two ways" in first.reason
    assert isinstance(third, Reject) and "is no ISO date" in third.reason
    *good, bad = read_documents([path], Reading(date_format="%d/%m/%Y"))
    assert [d.date for d in good if isinstance(d, Document)] == [date(2024, 4, 3)] * 2
    assert isinstance(bad, Reject) and "--date-format %d/%m/%Y" in bad.reason
    for wrong in ("%d/%m", "%Y", "day first", "%d/%m/%Q"):
        with pytest.raises(InputError, match="does not say where year, month and day stand"):
            list(read_documents([path], Reading(date_format=wrong)))


@pytest.mark.parametrize("told", ["27/3/2024", "03/27/2024", "27.3.2024", "27-03-2024"])
def test_dates_that_can_be_read_in_one_way(told: str) -> None:
    assert fields.read_date(told) == date(2024, 3, 27)
    assert fields.read_date("3/3/2024") == date(2024, 3, 3)
    assert [fields.read_date(d) for d in ("3/4/2024", "31/2/2024", "3/27/24", "27.3.24", "0/3/2024")] == [None] * 5


def test_a_file_in_utf_16_of_any_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST_LINE", 10_000)
    rows = [GOOD | {"doc_id": f"d{n}"} for n in range(5000)]
    content = "".join(json.dumps(r) + "\n" for r in rows).encode("utf-16")
    half = content.index(b"G", len(content) // 2)
    (tmp_path / "x.jsonl").write_bytes(content[:half] + b"\x00\xd8" + content[half + 2 :])
    found = list(read_documents([tmp_path / "x.jsonl"]))
    assert len(found) == 5000
    (bad,) = (r for r in found if isinstance(r, Reject))
    assert "no character in utf-16" in bad.reason


def test_a_packed_file_unpacks_to_a_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(streams, "LONGEST_LINE", 100_000)
    first = json.dumps(GOOD).encode() + b"\n"
    for content in (b" " * 50_000_000, (b" " * 999 + b"\n") * 50_000):
        (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(first + content))
        good, *others = read_documents([tmp_path / "x.jsonl.gz"])
        assert isinstance(good, Document) and isinstance(others[-1], Reject)
        assert "unpacks to more than" in others[-1].reason and "give it unpacked" in others[-1].reason


def test_a_line_has_so_many_bytes_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST_LINE", 10_000)
    lines = [json.dumps(GOOD), json.dumps(GOOD | {"text": "x" * 25_000}), json.dumps(GOOD | {"doc_id": "b"})]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf8")
    first, bad, last = read_documents([tmp_path / "x.jsonl"])
    assert isinstance(bad, Reject) and "line is longer than 10,000 bytes; cut it" in bad.reason and ":2" in bad.place
    assert [d.doc_id for d in (first, last) if isinstance(d, Document)] == ["a", "b"]


def test_parquet_values_are_read_a_few_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With bounds a thousandth of the real ones."""
    monkeypatch.setattr(columns, "LONGEST_LINE", 80_000)
    monkeypatch.setattr(columns, "MOST_BYTES", 512_000)
    monkeypatch.setattr(fields, "LONGEST_TEXT", 64_000)
    at_once: list[int] = []
    read = columns._records_of
    monkeypatch.setattr(columns, "_records_of", lambda batch: (at_once.append(batch.num_rows), read(batch))[1])
    long = "Ghana left. " * 4000
    texts = [long + "x" * 20_000, *(f"{n} {long}" for n in range(20)), "Togo left."]
    rows = {"doc_id": [f"d{n}" for n in range(22)], "date": ["2024-03-27"] * 22, "text": texts}
    pq.write_table(pa.table(rows), tmp_path / "x.parquet", compression="zstd", use_dictionary=True)
    bad, *good = read_documents([tmp_path / "x.parquet"])
    assert isinstance(bad, Reject) and "cut it into documents" in bad.reason and len(bad.record) <= 10_000
    assert [d.doc_id for d in good if isinstance(d, Document)] == rows["doc_id"][1:]
    assert sum(at_once) == 22 and max(at_once) <= 512_000 // 48_000
    huge = {"doc_id": ["a"], "date": ["2024-03-27"], "text": ["x" * 90_000]}
    pq.write_table(pa.table(huge), tmp_path / "x.parquet", compression="zstd")
    (bad,) = read_documents([tmp_path / "x.parquet"])
    assert isinstance(bad, Reject) and "more than 80,000 bytes each" in bad.reason
