from __future__ import annotations

import pytest
from attributes import clauses_and_trigger, parsed, rows

from coder.attributes.gazetteer import fold
from coder.attributes.headings import place_of_heading, place_of_title
from coder.attributes.places import Gazetteer, event_place, load_gazetteer
from coder.attributes.report_place import dateline
from coder.pipeline import Coder

CASES = rows("placed.csv")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parser
@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_event_place(case: dict[str, str], gazetteer: Gazetteer) -> None:
    sentence = parsed("placed.csv")[case["id"]]
    clauses, k = clauses_and_trigger(sentence, case["trigger"])
    line = dateline(case["dateline"] + case["sentence"], gazetteer) if case["dateline"] else None
    countries = [c for c in case["countries"].split(",") if c]
    place = event_place(sentence, clauses, k, line, gazetteer, countries, entities=tuple)
    found = (place.name, place.country or "", place.precision) if place else ("", "", "")
    assert found == (case["name"], case["country"], case["precision"])


# Where the first event of a text was, by a name that no gazetteer has.
UNLISTED = {
    "a square": ("Police fired tear gas at protesters in Orbela Square.", "Orbela Square"),
    "no street": ("Police fired tear gas at protesters in Orbela Street.", None),
    "at it, with what it lies in": ("Gunmen killed four farmers at Veliyadi of Sunkuri on Monday.", "Veliyadi"),
    "a spot of nowhere": ("Gunmen killed four farmers at Veliyadi on Monday.", None),
    "a named ground": ("Police fired tear gas at protesters around Orbela Park.", "Orbela Park"),
    "a lower-case ground": ("Police fired tear gas at protesters near Orbela roundabout.", "Orbela"),
    "a small word between hyphens": (
        "Rebels killed two soldiers in the commune of Mora-dia-Sunku on Friday.",
        "Mora-dia-Sunku",
    ),
    "in one's own clause": ("Rebels shelled the village of Sunkuri, and ten were hurt near Goma.", "Sunkuri"),
    "of other clauses": ("Rebels shelled two villages, and ten were hurt near Goma.", "Goma"),
    "its outskirts": ("Jets bombed the outskirts of Sunkuri on Tuesday.", "Sunkuri"),
    "held by somebody": ("Troops marched into the rebel stronghold of Sunkuri on Tuesday.", "Sunkuri"),
    "from where it was fired": ("Two rockets were fired from the town of Sunkuri on Tuesday.", "Sunkuri"),
    "not from there": ("Two rockets were fired from the town of Sunkuri at Goma airport on Tuesday.", "Goma"),
    "a town in a district": ("Police arrested ten nurses in Sunkuri Town in Orbela County.", "Sunkuri Town"),
    "mountains": ("ANKARA - Jets bombed a rebel camp in the Sunkuri mountains on Tuesday.", "Sunkuri"),
    "a district whose name is a man's too": ("Rebels stormed a post in Sunku Ali district on Tuesday.", "Sunku Ali"),
    "what comes under fire": ("BENGHAZI - The port of Misrata came under heavy shelling on Tuesday.", "Misratah"),
    "what sees clashes": ("BEIRUT - Homs witnessed clashes between rebels and soldiers on Tuesday.", "Homs"),
    "the town of a road": ("ANKARA - Students marched down Izmir's Sunkuri avenue on Tuesday.", "İzmir"),
    "where what is said lay": (
        "CAIRO - Ten bodies lay in a ditch near Homs, police said. The army shelled the road.",
        "Homs",
    ),
    "known by an article": ("Jets bombed a convoy in Al-Anbar province on Tuesday.", "Anbar"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", UNLISTED)
def test_places_that_no_gazetteer_has(name: str, coder: Coder) -> None:
    text, place = UNLISTED[name]
    assert [e.place_name for e in coder.code(text, "2024-03-14")][:1] == [place]


def test_the_head_of_an_entry_names_a_village_by_its_town(gazetteer: Gazetteer) -> None:
    place = place_of_heading(["Tarkaba", "Kumasi"], gazetteer)
    assert place is not None
    assert (place.name, place.country, place.precision) == ("Tarkaba", "GHA", "named")
    assert place_of_heading(["Tarkaba", "Kumasi"], gazetteer, is_dated=False) is None
    assert place_of_heading(["Heavy rains", "Kumasi"], gazetteer) is None
    joined = place_of_heading(["Ras al-Tarkab", "N. Kamber Hills"], gazetteer)
    assert joined is not None and (joined.name, joined.country) == ("Ras al-Tarkab", None)
    assert place_of_heading(["Statement", "Foreign Ministry"], gazetteer) is None


# Where the first event of a text was that others may seem to place.
PLACED = {
    "a post of a name": ("ACCRA, Ghana — Gunmen shot at guards at the frontier post of Kedara on Monday.", "Kedara"),
    "a post by its name": ("ACCRA, Ghana — Gunmen attacked the Kedara border post on Monday.", "Kedara"),
    "an office": ("ACCRA, Ghana — The army arrested a nurse in line for the post of Health Minister.", "Accra"),
    "set out for": ("The Kenyan foreign minister left Doha for Khartoum on Monday.", "Khartoum"),
    "left": ("The Kenyan foreign minister left Doha on Monday after talks with Qatar.", "Doha"),
    "let out of": ("CAIRO, Egypt — Sudan released two editors from house arrest in Khartoum on Monday.", "Khartoum"),
    "met about": ("Ministers of Chad and Niger met on the situation in Burundi on Monday.", None),
    "met in": ("Ministers of Chad and Niger met on Monday in Burundi.", "Burundi"),
    "a guest": ("AMMAN, Jordan — The French foreign minister arrived in the capital on Monday.", "Amman"),
    "a day": ("On 4 August, Rwandan soldiers killed ten villagers.", None),
    "an agreement's name": ("Russia quit the Minsk accords on Monday.", None),
    "another's words": ("WARSAW, Poland — Chad condemned Niger on Monday.", "Warsaw"),
    "one's own words": ("WARSAW, Poland — Poland condemned Niger on Monday.", "Warsaw"),
    "a visit": (
        "PARIS, France — The Kenyan foreign minister paid a visit to the Turkish president last week.",
        "Turkey",
    ),
    "a visit there": ("PARIS, France — The Kenyan foreign minister visited the French president last week.", "Paris"),
    "force": ("WARSAW, Poland — Gunmen killed a Chadian envoy on Monday.", "Warsaw"),
    "another name": ("Police arrested ten students in Bombay on Monday.", "Bombay"),
    "another spelling": ("Police arrested ten students in Kieff and Odessa on Monday.", "Odesa"),
    "a side of a town": ("Rebels shelled army positions to the west of Homs on Monday.", "Homs"),
    "beside a town": ("Rebels attacked soldiers in Arada district just east of the capital Khartoum.", "Arada"),
    "taken from": ("Three Iranian nurses were abducted from Homs on Monday.", "Homs"),
    "what they were doing": ("Nurses taking part in a march in Lagos were arrested on Monday.", "Lagos"),
    "another's day": ("On a day when the premier was in Rome, rebels took a nurse into custody in Homs.", "Homs"),
    "what it is about": ("Kenya issued a protest to Canada on Monday over an incident in Ottawa.", None),
    "nearby": ("LUSAKA, Zambia — Police arrested six nurses at nearby Kafulamoto on Monday.", "Kafulamoto"),
    "a distance from another": (
        "QUITO, Ecuador — Gunmen shot a nurse near Lira, 70 kilometres east of Gulu, on Monday.",
        "Lira",
    ),
    "not who tells it": (
        "BAMAKO, Mali — Six guards were killed when gunmen drove a bus into their post near Tessalano, "
        "a ministry in Paris said on Monday.",
        "Tessalano",
    ),
    "what is set on fire": ("LIMA, Peru — Rebels set fire to the Santa Ruvia refugee camp on Monday.", "Santa Ruvia"),
    "no hospital": (
        "AMMAN, Jordan — Police shot two nurses in Zarqa; one was taken to hospital in Irbid.",
        "Zarqa",
    ),
    "another than the first capital": (
        "DOUALA, Cameroon — Police beat nurses in Cameroon's economic capital.",
        "Douala",
    ),
    "this town of a region": ("HEBRON, West Bank — Police beat ten nurses in this West Bank town.", "Hebron"),
    "no street": ("Youths in Bauchi blocked Kaduna Road with burning tyres on Monday.", "Bauchi"),
    "where people had gathered": (
        "LISBON, Portugal — Troops fired at farmers who had gathered in Baucau to burn a market.",
        "Baucau",
    ),
    "joined by others": ("Fifty nurses were taken into custody in Torit, and ten were halted at Magwi.", "Torit"),
    "told beside it": (
        "ROME, Italy — Police beating a nurse in a bus in Bari were stoned, and ten people were arrested.",
        "Bari",
    ),
    "a state's capital": ("A nurse was kidnapped on Monday in Ibadan, the state capital.", "Ibadan"),
    "said to be there": (
        "Rebels massacred ten nurses. Police said the killing took place on Monday at Homs.",
        "Homs",
    ),
    "done by people at home": ("WARSAW, Poland — Chadian police arrested ten Chadian students on Monday.", "Chad"),
    "done by troops abroad": ("ACCRA, Ghana — Chadian troops arrested ten Chadian students on Monday.", "Accra"),
    "undertaken at a meeting": ("Ministers of Chad and Niger agreed to set up a bank at a summit in Lagos.", "Lagos"),
    "to be met about": ("Ministers of Chad and Niger agreed to meet at a summit in Lagos next year.", None),
    "held there": ("The march, held in Moundou on Monday, urged Chad's premier to resign.", "Moundou"),
    "a capital by name": ("LISBON, Portugal — Police in the capital Luanda beat ten students.", "Luanda"),
    "within a surname": ("ACCRA, Ghana — Chad's envoy accused the writer Rui dos Santos of spying.", "Accra"),
    "no town of that state that is listed": ("BERLIN, Conn. — Police arrested ten students on Monday.", "Berlin"),
    "what a purpose is for": ("Police in Chad used tear gas to disperse nurses in the port of Bol.", "Bol"),
    "in order to, before a dateline": (
        "LUSAKA, Zambia — Police moved to break up a rally by farmers in Ndola on Friday.",
        "Ndola",
    ),
    "where troops are deployed": ("Rebels ambushed policemen deployed in Homs on Monday.", "Homs"),
    "talks that are due": ("Talks between Kenya and Chad are due to begin in Geneva in May.", "Geneva"),
    "talks that are scheduled": ("Chad freed ten rebels before talks with them scheduled for May in Geneva.", None),
    "whom an envoy speaks to": (
        "Mali's premier, addressing envoys of states in Accra, warned the rebels.",
        "Accra",
    ),
    "a law at home": ("Peru's parliament amended the constitution on Monday.", "Peru"),
    "a ban on what is foreign": ("Peru has banned a Chilean weekly, its editor said.", "Peru"),
    "out of it": ("ACCRA, Ghana — Police drove ten nurses out of Kumasi on Monday.", "Kumasi"),
    "from there": ("From Lagos, Chad's premier accused the rebels of theft.", "Lagos"),
    "the only town of its occasion": (
        "Chile sent ten policemen to Fiji, where crowds marched in Suva on Monday.",
        "Fiji",
    ),
    "who march at home": ("LIMA, Peru — Nurses in Peru marched on Monday.", "Lima"),
    "a region's capital": ("GROZNY, Russia — Gunmen shot ten nurses in the capital of Chechnya on Monday.", "Grozny"),
    "a side of a place": ("Gunmen shot ten nurses in Kumasi, some 30 km south of the old capital Tamale.", "Kumasi"),
    "those agreed with": ("JAKARTA, Indonesia — Indonesia signed a truce with rebels in Aceh.", "Jakarta"),
    "a capital city": ("Gunmen abducted a Danish nurse in the Malian capital city on Monday.", "Bamako"),
    "on the way to": ("Police in Tarija, half way along the road to Potosi, shot ten miners.", "Tarija"),
    "a building's town": (
        "Chad's premier met an envoy at Unity House, Lagos, on Monday.",
        "Unity House, Lagos",
    ),
    "a war spoken of": (
        "LISBON, Portugal — Chad's premier criticised France over the war in Mali.",
        "Lisbon",
    ),
    "a plan for elsewhere": ("OSLO, Norway — The premier voted against a Homs pullout plan.", "Oslo"),
    "as it left it": ("Kaduna was calm on Monday after police shot ten rioters.", "Kaduna"),
    "one of the town": ("LISBON, Portugal — Two men stabbed a Lagos nurse on Monday.", "Lagos"),
    "where somebody once was": ("Mali freed ten men, one of them a former inmate of a camp in Homs.", None),
    "what rebels hold": ("LOME, Togo — Chadian rebels holding the Moundou barracks laid down their arms.", "Moundou"),
    "under shelling": ("LISBON, Portugal — The Angolan port of Lobito came under rocket fire on Monday.", "Lobito"),
    "on a border": ("TAMALE, Ghana — A nurse was shot dead on the Togo border on Monday.", "Tamale"),
    "a seat of power": ("Chad's premier met the Fijian premier at the White House.", "White House, Washington"),
    "down its street": ("TUNIS, Tunisia — Nurses marched down Cairo's main avenue on Monday.", "Cairo"),
    "to move on it": ("Chad's president sent troops to move on Moundou.", "Moundou"),
    "an abbreviation": ("NATO troops shelled a camp in Homs on Monday.", "Homs"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", PLACED)
def test_places_of_events(name: str, coder: Coder) -> None:
    text, place = PLACED[name]
    assert [e.place_name for e in coder.code(text, "2024-03-14")][:1] == [place]


@pytest.mark.parser
def test_what_is_protested_against_was_elsewhere(coder: Coder) -> None:
    text = "Nurses held a protest march on Monday to protest the alleged beating of two Dutch pilots in Karachi."
    assert "Karachi" not in {e.place_name for e in coder.code(text, "2024-03-14") if e.event_code.startswith("14")}


def test_a_named_place_that_is_taken_up_has_no_coordinates_either(coder: Coder) -> None:
    text = "Gunmen killed three farmers in Potocari village on Monday. Police arrested ten miners in the village."
    events = [e for e in coder.code(text, "2024-03-14") if e.event_code == "173"]
    assert [(e.place_name, e.place_country, e.latitude, e.place_precision) for e in events] == [
        ("Potocari", None, None, "named")
    ]


# What no words of its own place: a text, the code of one of its events, and where that was.
SUPPOSED = {
    "the only place of the sentence": (
        "A Danish nurse whom gunmen abducted in western Kenya was found on Monday, a witness said.", "181", "Kenya"),
    "not where what it is about was": (
        "Delegates from Lagos protested against the bombing of villages in Darfur.", "141", None),
    "the sentence before": (
        "Police broke up a march in Kisumu on Monday. Ten people were arrested, officials said.", "173", "Kisumu"),
    "both sides of one country": (
        "Mutinous soldiers killed the commander of Guinea-Bissau's army on Tuesday.", "190", "Guinea-Bissau"),
    "an arrest while something else is done": (
        "Rebels fought the police in Kisumu, trying to arrest a judge.", "173", "Kisumu"),
    "going on in participles": (
        "The army began a drive to end fighting in Kisumu, raiding houses and arresting ten men.", "173", "Kisumu"),
    "what a crowd does next": (
        "LIMA, Peru — Miners marched in Tacna on Monday. Protesters demanded a vote.", "1041", "Tacna"),
    "what is done next in a town": (
        "LIMA, Peru — Miners marched in Tacna on Monday. Police fired tear gas.", "175", "Tacna"),
    "not what is done elsewhere": (
        "LIMA, Peru — Miners marched in Tacna on Monday. Elsewhere police fired tear gas.", "175", "Lima"),
    "not what was done before": (
        "LIMA, Peru — Miners marched in Tacna on Monday. Police had arrested ten priests.", "173", "Lima"),
    "police are at home": ("Peruvian police arrested the editor of a weekly on Monday.", "173", "Peru"),
    "troops may be abroad": ("American troops opened fire on a crowd on Monday.", "175", None),
    "two countries": ("American troops opened fire on Peruvian miners on Monday.", "193", None),
    "words are said anywhere": ("Peru criticised the Peruvian editor on Monday.", "111", None),
    "a namesake that the dateline settles": (
        "SALAMANCA, Chile — Miners marched on Monday. Police arrested ten men in Salamanca on Tuesday.", "173",
        "Salamanca"),
}  # fmt: skip


@pytest.mark.parser
@pytest.mark.parametrize("name", SUPPOSED)
def test_a_place_that_no_words_of_the_event_tell(name: str, coder: Coder) -> None:
    text, code, place = SUPPOSED[name]
    events = [e for e in coder.code(text, "2024-03-14") if e.event_code == code]
    assert events
    assert {e.place_name for e in events} == {place}
    assert {e.place_country for e in events} <= {None, "KEN", "GNB", "PER", "CHL"}


def test_places_have_coordinates(gazetteer: Gazetteer) -> None:
    place = dateline("YEKATERINBURG — Police", gazetteer)
    assert place is not None
    assert (round(place.latitude), round(place.longitude), place.admin1, place.geonames_id) == (
        57,
        61,
        "Sverdlovsk",
        1486209,
    )


def test_a_town_at_the_head_of_a_report_may_be_unlisted(gazetteer: Gazetteer) -> None:
    place = dateline("ORBELA, Peru — The", gazetteer)
    assert place is not None
    assert (place.name, place.country, place.precision, place.latitude) == ("Orbela", "PER", "named", None)


NO_DATELINE = [
    "The UN - a body",
    "BREAKING — Police",
    "A — b",
    "Geneva is a city",
    "",
    "NATO: Russia",
]


@pytest.mark.parametrize("text", NO_DATELINE)
def test_no_dateline(text: str, gazetteer: Gazetteer) -> None:
    assert dateline(text, gazetteer) is None


DATELINES = {
    "GENEVA, Nov 24 — The": "CHE", "KYIV/MOSCOW, Feb 3 (Reuters) - The": "UKR", "TRIPOLI, Lebanon — The": "LBN",
    "SAN JOSE, Costa Rica (AP) - The": "CRI",
    "RIO DE JANEIRO (AP) -- The": "BRA", "SEOUL, 3 March: The": "KOR", "PORT-AU-PRINCE, Haiti — The": "HTI",
    "GORI, Georgia — The": "GEO", "MACON, Georgia — The": "USA", "Gori (Georgia), 3 mai 2011 -- The": "GEO",
    "QUITO, 3 dic (ZZZ).- The": "ECU", "ORBELA, Peru — The": "PER", "Oslo. March 3. The": "NOR",
}  # fmt: skip


@pytest.mark.parametrize(("text", "country"), DATELINES.items())
def test_dateline(text: str, country: str, gazetteer: Gazetteer) -> None:
    place = dateline(text, gazetteer)
    assert place is not None
    assert place.country == country


SPELLINGS = [("Sana'a", "Sanaa"), ("Córdoba", "Cordoba"), ("Mazar-i-Sharif", "mazar i sharif"), ("Łódź", "Lodz")]


@pytest.mark.parametrize(("one", "two"), SPELLINGS)
def test_spellings_fold_together(one: str, two: str) -> None:
    assert fold(one) == fold(two)


HEADINGS = {
    "closest last": (("Chad", "Batha", "Ati"), "Ati", "TCD", "city"),
    "closest first": (("Ati", "Batha", "Chad"), "Ati", "TCD", "city"),
    "unlisted, last": (("Burundi", "Bubanza", "Ntamba"), "Ntamba", "BDI", "named"),
    "a building": (("Iraq", "Baghdad", "Palm Hotel"), "Baghdad", "IRQ", "city"),
    "no country": (("Oromia", "Bishoftu"), "Bishoftu", "ETH", "city"),
    "division": (("Mali", "Gao region"), "Gao", "MLI", "city"),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_the_place_at_the_head_of_an_entry_is_the_closest(name: str) -> None:
    names, *expected = HEADINGS[name]
    found = place_of_heading(names, load_gazetteer())
    assert found is not None and [found.name, found.country, found.precision] == expected


def test_a_label_is_a_place_only_where_it_is_well_known() -> None:
    known = place_of_heading(["Bulawayo"], load_gazetteer(), is_dated=False)
    assert known is not None and known.country == "ZWE"
    assert place_of_heading(["Protection"], load_gazetteer(), is_dated=False) is None


@pytest.mark.parametrize(
    ("title", "country"),
    [("MISSION IN SIERRA LEONE - DAILY REPORT", "SLE"), ("Nepali floods", "NPL"), ("Chad and Sudan", None), ("", None)],
)
def test_a_title_lends_the_only_country_that_it_names(title: str, country: str | None) -> None:
    found = place_of_title(title, load_gazetteer())
    assert (found.country if found else None) == country


@pytest.mark.parser
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A strike by dockers paralysed Dakar on Monday.", "Dakar"),
        ("The latest march by nurses brought Dakar to a halt.", "Dakar"),
        ("A wave of strikes by nurses has closed clinics across Dakar.", "Dakar"),
        ("A blockade by nurses jammed Dakar for hours.", "Dakar"),
    ],
)
def test_what_takes_hold_of_a_place_happens_there(text: str, place: str, coder: Coder) -> None:
    assert {e.place_name for e in coder.code(text, "2024-03-14")} <= {place}


@pytest.mark.parser
def test_what_no_happening_grips_is_no_place_of_it(coder: Coder) -> None:
    found = coder.code("The premier, who has swept Dakar, denounced Mali.", "2024-03-14")
    assert {e.place_name for e in found} <= {None}
