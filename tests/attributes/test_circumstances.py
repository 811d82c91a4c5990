"""What the sentences of a paragraph and the rows of a sentence tell each other: dates carried on, totals told once."""

from __future__ import annotations

from datetime import date

import pytest

from coder.attributes.dates import EventDate
from coder.attributes.paragraph import MOST_STEPS, Carried, Paragraph
from coder.pipeline import Coder
from coder.records import Document, Event

pytestmark = pytest.mark.parser


@pytest.fixture(scope="module")
def events(coder: Coder):
    def code(text: str) -> list[Event]:
        return list(next(coder.code_documents([Document("d", date(2024, 3, 14), text)])).events)

    return code


def on(events: list[Event], trigger: str) -> Event:
    return next(e for e in events if e.trigger_text == trigger)


FRONT = "On 2 March rebels attacked Goma. "
FOLLOWING = {
    "They killed six soldiers.": ("2024-03-02", "day", "Goma"),
    "They killed six soldiers on Monday.": ("2024-03-11", "day", "Goma"),
    "They killed six soldiers in Kinshasa.": ("2024-03-14", "publication", "Kinshasa"),
    "They had killed six soldiers.": ("2024-03-14", "publication", "Goma"),
}


@pytest.mark.parametrize(("second", "expected"), FOLLOWING.items())
def test_a_date_in_front_goes_on_to_the_next_sentence(events, second: str, expected: tuple[str, str, str]) -> None:
    found = on(events(FRONT + second), "killed")
    assert (str(found.event_date), found.event_date_precision) == expected[:2]


def test_a_date_in_front_ends_with_its_paragraph(events) -> None:
    found = on(events(FRONT + "\n\nThey killed six soldiers."), "killed")
    assert found.event_date_precision == "publication"


def test_a_month_in_front_goes_on_as_a_month(events) -> None:
    found = on(events("In January rebels attacked Goma. They killed six soldiers."), "killed")
    assert (str(found.event_date), found.event_date_precision) == ("2024-01-01", "month")


WHO = {"They killed six soldiers.": "day", "Chad killed six soldiers.": "inferred"}


@pytest.mark.parametrize(("second", "precision"), WHO.items())
def test_a_date_behind_goes_on_only_with_those_who_acted(events, second: str, precision: str) -> None:
    found = on(events("Rebels attacked Goma on Monday. " + second), "killed")
    assert found.event_date_precision == precision


def test_a_place_goes_on_to_the_next_sentence(events) -> None:
    found = on(events("Rebels attacked Goma on Monday. They killed six soldiers."), "killed")
    assert found.place_name == "Goma"


def test_each_target_has_its_own_number(events) -> None:
    found = events("A bomber killed two Israelis and three Americans in Haifa, five dead in all.")
    assert {e.target_country: e.killed for e in found} == {"ISR": 2, "USA": 3}


def test_a_total_is_told_once(events) -> None:
    found = events("Iranian troops killed 20 Iraqi and Turkish soldiers.")
    assert sorted(e.killed or 0 for e in found) == [0, 20]


def test_the_kinds_of_a_number_have_its_dead(events) -> None:
    found = events("Six people, two of them Malian nurses and four Togolese, died in an attack by rebels near Gao.")
    assert {(e.target_code, e.killed) for e in found} == {("MLIHLH", 2), ("TGO", 4)}


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("The coup took place on 9 March.", "2024-03-09"),
        ("The coup took place on 9 March 2016.", "2024-03-14"),
        ("The coup was recalled on 1 March.", "2024-03-14"),
    ],
)
def test_the_day_of_what_took_place_goes_on(events, first: str, day: str) -> None:
    assert str(on(events(first + " Soldiers in Chad arrested the president."), "arrested").event_date) == day


def test_what_no_event_of_its_own_tells_is_told_of_the_next(events) -> None:
    found = events("One person was killed and around half a dozen injured when soldiers fired at rebels in Goma.")
    assert {(e.killed, e.injured) for e in found if e.killed} == {(1, 6)}


