"""Texts without events stay quiet, by kinds of text, and texts of the same words with events do not."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

DATE = "2016-05-07"
WANTED = "The bishop wants to ensure that corrupt Angolan ministers are arrested."
# By kind: sentences that tell no event, and sentences like them that do.
QUIET = {
    "decades ago": [
        "In 1974, more than 300 people were killed in Cyprus.",
        "20 years ago, hundreds of villagers were massacred in Laos.",
    ],
    "again and again": [
        "Editors are routinely arrested in Eritrea.",
        "Bolivian miners often block roads.",
        "The Cuban police regularly detain and beat dissidents.",
        "Turkish officials usually criticise Greece.",
        "Villagers are frequently killed in the Congo.",
    ],
    "summed up": [
        "Since January more than 90 fishermen have been killed in Yemen.",
        "Over the past three years 600 teachers have been killed in Colombia.",
        "In the last five months 40 villagers were wounded in Assam.",
    ],
    "condition": [
        "If you close the mines, you destroy the economy of Zambia.",
        "If soldiers enter the village, the rebels attack them.",
        "If the price falls, Nigeria cuts exports to Ghana.",
    ],
    "feared, averted or unproved": [
        "Norwegian officials averted a strike by nurses in Oslo.",
        "A coup in Niger would trigger sanctions by France against Niamey.",
        "The risk of an Eritrean attack on Ethiopia has grown.",
        "A Turkish invasion of Syria is imminent, a blogger said.",
        "There is no indication that Sudanese soldiers looted the warehouse.",
        "Soldiers who had been due to guard the Malian port fled.",
        "The ministry could not confirm that gunmen had kidnapped two Danes.",
    ],
    "feared and weighed": [
        "A Polish invasion of Latvia is an option, the general said.",
        "The village lives in fear of attacks by Chadian rebels on Malian herders.",
        "Air strikes by Chad on Niger were under consideration.",
        "The minister must be sure before she gives her blessing to the Chadian plan.",
    ],
    "what is to be done": [
        "Ministers cannot be tried, charged or jailed unless parliament agrees.",
    ],
    "accidents": [
        "A Peruvian army helicopter crashed near Cusco, killing nine soldiers.",
        "A Kenyan army helicopter crashed in Somalia, killing four soldiers.",
        "A naval vessel capsized off Libya, killing three sailors.",
        "Eight workers at a plant in Ohio were hurt when a tank exploded.",
        "The police are investigating a crash in Lyon.",
        "Firefighters in Portugal gained ground in their battle against wildfires.",
        "The Danish navy accidentally released a Swedish ship.",
        "Rescue services rushed to the scene in Leeds.",
    ],
    "figures of speech": [
        "Senator Bernie Sanders' attack on Hillary Clinton made headlines.",
        "The Brazilian president is fighting against attempts to unseat her.",
        "Portugal was forced to give way in the talks on its debt.",
        "Harare has been hit by violence.",
    ],
    "games": [
        "England declared their second innings at 402 for six in the cricket test.",
        "The Tennessee Titans released their quarterback and plan to replace him.",
        "Wales striker Ian Rush said that he would retire from soccer.",
        "Goalkeeper Jens Lehmann criticised Spain after the soccer match.",
    ],
    "trade": [
        "The Irish government announced that software sales and exports to customers were growing.",
        "The Swedish finance minister warned of inflation and falling share prices.",
    ],
    "migrants": ["Afghan refugees entered Hungary from Serbia."],
}
TOLD = {
    "decades ago": [
        "In 2014, more than 300 people were killed in Cyprus.",
        "Last week hundreds of villagers were massacred in Laos.",
        "On Monday France and Germany signed a treaty in Paris.",
        "In 1995 Serbian soldiers shelled the Bosnian town.",
    ],
    "again and again": [
        "Editors were arrested again in Eritrea.",
        "Bolivian miners blocked roads on Friday.",
        "The Cuban police detained and beat dissidents.",
        "Turkish officials criticised Greece.",
    ],
    "summed up": [
        "On Sunday more than 90 fishermen were killed in Yemen.",
        "Since January rebels have killed 90 Yemeni fishermen.",
    ],
    "condition": [
        "The rebels attacked the soldiers when they entered the village.",
        "Iran said it would attack Israel if it was attacked.",
        "Nigeria cut aid to Ghana.",
    ],
    "feared, averted or unproved": [
        "Norwegian officials ended a strike by nurses in Oslo.",
        "A coup in Niger triggered sanctions by France against Niamey.",
        "An Eritrean attack on Ethiopia killed nine.",
        "There is an indication that Sudanese soldiers looted the warehouse.",
        "The ministry could confirm that gunmen had kidnapped two Danes.",
    ],
    "feared and weighed": [
        "A Polish invasion of Latvia is a crime, the general said.",
        "The village was hit by attacks by Chadian rebels on Malian herders.",
        "Air strikes by Chad on Niger were under way.",
        "The minister was sure before she gave her blessing to the Chadian plan.",
    ],
    "what is to be done": [
        "The authorities arrested corrupt Angolan ministers.",
        "Kenyan deputies passed a law banning protests.",
        "The Kenyan minister was charged and jailed.",
    ],
    "accidents": [
        "A Peruvian army helicopter fired on rebels near Cusco, killing nine.",
        "Rebels shot down a Peruvian army helicopter near Cusco, killing nine soldiers.",
        "Eight Iraqi workers were hurt when militants bombed a plant.",
        "The police are investigating the Turkish ambassador.",
        "Soldiers in Portugal gained ground in their battle against rebels.",
        "The Danish navy released a Swedish ship.",
        "France rushed doctors to Mali.",
    ],
    "figures of speech": [
        "Rebels attacked a Brazilian senator with rockets.",
        "The Brazilian president is fighting against rebels.",
        "Germany forced Portugal to give way in the talks on its debt.",
        "Harare has been hit by shells.",
    ],
    "games": [
        "Iran accused Israel of cheating at the Olympics.",
        "The Spanish government criticised England after the soccer match.",
        "Police in Cardiff arrested twelve soccer fans.",
    ],
    "trade": [
        "The Swedish finance minister accused Russia of driving up inflation and prices.",
        "The Irish government told Britain that sales to customers were falling.",
    ],
    "migrants": ["Afghan soldiers entered Pakistan.", "Hungarian police beat Afghan refugees."],
}


@pytest.mark.parser
@pytest.mark.parametrize("kind", QUIET)
def test_texts_without_events_are_quiet(kind: str, coder: Coder) -> None:
    told = {text: [(e.event_code, e.rule_id) for e in coder.code(text, DATE)] for text in QUIET[kind]}
    assert not {text: rows for text, rows in told.items() if rows}


@pytest.mark.parser
def test_what_somebody_wants_to_ensure_is_no_event(coder: Coder) -> None:
    assert not coder.code(WANTED, DATE)


@pytest.mark.parser
@pytest.mark.parametrize("kind", TOLD)
def test_texts_with_events_are_told(kind: str, eager: Coder) -> None:
    assert not [text for text in TOLD[kind] if not eager.code(text, DATE)]
