"""A thousand documents of which three hundred are republished with small edits: the events of the others,
well counted.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import coder
from coder.dataset.gather import gather
from coder.dataset.read import read_events
from coder.dataset.run import write_dataset

COUNTRIES = """Albania Angola Argentina Armenia Australia Austria Bangladesh Belgium Bolivia Brazil Bulgaria Cambodia
    Canada Chile Colombia Croatia Cuba Cyprus Denmark Ecuador Egypt Estonia Ethiopia Finland France Gabon Germany Ghana
    Greece Haiti Hungary Iceland India Indonesia Iran Iraq Ireland Italy""".split()  # noqa: SIM905
STORIES = (
    "{a} expelled two diplomats of {b} over a spying affair, its foreign ministry said. The two embassies stay open.",
    "The president of {a} met the prime minister of {b} for talks on fishing rights. Both called the meeting useful.",
    "{a} accused {b} of violating its airspace with a surveillance drone near the border. A general showed a map.",
    "{a} imposed sanctions on {b} after months of argument about a dam. Traders had feared such a step.",
    "{a} thanked {b} for sending rescue teams after the earthquake. The teams will stay for a week.",
)
EDITS = (
    lambda text: "(Reuters) - " + text,
    lambda text: text.replace(" said.", " said on its website."),
    lambda text: text + " More details are expected later in the day.",
    lambda text: text.replace("the ", "the  ", 1),
    lambda text: text.replace("a spying affair", "an espionage affair").replace("useful", "very useful"),
)


def corpus() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """700 documents, of 700 pairs of countries, and 300 of them once more, edited and up to a day later."""
    chance = random.Random(4)
    pairs = [(a, b) for k, a in enumerate(COUNTRIES) for b in COUNTRIES[k + 1 :]]
    chance.shuffle(pairs)
    documents = []
    for n, (a, b) in enumerate(pairs[:700]):
        day = date(2022, 1, 3) + timedelta(days=n % 90)
        documents.append(
            {"doc_id": f"doc-{n}", "date": day.isoformat(), "text": STORIES[n % len(STORIES)].format(a=a, b=b)}
        )
    again = []
    for n, original in enumerate(chance.sample(documents, 300)):
        later = date.fromisoformat(original["date"]) + timedelta(days=n % 2)
        edited = EDITS[n % len(EDITS)](original["text"])
        again.append({"doc_id": f"{original['doc_id']}-again", "date": later.isoformat(), "text": edited})
    return documents, again


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four datasets, nothing folded: the originals in two, then their reports in two, all in a random order."""
    folder = tmp_path_factory.mktemp("parts")
    made = []
    for documents in corpus():
        random.Random(1).shuffle(documents)
        for half in (documents[::2], documents[1::2]):
            made.append(folder / str(len(made)))
            source = made[-1].with_suffix(".jsonl")
            source.write_text("\n".join(map(json.dumps, half)), encoding="utf8")
            write_dataset([source], made[-1])
    return made


def folded(datasets: list[Path], output: Path) -> dict[tuple[str, ...], int]:
    """Mention counts by what an event is: document it is of, source, target and code."""
    gather(datasets, output, ["duplicate"])
    rows = read_events(output, "arrow").to_pylist()
    found = {
        (r["doc_id"].removesuffix("-again"), r["source_code"], r["target_code"], r["event_code"]): r["mention_count"]
        for r in rows
    }
    assert len(found) == len(rows), "an event and its report are both kept"
    return found


@pytest.mark.parser
def test_republished_documents_add_no_events_whatever_the_order(parts: list[Path], tmp_path: Path) -> None:
    alone = folded(parts[:2], tmp_path / "alone")
    assert len(alone) > 700 and set(alone.values()) == {1}
    republished = {i.removesuffix("-again") for p in parts[2:] for i in coder.read(p, "documents")["doc_id"]}
    assert len(republished) == 300
    for order in ((0, 2, 1, 3), (3, 1, 2, 0)):
        counts = folded([parts[n] for n in order], tmp_path / "-".join(map(str, order)))
        assert counts.keys() == alone.keys()
        assert Counter(counts.values()).keys() == {1, 2}
        assert {event for event, n in counts.items() if n == 2} == {event for event in alone if event[0] in republished}