def test_a_running_total_is_of_no_day(events) -> None:
    found = events("On Monday the army said that Syrian rebels have killed 900 soldiers in four years of war.")
    assert all(e.event_date_precision != "day" for e in found if e.toll == "cumulative")


@pytest.mark.parametrize(
    ("text", "toll"), [("Rebels killed two soldiers.", "event"), ("Rebels attacked soldiers.", None)]
)
def test_toll_is_null_without_a_number(events, text: str, toll: str | None) -> None:
    assert [e.toll for e in events(text)] == [toll]


def test_a_sentence_without_events_sets_the_scene(events) -> None:
    assert (
        on(events("Shots were heard near the market in Bamako. Two soldiers were wounded."), "wounded").place_name
        == "Bamako"
    )


def test_a_place_without_coordinates_is_recognised_by_its_name(events) -> None:
    found = on(events("Gunmen killed three farmers in Nertiti on Monday."), "killed")
    assert (found.place_name, found.place_country, found.latitude, found.place_precision) == (
        "Nertiti",
        None,
        None,
        "named",
    )


# Trigger and day of sentences whose day stands elsewhere than by the event; None where it is of another clause.
ELSEWHERE = {
    "Kenya announced on Monday that it was closing its embassy in Mali.": ("closing", "2024-03-11"),
    "Kenya said on Monday it would not improve ties with Mali or lift its sanctions.": ("lift", "2024-03-11"),
    "Fiji on Tuesday recalled its envoy from Tonga, saying it was ready to cut ties.": ("was ready", "2024-03-12"),
    "A court jailed the Malian rebel on Tuesday after finding him guilty of murder.": ("finding", "2024-03-12"),
    "Israeli unions began a strike on Tuesday expected to halt trains.": ("began", "2024-03-12"),
    "Gunmen kidnapped three aid workers in Kabul Tuesday, Afghan officials confirmed.": ("kidnapped", "2024-03-12"),
    "Rebels said in a radio broadcast on Tuesday they would free the hostages.": ("free", "2024-03-12"),
    "Two Afghans were shot dead by troops after they ran a checkpoint on Tuesday.": ("shot", "2024-03-12"),
    "Fiji on Monday expelled two envoys and voted to cut aid to Tonga next month.": ("voted", "2024-03-11"),
    "Police in Gao questioned a nurse about the March 8 bomb attack on a court that killed six.": (
        "attack",
        "2024-03-08",
    ),
    "Fiji closed its port on Tuesday, the morning after Tongan rebels attacked a post.": ("attacked", "2024-03-11"),
    "Chad said on Monday that rebels had killed ten soldiers.": ("killed", None),
    "Ghana said on Monday that soldiers killed ten villagers.": ("killed", None),
    "Israel bombed Gaza on Monday after Hamas fired rockets at Sderot.": ("fired", None),
}


@pytest.mark.parametrize(
    "text",
    [
        "A Kenyan court acquitted two nurses in the 2013 attack on a market.",
        "Gunmen shot ten nurses in Homs, the fifth such raid this year.",
        "Chad's premier cancelled a planned visit in January to Fiji.",
        "Soldiers stormed a camp from where rebels shelled Homs a month ago.",
    ],
)
def test_times_of_other_deeds(events, text: str) -> None:
    assert events(text)[0].event_date_precision == "publication"


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE.items())
def test_the_day_of_the_clause_above(events, text: str, expected: tuple[str, str | None]) -> None:
    found = on(events(text), expected[0])
    assert str(found.event_date) == (expected[1] or "2024-03-11")
    assert found.event_date_precision == ("day" if expected[1] else "inferred")


