"""The heads of entries and the titles of reports: their day and place, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from coder.text.heads import Heading, Headings, head_end, title_of

PUBLISHED = date(2014, 6, 20)
TEXT = "Gunmen burned two trucks."
# head of an entry, its day, its places; a sentence follows it.
ENTRIES = {
    "day, dash, country first": ("3 Jun 2014 - Chad, Ati district, Yao: ", 3, ("Chad", "Ati district", "Yao")),
    "digits": ("03/06/14, Chad, Yao: ", 3, ("Chad", "Yao")),
    "digits of which one order is in the future": ("12.06.2014 - Yao: ", 12, ("Yao",)),
    "closest first, time": ("Yao, Chad, 3 June 2014, 16:30 local. ", 3, ("Yao", "Chad")),
    "day in brackets": ("Batha - Yao (3 June 2014): ", 3, ("Batha", "Yao")),
    "all in brackets": ("(Chad, Yao - 3 Jun. 2014) ", 3, ("Chad", "Yao")),
    "stops": ("3 June 2014. Yao, Chad. ", 3, ("Yao", "Chad")),
    "weekday": ("Tuesday, 3 June 2014 – ", 3, ()),
    "month first": ("June 3, 2014: ", 3, ()),
    "range": ("3-4 June 2014: ", 3, ()),
    "ISO": ("2014-06-03 ", 3, ()),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_is_of_the_day_and_place_at_its_head(name: str) -> None:
    head, day, places = ENTRIES[name]
    text = head + TEXT
    assert Headings(text, PUBLISHED).over(len(text) - 1) == Heading(date(2014, 6, day), places, is_entry=True)
    assert head_end(text, 0, len(text)) == len(head)


NO_HEADS = {
    "a day in a sentence": "On 3 June 2014, in Yao, gunmen burned two trucks.",
    "a number": "20 people died in Yao.",
    "an old dateline": "YAO, Chad, March 3 (Reuters) - Gunmen burned two trucks.",
    "a day to come": "3 July 2014: Chad holds elections.",
    "no such day": "31 June 2014: Chad held elections.",
    "a month": "June 2014 saw fighting.",
    "what is no name follows": "3 June 2014: as gunmen burned trucks, people fled.",
}


@pytest.mark.parametrize("name", NO_HEADS)
def test_what_only_looks_like_one_is_none(name: str) -> None:
    assert Headings(NO_HEADS[name], PUBLISHED).over(40 if len(NO_HEADS[name]) > 40 else 15) is None


@pytest.mark.parametrize("dateline", ["YAO, Chad, June 3 (Reuters) - ", "YAO, 3 June 2014 (AFP) - ", "YAO, June 3: "])
def test_the_day_of_a_dateline_is_that_of_the_report(dateline: str) -> None:
    text = f"{dateline}Gunmen burned two trucks here today."
    assert Headings(text, PUBLISHED).over(len(text) - 1) == Heading(date(2014, 6, 3))


def test_entries_of_one_paragraph_are_each_of_the_day_at_their_head() -> None:
    text = "A chronology. May 30: Voters turn out. June 2: Gunmen burn trucks; troops flee. Then: silence."
    found = Headings(text, PUBLISHED)
    assert [found.over(text.index(word)) for word in ("Voters", "troops", "chronology")] == [
        Heading(date(2014, 5, 30), is_entry=True), Heading(date(2014, 6, 2), is_entry=True), None,
    ]  # fmt: skip
    at = text.index("June 2")
    assert head_end(text, at, len(text)) == len("June 2: ")


def test_entries_by_weekdays_count_from_the_last_day_that_stands_before_them() -> None:
    text = "Log of incidents, week ending 1 June. Monday: Gunmen burned trucks. Friday: Police raided a house."
    found = Headings(text, date(2014, 6, 4))
    assert [found.over(text.index(word)) for word in ("Gunmen", "Police")] == [
        Heading(date(2014, 5, 26), is_entry=True), Heading(date(2014, 5, 30), is_entry=True),
    ]  # fmt: skip


def test_a_year_alone_is_that_of_the_entries_behind_it() -> None:
    text = (
        "A chronology. 2011. 20th June: Gunmen burn trucks. 3rd-4th July: Troops flee. 2012. 3rd March: Peace is made."
    )
    found = Headings(text, PUBLISHED)
    assert [found.over(text.index(word)) for word in ("Gunmen", "Troops", "Peace")] == [
        Heading(date(2011, 6, 20), is_entry=True), Heading(date(2011, 7, 3), is_entry=True),
        Heading(date(2012, 3, 3), is_entry=True),
    ]  # fmt: skip
    text = "A chronology\n30 Sept. 1991: Gunmen burn trucks.\n3 July 1993: Troops flee."
    assert Headings(text, PUBLISHED).over(len(text) - 1) == Heading(date(1993, 7, 3), is_entry=True)


def test_one_day_and_a_colon_within_a_paragraph_begin_no_entries() -> None:
    text = "He named the day. June 2: that was when gunmen burned the trucks. The answer: no."
    assert Headings(text, PUBLISHED).over(len(text) - 1) is None


def test_without_a_year_an_entry_is_of_the_last_such_day_and_one_alone_is_only_reported_on_it() -> None:
    several = "3 June: Gunmen burned trucks.\n24 December: Chad held elections."
    found = Headings(several, PUBLISHED)
    assert found.over(12) == Heading(date(2014, 6, 3), is_entry=True)
    assert found.over(50) == Heading(date(2013, 12, 24), is_entry=True)
    assert Headings(several.split("\n")[0], PUBLISHED).over(12) == Heading(date(2014, 6, 3))


def test_a_head_holds_for_its_line_and_one_on_a_line_of_its_own_for_those_below() -> None:
    text = "MISSION IN CHAD\nDaily report, 12-18 June 2014\n\nAll was calm.\n17 June, Yao: Gunmen came.\nThey left."
    found = Headings(text, PUBLISHED)
    title = Heading(date(2014, 6, 18))
    assert [found.over(text.index(w)) for w in ("All", "They")] == [title, title]
    assert found.over(text.index("Gunmen")) == Heading(date(2014, 6, 17), ("Yao",))
    assert found.over(0) is None


def test_lines_that_begin_with_a_place_are_of_it_where_several_do() -> None:
    text = "Moundou: Police closed a club.\nAbeche: Traders struck."
    assert [Headings(text, PUBLISHED).over(text.index(w)) for w in ("Police", "Traders")] == [
        Heading(None, ("Moundou",)),
        Heading(None, ("Abeche",)),
    ]
    assert Headings(text.split("\n")[0], PUBLISHED).over(9) is None


def test_the_place_right_before_the_day_of_a_title() -> None:
    text = "Summit of the heads of state, Accra, 13 May 2015\n\nThe heads of state met on Sunday."
    assert Headings(text, date(2015, 5, 15)).over(60) == Heading(date(2015, 5, 13), ("Accra",))
    text = "Press release, Bulawayo, 9th June 2015\n\nTwo men were held."
    assert Headings(text, date(2015, 6, 9)).over(45) == Heading(date(2015, 6, 9), ("Bulawayo",))
    text = "Daily report No. 46, 13 May 2015\n\nTwo men were held."
    assert Headings(text, date(2015, 5, 15)).over(40) == Heading(date(2015, 5, 13))


def test_a_title_is_what_stands_over_the_first_sentence() -> None:
    assert title_of("MISSION IN CHAD\nDaily report\n\nAll was calm.\nNo more") == "MISSION IN CHAD / Daily report"
    assert title_of("All was calm.\nNo more.") == title_of("Gunmen burned two trucks") == ""


def test_what_stands_behind_a_colon_may_begin_small() -> None:
    text = "3 Jun – Bara (Darfur): herders torched a car.\n5 Jun – Umm Rawaba (Kordofan): troops came."
    found = Headings(text, PUBLISHED).over(25)
    assert found is not None and (found.day, found.places) == (date(2014, 6, 3), ("Bara", "Darfur"))
    assert Headings("On 3 June: herders torched a car.", PUBLISHED).over(20) is None
