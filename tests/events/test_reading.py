"""How constructions of news prose are read, from the text to the pair: one sentence for each mechanism."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

READ = {
    "chief-of-a-union": ("African Union commission chief Moussa Faki condemned Sudan's army.", {("111", "IGOAFRAFU",
    "SDNMIL")}),
    "government-forces": ("Convoys headed to two Syrian towns besieged by government forces.", {("191", "SYRMIL",
    "SYR")}),
    "answer-at-home": ("The Colombian government offered a truce. The guerrillas rejected the offer.", {("120",
    "COLREB", "COLGOV")}),
    "talks-between-officials": ("The Vatican praised the talks in Havana between Cuban and American officials.",
    {("040", "CUBGOV", "USAGOV")}),
    "answers-who-accused": ("Togo accused Benin of a raid. Benin denied the charge with contempt.", {("016", "BEN",
    "TGO")}),
    "two-answer-one": ("Chad tested a rocket. Niger called the launch a provocation. Mali called it a disgrace.",
    {("111", "NER", "TCD"), ("111", "NER", "TCD")}),
    "two-judge-a-thing": ("Togo deplored the raid. Benin deplored it too.", {("111", "TGO", ""), ("111", "BEN", "")}),
    "no-answer-to-oneself": ("Togo made an offer to Benin. Togo rejected the criticism.", {("016", "TGO", "")}),
    "attacks-are-not-words": ("Togo was worried. Benin condemned the attack.", {("111", "BEN", "")}),
    "carried-from-no-action": ("Chad pointed the finger at Niger, downgraded ties and expelled an envoy.", {("161",
    "TCD", "NER")}),
    "carried-past-a-wish": ("Italy urged Malta to form a government and called for reforms.", {("024", "ITA", "MLT")}),
    "agreed-after": ("Norway lifted sanctions on Fiji after it agreed to hold elections.", {("0341", "FJI", "FJI")}),
    "called-on-the-neighbours": ("Chad and Niger traded fire. China urged the neighbours to hold talks.",
    {("026", "CHN", "TCD"), ("026", "CHN", "NER")}),
    "called-on-the-two": ("Chad and Niger traded fire. China urged the two to hold talks.", {("026", "CHN", "TCD"),
    ("026", "CHN", "NER")}),
    "blamed-on": ("Two Turkish soldiers were killed in an explosion blamed on Kurdish rebels.", {("183", "KURREB",
    "TURMIL")}),
    "claimed-by": ("Six Kenyan policemen were killed in a bombing claimed by al-Shabab.", {("183", "SOMREB",
    "KENCOP")}),
    "agreed-together": ("Georgia and Moldova agreed to reopen a border crossing.", {("0311", "GEO", "MDA"),
    ("0311", "MDA", "GEO")}),
    "agreed-with-a-third": ("Georgia and Moldova agreed to send doctors to Haiti.", {("0333", "GEO", "HTI"),
    ("0333", "MDA", "HTI")}),
    "government-and-rebels": ("Fiji's government and separatist rebels from Rotuma signed an accord.", {("057",
    "FJIGOV", "FJISEP"), ("057", "FJISEP", "FJIGOV")}),
    "two-clash-in-a-place": ("Government and rebel forces clashed in southern Chad.", {("190", "TCDGOV", "TCDREB"),
    ("190", "TCDREB", "TCDGOV")}),
    "fighting-between": ("Fighting between Armenia and Azerbaijan erupted again.", {("190", "ARM", "AZE"),
    ("190", "AZE", "ARM")}),
    "at-home-with-a-court": ("Chile said that a court in Peru convicted the former president.", {("116",
    "PERJUD", "PERELI")}),
    "soldiers-go-abroad": ("Kenyan soldiers fought rebels, Uganda said.", {("190", "KENMIL", "REB")}),
    "leader-of-the-group": ("Boko Haram is weak. France condemned the group's leader.", {("111", "FRA", "NGAREB")}),
    "hostage-is-no-object": ("France urged Iraqi militants to free two French journalists they were holding hostage.",
    {("0253", "FRA", "IRQUAF")}),
    "decision-of-another": ("Supporters of the president criticized a United Nations decision to impose an embargo "
                            "on Chad.", {("163", "IGOUNO", "TCD")}),
    "rejected-calls": ("Belarus rejected French calls for political reform.", {("123", "BLR", "FRA")}),
    "rejected-appeals-to": ("Washington rejected appeals to lift its trade embargo against Cuba.", {("1244", "USAGOV",
    "CUB")}),
    "met-for-talks": ("The president of Denmark met the prime minister of Austria for talks.", {("040", "DNKGOV",
    "AUTGOV"), ("040", "AUTGOV", "DNKGOV")}),
    "is-to": ("The Greek minister is to meet his Turkish counterpart in Brussels.", {("036", "GRCGOV", "TURGOV")}),
    "two-of-them": ("Gabon expelled two of the diplomats of Italy.", {("161", "GAB", "ITAGOV")}),
    "first-to": ("Bulgaria became the first state to recognise Macedonia.", {("054", "BGR", "MKD")}),
    "own-condition": ("El Salvador's guerrillas said they would accept a ceasefire if the army withdrew.", {("0356",
    "SLVREB", "")}),
    "particle-as-adverb": ("Under pressure from the streets, the Malagasy premier stepped down.", {("0831", "MDGGOV",
    "MDG")}),
    "talks-between": ("Coalition peace talks have begun between Hamas and Fatah.", {("040", "PSEREBHMS", "PSEPTYFTA")}),
    "warned-of-own-strike": ("Nurses in Ghana warned that they would go on strike.", {("133", "GHAHLH", "GHAGOV")}),
    "title-over-elite": ("Israeli Finance Minister Benjamin Netanyahu met the German foreign minister.", {("040",
    "ISRGOV", "DEUGOV")}),
    "kidnappers-of": ("The kidnappers of two Chinese engineers threatened to attack the Pakistani army.", {("1384",
    "REB", "PAKMIL")}),
    "dateline": ("LISBON Interior ministers from Spain condemned Morocco.", {("111", "ESPGOV", "MAR")}),
    "finite-conjunct": ("Ghana urged Togo to hold talks and condemned Benin.", {("111", "GHA", "BEN")}),
    "author-of-a-report": ("A U.N. report condemned Eritrea.", {("111", "IGOUNO", "ERI")}),
    "called-on-to": ("Rights groups called on Egypt to lift the state of emergency.", {("0251", "NGOHRI", "EGY")}),
    "time-has-come": ("The Arab League said the time had come to end the embargo on Iraq.", {("0254", "IGOMEAARL",
    "IRQ")}),
    "promised-passive": ("The Kenyan government said that the curfew in Nairobi would be lifted.", {("0351", "KENGOV",
    "")}),
    "hurt-in-a-fight-with": ("Six Nepali policemen were killed in an encounter with Maoists.", {("190", "NPLREB",
    "NPLCOP")}),
    "hurt-in-shelling": ("Two Greek soldiers were killed as a result of shelling by Turkish rebels.", {("190",
    "TURREB", "GRCMIL")}),
    "at-their-hands": ("Three Congolese died at the hands of Rwandan soldiers.", {("190", "RWAMIL", "COD")}),
    "held-hostage": ("Two Swiss reporters held hostage in Chad by gunmen were freed.", {("181", "TCDUAF", "CHEMED")}),
    "we-said-beside": ("We reject the plan, the Syrian envoy said.", {("120", "SYRGOV", "")}),
    "one-another": ("Oman and Iran traded allegations of murder.", {("1121", "OMN", "IRN"), ("1121", "IRN", "OMN")}),
    "said-of": ("We reject this, the Togolese minister said of the UN vote.", {("120", "TGOGOV", "IGOUNO")}),
    "our-forces": ('"Our forces captured the town of Kindu," a Congolese rebel spokesman said.', {("192", "CODREB",
    "")}),
    "with-people-taken": ("Unrest went on in Mali, with two Thai drivers kidnapped.", {("181", "", "THA")}),
    "one-body-one-code": ("The head of Doctors Without Borders condemned Chad.", {("111", "NGOHLHMSF", "TCD")}),
    "told-that": ("The Dutch premier told parliament he would resign.", {("0341", "NLDGOV", "NLD")}),
    "shared-agent": ("A nun was arrested and beaten by Burmese soldiers.", {("173", "MMRMIL", "MMRCHRCTH")}),
    "weapon-of-a-state": ("Three Egyptian policemen were killed by Israeli tank fire.", {("194", "ISRMIL", "EGYCOP")}),
    "purpose-of-setting-out": ("Pakistan sent a team to investigate the murder of its consul in Kabul.", {("091",
    "PAK", "PAKGOV")}),
    "talks-to-settle": ("Oman's minister rang his Iraqi counterpart to patch up ties.", {("041", "OMNGOV", "IRQGOV")}),
    "an-ngo-of-a-country": ("The Ladies in White marched in Havana.", {("141", "NGOCUBHRI", "CUBGOV")}),
    "the-same-office": ("The Thai premier met his Lao counterpart.", {("040", "THAGOV", "LAOGOV")}),
    "a-title-kept": ("Prime Minister Major rang Peru's premier.", {("041", "GBRGOV", "PERGOV")}),
    "two-titles": ("President General Pervez Musharraf rang Peru's premier.", {("041", "PAKGOV", "PERGOV")}),
    "whose-army-it-is": ("Oman's king told the army to act after rebels shot an Iraqi colonel.", {("100", "OMNGOV",
    "OMNMIL")}),
    "own-threat": ("The Iraqi government said it might expel U.N. inspectors.", {("136", "IRQGOV", "IGOUNO")}),
    "rejected-charges": ("Togo dismissed as invention accusations by Ghana.", {("016", "TGO", "")}),
    "talks-of-tomorrow": ("Key talks between Chad and the government of Libya tomorrow could fail.", {("036", "TCD",
    "LBYGOV")}),
    "middle-initial": ("Secretary of State Colin L. Powell met the Syrian president.", {("040", "USAGOV", "SYRGOV")}),
    "arrival-abroad": ("The Swiss president flew into Sarajevo on Monday.", {("042", "CHEGOV", "BIH")}),
    "two-modifiers": ("Indian and Pakistani troops exchanged fire across the line.", {("193", "INDMIL", "PAKMIL"),
    ("193", "PAKMIL", "INDMIL")}),
    "nameless-blast": ("A bomb tore through a crowded bus in Nigeria.", {("183", "", "NGA")}),
}  # fmt: skip
NOTHING = {
    "hearsay": "The envoy rejected allegations that he had collaborated with Iran.",
    "as-asked-by": "Syria has not pulled its forces out of Lebanon as called for by the Council.",
    "whether": "Iraq tried to confirm whether the aide had been captured.",
    "embargo-that-may-go": "Washington may soon lift its trade embargo on Vietnam.",
    "storm-destroys": "The earthquake destroyed homes in Turkey.",
    "spending-at-home": "Iraq is planning to spend one billion dollars on its oil wells.",
    "figurative-force": "Beijing is pushing its officials to buy local.",
    "surname": "Justin King warned shareholders of losses.",
    "told-in-passing": "The envoy praised a sailor who was killed by Yemeni rebels.",
    "question": "Will France attack Chad?",
    "conjecture": "An Ethiopian attack would lead to war in Eritrea.",
    "expected-assault": "A large French assault in Chad is expected.",
    "whether-to": "Ghana's premier decided whether to endorse a deal with Togo.",
    "travel-at-home": "The Zambian president travelled to Kitwe on Monday.",
    "regulator": "The Food and Drug Administration ordered that pills carry warnings.",
    "last-year": "The minister spoke of last year's bombing in Jakarta.",
}  # fmt: skip


@pytest.fixture(scope="module")
def coder(named_only: Coder) -> Coder:
    return named_only


@pytest.mark.parser
@pytest.mark.parametrize("case", READ)
def test_read(case: str, coder: Coder) -> None:
    text, expected = READ[case]
    found = {(e.event_code, e.source_code or "", e.target_code or "") for e in coder.code(text, "2010-05-05")}
    assert expected <= found, found


@pytest.mark.parser
@pytest.mark.parametrize("case", NOTHING)
def test_no_event(case: str, coder: Coder) -> None:
    wrong = {
        "hearsay": {"060"},
        "as-asked-by": {"041", "0874"},
        "whether": {"173"},
        "embargo-that-may-go": {"163"},
        "figurative-force": {"190"},
        "told-in-passing": {"180", "190"},
        "last-year": {"183"},
    }
    found = {e.event_code for e in coder.code(NOTHING[case], "2010-05-05") if e.coded_by == "rule"}
    assert not (found & wrong[case] if case in wrong else found), found
