"""What is coded together is bounded, and a document that can't be coded costs no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from coder.dataset.chunk import CHUNK_CHARACTERS, CHUNK_RECORDS, chunks, code_chunk
from coder.records import CodedDocument, Document, Reject


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
