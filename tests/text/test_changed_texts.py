"""Events survive what happens to texts: lines broken, entities, mojibake, capitals; `make fuzz` asks all of
the sample.
"""

from __future__ import annotations

import pytest
from changed_texts import CHANGES, KEPT, NEW, survival

from coder.files.package import KNOWLEDGE
from coder.pipeline import Coder
from coder.records import Document, Event
from coder.text.corpus import read_documents

pytestmark = pytest.mark.parser
SOME = 12


@pytest.fixture(scope="module")
def known(coder: Coder) -> tuple[Coder, list[Document], list[Event]]:
    documents = [d for d in read_documents([KNOWLEDGE / "sample" / "articles.jsonl"]) if isinstance(d, Document)][::7][
        :SOME
    ]
    return coder, documents, [e for coded in coder.code_documents(documents) for e in coded.events]


@pytest.mark.parametrize("name", CHANGES)
def test_events_survive(name: str, known: tuple[Coder, list[Document], list[Event]]) -> None:
    coder, documents, before = known
    found = survival(coder, documents, CHANGES[name], before)
    assert found.events > 40
    assert found.kept >= KEPT.get(name, 0.97) * found.events
    assert found.new <= NEW.get(name, 0.02) * found.events
    assert not found.wrong_offsets