# Day and precision of a killing that its text does not date.
NEAR = {
    "Chad said on Monday that rebels had killed ten soldiers.": ("2024-03-11", "inferred"),
    "Rebels stormed Abeche on Monday. Chad has no airport there. Rebels killed ten soldiers.": (
        "2024-03-11",
        "inferred",
    ),
    "Chad met rebels on Monday.\n\nTogo said rebels killed ten soldiers.": ("2024-03-14", "publication"),
    "Chad will meet rebels on Friday. Rebels killed ten soldiers.": ("2024-03-14", "publication"),
    "Chad met rebels on 3 January. Rebels killed ten soldiers.": ("2024-03-14", "publication"),
    "Chad met rebels on Monday. Togo met them on Thursday. Rebels killed ten soldiers.": ("2024-03-14", "publication"),
    "On 3 January Chad said that rebels had killed ten soldiers.": ("2024-01-03", "inferred"),
    "In 1986 Chad said that rebels had killed ten soldiers.": ("1986-01-01", "inferred"),
    "In February Chad said that rebels had killed ten soldiers.": ("2024-03-14", "publication"),
    "Chad said on Monday that rebels have killed 9,000 soldiers since 2012.": ("2012-01-01", "year"),
}


@pytest.mark.parametrize(("text", "expected"), NEAR.items())
def test_what_is_not_dated_has_the_day_told_near_it(events, text: str, expected: tuple[str, str]) -> None:
    found = on(events(text), "killed")
    assert (str(found.event_date), found.event_date_precision) == expected


def test_a_paragraph_without_end_holds_few_sentences() -> None:
    paragraph, day, asked = Paragraph(), EventDate(date(2024, 3, 2), "day"), []

    def step(carried: Carried) -> Carried:
        asked.append(carried)
        return carried

    paragraph.carry(lambda carried: Carried(day))
    for _ in range(MOST_STEPS + 5):
        paragraph.carry(step)
    assert len(asked) == MOST_STEPS - 1
    assert paragraph.carried == Carried(day) and len(asked) == MOST_STEPS + 5


THERE = {
    "Insurgents attacked police posts at both ends of Lagos.": "Lagos",
    "The army sealed off Homs on Monday.": "Homs",
    "A chief agreed to call off a revolt in the Kenyan town of Garissa.": "Garissa",
    "Ministers intended to visit Garissa on Monday.": "Garissa",
    "Groups that work with the Red Cross announced plans of a protest in Baghdad on Monday.": "Baghdad",
    "A bomb went off near the car of a minister in Mogadishu.": "Mogadishu",
    "KILIS, Turkey - A shell fired from Syria killed a farmer in this border town.": "Kilis",
    "A British diplomat was killed by rockets on a British base near Mosul.": "Mosul",
}


@pytest.mark.parametrize(("text", "place"), THERE.items())
def test_the_place_of_what_is_planned_hit_or_described(events, text: str, place: str) -> None:
    assert {e.place_name for e in events(text)} == {place}


ONE_ROW = {
    "Two bombs exploded in Lahore, killing nine nurses and four doctors.": [13],
    "A farmer and two herders were shot dead by Afghan troops in Kabul.": [3],
    "Rebels killed two soldiers and three policemen in Mali.": [2, 3],
    "French and Chadian troops killed nine rebels in Mali.": [9, None],
    "The army and rebels clashed in Chad, killing nine people.": [9, None],
    "Israel killed two Swiss tourists and three Danish tourists.": [2, 3],
    "A bomb went off in Oran as the mayor drove by, killing him and two guards.": [3],
    "Rebels killed a herder and his two sons in Mali.": [3],
    "Gunmen clubbed and shot to death two nuns in Mali.": [2],
    "Rebels fired two rockets at Gao, one of which killed a nurse.": [1],
    "Chad replied by shelling the port of Benghazi, killing six sailors.": [6],
    "Shells hit Homs as crowds left a mosque on Friday, killing nine.": [9],
    "Rebels stormed a barracks in Mali; six soldiers were reported killed.": [6],
    "Guards shelled a church in Mali, where a clinic counted six dead.": [6],
    "Rebels stormed a barracks in Mali; in Chad, six cadets were killed.": [None, 6],
}


