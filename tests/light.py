"""A coder that needs no loading and finds nothing, for tests that start, stop and kill real runs.

What the first line of a document says is done: *wait FILE* until the file is there (FILE.held tells that it is waited
for), *end* the process, *fail*; others are coded at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from coder.records import CodedDocument, Document


class Light:
    """Codes nothing, quickly, save where a document says otherwise."""

    def versions(self) -> dict[str, str]:
        return {"rulebook": "none"}

    def code_documents(self, documents: Iterable[Document]) -> Iterator[CodedDocument]:
        for document in documents:
            order, _, what = document.text.split("\n")[0].partition(" ")
            while order == "wait" and not Path(what).exists():
                Path(f"{what}.held").touch()
                time.sleep(0.02)
            if order == "end":
                os.abort()
            if order == "fail":
                raise ValueError("no such thing")
            time.sleep(0.01)
            yield CodedDocument(document, (), 1, 0)
