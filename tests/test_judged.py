"""Attributes of events and countries of sources that people judged by hand, by document and offset.

The texts are not part of the package; without them these tests are skipped. How often the coder is right in the main is
not told by samples that development has read: `coder evaluate` scores gold standards.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coder.actors.reference import Context
from coder.actors.sentence import SentenceActors
from coder.pipeline import Coder
from coder.records import Document, Event

JUDGED = Path(__file__).parent / "data" / "judged"
CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
# Of the events with judged attributes, the share that must still be found.
FOUND = 0.57

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora of the judged samples are not here")


def sample(name: str) -> list[dict[str, str]]:
    with (JUDGED / f"{name}.csv").open(encoding="utf8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def coded(coder: Coder) -> Callable[[str, set[str]], list[Event]]:
    """Codes some documents of a corpus."""

    def code(corpus: str, wanted: set[str]) -> list[Event]:
        records = [json.loads(line) for line in (CORPORA / f"{corpus}.jsonl").read_text(encoding="utf8").splitlines()]
        documents = [
            Document(r["doc_id"], date.fromisoformat(r["date"]), r["text"]) for r in records if r["doc_id"] in wanted
        ]
        return [event for document in coder.code_documents(documents) for event in document.events]

    return code


def stated(event: Event, what: str) -> str:
    """What the coder says, as it is written in the table: a day that is only inferred dates no event."""
    if what == "date" and event.event_date_precision == "inferred":
        return f"{event.publication_date} publication"
    if what == "date":
        return f"{event.event_date} {event.event_date_precision}"
    if what == "place":
        return f"{event.place_name} {event.place_country}" if event.place_name else ""
    numbers = (event.killed, event.injured, event.arrested, event.crowd_size)
    return ",".join("" if n is None else str(n) for n in numbers)


@pytest.fixture(scope="module")
def attributes(coded: Callable) -> dict[tuple[str, str], Event]:
    """The events of the documents whose dates, places and numbers were judged."""
    events = coded("world_news", {row["doc_id"] for row in sample("attributes")})
    return {(e.doc_id, str(e.trigger_start)): e for e in reversed(events)}  # of several rows of a trigger the first


@pytest.mark.parametrize(("what", "least"), [("date", 0.90), ("place", 0.85), ("numbers", 0.90)])
def test_attributes_of_judged_events(attributes: dict[tuple[str, str], Event], what: str, least: float) -> None:
    """Of the events that are still found, so many have the date, place or numbers that a careful reader gives them."""
    rows = [row for row in sample("attributes") if row["what"] == what]
    found = [
        (stated(e, what), row["expected"]) for row in rows if (e := attributes.get((row["doc_id"], row["offset"])))
    ]
    assert len(found) >= FOUND * len(rows)
    assert sum(is_ == should for is_, should in found) / len(found) >= least, [f for f in found if f[0] != f[1]]


def test_country_of_judged_source_spans(coder: Coder) -> None:
    """Sources of the gold relations that name or imply a country, somebody in office or a known organisation."""
    path = CORPORA.parent / "gold" / "relations.jsonl"
    lines = path.read_text(encoding="utf8").splitlines()
    rows = sample("source_spans")
    right = 0
    for row in rows:
        record = json.loads(lines[int(row["line"])])
        right += (code_of_span(coder, record["text"], record["source"]) or "").startswith(row["country"])
    assert len(rows) == 100 and right / len(rows) >= 0.85


def code_of_span(coder: Coder, text: str, span: str) -> str | None:
    """The actor code that the coder gives to the words `span` of a text."""
    start, context, day = text.find(span), Context(), date(2019, 6, 15)
    for coding in coder.trace(text, day.isoformat()):
        actors = SentenceActors(coding.sentence, coder.lexicon, day, context)
        context = actors.context_after()
        inside = {t.i for t in coding.sentence.tokens if start <= t.start and t.end <= start + len(span)}
        heads = sorted(
            i for i in inside if coding.sentence.tokens[i].head not in inside or coding.sentence.tokens[i].head == i
        )
        for head in heads:
            if (found := actors.resolve(head) or actors.within(head)) is not None:
                return found.code
    return None
