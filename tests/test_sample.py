"""The sample corpus keeps what its README promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

ARTICLES = Path(__file__).parents[1] / "coder" / "knowledge" / "sample" / "articles.jsonl"
RECORDS: list[dict[str, Any]] = [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
FIELDS = ["doc_id", "date", "title", "source", "text", "roots"]
ROOTS = [f"{number:02d}" for number in range(1, 21)]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"]
MONTHS.append("December")

# A place in capitals, perhaps a country or state, then the date: "HIROSHIMA, Japan, May 27 — ".
DATELINE = re.compile(r"^[A-Z][A-Z' .-]+, (?:[A-Z][\w ]+, )?([A-Z][a-z]+) (\d{1,2}) — ")
# A full stop after one capital is an initial (B. J. Habibie), and a small letter follows one inside a sentence (10:40
# a.m.).
SENTENCE_END = re.compile(r'(?<!\b[A-Z])[.!?]["”]?(?=\s+["“]?[A-Z]|$)')

each_record = pytest.mark.parametrize("record", RECORDS, ids=[str(record.get("doc_id")) for record in RECORDS])


def month_number(name: str) -> int:
    """The number of a month that is written in full or cut short (*September*, *Sept*)."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name))


def test_at_least_sixty_documents() -> None:
    assert len(RECORDS) >= 60


def test_ids_are_unique_and_in_order() -> None:
    assert [record["doc_id"] for record in RECORDS] == [f"sample-{n:03d}" for n in range(1, len(RECORDS) + 1)]


@pytest.mark.parametrize("field", ["text", "title"])
def test_no_duplicates(field: str) -> None:
    counts = Counter(" ".join(record[field].lower().split()) for record in RECORDS)
    assert [value for value, count in counts.items() if count > 1] == []


def test_no_sentence_occurs_twice() -> None:
    counts = Counter(part.strip() for record in RECORDS for part in SENTENCE_END.split(record["text"]) if part.strip())
    assert [sentence for sentence, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("root", ROOTS)
def test_each_root_is_the_headline_of_two_articles(root: str) -> None:
    assert sum(record["roots"][0] == root for record in RECORDS) >= 2


def test_dates_span_the_three_decades() -> None:
    years = {int(record["date"][:4]) // 10 for record in RECORDS}
    assert {199, 200, 201, 202} <= years


@each_record
def test_fields_are_complete(record: dict[str, Any]) -> None:
    assert list(record) == FIELDS
    assert all(record[field] for field in FIELDS)
    assert all(record[field] == record[field].strip() for field in FIELDS[:-1])
    assert record["source"] == "sample"


@each_record
def test_roots_are_cameo_roots(record: dict[str, Any]) -> None:
    assert set(record["roots"]) <= set(ROOTS)
    assert len(set(record["roots"])) == len(record["roots"])


@each_record
def test_date_is_valid_and_past(record: dict[str, Any]) -> None:
    assert date(1990, 1, 1) <= date.fromisoformat(record["date"]) < date.today()


@each_record
def test_text_length(record: dict[str, Any]) -> None:
    assert 80 <= len(record["text"].split()) <= 160
    assert 3 <= len(SENTENCE_END.findall(record["text"])) <= 6
    assert "\n" not in record["text"]


@each_record
def test_text_names_the_weekday_of_the_event(record: dict[str, Any]) -> None:
    published = date.fromisoformat(record["date"])
    days = [WEEKDAYS[(published - timedelta(days=back)).weekday()] for back in (0, 1)]
    assert any(re.search(rf"\b{day}\b", record["text"]) for day in days), f"neither of {days} in the text"


@each_record
def test_dateline_agrees_with_date(record: dict[str, Any]) -> None:
    if " — " not in record["text"]:
        return
    found = DATELINE.match(record["text"])
    assert found, "a dash, but no dateline before it"
    published = date.fromisoformat(record["date"])
    assert (month_number(found[1]), int(found[2])) == (published.month, published.day)


def test_some_articles_have_a_dateline_and_some_have_none() -> None:
    assert len({bool(DATELINE.match(record["text"])) for record in RECORDS}) == 2
