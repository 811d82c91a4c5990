"""`make fuzz`: mutated records through reading and coding, and changed texts; counts what survived.

python tests/fuzz.py [RECORDS READ] [RECORDS CODED] [SECONDS] [FIRST SEED]
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from changed_texts import CHANGES, KEPT, NEW, survival

from coder.files.package import KNOWLEDGE
from coder.pipeline import Coder
from coder.records import CodedDocument, Document, Reject
from coder.schema import document_row, event_row, load_schema, reject_row, to_table
from coder.text.corpus import Reading, read_documents

ROWS = 100
# Mutated documents that are coded at a time.
AT_ONCE = 500
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
KINDS = ("jsonl", "csv", "tsv", "jsonl.gz", "csv.gz", "parquet", "utf-16.csv", "cp1252.csv")


def records(chance: random.Random, begin: int) -> list[dict[str, str]]:
    return [
        {"doc_id": f"d{begin + n}", "date": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "text": f"{' '.join(chance.choices(SENTENCES, k=2))} It was report {begin + n}."}
        for n in range(ROWS)
    ]  # fmt: skip


def mutated(content: bytes, chance: random.Random, times: int) -> bytes:
    """The content with some bytes removed, doubled, exchanged or put in."""
    made = bytearray(content)
    for _ in range(times):
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
    """The header of a text file, and the lines of its records."""
    if kind.startswith("jsonl"):
        return b"", [(json.dumps(r, ensure_ascii=False) + "\n").encode() for r in rows]
    mark = "\t" if kind == "tsv" else ","
    encoding = {"utf-16.csv": "utf-16-le", "cp1252.csv": "cp1252"}.get(kind, "utf8")
    quoted = [[r["doc_id"], r["date"], '"' + r["text"].replace('"', '""') + '"'] for r in rows]
    header = (mark.join(["doc_id", "date", "text"]) + "\n").encode(encoding)
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


def read_some(folder: Path, seed: int) -> tuple[Counter[str], list[Document]]:
    """Reads a mutated file. Each record whose line was left is a document, and all that is read can be written.

    Returns counts and the documents that are other than before.
    """
    chance = random.Random(seed)
    rows = records(chance, seed * ROWS)
    path, left = write_file(folder, rows, chance)
    # A file in a folder, so that one that can't be read at all is turned away as others are.
    (folder / "z.jsonl").write_text('{"doc_id": "z", "date": "2024-01-01", "text": "Last."}\n', encoding="utf8")
    found = list(read_documents([folder], Reading("cp1252" if "cp1252" in path.name else None)))
    path.unlink()
    assert isinstance(found[-1], Document) and found[-1].doc_id == "z"
    documents = [r for r in found[:-1] if isinstance(r, Document)]
    rejects = [r for r in found if isinstance(r, Reject)]
    to_table([document_row(CodedDocument(d, (), 0, 0)) for d in documents], load_schema("documents"))
    to_table([reject_row(r) for r in rejects], load_schema("rejects"))
    ids = {d.doc_id for d in documents}
    lost = [name for name in left if name not in ids]
    counts = Counter(tried=len(rows), left=len(left), survived=len(documents), rejected=len(rejects), lost=len(lost))
    texts = {r["doc_id"]: r["text"] for r in rows}
    return counts, [d for d in documents if texts.get(d.doc_id) != d.text]


def code_some(coder: Coder, documents: list[Document]) -> Counter[str]:
    """Codes documents: the rows can be written, and the offsets cut what the rows say."""
    texts = {d.doc_id: d.text for d in documents}
    documents = [Document(d.doc_id, d.date, texts[d.doc_id]) for d in documents]
    events = 0
    for coded in coder.code_documents(documents):
        to_table([event_row(e) for e in coded.events], load_schema("events"))
        for e in coded.events:
            assert texts[e.doc_id][e.trigger_start : e.trigger_end] == e.trigger_text, e
        events += len(coded.events)
    return Counter(coded=len(documents), events=events)


def changed_texts(coder: Coder) -> Iterator[str]:
    """What is wrong with the events of the sample corpus, where its texts are changed in each way that is named."""
    found = read_documents([KNOWLEDGE / "sample" / "articles.jsonl"])
    documents = [d for d in found if isinstance(d, Document)]
    before = [e for coded in coder.code_documents(documents) for e in coded.events]
    for name, change in CHANGES.items():
        left = survival(coder, documents, change, before)
        share, new = left.kept / left.events, left.new / left.events
        print(
            f"{name}: {left.kept} of {left.events} events kept ({share:.1%}), {left.new} new ({new:.1%}), "
            f"{len(left.wrong_offsets)} offsets wrong",
            flush=True,
        )
        if share < KEPT.get(name, 0.97) or new > NEW.get(name, 0.02) or left.wrong_offsets:
            yield f"{name}: too few kept, too many new or offsets that cut other words: {left.wrong_offsets[:3]}"


def main(read: int = 1_000_000, coded: int = 50_000, seconds: float = 3600, first: int = 0) -> int:
    total: Counter[str] = Counter()
    coder = Coder()
    begun = time.monotonic()
    faults = list(changed_texts(coder)) if coded else []
    waiting: list[Document] = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + read // ROWS):
            if time.monotonic() - begun > seconds:
                break
            try:
                counts, documents = read_some(Path(folder), seed)
                total += counts
                waiting += documents if total["coded"] + len(waiting) < coded else []
                if len(waiting) >= AT_ONCE or (waiting and total["coded"] + len(waiting) >= coded):
                    several, waiting = waiting, []
                    total += code_some(coder, several)
            except Exception as error:  # each is a fault: it is told with its seed
                faults.append(f"crashed at seed {seed}: {type(error).__name__}: {str(error)[:200]}")
            if seed % 500 == 499:
                print(f"{dict(total)} after {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    for line in faults[:20]:
        print(line)
    print(
        f"tried {total['tried']} records, {total['left']} of them in lines that were left, survived "
        f"{total['survived']}, turned away {total['rejected']}, lost {total['lost']}; "
        f"coded {total['coded']} mutated records with {total['events']} events; faults {len(faults)}; "
        f"{time.monotonic() - begun:.0f} seconds"
    )
    return bool(faults or total["lost"])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
