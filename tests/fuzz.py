"""`make fuzz`: mutated records through reading and coding, changed texts through cleaning; counts what survived.

python tests/fuzz.py [RECORDS READ] [RECORDS CODED] [SECONDS]
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from coder.records import CodedDocument, Document, Reject
from coder.schema import document_row, event_row, load_schema, reject_row, to_table
from coder.text.corpus import read_documents

ROWS = 100
NASTY = ['"', '""', ",", "\t", ";", "\n", "\r", "\r\n", "\0", "\ufeff", "\u202e", "é", "\U0001f600", "{", "}", "[",
"]", "\\", "\\ud83d", "null", "NaN",
         "1e999", "9" * 30, "&#0;", "<p>", "<", "â€™", "\u00ad", "...", "2024-01-01", "0001-01-01", "•", "'", "=1+1",
         "|", " " * 40, "(" * 30]  # fmt: skip
SENTENCES = [
    "Ghana expelled two envoys of Togo on Monday.", "Police in Accra arrested 40 students, killing 3 of them.",
    "GHANA AND TOGO SIGNED A TRUCE.",
    "He said: “We will not go to Lome,” and left the talks.", "The EU imposed sanctions on Ghana’s ministers.", "",
    "x" * 300,
]  # fmt: skip


def records(chance: random.Random, begin: int) -> list[dict[str, str]]:
    return [
        {"doc_id": f"d{begin + n}", "date": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "text": " ".join(chance.choices(SENTENCES, k=2)) or "x"}
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


def write_file(folder: Path, rows: list[dict[str, str]], chance: random.Random) -> Path:
    """A file of the records in one of the kinds, some of its bytes changed."""
    kind = chance.choice(["jsonl", "csv", "tsv"])
    if kind == "jsonl":
        content = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()
        start = 0
    else:
        mark = "," if kind == "csv" else "\t"
        quoted = [[r["doc_id"], r["date"], '"' + r["text"].replace('"', '""') + '"'] for r in rows]
        header = mark.join(["doc_id", "date", "text"]).encode() + b"\n"
        content, start = header + "".join(mark.join(q) + "\n" for q in quoted).encode(), len(header)
    path = folder / f"x.{kind}"
    path.write_bytes(content[:start] + mutated(content[start:], chance, chance.randint(1, 12)))
    return path


def read_some(folder: Path, seed: int) -> tuple[Counter[str], list[Document]]:
    """Reads a mutated file: every record whose bytes were left is a document, and all that is read can be written."""
    chance = random.Random(seed)
    rows = records(chance, seed * ROWS)
    found = list(read_documents([write_file(folder, rows, chance)]))
    documents = [r for r in found if isinstance(r, Document)]
    rejects = [r for r in found if isinstance(r, Reject)]
    to_table([document_row(CodedDocument(d, (), 0, 0)) for d in documents], load_schema("documents"))
    to_table([reject_row(r) for r in rejects], load_schema("rejects"))
    ids = {d.doc_id for d in documents}
    told = "\n".join(r.record for r in rejects) + "\n".join(d.text for d in documents)
    lost = sum(r["doc_id"] not in ids and r["doc_id"] not in told and r["text"][:20] not in told for r in rows)
    return Counter(tried=len(rows), survived=len(documents), rejected=len(rejects), lost=lost), documents


def code_some(coder: object, documents: list[Document]) -> Counter[str]:
    """Codes documents: the rows can be written, and the offsets cut what the rows say."""
    from coder.pipeline import Coder

    assert isinstance(coder, Coder)
    texts = {d.doc_id: d.text for d in documents}
    events = 0
    for coded in coder.code_documents(documents):
        to_table([event_row(e) for e in coded.events], load_schema("events"))
        for e in coded.events:
            assert texts[e.doc_id][e.trigger_start : e.trigger_end] == e.trigger_text, e
        events += len(coded.events)
    return Counter(coded=len(documents), events=events)


def main(read: int = 1_000_000, coded: int = 50_000, seconds: float = 3600) -> int:
    total: Counter[str] = Counter()
    crashed: list[str] = []
    coder = None
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(read // ROWS):
            if time.monotonic() - begun > seconds:
                break
            try:
                counts, documents = read_some(Path(folder), seed)
                total += counts
                if total["coded"] < coded and seed % max(1, read // max(1, coded)) == 0:
                    from coder.pipeline import Coder

                    coder = coder or Coder()
                    total += code_some(coder, documents)
            except Exception as error:  # each is a fault: it is told with its seed
                crashed.append(f"seed {seed}: {type(error).__name__}: {str(error)[:200]}")
    for line in crashed[:20]:
        print(line)
    print(
        f"tried {total['tried']} records, survived {total['survived']}, turned away {total['rejected']}, lost "
        f"{total['lost']}; "
        f"coded {total['coded']} with {total['events']} events; crashed {len(crashed)}; "
        f"{time.monotonic() - begun:.0f} seconds"
    )
    return bool(crashed or total["lost"])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
