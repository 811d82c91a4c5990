from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from coder.dataset.fold import apply, fold, one_a_day

SENTENCE = "French police arrested 12 students after clashes in the centre of Lyon on Tuesday."


def row(number: int, **changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "event_id": f"{number:016x}", "doc_id": f"doc-{number}", "sentence_index": 0, "sentence": SENTENCE,
        "publication_date": date(2023, 5, 3), "event_date": date(2023, 5, 2), "source_code": "FRACOP",
        "source_text": "French police",
        "target_code": "FRAEDU", "target_text": "students", "event_code": "173", "geonames_id": 2996944,
        "place_precision": "city", "mention_count": 1,
    }  # fmt: skip
    return base | changes


CASES = {
    "same-words": (True, {}),
    "small-edit": (
        True,
        {
            "sentence": "Police in France arrested 14 students after clashes in the centre of Lyon on Tuesday, "
            "officials said."
        },
    ),
    "two-days-apart": (True, {"event_date": date(2023, 5, 4)}),
    "outside-the-window": (False, {"event_date": date(2023, 5, 9)}),
    "other-code": (False, {"event_code": "175"}),
    "other-target": (False, {"target_code": "FRALAB"}),
    "other-source": (False, {"source_code": "FRAGOV"}),
    "other-city": (False, {"geonames_id": 2972315, "sentence": SENTENCE.replace("Lyon", "Toulouse")}),
    "place-unknown": (True, {"geonames_id": None, "place_precision": None}),
    "other-story": (
        False,
        {"sentence": "A court in Lyon heard that officers had taken a dozen undergraduates away from the campus."},
    ),
    "same-document": (False, {"doc_id": "doc-1", "sentence_index": 4}),
    "without-text": (False, {"sentence": None}),
}


@pytest.mark.parametrize(("folded", "changes"), CASES.values(), ids=CASES)
def test_fold_pair(folded: bool, changes: dict[str, object]) -> None:
    found = list(fold([row(1), row(2, **changes)]))
    assert [(f.event_id, f.folded_event_id) for f in found] == ([(f"{1:016x}", f"{2:016x}")] if folded else [])


def test_unknown_actors_are_compared_by_their_words() -> None:
    one, two = ({"source_code": None, "source_text": words} for words in ("gunmen", "villagers"))
    assert list(fold([row(1, **one), row(2, **two)])) == []
    assert len(list(fold([row(1, **one), row(2, **one)]))) == 1


def test_the_earliest_published_report_is_kept() -> None:
    late, early = row(1), row(2, publication_date=date(2023, 5, 2))
    (found,) = fold([late, early])
    assert (found.event_id, found.doc_id, found.sentence_index) == (early["event_id"], late["doc_id"], 0)


def corpus() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """A thousand events of different stories, and reports of 300 of them with small edits."""
    chance = random.Random(7)
    words = [
        f"{a}{b}"
        for a in ("ban", "kor", "tel", "mur", "sab", "lin")
        for b in ("ada", "est", "ion", "ulo", "ert", "ish", "ome")
    ]
    events, reports = [], []
    for n in range(1000):
        day = date(2023, 1, 1) + timedelta(days=n % 200)
        text = " ".join(chance.choice(words) for _ in range(18))
        events.append(row(n, sentence=text, publication_date=day, event_date=day, source_code=f"S{n % 7:02}"))
    for n in range(300):
        original = events[n]
        edited = str(original["sentence"]).split()
        edited[chance.randrange(18)] = "officials"
        later = original["publication_date"] + timedelta(days=1)  # type: ignore[operator]
        reports.append(
            original
            | {
                "event_id": f"{5000 + n:016x}",
                "doc_id": f"re-{n}",
                "sentence": " ".join(edited),
                "publication_date": later,
            }
        )
    return events, reports


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_republished_documents_fold_to_the_events_without_them(seed: int) -> None:
    events, reports = corpus()
    mixed = events + reports
    random.Random(seed).shuffle(mixed)
    kept = {r["event_id"]: r for r in apply(mixed, fold(mixed))}
    assert set(kept) == {e["event_id"] for e in events}
    assert [kept[e["event_id"]]["mention_count"] for e in events] == [2] * 300 + [1] * 700
    assert all({**kept[e["event_id"]], "mention_count": 1} == e for e in events)


def test_folds_do_not_depend_on_the_order() -> None:
    events, reports = corpus()
    straight, back = list(fold(events + reports)), list(fold((events + reports)[::-1]))
    assert straight == back
    assert len(straight) == 300


def test_one_a_day() -> None:
    rows = [
        row(1, sentence="One story."), row(2, sentence="Quite another one."), row(3, event_date=date(2023, 5, 1)),
        row(4, event_code="175"), row(5, publication_date=date(2023, 5, 2)),
    ]  # fmt: skip
    kept = list(apply(rows, one_a_day(rows)))
    assert [int(str(r["event_id"]), 16) for r in kept] == [3, 4, 5]
    assert [r["mention_count"] for r in kept] == [1, 1, 3]


def test_rounds_add_up() -> None:
    rows = [row(1), row(2), row(3, publication_date=date(2023, 5, 2), sentence="Quite another story of that day.")]
    first = list(fold(rows))
    left = list(apply(rows, first))
    assert [r["mention_count"] for r in apply(rows, [*first, *one_a_day(left)])] == [3]
