"""States with their numbers: where the two lists differ, where they change, and faults told by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coder.cameo.ontology import load_ontology
from coder.cameo.states import COLUMNS, load_states
from coder.errors import DataFileError

NUMBERS = [
    ("DEU", "1999-05-01", (260, 255)), ("DEU", "1985-05-01", (260, 260)), ("DEU", "1947-01-01", (None, None)), ("DDR",
    "1985-05-01", (265, 265)),
    ("YEM", "1985-01-01", (678, 678)), ("YEM", "2015-01-01", (678, 679)), ("YMD", "1985-01-01", (680, 680)),
    ("SRB", "2010-01-01", (340, 345)), ("SRB", "1999-01-01", (None, None)), ("YUG", "1999-01-01", (345, 345)),
    ("KIR", "2010-01-01", (970, 946)), ("NRU", "2010-01-01", (971, 970)), ("TON", "2010-01-01", (972, 955)), ("TUV",
    "2010-01-01", (973, 947)),
    ("TUV", "1990-01-01", (973, None)), ("SUN", "1985-01-01", (365, 365)), ("SUN", "1995-01-01", (None, None)), ("RUS",
    "1995-01-01", (365, 365)),
    ("XKX", "2010-01-01", (347, 347)), ("PSE", "2010-01-01", (None, None)), (None, "2010-01-01", (None, None)), ("SSD",
    "2011-07-08", (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("iso3", "day", "numbers"), NUMBERS, ids=[f"{n[0]} {n[1]}" for n in NUMBERS])
def test_numbers_of_a_state_on_a_day(iso3: str, day: str, numbers: tuple) -> None:
    assert load_states().numbers(iso3, date.fromisoformat(day)) == numbers


def test_a_state_belongs_to_a_month_that_its_spell_overlaps() -> None:
    states = load_states()
    assert states.numbers("SSD", date(2011, 7, 1), date(2011, 7, 31)) == (626, 626)
    assert "SSD" in states.existing(date(2011, 7, 1), date(2011, 7, 31)) and "SSD" not in states.existing(
        date(2011, 6, 1), date(2011, 6, 30)
    )
    assert 190 < len(list(states.existing(date(2015, 1, 1), date(2015, 12, 31)))) < 205


def test_every_state_is_a_country_of_the_code_list() -> None:
    assert load_states().spells.keys() <= {p.country for p in load_ontology().places.values()}


REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "states"


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference lists are not here")
@pytest.mark.parametrize("name", ["gw", "cow"])
def test_numbers_and_days_are_those_of_the_source(name: str) -> None:
    import csv

    with (REFERENCE / f"{name}states.csv").open(encoding="utf8") as file:
        source = [
            (int(float(r[f"{name}code"])), date.fromisoformat(r["start"]), date.fromisoformat(r["end"]))
            for r in csv.DictReader(file)
        ]
    ours = [s for spells in load_states().spells.values() for s in spells]
    for spell in ours:
        number = getattr(spell, f"{name}code")
        assert number is None or any(n == number and a <= spell.start and spell.end <= b for n, a, b in source), spell
    today = {getattr(s, f"{name}code") for s in ours if s.end == date.max} - {None}
    assert today == {n for n, _, end in source if end == date.max} - {
        396,
        397,
    }  # Abkhazia and South Ossetia have no alpha-3 code


def test_faults_are_told_by_line(tmp_path: Path) -> None:
    lines = [
        "AAA,1,,1990-01-01,,A",
        "AAA,1,,1980-01-01,1985-01-01,A",
        "BBB,,,1990-01-01,,B",
        "CCC,x,,1990-01-01,,C",
        "DDD,1,1,1990-01-01,1980-01-01,D",
    ]
    (tmp_path / "states.csv").write_text("\n".join([",".join(COLUMNS), *lines]), encoding="utf8")
    with pytest.raises(DataFileError) as error:
        load_states(tmp_path)
    assert [p.split("states.csv:")[1].split(":")[0] for p in error.value.problems] == ["3", "4", "5", "6"]