@pytest.mark.parametrize(("text", "killed"), ONE_ROW.items())
def test_people_of_one_code_are_one_target(events, text: str, killed: list[int]) -> None:
    assert [e.killed for e in events(text)] == killed


ONCE = {
    "Chadian planes bombed a camp on Friday as troops killed ten rebels near Faya.": {"bombed": None, "killed": 10},
    "Police raided a flat in Oran, during which two men were killed.": {"raided": None, "killed": 2},
    "Soldiers took to the streets of Bissau, killing two officers, in a protest for pay.": {"took": None, "killing": 2},
    "Rebels stepped up attacks on soldiers in Chad, killing nine of them in a suicide bombing.": {
        "stepped up attacks": 9, "bombing": None,
    },
}  # fmt: skip


@pytest.mark.parametrize(("text", "killed"), ONCE.items())
def test_a_number_is_told_once_of_a_sentence(events, text: str, killed: dict[str, int | None]) -> None:
    assert {e.trigger_text: e.killed for e in events(text)} == killed


UNCODED = {
    "One dead and three injured when an ambulance hit a land mine in Hulugho.": {1},
    "Iraqi soldiers attacked a camp after a bomb in Mosul killed six soldiers.": {None},
    "Iraqi soldiers attacked a camp in Mosul after rebels had shelled a post; two nurses died in a clinic.": {2},
}


@pytest.mark.parametrize(("text", "killed"), UNCODED.items())
def test_the_only_act_of_force_has_the_dead_of_its_sentence(events, text: str, killed: set[int | None]) -> None:
    assert {e.killed for e in events(text) if e.trigger_text in {"hit", "attacked"}} == killed


def test_force_goes_on_from_the_day_of_the_last_act_of_force(events) -> None:
    text = "Rebels stormed Abeche late on Monday, the army said on Wednesday. Rebels killed ten soldiers."
    found = on(events(text), "killed")
    assert (str(found.event_date), found.event_date_precision) == ("2024-03-11", "inferred")


def test_a_date_in_front_ends_where_another_day_is_told(events) -> None:
    text = "In January Chad arrested rebels. Chad freed them on Monday. Togo condemned the rebels."
    assert str(on(events(text), "condemned").event_date) == "2024-03-11"


@pytest.mark.parametrize(("word", "day"), [("first", "2024-03-14"), ("long", "2019-01-01")])
def test_since_when_nothing_like_it_was(events, word: str, day: str) -> None:
    assert str(on(events(f"Malian rebels shelled Gao in a {word} attack since 2019."), "shelled").event_date) == day


def test_what_three_words_name_is_one_people(events) -> None:
    found = on(events("Police arrested two Fijians in the Papua New Guinean capital on Monday."), "arrested")
    assert (found.place_name, found.source_code) == ("Port Moresby", "PNGCOP")


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("at the Sari Club in Denpasar", "Denpasar"),
        ("in Beirut's Martyrs' Square", "Martyrs' Square, Beirut"),
        ("at Sari airport", "Sari"),
    ],
)
def test_the_name_of_a_club_is_no_town(events, where: str, place: str) -> None:
    assert on(events(f"Gunmen killed nine nurses {where} on Monday."), "killed").place_name == place


def test_a_year_in_front_counts_nobody(events) -> None:
    assert str(on(events("In 1962 Malian troops invaded Chad."), "invaded").event_date) == "1962-01-01"


def test_whom_somebody_shot_dead_is_one(events) -> None:
    text = "A bomb wounded two nurses in Chad, and a gunman shot dead a policeman early on Monday."
    assert {e.trigger_text: e.killed for e in events(text)} == {"wounded": None, "shot": 1}


def test_days_later_count_from_what_was_told(events) -> None:
    found = on(events("Rebels attacked Goma on 2 March. Two days later they shelled Sake."), "shelled")
    assert str(found.event_date) == "2024-03-04"


