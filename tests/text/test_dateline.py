"""The head of a report: place, day and agency, and what only looks like one."""

from __future__ import annotations

import pytest

from coder.text.dateline import dateline_end, first_dateline, read_dateline
from coder.text.states import find_state, load_states

# (head, place, within); the report goes on with the words after it.
HEADS = {
    "capitals-and-dash": ("ACCRA — ", "ACCRA", ""),
    "day": ("ACCRA, May 3 — ", "ACCRA", ""),
    "day-first": ("Accra, 3 May 2011 - ", "Accra", ""),
    "agency-in-brackets": ("Accra (GNA) – ", "Accra", ""),
    "no-dash-after-an-agency": ("New Delhi, Jul 2 (ANI) ", "New Delhi", ""),
    "country": ("ASUNCIÓN, Paraguay — ", "ASUNCIÓN", "Paraguay"),
    "country-and-colon": ("PUNE, India: ", "PUNE", "India"),
    "country-and-colon-in-small-letters": ("Pune, India: ", "Pune", "India"),
    "bar-and-outlet": ("LUSAKA | Morning Post — ", "LUSAKA", ""),
    "bars": ("Lusaka | The Morning Post | ", "Lusaka", ""),
    "bar": ("BERLIN | ", "BERLIN", ""),
    "state": ("CONCORD, N.H. (AP) — ", "CONCORD", "N.H."),
    "province": ("LONDON, Ont. — ", "LONDON", "Ont."),
    "agency-before": ("Reuters - LIMA (Reuters) - ", "LIMA", ""),
    "agency-and-town": ("AFP, Amman - ", "Amman", ""),
    "underscore": ("TUNIS, Tunisia (AP) _ ", "TUNIS", "Tunisia"),
    "slash-in-agency": ("Ankara/Izmir, 3 May 2004 (XYZ/QR) -- ", "Ankara", ""),
    "outside-a-town": ("OUTSIDE BASRA, Iraq — ", "BASRA", "Iraq"),
    "two-towns": ("PARIS/ROME, June 9 (Reuters) - ", "PARIS", ""),
    "day-and-agency": ("June 9 (Reuters) - ", "", ""),
    "year-of-two-figures": ("QUITO, 7 SEP 89 (RADIO CENTRO 1) -- ", "QUITO", ""),
    "agency-alone": ("(AFP) – ", "", ""),
    "no-dash": ("KHARTOUM, Sudan ", "KHARTOUM", "Sudan"),
    "town-alone": ("NAIROBI ", "NAIROBI", ""),
    "town-and-day": ("NAIROBI May 3, 2011 ", "NAIROBI", ""),
    "two-towns-alone": ("KAMPALA/NAIROBI, Kenya ", "KAMPALA", "Kenya"),
    "particles": ("RIO DE JANEIRO: ", "RIO DE JANEIRO", ""),
    "country-in-brackets": ("Lomé (Togo), 3 mai 2011 -- ", "Lomé", "Togo"),
    "ordinal-day": ("Bamako, 1er octobre 2011 - ", "Bamako", ""),
    "stop-and-dash": ("LA PAZ, 3 dic (ZZZ).- ", "LA PAZ", ""),
    "full-stops": ("OSLO. March 3. ", "OSLO", ""),
    "town-comma-day-stop": ("Oslo, March 3. ", "Oslo", ""),
    "region-and-agency-last": ("Kumasi (AR), Aug. 3, GNA - ", "Kumasi", ""),
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_is_read(name: str) -> None:
    head, place, within = HEADS[name]
    found = read_dateline(head + "The police made arrests.")
    assert found is not None
    assert (found.end, found.place, found.within) == (len(head), place, within)


def test_a_report_in_capitals_has_a_dateline_where_a_day_and_an_agency_say_so() -> None:
    assert dateline_end("QUITO, 7 SEP 89 (EFE) -- THREE MEN WERE FREED.") == 25
    assert dateline_end("QUITO CHIEF FREED -- THREE MEN WERE HURT.") == 0


NONE = (
    "US - China talks went on.",
    "Police said: The men were armed.",
    "The Grain Front (GF) President Abebe said nothing.",
    "Grain Front (GF) militants attacked.",
    "Lima — a city of ten million — was quiet.",
    "TOWN SHELLED AT DAWN - OFFICIALS SAY",
    "The war – The first since 1990 – ended.",
    "Vietnam - China border trade grew.",
    "UPDATE: The police made arrests.",
    "In May (Reuters) said so.",
    "NAIROBI marathon runners were arrested.",
    "PRIME Minister Abebe said nothing.",
    "Police made arrests in ACCRA — Ghana's capital.",
    "Lima, Moss: The police made arrests.",
    "Minister, Kenya: The police made arrests.",
    "He arrived on March 3. The police waited.",
    "Chapter 3. The police made arrests.",
)


@pytest.mark.parametrize("text", NONE)
def test_other_beginnings_are_none(text: str) -> None:
    assert dateline_end(text) == 0


def test_credits_are_read_whole() -> None:
    text = "Reporting by Ann Moss in Kabul; editing by Bo Fry."
    assert dateline_end(text) == len(text)
    assert dateline_end("Reports by the police said that two men were shot.") == 0


def test_states_are_found_by_both_abbreviations() -> None:
    for text, name in (
        ("Ga.", "Georgia"),
        ("GA", "Georgia"),
        ("Ga", "Georgia"),
        ("N.H.", "New Hampshire"),
        ("Ont.", "Ontario"),
    ):
        state = find_state(text)
        assert state is not None and state.name == name
    assert find_state("Ghana") is None
    assert {s.country for s in load_states().values()} == {"USA", "CAN"}


FIRST = {
    "head": ("QUITO, May 3 (AFP) - Ministers met.", (0, "QUITO")),
    "behind a title": ("Truce holds for third day. QUITO, May 3 (AFP) - Ministers met.", (27, "QUITO")),
    "behind a line": ("Truce holds\nBy Ana Lima\nQUITO, May 3 - Ministers met.", (24, "QUITO")),
}


@pytest.mark.parametrize("name", FIRST)
def test_the_dateline_of_a_text_may_stand_behind_its_title(name: str) -> None:
    text, (begins, place) = FIRST[name]
    found = first_dateline(text)
    assert found is not None
    assert (found[0], found[1].place) == (begins, place)


def test_no_dateline_behind_a_report() -> None:
    report = "Ministers of six countries met for a third day to talk about the truce that their armies had broken a "
    assert first_dateline(report + "dozen times in March. QUITO, May 3 (AFP) - Envoys arrived.") is None
    assert first_dateline("Ministers met. They talked about the truce - and left.") is None
