"""The dictionary of organisations: format, sizes, codes, dates and a table of facts."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "coder" / "knowledge"
HEADER = ["name", "aliases", "kind", "code", "start", "end"]
LISTS = ("countries", "known_groups", "actor_types", "religion", "ethnic")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = read(FOLDER / "dictionaries" / "organisations.csv")


def pieces(code: str) -> list[str]:
    return [code[i : i + 3] for i in range(0, len(code), 3)]


def lookup(name: str, when: str) -> set[str]:
    """Codes of the rows that carry the name or alias on the date."""
    return {
        row["code"]
        for row in ROWS
        if name in (row["name"], *row["aliases"].split("|"))
        and (row["start"] or "0001-01-01") <= when <= (row["end"] or "9999-12-31")
    }


def test_header() -> None:
    with (FOLDER / "dictionaries" / "organisations.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER


def test_rows_are_sorted_by_name_then_start() -> None:
    keys = [(row["name"].casefold(), row["name"], row["start"]) for row in ROWS]
    assert keys == sorted(keys)


def test_name_and_start_are_unique() -> None:
    assert [k for k, n in Counter((r["name"], r["start"]) for r in ROWS).items() if n > 1] == []


def test_an_alias_belongs_to_one_name_of_a_country() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for row in ROWS:
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            owners.setdefault((name, row["code"][:3]), set()).add(row["name"])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_codes_are_built_of_listed_pieces() -> None:
    known = {row["code"] for name in LISTS for row in read(FOLDER / "codes" / f"{name}.csv")}
    wrong = {r["code"] for r in ROWS if not re.fullmatch(r"([A-Z]{3})+", r["code"]) or set(pieces(r["code"])) - known}
    assert wrong == set()


def test_dates_are_iso_and_ordered() -> None:
    for row in ROWS:
        start, end = (date.fromisoformat(row[k]) if row[k] else None for k in ("start", "end"))
        assert start is None or end is None or start <= end, row


def test_ranges_of_one_name_do_not_overlap() -> None:
    spans: dict[str, list[tuple[str, str]]] = {}
    for row in ROWS:
        spans.setdefault(row["name"], []).append((row["start"] or "0001", row["end"] or "9999"))
    for name, found in spans.items():
        found.sort()
        assert all(a[1] < b[0] for a, b in pairwise(found)), name


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"IGO", 400), (r"(?!NGO)(\w{3})+(REB|SEP|INS|UAF|CRM|MIL)|IMG", 300), (r"\w{3}(GOV|OPP|PTY)", 400),
        (r"(\w{3})+MED|MED", 120), (r"NGO|NGM", 150), (r"MNC", 200), (r"\w{3}(LEG|SPY|COP|JUD|GOVBUS)", 150),
    ],
    ids=["international", "armed", "parties", "media", "ngo", "companies", "state"],
)  # fmt: skip
def test_sizes(pattern: str, least: int) -> None:
    assert len({row["name"] for row in ROWS if re.match(pattern, row["code"])}) >= least


@pytest.mark.parametrize(
    ("name", "when", "code"),
    [
        ("Taliban", "2001-01-01", "AFGGOVTAL"), ("Taliban", "2021-08-14", "AFGREBTAL"),
        ("Taliban", "2021-08-15", "AFGGOVTAL"), ("Hamas", "2015-01-01", "PSEREBHMS"),
        ("Hezbollah", "2020-01-01", "LBNREBHEZ"), ("FARC", "2010-01-01", "COLREB"),
        ("ISIS", "2015-01-01", "IMGMUSISI"), ("al-Qaeda", "2005-01-01", "IMGMUSALQ"),
        ("PKK", "2015-01-01", "TURKURREB"), ("al-Shabaab", "2015-01-01", "SOMREB"),
        ("Boko Haram", "2014-04-14", "NGAREB"), ("Wagner Group", "2022-01-01", "RUSUAF"),
        ("KLA", "1999-01-01", "KSVSEP"), ("ETA", "2000-01-01", "ESPSEP"), ("M23", "2024-01-01", "CODREB"),
        ("RSF", "2022-01-01", "SDNMIL"), ("RSF", "2023-04-15", "SDNREB"), ("LTTE", "2005-01-01", "LKASEP"),
        ("UN", "2000-01-01", "IGOUNO"), ("NATO", "2000-01-01", "IGOWSTNAT"), ("EU", "2000-01-01", "IGOEUREEC"),
        ("OSCE", "2000-01-01", "IGOEURSCE"), ("OPEC", "2000-01-01", "IGOOPC"), ("IAEA", "2000-01-01", "IGOUNOIAE"),
        ("UNHCR", "2000-01-01", "IGOUNOREFHCR"), ("WHO", "2000-01-01", "IGOUNOHLHWHO"),
        ("UNIFIL", "2000-01-01", "IGOUNOPKO"), ("KFOR", "2000-01-01", "IGOWSTNATMIL"),
        ("African Union", "2010-01-01", "IGOAFRAFU"), ("CIS", "2000-01-01", "IGOCASCIS"), ("CSTO", "2020-01-01",
        "IGOMIL"),
        ("ICC", "2010-01-01", "IGOJUDICC"), ("ICJ", "2010-01-01", "IGOUNOJUDICJ"),
        ("ECHR", "2010-01-01", "IGOEURCOEJUD"), ("IMF", "2010-01-01", "IGOBUSIMF"),
        ("Interpol", "2010-01-01", "IGOCOPITP"), ("G7", "2010-01-01", "IGOGOS"), ("ASEAN", "2010-01-01", "IGOSEAASN"),
        ("Likud", "2015-01-01", "ISRGOVLKD"), ("Likud", "2021-06-13", "ISROPPLKD"), ("BJP", "2010-01-01", "INDOPP"),
        ("BJP", "2016-01-01", "INDGOV"), ("AKP", "2002-11-17", "TUROPP"), ("AKP", "2002-11-18", "TURGOV"),
        ("British Labour Party", "2000-01-01", "GBRGOV"), ("UK Labour Party", "2015-01-01", "GBROPP"),
        ("Georgian Dream", "2020-01-01", "GEOGOV"), ("Muslim Brotherhood", "2013-01-01", "EGYGOVMBR"),
        ("ANC", "2000-01-01", "ZAFGOV"), ("Republican Party of Armenia", "2019-01-01", "ARMOPP"),
        ("Mossad", "2010-01-01", "ISRSPY"), ("IRGC", "2010-01-01", "IRNMIL"), ("SBU", "2020-01-01", "UKRSPY"),
        ("Fed", "2020-01-01", "USAGOVBUS"), ("NYPD", "2020-01-01", "USACOP"), ("Milli Majlis", "2020-01-01", "AZELEG"),
        ("Reuters", "2020-01-01", "GBRMED"), ("Xinhua", "2020-01-01", "CHNMED"),
        ("Sputnik Azerbaijan", "2024-01-01", "RUSMED"), ("Kommersant", "2020-01-01", "RUSMED"),
        ("MSF", "2020-01-01", "NGOHLHMSF"), ("ICRC", "2020-01-01", "NGOHLHIRC"), ("ACLU", "2020-01-01", "NGOUSAHRI"),
        ("Gazprom", "2020-01-01", "MNCRUS"), ("Boeing", "2020-01-01", "MNCUSA"),
    ],
)  # fmt: skip
def test_facts(name: str, when: str, code: str) -> None:
    assert lookup(name, when) == {code}
