"""Everybody to whom an action is done, wherever the parse hangs him; and what *it* is, which is nobody."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

# text → a code, and the countries of all its targets
CASES = {
    "a preposition again": ("The EU imposed sanctions on Belarus and on two Russian generals.", "163", "BLR RUS"),
    "with again": ("Jordan's king spoke by phone with the Thai premier and with the Lao king.", "041", "THA LAO"),
    "a list of names": ("Australia pledged aid to Fiji, Tonga and the Solomon Islands.", "033", "FJI TON SLB"),
    "along with": ("Greek police arrested a Turkish smuggler, along with his Syrian driver.", "173", "TUR SYR"),
    "beside a place": ("Norway condemned the coup leaders in Niger and the junta in Mali.", "111", "NER MLI"),
    "later": ("The Dutch minister met his Belgian counterpart and, later, the Luxembourg premier.", "040", "BEL LUX"),
    "whose both are": ("Ukraine demanded an apology from Hungary and from Slovakia.", "102", "HUN SVK"),
    "counterparts": ("Egypt's foreign minister telephoned his counterparts in Libya and Tunisia.", "041", "LBY TUN"),
    "two ministers": ("Russia and Turkey's foreign ministers met in Sochi on Monday.", "040", "TUR RUS"),
    "a partner below": ("Peru failed to reach a deal with Chile on fishing.", "120", "CHL PER"),
    "the jailer": ("Sweden demanded the release of a priest jailed in Cuba.", "1053", "CUB"),
    "the captor": ("Italy called for the release of two nuns held by Sudanese rebels.", "0253", "SDN"),
    "the state of the jailed": ("Sweden demanded the release of a Cuban poet.", "1053", "CUB"),
    "outside": ("A car bomb exploded outside the Norwegian embassy in Lima.", "183", "NOR"),
    "an ally": ("Turkey will provide support together with other partners to Chad.", "03", "TCD"),
    "one man": ("Brazilian police arrested a member of Hezbollah and key financier of terrorism.", "173", "LBN"),
}
# text → source and target of its last event
THINGS = {
    "judged by another": ("Ghana welcomed the report, but Togo dismissed it as biased.", "TGO", None),
    "judged twice": ("France condemned the coup. Belgium also condemned it, and Spain called it cruel.", "ESP", None),
    "a thing that one made": ("Turkey blocked the website. Germany criticised it.", "DEU", "TUR"),
    "a deed": ("Malian rebels shelled Kidal on Monday. Ghana condemned it.", "GHA", "MLIREB"),
    "the day after": ("Russian planes bombed the village. Turkish artillery struck it the next day.", "TUR", None),
    "an attempt": ("Peru denounced an attempt to kill the Cuban premier.", "PER", None),
    "who is asked": ("Fiji urged Tongan rebels to free a nun they had abducted.", "TONREB", "FJICHRCTH"),
    "the same move": ("Ghana deplored a Kenyan ban on tea, but Togo welcomed the decision.", "TGO", "KEN"),
    "a bloc": ("Serbia hopes to join the European Union. Serbia accused the 27-nation bloc.", "SRB", "IGOEUREEC"),
    "behind a but": ("Fiji will not attend the talks but backs Oman, an aide said.", "FJI", "OMN"),
    "all the world": ("Peru condemned Fiji. Chile urged all nations to obey an embargo on Cuba.", "CHL", None),
    "a convict": ("A court jailed two Fijian sailors for the murder of a Tongan nurse.", "FJIMIL", "TONHLH"),
}
# text → source of its first event
WORDS = {
    "a party abroad": ("The Labour Party in Norway condemned Iran.", "NOR"),
    "a longer name": ("The Social Democratic Party in Romania condemned Iran.", "ROU"),
    "a branch": ("Mozambique's al-Shabab insurgents beheaded six villagers on Monday.", "MOZ"),
    "fighters abroad": ("Al-Shabaab militants in Kenya killed four Kenyan policemen.", "SOM"),
    "friends of another": ("Iran's Hezbollah allies shelled Haifa.", "LBN"),
    "who leads a party": ("Labour leader Tony Blair condemned Iran.", "GBR"),
}


@pytest.mark.parser
@pytest.mark.parametrize("name", CASES)
def test_all_to_whom_it_is_done(name: str, coder: Coder) -> None:
    text, code, countries = CASES[name]
    events = [e for e in coder.code(text, "2024-03-14") if e.event_code.startswith(code)]
    told = [e for e in events if e.source_code == events[0].source_code or name in {"two ministers", "a partner below"}]
    assert {(e.target_code or "")[:3] for e in told} == set(countries.split())


# Those whose last event a decision doubts.
DOUBTED = {"a convict"}


@pytest.mark.parser
@pytest.mark.parametrize("name", THINGS)
def test_what_it_is(name: str, coder: Coder, eager: Coder) -> None:
    text, source, target = THINGS[name]
    event = (eager if name in DOUBTED else coder).code(text, "2024-03-14")[-1]
    assert (event.source_code, event.target_code) == (source, target)
    assert event.stance != "threatened"


@pytest.mark.parser
@pytest.mark.parametrize("name", WORDS)
def test_country_in_the_words(name: str, coder: Coder) -> None:
    text, country = WORDS[name]
    assert (coder.code(text, "2013-03-14")[0].source_code or "")[:3] == country


@pytest.mark.parser
def test_speaking_for_a_purpose(coder: Coder) -> None:
    """What is said by the doing is said: *gave a speech to promise aid*, and a vote to come is intended."""
    event = coder.code("The Emir of Qatar gave a speech to promise aid to Gaza.", "2024-03-14")[0]
    assert (event.event_code, event.source_code, event.target_code) == ("033", "QATGOV", "PSE")
    event = coder.code("The Danish parliament will vote on Monday to recognise Kosovo.", "2024-03-14")[0]
    assert (event.event_root_code, event.source_code, event.target_code) == ("03", "DNKLEG", "KSV")
