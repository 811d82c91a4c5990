"""`make fuzz`: mutated records through reading and coding, and changed texts; counts what survived.

The work is done in shards, each of which leaves a file with what it found; a run that was stopped, or given less time
than it needed, goes on behind them as long as the code is the same.

python tests/fuzz.py [--read RECORDS] [--coded RECORDS] [--seconds N] [--folder DIR]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from changed_texts import CHANGES, KEPT, NEW, survival
from mutations import ROWS, mutated_record, records, write_file

from coder.dataset.checkpoints import code_checksum
from coder.dataset.chunk import Item, Rows, chunks, code_chunk
from coder.dataset.rows import Checker
from coder.files.package import KNOWLEDGE
from coder.pipeline import Coder
from coder.records import CodedDocument, Document, Event, Reject
from coder.schema import document_row, load_schema, reject_row, to_table
from coder.text.corpus import Reading, read_documents, record_to_document

FOLDER = Path(__file__).parent.parent / "output" / "fuzz"
# Records of a shard, and records that are coded, and checked, together.
READ_SHARD, CODED_SHARD, CODED_TOGETHER = 50_000, 2_500, 500


@dataclass(frozen=True, slots=True)
class Found:
    """What a shard counted, and what went wrong."""

    counts: Counter[str]
    faults: tuple[str, ...]


# --- reading ----------------------------------------------------------------------------------------------------------


def read_some(folder: Path, seed: int) -> Counter[str]:
    """Reads a mutated file. Each record whose line was left is a document, and all that is read can be written."""
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
    return Counter(read=len(rows), left=len(left), survived=len(documents), rejected=len(rejects), lost=len(lost))


def read_shard(start: int, count: int) -> Found:
    """Reads so many mutated records, a file of them at a time."""
    total: Counter[str] = Counter()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(start // ROWS, (start + count) // ROWS):
            try:
                total += read_some(Path(folder), seed)
            except Exception as error:  # each is a fault: it is told with its seed
                faults.append(f"reading crashed at seed {seed}: {type(error).__name__}: {str(error)[:200]}")
    return Found(total, tuple(faults))


# --- coding -----------------------------------------------------------------------------------------------------------


@cache
def the_coder() -> Coder:
    return Coder()


def code_some(coder: Coder, checker: Checker, items: Sequence[Item]) -> Found:
    """Codes records: each is a document or told among the rejects, and the offsets of each event cut what it says."""
    rows = [row for chunk in chunks(items) for row in code_chunk(coder, chunk)]
    tables = checker.tables(rows)
    texts = {item.doc_id: item.text for item in items if isinstance(item, Document)}
    crashed = [r["reason"] for r in tables["rejects"].to_pylist() if r["stage"] != "corpus"]
    faults = [f"coding: {reason}" for reason in crashed]
    faults += [
        f"offsets cut other words: {e['trigger_text']!r} of {texts[e['doc_id']]!r}"
        for e in tables["events"].to_pylist()
        if texts[e["doc_id"]][e["trigger_start"] : e["trigger_end"]] != e["trigger_text"]
    ]
    lost = len(items) - sum(map(accounted, rows))
    return Found(Counter(coded=len(texts), events=tables["events"].num_rows, lost=lost), tuple(faults))


def accounted(rows: Rows) -> bool:
    """Whether a record is a document, or a reject says why it is none."""
    return bool(rows.documents or rows.rejects)


def code_shard(start: int, count: int) -> Found:
    """Codes so many mutated records, some at a time; of those that break a portion, the seed tells which they are."""
    checker, total = Checker(), Counter[str]()
    faults: list[str] = []
    for begin in range(start, start + count, CODED_TOGETHER):
        chance = random.Random(begin)
        several = [mutated_record(chance, begin + n) for n in range(min(CODED_TOGETHER, start + count - begin))]
        try:
            items = [record_to_document(r, f"record {r['doc_id']}", r["text"]) for r in several]
            found = code_some(the_coder(), checker, items)
            total += found.counts + Counter(mutated=len(several))
            faults += [f"seed {begin}: {fault}" for fault in found.faults]
        except Exception as error:  # each is a fault: it is told with its seed
            faults.append(f"coding crashed at seed {begin}: {type(error).__name__}: {str(error)[:200]}")
    return Found(total, tuple(faults))


# --- changed texts ----------------------------------------------------------------------------------------------------


@cache
def the_sample() -> tuple[list[Document], list[Event]]:
    found = read_documents([KNOWLEDGE / "sample" / "articles.jsonl"])
    documents = [d for d in found if isinstance(d, Document)]
    return documents, [e for coded in the_coder().code_documents(documents) for e in coded.events]


def changed_shard(name: str) -> Found:
    """The events of the sample corpus where its texts are changed in one way: kept, new and with wrong offsets."""
    documents, before = the_sample()
    left = survival(the_coder(), documents, CHANGES[name], before)
    share, new = left.kept / left.events, left.new / left.events
    told = (
        f"{name}: {left.kept} of {left.events} events kept ({share:.1%}), {left.new} new ({new:.1%}), "
        f"{len(left.wrong_offsets)} offsets wrong"
    )
    print(told, flush=True)
    is_fault = share < KEPT.get(name, 0.97) or new > NEW.get(name, 0.02) or left.wrong_offsets
    return Found(Counter({"ways of changing texts": 1}), (f"{told}: {left.wrong_offsets[:3]}",) if is_fault else ())


# --- all of it --------------------------------------------------------------------------------------------------------


def plan(read: int, coded: int) -> dict[str, Callable[[], Found]]:
    """The shards by name."""
    shards: dict[str, Callable[[], Found]] = {}
    if coded:
        shards |= {f"changed-{name.replace(' ', '-')}": partial(changed_shard, name) for name in CHANGES}
    for kind, shard, total, size in (
        ("coded", code_shard, coded, CODED_SHARD),
        ("read", read_shard, read, READ_SHARD),
    ):
        shards |= {f"{kind}-{k:08d}": partial(shard, k, min(size, total - k)) for k in range(0, total, size)}
    return shards


def finished(path: Path) -> Found | None:
    """What a shard found that an earlier run finished."""
    try:
        told = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError):
        return None
    return Found(Counter(told["counts"]), tuple(told["faults"]))


def main(read: int, coded: int, seconds: float, folder: Path) -> int:
    """Runs what is not finished, in bounded time; returns 0 where all of it ran and nothing was lost or crashed."""
    begun = time.monotonic()
    folder = folder / code_checksum()
    folder.mkdir(parents=True, exist_ok=True)
    total: Counter[str] = Counter()
    faults: list[str] = []
    shards = plan(read, coded)
    for name, run in shards.items():
        path = folder / f"{name}.json"
        found = finished(path)
        if found is None and time.monotonic() - begun < seconds:
            found = run()
            path.write_text(json.dumps({"counts": found.counts, "faults": found.faults}), encoding="utf8")
            print(f"{name} after {time.monotonic() - begun:.0f} s: {dict(found.counts)}", file=sys.stderr, flush=True)
        if found is None:
            continue
        total += found.counts + Counter(shards=1)
        faults += found.faults
    for line in faults[:20]:
        print(line)
    print(summary(total, len(shards), len(faults)), f"{time.monotonic() - begun:.0f} seconds")
    return bool(faults or total["lost"] or total["shards"] < len(shards))


def summary(total: Counter[str], shards: int, faults: int) -> str:
    return (
        f"read: tried {total['read']} records, {total['left']} of them in lines that were left, survived "
        f"{total['survived']}, turned away {total['rejected']}; coded: tried {total['mutated']} mutated records, "
        f"survived {total['coded']} with {total['events']} events; lost {total['lost']}, faults {faults}; "
        f"{total['shards']} of {shards} shards done;"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--read", type=int, default=1_000_000)
    parser.add_argument("--coded", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    sys.exit(main(**vars(parser.parse_args())))