LATER = {
    "Six soldiers died.": 6, "The blast killed six.": 6, "Doctors counted six dead.": 6,
    "State radio put the toll at six.": 6, "Six of the guards died of their wounds in a hospital.": 6,
    "Six soldiers were said to have died.": 6,
    "Villagers said six soldiers had died.": 6, "The toll rose to six on Wednesday.": 6,
    "Doctors put the number of dead at six.": 6, "Six bodies were found.": 6,
    "Villagers said six soldiers had died in Kinshasa.": None, "Six have died since May.": None,
    "Six died in a crash.": None, "A storm killed six.": None,
    "Six died in Kinshasa.": None, "Six died on Sunday.": None, "Six had died there before.": None,
    "He died of malaria.": None, "Chad sent envoys. Six people died.": None,
}  # fmt: skip


@pytest.mark.parametrize(("second", "killed"), LATER.items())
def test_the_next_sentence_counts_the_dead(events, second: str, killed: int | None) -> None:
    found = next(e for e in events("Rebels shelled a post near Goma on Monday. " + second) if e.event_root_code == "19")
    assert (found.killed, found.toll) == (killed, None if killed is None else "event")


def test_the_dead_of_the_next_sentence_are_those_of_what_was_done(events) -> None:
    found = events("Rebels threatened to bomb a post near Goma. Six soldiers died.")
    assert found and all(e.killed is None for e in found)


HAPPENED = {
    "The shooting took place in Goma on Tuesday.": ("2024-03-12", "Goma"),
    "It happened near Goma.": ("2024-03-14", "Goma"),
    "A similar shooting took place in Goma on Tuesday.": ("2024-03-14", None),
}


@pytest.mark.parametrize(("second", "expected"), HAPPENED.items())
def test_the_next_sentence_tells_when_and_where(events, second: str, expected: tuple[str, str | None]) -> None:
    found = on(events("Police shot two men. " + second), "shot")
    assert (str(found.event_date), found.place_name) == expected


ONLY_PLACE = {
    "Chad and Mali agreed to a truce at talks in Accra.": "Accra",
    "Chad and Mali held a round of talks on a treaty of friendship in Accra.": "Accra",
    "Two gunships raked the villages of Homs.": "Homs",
    "A Lyon court backed the claim of the minister.": "Lyon",
    "The Supreme Court backed the claim of the minister.": None,
    "Envoys of Chad and Mali will converge on Accra.": "Accra",
    "Police in South Sudan arrested two men in the capital.": "Juba",
    "Police arrested two men near Kamber, in the French suburbs.": "Kamber",
}


@pytest.mark.parametrize(("text", "place"), ONLY_PLACE.items())
def test_the_only_place_of_what_is_done_somewhere(events, text: str, place: str | None) -> None:
    assert {e.place_name for e in events(text)} == {place}


def test_what_is_only_said_or_given_up_kills_nobody(events) -> None:
    found = events("Chad said on Friday it was easing an offensive that has killed more than 100 rebels.")
    assert found and all(e.killed is None and e.toll is None for e in found)


