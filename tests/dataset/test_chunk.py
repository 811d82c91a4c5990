"""What is coded together is bounded, and a document that can't be coded costs no other."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from coder.dataset.checkpoints import digest_of
from coder.dataset.chunk import CHUNK_CHARACTERS, CHUNK_RECORDS, Item, Rows, chunks, code_chunk
from coder.dataset.run import CHECKPOINT_CHUNKS, portions
from coder.records import CodedDocument, Document, Reject


class Held(Document):
    """A document of which it can be told whether it is still there."""

    __slots__ = ("__weakref__",)


def document(name: str, text: str = "Ghana left.", **extra: Any) -> Document:
    return Document(name, date(2024, 3, 27), text, extra=extra)


def test_characters_in_work_at_once_are_bounded() -> None:
    half = "x" * (CHUNK_CHARACTERS // 2)
    records = [document("a", half), document("b", half), document("c", note=half), Reject("corpus", "", half, "x:1")]
    assert [len(chunk) for chunk in chunks([*records, document("d", half)])] == [2, 2, 1]
    assert [len(chunk) for chunk in chunks([document(str(n)) for n in range(CHUNK_RECORDS + 1)])] == [CHUNK_RECORDS, 1]


class Fails:
    """A coder that can't code the document 'b'."""

    def code_documents(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        for found in documents:
            if found.doc_id == "b":
                raise RecursionError("too deep")
            yield CodedDocument(found, (), 1, 0)


def test_a_document_that_cannot_be_coded_is_turned_away_alone() -> None:
    coder: Any = Fails()
    rows = code_chunk(coder, [document("a"), document("b"), Reject("corpus", "no date", "", "x:1"), document("c")])
    assert [[d["doc_id"] for d in row.documents] for row in rows] == [["a"], [], [], ["c"]]
    assert [r["reason"] for row in rows for r in row.rejects] == [
        "coding it failed: RecursionError: too deep",
        "no date",
    ]


def test_a_checkpoint_takes_fewer_chunks_of_long_texts_and_holds_none() -> None:
    rows = Rows([], [], [])
    short = [([document("a")], [rows])] * (CHECKPOINT_CHUNKS + 1)
    assert [len(part) for part, _ in portions(short)] == [CHECKPOINT_CHUNKS, 1]
    text = "x" * (CHECKPOINT_CHUNKS * CHUNK_CHARACTERS // 2)
    seen: list[weakref.ref[Held]] = []

    def long() -> Iterator[tuple[list[Item], list[Rows]]]:
        for n in range(5):
            record = Held(f"d{n}", date(2024, 3, 27), text)
            seen.append(weakref.ref(record))
            yield [record], [rows]
            del record

    found = portions(long())
    assert [len(part) for part, _ in found] == [2, 2, 1] and not any(ref() for ref in seen)
    (first, *_) = portions(long())
    assert first[1] == digest_of([Document(f"d{n}", date(2024, 3, 27), text) for n in range(2)])
