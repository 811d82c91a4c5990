"""The events of the sample corpus as they were last accepted. `make golden` rewrites the file; read its diff before
committing.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import SAMPLE

from coder.pipeline import Coder
from coder.records import CodedDocument, Document
from coder.text.corpus import read_documents

GOLDEN = Path(__file__).parents[1] / "golden" / "sample_events.csv"
COLUMNS = (
    "doc_id", "sentence_index", "trigger_text", "source_code", "event_code", "target_code", "stance", "event_date",
    "event_date_precision", "place_name", "killed", "injured", "arrested", "crowd_size", "rule_id",
)  # fmt: skip


def code_sample(coder: Coder) -> list[CodedDocument]:
    """The articles of the sample corpus, coded."""
    return list(coder.code_documents(d for d in read_documents([SAMPLE]) if isinstance(d, Document)))


def events_of(articles: list[CodedDocument]) -> str:
    """The events of coded articles, as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for coded in articles:
        writer.writerows([getattr(event, name) for name in COLUMNS] for event in coded.events)
    return text.getvalue()


@pytest.fixture(scope="module")
def articles(coder: Coder) -> list[CodedDocument]:
    return code_sample(coder)


@pytest.mark.parser
def test_events_of_the_sample_corpus_are_those_accepted(articles: list[CodedDocument]) -> None:
    assert events_of(articles) == GOLDEN.read_text(encoding="utf8"), "coding has changed; `make golden` shows how"


@pytest.mark.parser
def test_articles_hold_the_events_that_they_were_written_for(articles: list[CodedDocument]) -> None:
    wanted = {
        (r := json.loads(line))["doc_id"]: r["roots"][0] for line in SAMPLE.read_text(encoding="utf8").splitlines()
    }
    hits = sum(any(e.event_root_code == wanted[c.document.doc_id] for e in c.events) for c in articles)
    assert hits >= 0.8 * len(wanted), f"the main event's root is found in {hits} of {len(wanted)} articles"


if __name__ == "__main__":
    GOLDEN.write_text(events_of(code_sample(Coder())), encoding="utf8")
