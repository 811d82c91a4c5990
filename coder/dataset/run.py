"""Coding a corpus into a dataset, whole or not at all.

A dataset is a folder: events/ (partitioned by year above a million rows), documents/, mentions/, rejects/, manifest.json and codebook.md. It
is made in a temporary folder beside its place and renamed when complete.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from coder.dataset import fold
from coder.dataset.workers import code_all
from coder.dataset.write import RawEvents, Tables, check_output, put_in_place, write_manifest
from coder.records import CodedDocument, Document, Reject
from coder.schema import codebook, document_row, event_row, reject_row
from coder.text.corpus import find_files, read_documents


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run made: counts, the commonest event codes with name and number, and where it is."""

    folder: Path
    documents: int
    sentences: int
    screened: int
    events: int
    rejects: int
    commonest: tuple[tuple[str, str, int], ...]


def write_dataset(
    inputs: Sequence[Path], output: Path, options: Mapping[str, Any] | None = None, workers: int = 1, text: bool = True,
    force: bool = False, folding: Sequence[str] = (), progress: Callable[[Document | Reject], None] | None = None,
) -> Summary:  # fmt: skip
    """Codes the input files into a dataset in `output`.

    `options` are those of Coder. `folding` names what folds events into one, in this order: 'duplicate' (reports of the
    same event), 'one_a_day' (one event a day for each source, target and code). `progress` is told each record when it is done. Raises InputError where an input
    can't be read and DatasetError where `output` holds something else, both before anything is written.
    """
    options = dict(options or {})
    files = find_files(inputs)
    check_output(output, force)
    output.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        tables = Tables(temporary, text)
        raw = RawEvents(temporary / ".raw") if folding else None
        sentences = screened = 0
        run = code_all(read_documents(inputs), options, workers)
        versions = next(run)
        assert isinstance(versions, dict)
        for item in run:
            if isinstance(item, Reject):
                tables.add("rejects", [reject_row(item)])
            elif isinstance(item, CodedDocument):
                if raw is None:
                    tables.add("events", (event_row(e, text) for e in item.events))
                else:
                    raw.add(event_row(e) for e in item.events)
                tables.add("documents", [document_row(item)])
                tables.add("rejects", map(reject_row, item.rejects))
                sentences, screened = sentences + item.sentences, screened + item.screened
            else:
                continue
            if progress is not None:
                progress(item.document if isinstance(item, CodedDocument) else item)
        if raw is not None:
            fold_events(raw, tables, folding)
        tables.close()
        (temporary / "codebook.md").write_text(codebook(), encoding="utf8")
        counts = {"documents": tables.counts["documents"], "sentences": sentences, "screened_sentences": screened, "events": tables.counts["events"], "rejects": tables.counts["rejects"]}
        write_manifest(temporary, files, versions, counts, options | {"text": text, "folding": list(folding)})
        os.chmod(temporary, 0o755)
        put_in_place(temporary, output)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    commonest = tuple((code, name, n) for (code, name), n in sorted(tables.codes.items(), key=lambda x: (-x[1], x[0]))[:10])
    return Summary(output, counts["documents"], sentences, screened, counts["events"], counts["rejects"], commonest)


def fold_events(raw: RawEvents, tables: Tables, folding: Sequence[str]) -> None:
    """Writes the events that remain when reports of one event are folded, and where the others went."""
    raw.flush()
    steps = {"duplicate": fold.fold, "one_a_day": fold.one_a_day}
    folds: list[fold.Fold] = []
    for name in folding:
        new = sorted(steps[name](fold.apply(raw.read(), folds)), key=lambda f: (f.event_id, f.folded_event_id))
        tables.add("mentions", ({**asdict(f), "reason": name} for f in new))
        folds += new
    for row in fold.apply(raw.read(), folds):
        tables.add("events", [row if tables.text else row | {"sentence": None}])
    shutil.rmtree(raw.folder)
