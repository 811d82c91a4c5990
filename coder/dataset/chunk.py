"""Coding some records at a time: the one function that workers, this process and other engines share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coder.records import CodedDocument, Document, Reject
from coder.schema import LONGEST_RECORD, document_row, event_row, reject_row

if TYPE_CHECKING:
    from coder.pipeline import Coder

# What is handed to a worker at a time.
CHUNK_RECORDS = 64
CHUNK_CHARACTERS = 1_000_000
Item = Document | Reject


class Rows(NamedTuple):
    """The rows that one record gave."""

    events: list[dict[str, Any]]
    documents: list[dict[str, Any]]
    rejects: list[dict[str, Any]]


def chunks(records: Iterable[Item]) -> Iterator[list[Item]]:
    """The records, some at a time: as many as fit into bounds of number and length."""
    chunk: list[Item] = []
    characters = 0
    for record in records:
        chunk.append(record)
        characters += length(record)
        if len(chunk) == CHUNK_RECORDS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def length(record: Item) -> int:
    """How many characters a record has that are held while it is worked on."""
    if isinstance(record, Reject):
        return len(record.record)
    return len(record.text) + (len(json.dumps(record.extra, default=str)) if record.extra else 0)


def code_chunk(coder: Coder, records: Sequence[Item]) -> list[Rows]:
    """The rows of each record, in order. A document that can't be coded becomes a reject, and the others are coded."""
    documents = [r for r in records if isinstance(r, Document)]
    try:
        coded: Iterator[CodedDocument | Reject] = iter(list(coder.code_documents(documents)))
    except Exception:  # whatever it is, it concerns one document; each is tried by itself
        coded = iter([_alone(coder, d) for d in documents])
    return [rows_of(record if isinstance(record, Reject) else next(coded)) for record in records]


def _alone(coder: Coder, document: Document) -> CodedDocument | Reject:
    try:
        return next(iter(coder.code_documents([document])))
    except Exception as error:
        return failed(document, f"coding it failed: {type(error).__name__}: {error}"[:500])


def failed(document: Document, reason: str) -> Reject:
    """What becomes of a document that can't be coded."""
    return Reject("code", reason, document.text[:LONGEST_RECORD], "the document as a whole", document.doc_id)


def rows_of(coded: CodedDocument | Reject) -> Rows:
    """The rows of a coded document, or of a record that was turned away."""
    if isinstance(coded, Reject):
        return Rows([], [], [reject_row(coded)])
    return Rows([event_row(e) for e in coded.events], [document_row(coded)], [reject_row(r) for r in coded.rejects])