# Dead by trigger, None where they are told elsewhere.
DEAD = {
    "A blast tore through a market in Kabul, and police said nine people had been killed.": {"tore": None, "killed": 9},
    "A blast tore through a market in Kabul, and police said nine people were killed.": {"tore": 9, "killed": "no row"},
    "Two Armenian soldiers were killed after Azeri shelling near Sotk.": {"killed": 2},
    "Nine people were killed when troops occupied the town of Goma.": {"killed": 9, "occupied": None},
    "A powerful explosion kills six and injures at least 20 at a cafe in Baghdad.": {"kills": 6},
    "Detectives in Kenya arrested the suspect in the slaying of a publisher.": {"arrested": None},
    "A car bomb which ripped through a market in Nairobi on Friday, killing two nurses, has been blamed on rebels.": {
        "ripped": 2
    },
    "Guards shelled the town of Goma on Friday, and medics put the toll at six dead and 20 hurt.": {"shelled": 6},
    "Doctors put the number of dead in the shelling of Goma since the weekend at 53.": {"shelling": 53},
    "A blast in Homs left 12 nurses, including a Danish surgeon, dead.": {"left": 12},
    "Police fired tear gas after rioters stormed the court, killing two guards.": {"stormed": 2},
    "A Danish nurse was shot in the neck and killed in Gao on Friday.": {"killed": 1, "shot": "no row"},
    "Jets bombed a camp near Gao in a raid that doctors said killed nine herders.": {"bombed": 9},
    "Rebels raided a post near Goma on Monday, where six guards died.": {"raided": 6},
    "Chad avenged the bombing of a bus by rebels taking nurses to Faya in which two drivers died.": {"bombing": 2},
    "Gunmen held nine nurses hostage in Gao, and two of those were slain when troops came.": {"held": None},
    "Nine people were killed as Malian students fought police in Gao.": {"fought": 9, "killed": "no row"},
    "Nine people were killed by a bomb as Malian students fought police in Gao.": {"fought": None},
    "Malian guards parked a car and shot into a crowd; a nurse of 20 was killed.": {
        "shot": 1,
        "killed": "no row",
    },
    "Malian guards shot a baker in Gao; a nurse of 20 was killed.": {"killed": 1},
    "Malian guards fired on a column of miners who were trying to flee, killing two nurses.": {"fired": 2},
    "Malian guards met a column of rebels who had stormed a mine in Gao, killing two nurses.": {"met": None},
    "Malian guards firing rifles killed ten miners in Gao.": {"firing": "no row", "killed": 10},
    "Malian guards met miners firing rifles in Gao.": {"met": None},
    "Two nurses were dragged from a bus, beaten and shot dead by rebels near Goma.": {"beaten": "no row", "shot": 2},
}


@pytest.mark.parametrize(("text", "expected"), DEAD.items())
def test_the_dead_of_a_sentence_are_in_the_row_of_what_killed_them(events, text: str, expected: dict) -> None:
    found = {e.trigger_text: e.killed for e in events(text)}
    assert {trigger: found.get(trigger, "no row") for trigger in expected} == expected


COUNTED_NEXT = {
    "Six soldiers were killed and nine wounded.": (6, 9, None),
    "Villagers said six soldiers had been killed.": (6, None, None),
    "Six soldiers and two nurses were killed, police said.": (8, None, None),
    "Two rebels and four soldiers were killed.": (6, None, None),
    "Two soldiers died, and four nurses were believed killed.": (6, None, None),
    "Six soldiers were killed in Kinshasa.": (None, None, 6),
    "Six soldiers were killed on Sunday.": (None, None, 6),
    "Bandits killed six soldiers.": (None, None, 6),
    "Another bomb killed six soldiers.": (None, None, 6),
}


@pytest.mark.parametrize(("second", "expected"), COUNTED_NEXT.items())
def test_what_the_next_sentence_counts_by_nobody_is_told_once(
    events, second: str, expected: tuple[int | None, int | None, int | None]
) -> None:
    first, *others = events("Rebels shelled a post near Goma on Monday. " + second)
    assert first.event_root_code == "19"
    assert (first.killed, first.injured, others[0].killed if others else None) == expected
    assert bool(others) == (expected[0] is None)  # what is told once has no row of its own


BESIDE_WORDS = {
    "Doctors said six people had died, and the president condemned the raid.": 6,
    "The president condemned the raid, in which six people died.": 6,
    "The president condemned a raid last year in which six people died.": None,
    "Police arrested two men in Bukavu, and six people died.": None,
}


@pytest.mark.parametrize(("second", "killed"), BESIDE_WORDS.items())
def test_the_next_sentence_counts_the_dead_beside_what_is_said_of_it(events, second: str, killed: int | None) -> None:
    first = events("Rebels shelled a post near Goma on Monday. " + second)[0]
    assert (first.event_root_code, first.killed) == ("19", killed)


