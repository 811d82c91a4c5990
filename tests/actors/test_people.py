"""The dictionary of people: format, codes, dates, order and a table of facts, the edges of terms among them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from coder.cameo.ontology import split_actor_code

PEOPLE = Path(__file__).parents[2] / "coder" / "knowledge" / "dictionaries" / "people.csv"
HEADER = ["name", "aliases", "kind", "code", "start", "end"]
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read(PEOPLE)


def first_day(text: str) -> date:
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text) if text else date.min


def last_day(text: str) -> date:
    if not text or len(text) == 10:
        return date.fromisoformat(text) if text else date.max
    year, month = int(text[:4]), int(text[5:7] or 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def lookup(name: str, when: str) -> set[str]:
    """Codes of the rows that carry the name or alias on the date."""
    day = date.fromisoformat(when)
    return {
        row["code"]
        for row in ROWS
        if name in (row["name"], *row["aliases"].split("|")) and first_day(row["start"]) <= day <= last_day(row["end"])
    }


def test_header_and_size() -> None:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER
    assert len(ROWS) >= 2500


def test_rows_are_people_with_clean_cells() -> None:
    for row in ROWS:
        cells = (row["name"], *row["aliases"].split("|")) if row["aliases"] else (row["name"],)
        assert row["kind"] == "person", row
        assert all(cell and cell == " ".join(cell.split()) and not set(cell) & set("_[]{}#") for cell in cells), row
        assert len(set(cells)) == len(cells), row


def test_codes_are_made_of_known_parts() -> None:
    assert sorted({row["code"] for row in ROWS if split_actor_code(row["code"]).unknown}) == []


def test_codes_have_a_country_or_an_international_type_and_a_role() -> None:
    for row in ROWS:
        parts = split_actor_code(row["code"])
        assert parts.country or row["code"][:3] in {"IGO", "IMG", "NGO"}, row
        assert parts.roles, row


def test_dates_parse_and_start_is_not_after_end() -> None:
    for row in ROWS:
        assert DATE.fullmatch(row["start"]), row
        assert DATE.fullmatch(row["end"]), row
        assert first_day(row["start"]) <= last_day(row["end"]), row


def test_no_duplicates_and_no_overlap_of_one_code() -> None:
    assert [k for k, n in Counter((r["name"], r["code"], r["start"]) for r in ROWS).items() if n > 1] == []
    terms: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for row in ROWS:
        terms.setdefault((row["name"], row["code"]), []).append((first_day(row["start"]), last_day(row["end"])))
    for key, spans in terms.items():
        spans.sort()
        assert all(a[1] < b[0] for a, b in zip(spans, spans[1:], strict=False)), (key, spans)


def test_rows_are_sorted_by_country() -> None:
    countries = [row["code"][:3] for row in ROWS]
    assert countries == sorted(countries)


@pytest.mark.parametrize("word", ["May", "Brown", "Major", "Rice", "King", "Ford", "Park", "Moon", "Lee", "Li", "Kim"])
def test_a_common_word_or_surname_alone_is_nobody(word: str) -> None:
    assert [row["name"] for row in ROWS if word in (row["name"], *row["aliases"].split("|"))] == []


FACTS = {
    "opposition-leader": ("Pashinyan", "2017-06-01", "ARMOPP"),
    "last-day-in-opposition": ("Nikol Pashinyan", "2018-05-07", "ARMOPP"),
    "first-day-in-office": ("Pashinyan", "2018-05-08", "ARMGOV"),
    "incumbent": ("Pashinyan", "2024-03-01", "ARMGOV"),
    "merkel-opposition": ("Merkel", "2004-03-01", "DEUOPP"),
    "merkel-chancellor": ("Merkel", "2010-03-01", "DEUGOV"),
    "merkel-last-day": ("Merkel", "2021-12-07", "DEUGOV"),
    "merkel-former": ("Merkel", "2022-03-01", "DEUELI"),
    "president-then-prime-minister": ("Putin", "2010-03-01", "RUSGOV"),
    "title-for-a-common-name": ("Prime Minister May", "2018-03-01", "GBRGOV"),
    "title-family-name-first": ("President Park", "2014-03-01", "KORGOV"),
    "title-moon": ("President Moon", "2019-03-01", "KORGOV"),
    "title-xi": ("President Xi", "2022-03-01", "CHNGOV"),
    "obama-last-day": ("Obama", "2017-01-19", "USAGOV"),
    "trump-first-day": ("Trump", "2017-01-20", "USAGOV"),
    "trump-between-terms": ("Trump", "2022-03-01", "USAELI"),
    "trump-second-term": ("Trump", "2025-06-01", "USAGOV"),
    "bush-senior": ("Bush", "1990-08-02", "USAGOV"),
    "bush-junior": ("Bush", "2003-03-20", "USAGOV"),
    "dotted-capital-without-diacritics": ("Erdogan", "2005-03-01", "TURGOV"),
    "diacritics": ("Erdoğan", "2020-03-01", "TURGOV"),
    "suu-kyi-opposition": ("Suu Kyi", "2010-03-01", "MMROPP"),
    "suu-kyi-state-counsellor": ("Suu Kyi", "2017-03-01", "MMRGOV"),
    "suu-kyi-deposed": ("Suu Kyi", "2021-02-01", "MMROPP"),
    "guaido": ("Guaido", "2019-03-01", "VENOPP"),
    "machado": ("Maria Corina Machado", "2024-08-01", "VENOPP"),
    "navalny": ("Navalny", "2020-08-20", "RUSOPP"),
    "nasrallah": ("Nasrallah", "2006-07-12", "LBNREB"),
    "bin-laden": ("bin Laden", "2001-09-11", "IMGMUSALQ"),
    "un-secretary-general": ("Ban Ki-moon", "2012-03-01", "IGOUNO"),
    "the-same-man-as-minister": ("Ban Ki-moon", "2005-03-01", "KORGOV"),
    "guterres-as-prime-minister": ("Guterres", "1999-03-01", "PRTGOV"),
    "guterres-at-the-un": ("Guterres", "2020-03-01", "IGOUNO"),
    "nato": ("Stoltenberg", "2022-03-01", "IGOWSTNAT"),
    "nato-secretary-was-prime-minister": ("Stoltenberg", "2010-03-01", "NORGOV"),
    "european-commission": ("Ursula von der Leyen", "2022-03-01", "IGOEUREEC"),
    "the-same-woman-as-defence-minister": ("Ursula von der Leyen", "2015-03-01", "DEUGOV"),
    "pope": ("Pope Francis", "2015-03-01", "VATGOV"),
    "king": ("King Abdullah II", "2015-03-01", "JORGOV"),
    "crown-prince": ("Mohammed bin Salman", "2018-03-01", "SAUGOV"),
    "transliteration": ("Gadhafi", "1990-03-01", "LBYGOV"),
    "rebel-then-president": ("Ahmed al-Sharaa", "2015-03-01", "SYRREB"),
    "president-who-was-a-rebel": ("Ahmed al-Sharaa", "2025-06-01", "SYRGOV"),
    "spokesman": ("Peskov", "2022-03-01", "RUSGOV"),
    "defence-minister": ("Shoigu", "2022-03-01", "RUSGOV"),
    "soviet-leader": ("Gorbachev", "1988-03-01", "SUNGOV"),
    "small-state": ("Mottley", "2020-03-01", "BRBGOV"),
}


@pytest.mark.parametrize(("name", "when", "code"), FACTS.values(), ids=FACTS.keys())
def test_who_is_who_when(name: str, when: str, code: str) -> None:
    assert lookup(name, when) == {code}
