"""Records and files spoilt at random, the same for a seed: bytes removed, doubled, exchanged or put in."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 100
NASTY = ['"', '""', ",", "\t", ";", "\n", "\r", "\r\n", "\0", "\ufeff", "\u202e", "é", "\U0001f600", "{", "}", "[",
"]", "\\", "\\ud83d", "null", "NaN",
         "1e999", "9" * 30, "&#0;", "<p>", "<", "â€™", "\u00ad", "...", "2024-01-01", "0001-01-01", "•", "'", "=1+1",
         "|", " " * 40, "(" * 30, "\n\n", "\n- ", "  ", "[1]", "``", "''", "—"]  # fmt: skip
SENTENCES = [
    "Ghana expelled two envoys of Togo on Monday.", "Police in Accra arrested 40 students, killing 3 of them.",
    "GHANA AND TOGO SIGNED A TRUCE.",
    "He said: “We will not go to Lome,” and left the talks.", "The EU imposed sanctions on Ghana’s ministers.", "",
    "x" * 300,
]  # fmt: skip
# Who, did, what, to whom: a short sentence is one of each.
CLAUSE = (
    ["Ghana", "Rebels in Mali", "The Russian president", "Police", "Three students", "NATO’s envoy", "It"],
    ["accused", "killed", "will meet", "did not expel", "threatened to sanction", "was arrested by", "agreed to aid"],
    ["Togo", "two French diplomats", "the opposition", "40 protesters", "Israeli soldiers", "a bank", "the UN"],
    ["on Monday", "in Lagos", "after talks with Iran", "(AP)", "— officials said", "and Chad", ""],
)
KINDS = ("jsonl", "csv", "tsv", "jsonl.gz", "csv.gz", "parquet", "utf-16.csv", "cp1252.csv")


def records(chance: random.Random, begin: int) -> list[dict[str, str]]:
    return [
        {"doc_id": f"d{begin + n}", "date": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "text": f"{' '.join(chance.choices(SENTENCES, k=2))} It was report {begin + n}.", "desk": f"desk {n % 7}"}
        for n in range(ROWS)
    ]  # fmt: skip


def mutated(content: bytes, chance: random.Random, times: int) -> bytes:
    """The content with some bytes removed, doubled, exchanged or put in."""
    made = bytearray(content)
    for _ in range(times):
        if not made:
            break
        at = chance.randrange(len(made))
        kind = chance.randrange(4)
        if kind == 0:
            del made[at : at + chance.randint(1, 8)]
        elif kind == 1:
            made[at:at] = chance.choice(NASTY).encode("utf8", "replace")
        elif kind == 2:
            made[at] = chance.randrange(256)
        else:
            made[at:at] = made[at : at + chance.randint(1, 40)]
    return bytes(made)


def lines_of(rows: list[dict[str, str]], kind: str) -> tuple[bytes, list[bytes]]:
    """The header of a text file, and the lines of its records, of which those of JSON hold lists and numbers too."""
    if kind.startswith("jsonl"):
        nested = [{**r, "about": {"desks": [r["desk"], None, 1.5], "edition": 20240327}} for r in rows]
        return b"", [(json.dumps(r, ensure_ascii=False) + "\n").encode() for r in nested]
    mark = "\t" if kind == "tsv" else ","
    encoding = {"utf-16.csv": "utf-16-le", "cp1252.csv": "cp1252"}.get(kind, "utf8")
    quoted = [[r["doc_id"], r["date"], '"' + r["text"].replace('"', '""') + '"', r["desk"]] for r in rows]
    header = (mark.join(["doc_id", "date", "text", "desk"]) + "\n").encode(encoding)
    start = codecs.BOM_UTF16_LE if kind == "utf-16.csv" else b""
    return start + header, [(mark.join(q) + "\n").encode(encoding) for q in quoted]


def write_file(folder: Path, rows: list[dict[str, str]], chance: random.Random) -> tuple[Path, list[str]]:
    """A file of the records in one of the kinds, some of its bytes changed, of a packed one now and then those of the
    packed file; and the identifiers of the records whose lines were left as they were.
    """
    kind = chance.choice(KINDS)
    path = folder / f"x.{kind}"
    if kind == "parquet":
        handle = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows), handle, row_group_size=20)
        times = chance.randint(0, 2)
        path.write_bytes(mutated(handle.getvalue(), chance, times))
        return path, [] if times else [r["doc_id"] for r in rows]
    header, lines = lines_of(rows, kind)
    width = 2 if kind == "utf-16.csv" else 1
    content = header + mutated(b"".join(lines), chance, chance.randint(0, 3) if width == 2 else chance.randint(1, 40))
    left = [
        r["doc_id"] for r, line in zip(rows, lines, strict=True) if stands(b"\n" + b"\0" * (width - 1) + line, content)
    ]
    if kind.endswith(".gz"):
        content = gzip.compress(content, 1)
        if chance.random() < 0.3:
            content, left = mutated(content, chance, 2), []
    path.write_bytes(content)
    return path, left


def stands(line: bytes, content: bytes) -> bool:
    """Whether a line stands in a file, at a whole character."""
    at = content.find(line)
    return at >= 0 and (line[1:2] != b"\0" or at % 2 == 0)


def mutated_record(chance: random.Random, number: int) -> dict[str, str]:
    """A short record whose text, and now and then title, is spoilt; what is no text any more is text with a mark."""
    told = chance.choice(SENTENCES) if chance.random() < 0.3 else " ".join(map(chance.choice, CLAUSE)) + "."
    text = mutated(told.encode() or b" ", chance, chance.randint(1, 6)).decode("utf8", "replace")
    title = mutated(b"Ghana expels envoys", chance, 2).decode("utf8", "replace") if chance.random() < 0.1 else ""
    return {"doc_id": f"d{number}", "date": "2024-03-27", "text": text, "title": title}