def test_the_dead_of_the_next_sentence_are_of_the_act_and_not_of_what_came_of_it(events) -> None:
    text = "Togolese gunners pounded Goma on Monday, violating a truce with Chad. Police said six people were killed."
    found = events(text)
    assert [e.killed for e in found if e.killed] == [6]
    assert next(e for e in found if e.killed).trigger_text == "pounded"


def test_the_dead_of_the_next_sentence_are_of_no_act_that_had_gone_before(events) -> None:
    text = "Rebels shelled Goma a day after Togolese troops had attacked their camp in Kibumba. Six people died."
    assert {e.trigger_text: e.killed for e in events(text)} == {"shelled": 6, "attacked": None}


def test_an_attack_that_has_its_dead_takes_none_of_the_next_sentence(events) -> None:
    first, other = events("Rebels shelled a post near Goma, killing six soldiers. Two rebels were also killed.")
    assert (first.killed, other.killed) == (6, 2)


def test_of_two_acts_of_force_the_one_before_the_dead_has_them(events) -> None:
    found = events(
        "On 14 February, a UN convoy was ambushed near Goma; one driver died and two passengers were abducted."
    )
    assert [e.killed for e in found] == [1, None]


def test_days_earlier_count_from_the_last_day_that_was_told(events) -> None:
    text = "It was raining on 3 May 2019. Nobody was in the palace. Ten days earlier, Chad had bombed the port."
    assert str(on(events(text), "bombed").event_date) == "2019-04-23"


def test_a_day_counted_in_front_goes_on(events) -> None:
    text = "Rebels attacked Goma on 2 March. Two days later, troops stormed the town. They killed six rebels."
    assert str(on(events(text), "killed").event_date) == "2024-03-04"


@pytest.mark.parametrize("work", ["novel", "museum"])
def test_what_a_work_tells_is_no_news(events, work: str) -> None:
    assert events(f"The {work} shows how French troops killed the rebels after the vote.") == []
    assert events("The minister shows how French troops killed the rebels after the vote.")


def test_lives_are_lost_by_what_happened_then(events) -> None:
    assert [e.killed for e in events("Four nurses lost their lives when rebels shelled a clinic near Goma.")] == [4]


# What the next sentence says by the way of the act before it: its day, and where that was.
RECALLED = {
    "Sunday's ambush in Homs was the worst this year.": ("2024-03-10", "Homs"),
    "The ambush on Sunday was the worst this year.": ("2024-03-10", None),
    "The killing of two guards led to the ambush on Sunday in Homs.": ("2024-03-10", "Homs"),
    "Another ambush on Sunday in Homs was worse.": ("2024-03-13", None),
    "Chad's ambush on Sunday in Homs was worse.": ("2024-03-13", None),
    "Sunday's march in Homs ended in tears.": ("2024-03-13", None),
    "Sunday's ambushes in Homs were the worst this year.": ("2024-03-13", None),
}


@pytest.mark.parametrize(("second", "expected"), RECALLED.items())
def test_a_noun_that_takes_up_the_act_before_dates_and_places_it(
    events, second: str, expected: tuple[str, str | None]
) -> None:
    found = on(events(f"Rebels ambushed a patrol, officials said on Wednesday. {second}"), "ambushed")
    assert (str(found.event_date), found.place_name) == expected


def test_a_square_named_for_a_month_dates_nothing(events) -> None:
    assert str(events("Protesters rallied on October Square in Minsk.")[0].event_date) == "2024-03-14"
    assert str(events("Protesters rallied in Minsk on October 6.")[0].event_date) == "2023-10-06"


def test_a_capital_has_no_claim_to_a_town_by_another_spelling(events) -> None:
    assert events("Angolan troops attacked Kuito.")[0].place_name == "Cuíto"
