"""What takes lives kills, bare numbers come to harm, headings count the dead, and deeds are told one after another."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def rows(coder: Coder, text: str) -> list[tuple[str, str | None, str | None, int | None]]:
    return [(e.event_code, e.source_code, e.target_code, e.killed) for e in coder.code(text, date="2020-06-15")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Shells took the lives of two Danish soldiers and a Fijian nurse near Homs.",
            {("DNKMIL", 2), ("FJIHLH", 1)},
        ),
        ("A blast cost three Chadian soldiers their lives in Lagos.", {("TCDMIL", 3)}),
        ("A sniper took a Danish nurse's life in Homs.", {("DNKHLH", 1)}),
    ],
)
def test_what_takes_lives_kills(coder: Coder, text: str, wanted: set[tuple[str, int]]) -> None:
    assert {(target, killed) for _, _, target, killed in rows(coder, text)} == wanted


def test_who_takes_his_own_life_kills_nobody(coder: Coder) -> None:
    assert rows(coder, "The Danish minister took his own life.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Nine Chadian soldiers were killed and 12 wounded in a car bombing at a camp in Lagos.",
        "Danish police halted a lorry and arrested nine Fijian cooks.",
        "Three Danes died in a blast at a cafe in Homs, where a bomb had been hidden in a bag.",
        "Chadian air raids wrecked two Libyan camps.",
    ],
)
def test_one_act_is_one_row(coder: Coder, text: str) -> None:
    assert len(rows(coder, text)) == 1


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("A night of Omani air raids flattened a Yemeni camp.", "OMN", "YEM"),
        ("A string of Danish air strikes pounded Fijian positions.", "DNK", "FJI"),
    ],
)
def test_a_night_of_raids_is_raids(coder: Coder, text: str, source: str, target: str) -> None:
    assert [(c[:3], s, (t or "")[:3]) for c, s, t, _ in rows(coder, text)] == [("195", source, target)]


def test_headings_count_the_dead(coder: Coder) -> None:
    assert [(c, k) for c, _, _, k in rows(coder, "Two dead, nine hurt in grenade attack at Nairobi hotel")] == [
        ("183", 2)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A swarm of locusts besieged the Kenyan capital.",
        "Heavy hail bombarded northern Denmark.",
        "Denmark's economy is held hostage by low prices.",
        "Danish savers took refuge in Swiss francs.",
        "The play in Rome met with an explosion of laughter.",
    ],
)
def test_weather_prices_and_laughter_harm_nobody(by_rules: Coder, text: str) -> None:
    assert rows(by_rules, text) == []


def test_a_hail_of_bullets_is_no_weather(coder: Coder) -> None:
    assert [c for c, *_ in rows(coder, "A hail of bullets killed two Danish cooks in Homs.")] == ["193"]


def test_between_whom_it_was_behind_where_it_was(coder: Coder) -> None:
    text = "There was a battle off the Suva peninsula between the Danish navy and Fijian rebels."
    assert {(s, t) for _, s, t, _ in rows(coder, text)} == {("DNKMIL", "FJIREB"), ("FJIREB", "DNKMIL")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Danish exiles marched across Fiji on Sunday against the government in Copenhagen.", "Fiji"),
        ("Protests spread to three Chadian towns.", "Chad"),
        ("PERU: Miners block highway", "Peru"),
        ("USA: Farm workers go on strike", "United States"),
    ],
)
def test_where_a_protest_is(coder: Coder, text: str, place: str) -> None:
    assert [e.place_name for e in coder.code(text, date="2020-06-15")] == [place]


def test_the_small_hours_of_a_day(coder: Coder) -> None:
    (event,) = coder.code("In the early hours of 3 May, gunmen raided a camp near Homs.", date="2020-06-15")
    assert str(event.event_date) == "2020-05-03"
