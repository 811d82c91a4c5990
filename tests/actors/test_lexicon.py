"""Dictionaries: strict reading, dates, names in a sentence (case, plurals, longest first), and the compiled cache."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from named import found, sentence

from coder.actors.lexicon import Lexicon, load_lexicon
from coder.actors.plurals import plurals
from coder.errors import DataFileError
from coder.files import cache as compiled

HEADER = "name,aliases,kind,code,start,end\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def lexicon_of(tmp_path: Path, *lines: str, own: str = "") -> Lexicon:
    folder = tmp_path / "dictionaries"
    folder.mkdir(exist_ok=True)
    (folder / "actors.csv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf8")
    extra = []
    if own:
        extra = [tmp_path / "own.csv"]
        extra[0].write_text(HEADER + own + "\n", encoding="utf8")
    return load_lexicon(extra, folder)


LINES = (
    "Turkey,Turkish,country,TUR,,",
    "United States,US|U.S.,country,USA,,",
    "Korea,Korean,country,KOR,,",
    "North Korea,North Korean,country,PRK,,",
    "Côte d'Ivoire,,country,CIV,,",
    "NATO,Nato,organisation,IGOWSTNAT,,",
    "al-Shabaab,al Shabab,group,SOMREB,,",
    "Doctors Without Borders,,organisation,NGO,,",
    "gunman,,role,UAF,,",
    "attorney general,,role,JUD,,",
    "foreign ministry,ministry of foreign affairs,role,GOV,,",
    "major,,role,MIL,,",
    "Ana Lopes,Lopes,person,PRTGOV,2010,2015",
    "Ana Lopes,Lopes,person,PRTOPP,2015-06,",
)
NAMES = {
    "country": ("Turkey", [("Turkey", "TUR")]),
    "bird": ("a turkey", []),
    "capitals": ("TURKEY", [("TURKEY", "TUR")]),
    "pronoun": ("us/PRP", []),
    "full-stops": ("U.S.", [("U.S.", "USA")]),
    "longest-first": ("North Korean", [("North Korean", "PRK")]),
    "people": ("Koreans", [("Koreans", "KOR")]),
    "accents": ("Cote d’Ivoire", [("Cote d’Ivoire", "CIV")]),
    "capitalised-acronym": ("Nato", [("Nato", "IGOWSTNAT")]),
    "particle-in-capitals": ("Al - Shabaab", [("Al - Shabaab", "SOMREB")]),
    "particle": ("al - Shabab", [("al - Shabab", "SOMREB")]),
    "irregular-plural": ("gunmen", [("gunmen", "UAF")]),
    "plural-of-the-first-noun": ("attorneys general", [("attorneys general", "JUD")]),
    "role-in-title-case": ("Foreign Ministry", [("Foreign Ministry", "GOV")]),
    "role-with-of": ("ministries of foreign affairs", [("ministries of foreign affairs", "GOV")]),
    "adjective-is-no-role": ("major/JJ cities", []),
    "half-of-a-name": ("doctors without/IN borders", []),
    "two": ("Turkey , Korea", [("Turkey", "TUR"), ("Korea", "KOR")]),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_in_a_sentence(case: str, tmp_path: Path) -> None:
    text, expected = NAMES[case]
    assert found(lexicon_of(tmp_path, *LINES), text) == expected


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("2010-01-01", "PRTGOV"),
        ("2015-05-31", "PRTGOV"),
        ("2015-06-01", "PRTOPP"),
        ("2015-12-31", "PRTOPP"),
        ("2024-01-01", "PRTOPP"),
    ],
)
def test_of_overlapping_dates_the_later_start_wins(when: str, code: str, tmp_path: Path) -> None:
    assert found(lexicon_of(tmp_path, *LINES), "Lopes", date.fromisoformat(when)) == [("Lopes", code)]


def test_own_files_win(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, *LINES, own="Lopes,,person,PRTLEG,,")
    assert found(lexicon, "Lopes", date(2020, 1, 1)) == [("Lopes", "PRTLEG")]


def test_an_entry_outside_its_dates_is_told(tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, *LINES)
    mention = lexicon.mentions(sentence("Lopes"))[0]
    assert lexicon.select(mention, date(2009, 12, 31))[1] is False
    assert lexicon.select(mention, date(2010, 1, 1))[1] is True


FAULTS = {
    "code": ("X,,country,Rus,,", "code 'Rus' of 'X' is no actor code"),
    "country": ("X,,person,QQQGOV,,", "begins with 'QQQ'"),
    "kind": ("X,,nation,RUS,,", "kind 'nation' of 'X' is unknown"),
    "date": ("X,,person,RUSGOV,soon,", "start 'soon' of 'X' is no date"),
    "no-such-day": ("X,,person,RUSGOV,2019-02-30,", "start '2019-02-30' of 'X' is no date"),
    "order": ("X,,person,RUSGOV,2010,2009", "'X' ends (2009) before it starts (2010)"),
    "name": (",,person,RUSGOV,,", "the name is empty"),
    "cells": ("X,person,RUSGOV,,", "5 cells instead of 6"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_faults_say_where_and_what(case: str, tmp_path: Path) -> None:
    line, message = FAULTS[case]
    with pytest.raises(DataFileError) as caught:
        lexicon_of(tmp_path, "Turkey,,country,TUR,,", line)
    assert any("actors.csv:3: " in p and message in p for p in caught.value.problems)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as caught:
        lexicon_of(tmp_path, *(line for line, _ in FAULTS.values()))
    assert len(caught.value.problems) == len(FAULTS)


def test_unknown_header(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("actor,code\nX,RUS\n", encoding="utf8")
    with pytest.raises(DataFileError, match=r"own.csv:1: the header is 'actor,code'"):
        load_lexicon([tmp_path / "own.csv"], tmp_path)


def test_compiled_tables_are_kept_and_made_anew_when_a_file_changes(tmp_path: Path, cache: Path) -> None:
    first = lexicon_of(tmp_path, *LINES)
    assert len(list(cache.iterdir())) == 1
    assert lexicon_of(tmp_path, *LINES).entries == first.entries
    assert len(list(cache.iterdir())) == 1
    assert found(lexicon_of(tmp_path, "Turkey,,country,AZE,,"), "Turkey") == [("Turkey", "AZE")]


def test_a_damaged_cache_is_not_used(tmp_path: Path, cache: Path) -> None:
    lexicon_of(tmp_path, *LINES)
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes()[:-5] + b"xxxxx")
    assert found(lexicon_of(tmp_path, *LINES), "Turkey") == [("Turkey", "TUR")]


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf8")
    monkeypatch.setenv("CODER_CACHE", str(tmp_path / "file" / "below"))
    assert found(lexicon_of(tmp_path, *LINES), "Turkey") == [("Turkey", "TUR")]
    assert compiled.read("anything") is None


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("gunman", "role", ["gunmen"]),
        ("attorney general", "role", ["attorneys general", "attorney generals"]),
        ("member of parliament", "role", ["members of parliament"]),
        ("chargé d'affaires", "role", ["chargés d'affaires"]),
        ("ministry", "role", ["ministries"]),
        ("German", "country", ["Germans"]),
        ("Chinese", "country", []),
        ("British", "country", []),
        ("police", "role", []),
    ],
)
def test_plurals(name: str, kind: str, expected: list[str]) -> None:
    assert plurals(name, kind) == expected


def test_the_packages_own_dictionaries_are_sound_and_large() -> None:
    lexicon = load_lexicon()
    kinds = [e.kind for e in lexicon.entries]
    assert kinds.count("role") >= 500
    assert len({e.code for e in lexicon.entries if e.kind == "country"}) >= 200
    assert lexicon.warnings == ()
