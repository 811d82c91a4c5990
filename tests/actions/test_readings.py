"""What is told, meant, denied or done to somebody, from the text to the rows: one sentence for each mechanism."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder

READ = {
    "claimed-to-have": ("The Chadian army claimed to have killed nine rebels.", {("190", "TCDMIL", "TCDREB")}),
    "claimed-having": ("The Chadian army claimed having killed nine rebels.", {("190", "TCDMIL", "TCDREB")}),
    "military-claims": ("The Chadian military claims to have killed nine rebels.", {("190", "TCDMIL", "TCDREB")}),
    "believed-to-have": ("Somali gunmen are believed to have abducted two nurses.", {("181", "SOMUAF", "SOMHLH")}),
    "no-plan-to": ("Belgium does not plan to free the two Rwandan officers.", {("1243", "BEL", "RWACOP")}),
    "not-willing": ("The senate is not willing to lift the embargo on Burundi.", {("1244", "BDILEG", "BDI")}),
    "one-sided": ("Latvia will seek closer ties with Kenya.", {("032", "LVA", "KEN")}),
    "wants-to": ("Lesotho wants to help Malawi.", {("033", "LSO", "MWI")}),
    "tried-to": ("Ugandan rebels tried to attack the Kenyan army.", {("190", "UGAREB", "KENMIL")}),
    "flew-to-deliver": (
        "A Danish plane flew to Haiti to deliver medicine to the Haitian army.",
        {("073", "DNK", "HTIMIL")},
    ),
    "fired-to-disperse": ("Chilean soldiers fired to disperse protesters.", {("175", "CHLMIL", "CHLOPP")}),
    "killed-in-clash": (
        "Four soldiers were killed in a clash with Maoist rebels in Nepal.",
        {("190", "NPLREB", "NPLMIL")},
    ),
    "died-in-clash": ("Four soldiers died in a clash with Maoist rebels in Nepal.", {("190", "NPLREB", "NPLMIL")}),
    "killed-when": ("Nine Iraqi policemen were killed when a car bomb exploded in Mosul.", {("1832", "", "IRQCOP")}),
    "killed-after": (
        "Two Greek soldiers have been killed after Turkish shelling near the border.",
        {("194", "TUR", "GRCMIL")},
    ),
    "fighting-killed": (
        "Fighting between rival factions in eastern Chad killed three militiamen.",
        {("180", "", "TCDUAF")},
    ),
    "killed-days-after": (
        "Two Greek soldiers were killed two days after a Turkish attack on Rhodes.",
        {("180", "TUR", "GRCMIL"), ("190", "TUR", "")},
    ),
    "shot-at-and-killed": ("Turkish troops opened fire and killed two Syrian farmers.", {("193", "TURMIL", "SYRAGR")}),
    "shell-fired-by": ("A nurse was killed by a shell fired by Ugandan troops.", {("194", "UGAMIL", "UGAHLH")}),
    "killed-and-injured": (
        "One farmer was killed and six others injured in Mali when Malian soldiers opened fire.",
        {("193", "MLIMIL", "MLIAGR")},
    ),
    "insisted-that-they-do": ("Oman insisted that Qatari troops withdraw.", {("1056", "OMN", "QATMIL")}),
    "seeking": ("Latvia is seeking closer ties with Kenya.", {("032", "LVA", "KEN")}),
    "trying": ("Latvia is trying to improve relations with Kenya.", {("032", "LVA", "KEN")}),
    "drew-praise": ("Latvia drew praise from Kenya.", {("051", "KEN", "LVA")}),
    "unwilling": ("Latvia is unwilling to resume aid to Kenya.", {("122", "LVA", "KEN")}),
    "wrote-to-apologise": (
        "The Kenyan president wrote to the Ugandan leader to apologise for the raid.",
        {("055", "KENGOV", "UGAGOV")},
    ),
    "victims-of-an-ambush": ("Rebels ambushed a bus, killing six Malian soldiers.", {("190", "REB", "MLIMIL")}),
    "raids-reported": ("Air raids by Saudi jets were reported in Yemen.", {("195", "SAUMIL", "YEM")}),
    "plan-for": ("The French and German governments agreed on a plan for Mali.", {("030", "FRAGOV", "MLI")}),
    "we": ("We condemn this war on Yemen, the Omani foreign minister said.", {("111", "OMNGOV", "YEM")}),
    "with-and-with": (
        "The Peruvian president spoke with Oman's foreign minister and with the king of Tonga.",
        {("040", "PERGOV", "OMNGOV"), ("040", "PERGOV", "TONGOV")},
    ),
    "along-with": ("Gabon freed two Danish sailors along with a Fijian nurse.", {("0841", "GAB", "FJIHLH")}),
    "by-phone-with": ("The Omani sultan spoke by phone with the Belgian king.", {("041", "OMNGOV", "BELGOV")}),
    "named-beside-thing": (
        "Ugandan rebels attacked a Rwandan patrol and a Burundian outpost.",
        {("190", "UGAREB", "RWAMIL"), ("190", "UGAREB", "BDI")},
    ),
    "was-met-with": ("Malta was met with condemnation from Iceland.", {("111", "ISL", "MLT")}),
    "benefits-from": ("Lesotho benefits from a grant from Austria.", {("070", "AUT", "LSO")}),
    "is-recipient-of": ("Samoa is a recipient of Danish aid.", {("070", "DNK", "WSM")}),
    "gets-theirs": ("Lesotho will receive Cuban doctors.", {("0333", "CUB", "LSO")}),
    "gets-asylum": ("A Togolese general got asylum in Ghana.", {("075", "GHA", "TGOMIL")}),
    "lost-aid": ("Samoa has lost Danish financial support.", {("162", "DNK", "WSM")}),
    "on-hold": ("Austria put on hold a loan to Lesotho.", {("1621", "AUT", "LSO")}),
    "has-been-frozen": ("Danish aid to Samoa has been frozen.", {("162", "DNK", "WSM")}),
    "lost-men-in": (
        "The Kenyan army lost six men in a clash with Somali rebels.",
        {("190", "SOMREB", "KENMIL")},
    ),
    "hired-to-sue": ("Gabon hired a law firm to sue Togo.", {("115", "GAB", "TGO")}),
    "convened-to-reject": ("Samoan ministers convened to reject a deal with Tonga.", {("120", "WSMGOV", "TON")}),
    "state-rams": ("Panama rammed a Chilean trawler.", {("190", "PAN", "CHL")}),
    "message-to": (
        "The Thai king sent a letter to the king of Norway to congratulate him.",
        {("051", "THAGOV", "NORGOV")},
    ),
    "after-a-meeting": (
        "After a meeting with the Chadian president, the Danish premier said that all was well.",
        {("040", "DNKGOV", "TCDGOV")},
    ),
    "led-to-plead": ("The raid led the Kurdish rebels to plead with Norway for arms.", {("0232", "KURREB", "NOR")}),
    "found-against": ("A Kenyan court found against Samoa.", {("116", "KENJUD", "WSM")}),
    "took-over-functions": ("The Togolese army took over the functions of the senate.", {("172", "TGOMIL", "TGOLEG")}),
    "sank-a-skiff": ("A Danish frigate sank a skiff of Somali pirates.", {("190", "DNKMIL", "SOMCRM")}),
    "to-the-torch": ("Two Samoan churches were put to the torch.", {("1712", "", "WSMCHR")}),
    "likened-to-a-coup": ("Oman likened the Laotian decree to a coup.", {("111", "OMN", "LAO")}),
    "kept-from": ("A Togolese minister was barred from boarding a flight.", {("172", "", "TGOGOV")}),
    "two-air-forces": ("Syrian and Russian air strikes killed nine Yemeni soldiers.", {("195", "RUS", "YEMMIL")}),
}
FORBIDDEN = {
    "no-intention": ("Gabon has no intention to attack Togo.", ("13", "18", "19", "12")),
    "will-not-attack": ("Gabon will not attack Togo.", ("12", "13", "19")),
    "must-of-oneself": ("We must stay calm, the Omani foreign minister said.", ("02", "10")),
    "insisted-that-it-was-so": ("Oman insisted that two tankers had violated its waters.", ("10",)),
    "denied-having": ("Gabon denied to have attacked Togo.", ("19",)),
    "since-then": ("Laos has kept quiet since Thai troops attacked a Lao village in 1988.", ("19",)),
    "purpose-of-need": ("Benin needs tanks to fight Togolese rebels.", ("19",)),
    "won-of-oneself": ("Latvia won a battle in Kenya.", ("05", "06", "07")),
    "put-on-a-show": ("Austria put on a show about a loan to Lesotho.", ("16",)),
    "said-according-to": ("Chad will free two men, according to a Libyan paper.", ("04", "05")),
    "lost-games": ("The Danish king lost six games in a clash with Norway.", ("18",)),
    "seized-a-building": ("Sudanese gunmen seized a government building.", ("18",)),
    "jets-strike-camps": ("Turkish jets struck camps of Kurdish rebels.", ("08",)),
    "state-hits-market": ("Panama hit the Chilean market with cheap shoes.", ("18", "19")),
    "wish-of-a-firm": ("The bakery wants to help its clients.", ("03", "07")),
}
ONE_ROW = {
    "bomb-and-its-dead": "Nine Iraqi policemen were killed when a car bomb exploded in Mosul.",
    "shots-and-their-dead": "Turkish troops opened fire and killed two Syrian farmers.",
    "ambush-and-its-dead": "Rebels ambushed a bus, killing six Malian soldiers.",
    "attacks-launched-and-their-dead": "Rebels launched attacks on two Malian garrisons, killing nine soldiers.",
    "intention-of-one": "Latvia will seek closer ties with Kenya.",
    "means-and-end": "Chilean soldiers fired to disperse protesters.",
}


@pytest.fixture(scope="module")
def coder(named_only: Coder) -> Coder:
    return named_only


@pytest.mark.parser
@pytest.mark.parametrize("case", READ)
def test_read(case: str, coder: Coder) -> None:
    text, expected = READ[case]
    found = {(e.event_code, e.source_code or "", e.target_code or "") for e in coder.code(text, "2010-05-05")}
    assert expected <= found


@pytest.mark.parser
@pytest.mark.parametrize("case", FORBIDDEN)
def test_not_told(case: str, coder: Coder) -> None:
    text, roots = FORBIDDEN[case]
    assert not [e.event_code for e in coder.code(text, "2010-05-05") if e.event_root_code in roots]


@pytest.mark.parser
@pytest.mark.parametrize("case", ONE_ROW)
def test_told_once(case: str, coder: Coder) -> None:
    assert len(coder.code(ONE_ROW[case], "2010-05-05")) == 1
