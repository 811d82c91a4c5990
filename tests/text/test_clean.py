"""Cleaning: what becomes of a spoilt text, the flags that tell it, and the way back to the original's characters."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.text.clean import DOUBTS, clean, doubts
from coder.text.sentences import split_sentences
from coder.text.vocabulary import English, Names, Vocabulary

NOUN, VERB = frozenset({"noun"}), frozenset({"verb"})
WORDS = Vocabulary(
    {
        **dict.fromkeys(["troop", "envoy", "government", "minister", "border", "smith", "may", "anti"], NOUN),
        **dict.fromkeys(["leader", "letter", "credit", "winter", "bush", "senator", "republican", "monday"], NOUN),
        **dict.fromkeys(["back", "visit", "leave"], VERB),
        "nervous": frozenset({"adj"}),
        "condemn": VERB,
        "expel": VERB,
        "say": VERB,
    },
    {"said": VERB, "expelled": VERB, "left": VERB, "sent": VERB, "met": VERB, "gone": VERB},
    (("verb", "ed", ""), ("noun", "s", "")),
    frozenset({"the", "of", "in", "on", "two", "to", "and", "from", "us", "our", "a", "as", "at", "was"}),
)
NAMES = Names(
    {
        "ghana": "Ghana",
        "togolese": "Togolese",
        "eu": "EU",
        "united states": "United States",
        "us": "US",
        "smith": "Smith",
        **{name.lower(): name for name in ("Togo", "Lome", "France", "Kennedy")},
        "al-shabaab": "Al-Shabaab",
        "al shabaab": "Al-Shabaab",
        "winter border": "Winter Border",
    },
    frozenset({"ghana", "togolese", "us", "togo", "france"}),
    frozenset({"amina", "john", "france"}),
)
ENGLISH = English(cache(lambda: WORDS), cache(lambda: NAMES))

CLEANED = [
    ("soft hyphens", "The en\u00advoy left Ac\u00adcra.", "The envoy left Accra.", {"invisible_characters"}),
    ("a soft hyphen that broke a word", "The en\u00ad\nvoy left Ac\u00ad\n  cra.", "The envoy left Accra.",
    {"invisible_characters"}),
    ("zero-width", "The\u200b envoy\ufeff left.", "The envoy left.", {"invisible_characters"}),
    ("no-break spaces", "The\u00a0envoy\u2009left.", "The envoy left.", set()),
    ("double spaces", "The  envoy   left.", "The envoy left.", set()),
    ("control characters", "The \x07envoy left.", "The envoy left.", {"invisible_characters"}),
    ("Latin-1 quotes", "Ghana\x92s envoy left.", "Ghana’s envoy left.", set()),
    ("ends of lines of other kinds", "Ghana left\u2028Togo came\x0bBenin stayed", "Ghana left\nTogo came\nBenin stayed",
    set()),
    ("hyphens of other kinds", "Anti\u2010government troops lost 3\u22124.", "Anti-government troops lost 3-4.", set()),
    ("dashes of other kinds", "Ghana \u2015 not Togo \u2012 left.", "Ghana — not Togo – left.", set()),
    ("quotation marks of other lands", "«We left», he said, „not they″.", "“We left”, he said, “not they”.", set()),
    ("apostrophes of other kinds", "Ghana\u02bcs envoy left Togo\u2032s.", "Ghana’s envoy left Togo’s.", set()),
    ("letters of full width", "The \uff27\uff28\uff21\uff2e\uff21 envoy left.", "The GHANA envoy left.", {"ligatures"}),
    ("decomposed letters", "Cote\u0301 left Sa\u0303o Tome\u0301.", "Coté left São Tomé.", {"decomposed_letters"}),
    ("ligatures", "The o\ufb03ce was \ufb01red on.", "The office was fired on.", {"ligatures"}),
    ("wire quotes", "``We left,'' she said.", "“We left,” she said.", set()),
    ("brackets of an editor", "A stretch [of] road near Lome [Togo].", "A stretch of road near Lome (Togo).", set()),
    ("a title that an editor gave a name", "He met [Foreign Minister] Musa of Togo [president] after a day.",
    "He met Foreign Minister Musa of Togo president after a day.", set()),
    ("a gloss that is a title", "Its head [President] left [Prime Minister] .",
    "Its head (President) left (Prime Minister).", set()),
    ("marks of forums", "[b]Ghana[/b] [/x] expelled [url=a.b]two[/url] [*] envoys [i] of Togo.",
    "Ghana expelled two envoys of Togo.", {"tags"}),
    ("a word that nothing closes", "He gave [a] talk in [Lome] on [/b] peace.",
    "He gave a talk in (Lome) on peace.", {"tags"}),
    ("stops that stand apart", "The envoy left , he said .\tHe flew !", "The envoy left, he said. He flew!", set()),
    ("footnotes", "The envoy left.[3] He flew home.²", "The envoy left. He flew home.", {"notes"}),
    ("daggers", "The envoy† left Togo.‡", "The envoy left Togo.", {"notes"}),
    ("what an editor left out", "The envoy [sic] left […] again.", "The envoy left again.", {"notes"}),
    ("named entities", "Ghana&rsquo;s envoy &amp; his aide left.", "Ghana’s envoy & his aide left.", {"entities"}),
    ("numbered entities", "Ghana&#39;s and Togo&#x2019;s envoys left.", "Ghana's and Togo’s envoys left.",
    {"entities"}),
    ("entities escaped twice", "Ghana&amp;#39;s envoy &amp;amp; aide", "Ghana's envoy & aide", {"entities"}),
    ("no entity", "Research & development; AT&T left.", "Research & development; AT&T left.", set()),
    ("inline tags", "The <b>envoy</b> <a href='x'>left</a>.", "The envoy left.", {"tags"}),
    ("scripts", "One.<script>if (a<b) {Ghana()}</script>Two.", "One.\n\nTwo.", {"tags"}),
    ("comments", "Ghana <!-- a note -->left.", "Ghana left.", {"tags"}),
    ("no tag", "Fewer than <5 of >3 left.", "Fewer than <5 of >3 left.", set()),
    ("mojibake of quotes", "Ghanaâ€™s envoy said â€œnoâ€\x9d.", "Ghana’s envoy said “no”.", {"mojibake"}),
    ("mojibake of letters", "The cafÃ© in BogotÃ¡.", "The café in Bogotá.", {"mojibake"}),
    ("mojibake of a no-break space", "Ghana left.Â Togo came.", "Ghana left. Togo came.", {"mojibake"}),
    ("mojibake of a closing quotation mark", "He said â€œnoâ€ twice.", "He said “no” twice.", {"mojibake"}),
    ("no mojibake", "Ângela and Ébano left Évora.", "Ângela and Ébano left Évora.", set()),
    ("credits in brackets", "The envoy left. (AP Photo/Amina Smith)", "The envoy left.", {"credits"}),
    ("a credit's line", "Photo: Amina Smith\nThe envoy left.", "The envoy left.", {"credits"}),
    ("who wrote it", "The envoy left. (Reporting by A. Smith; Editing by B. Jones)", "The envoy left.", {"credits"}),
    ("a code of the desk", "The envoy left.\nab/cd/ef", "The envoy left.\n", {"credits"}),
    ("wrapped lines", "The government of Ghana on\nMonday expelled two envoys of\nTogo.",
    "The government of Ghana on Monday expelled two envoys of Togo.", {"hard_wrapped"}),
    ("broken words", "The government of Ghana con-\ndemned two anti-\ngovernment troops from the\nborder.",
     "The government of Ghana condemned two anti-government troops from the border.", {"hard_wrapped"}),
    ("quoted mail", "> The government of Ghana on\n> Monday expelled two envoys of\n> Togo.",
    "The government of Ghana on Monday expelled two envoys of Togo.", {"hard_wrapped"}),
    ("capitals", "GHANA EXPELLED TWO TOGOLESE ENVOYS, THE EU SAID.",
    "Ghana expelled two Togolese envoys, the EU said.", {"recased_capitals"}),
    ("lower case", "ghana expelled two togolese envoys. the eu said amina smith expelled troops.",
     "Ghana expelled two Togolese envoys. The EU said Amina Smith expelled troops.", {"recased_lower_case"}),
    ("a surname that is a word, once introduced",
     "SENATOR AMINA BUSH LEFT LOME. THE REPUBLICANS SAID BUSH'S CREDIT WAS GONE, AS A BUSH IN WINTER.",
     "Senator Amina Bush left Lome. The Republicans said Bush's credit was gone, as a bush in winter.",
     {"recased_capitals"}),
    ("a title before a name", "GHANA SAID MINISTER SMITH LEFT TOGO.", "Ghana said Minister Smith left Togo.",
    {"recased_capitals"}),
    ("a name of two words", "GHANA SAID WINTER BORDER LEFT TOGO.", "Ghana said Winter Border left Togo.",
    {"recased_capitals"}),
    ("days and months", "GHANA LEFT TOGO IN MAY, AND TROOPS MAY VISIT ON MONDAY.",
    "Ghana left Togo in May, and troops may visit on Monday.", {"recased_capitals"}),
    ("initials", "JOHN F. KENNEDY OF B.C. MET U.S. TROOPS AT 5 P.M. IN GHANA.",
     "John F. Kennedy of B.C. met U.S. troops at 5 p.m. in Ghana.", {"recased_capitals"}),
    ("a country that is a pronoun too", "TOGO VISITED US TROOPS AND SENT US LETTERS.",
     "Togo visited US troops and sent us letters.", {"recased_capitals"}),
    ("what belongs to a country", "FRANCE'S GOVERNMENT BACKED AL-SHABAAB AND FRANCE'S LEADERS.",
     "France's government backed al-Shabaab and France's leaders.", {"recased_capitals"}),
    ("dateline of an agency alone", "AP - NERVOUS LEADERS OF GHANA LEFT TOGO.",
     "AP - Nervous leaders of Ghana left Togo.", {"recased_capitals"}),
    ("dateline in capitals", "LOME, MARCH 3 — GHANA EXPELLED TWO ENVOYS.",
    "LOME, March 3 — Ghana expelled two envoys.", {"recased_capitals"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want", "flags"), [c[1:] for c in CLEANED], ids=[c[0] for c in CLEANED])
def test_cleaned(text: str, want: str, flags: set[str]) -> None:
    found = clean(text, ENGLISH)
    assert found.text == want
    assert set(found.flags) - set(DOUBTS) == flags


SENTENCES = [
    ("bullets within a line", "• Ghana expelled two • Togo left • Benin said", ["Ghana expelled two", "Togo left",
    "Benin said"]),
    ("bullets on lines", "Points:\n- Ghana left the talks\n- Togo came", ["Points:", "Ghana left the talks",
    "Togo came"]),
    ("numbered items", "1. ghana left the talks\n2. togo came home", ["Ghana left the talks", "Togo came home"]),
    ("one item", "- Ghana left the talks.", ["Ghana left the talks."]),
    ("one item with a longer dash", "– Ghana left the talks.", ["Ghana left the talks."]),
    ("a menu", "Home | World | Africa | Sport", ["Home", "World", "Africa", "Sport"]),
    ("a table", "Ghana      expelled      12\nTogo      killed      30", ["Ghana", "expelled", "12", "Togo", "killed",
    "30"]),
    ("a table with Windows line ends", "Ghana      expelled      12\r\nTogo      killed      30", ["Ghana",
    "expelled", "12", "Togo", "killed", "30"]),
    ("numbers that are no items", "1. Ghana left the talks\n2. Togo came home in the year of\n17. Benin stayed",
    ["Ghana left the talks", "Togo came home in the year of\n17.", "Benin stayed"]),
    ("speakers", "MR. SMITH: We left.\nAMINA JONES, REPORTER: Who expelled you?", ["We left.", "Who expelled you?"]),
    ("paragraphs of HTML", "<p>Ghana left</p><p>Togo came<br/>Benin said</p>", ["Ghana left", "Togo came",
    "Benin said"]),
    ("headlines stay apart", "Ghana Expels Two Envoys\nTogo Closes Its Border\nBenin Says No",
    ["Ghana Expels Two Envoys", "Togo Closes Its Border", "Benin Says No"]),
    ("a heading over wrapped lines", "Envoys go\n\nThe government of Ghana on\nMonday expelled two.", ["Envoys go",
    "The government of Ghana on\nMonday expelled two."]),
    ("a byline", "By Amina Smith\nThe government of Ghana on Monday\nexpelled two envoys of its neighbour\nto the "
                 "east.",
     ["By Amina Smith", "The government of Ghana on Monday\nexpelled two envoys of its neighbour\nto the east."]),
    ("paragraphs of one line", "The envoy of Ghana left Lome.\nTogo closed the border.",
    ["The envoy of Ghana left Lome.", "Togo closed the border."]),
    ("a dateline is no speaker", "GENEVA: The envoy left.", ["GENEVA: The envoy left."]),
    ("a bar after a dateline", "LOME | The envoy left.", ["LOME | The envoy left."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), [s[1:] for s in SENTENCES], ids=[s[0] for s in SENTENCES])
def test_sentences_as_they_stand_in_the_original(text: str, want: list[str]) -> None:
    found = clean(text, ENGLISH)
    cut = [text[slice(*found.original(a, b))] for a, b in split_sentences(found.text)]
    assert [c.lower() for c in cut] == [w.lower() for w in want]


def test_a_clean_text_is_left_as_it_is() -> None:
    text = "LOME, March 3 — “We will go,” said Ghana's envoy.\n\nThe U.S. said:  no".replace("  ", " ")
    found = clean(text, ENGLISH)
    assert found.text == text and found.flags == () and found.original(3, 9) == (3, 9)


PIECES = st.sampled_from(
    ["Ghana", "expelled", " ", "  ", "\n", "\n\n", "\r\n", "\u00ad", "\u200b", "&amp;", "&#39;", "<p>", "<br/>", "â€™",
    "e\u0301", "\ufb01", "•", "-", "[1]",
     "``", "''", "A", "TOGO", ".", ",", "(AP Photo/X)", "\t", "|", "Q:", "[b]", "[/b]", " ,",
     "Ã©", "\x92", "<", "&", "[of]", "1.", "—"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=40))
def test_every_span_stands_in_the_original_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = clean(text, ENGLISH)
    last = 0
    for k in range(len(found.text)):
        start, end = found.original(k, k + 1)
        assert 0 <= start <= end <= len(text) and start >= last
        last = start
    assert found.original(0, len(found.text))[1] <= len(text)


def test_doubts() -> None:
    english = "The government of Ghana said on Monday that it had expelled two envoys "
    english += "of Togo after weeks of talks about the closed border. "
    german = "Die Regierung von Ghana hat am Montag mitgeteilt, dass sie "
    german += "nach wochenlangen Gesprächen über die Grenze zwei Gesandte ausgewiesen hat. "
    assert doubts(english) == set() and doubts(english.upper()) == set()
    assert doubts(german) == {"not_english"}
    for short in (
        "加纳驱逐了两名多哥外交官。",
        "Гана выслала двух дипломатов.",
        "طردت غانا دبلوماسيين.",
        "Η Γκάνα απέλασε.",
    ):
        assert doubts(short) == {"not_english"}
    assert doubts("Côte d’Ivoire’s envoy Đặng Thị Ngọc met Ōe Kenzaburō in Tokyo (東京).") == set()
    assert doubts("Lome 3 1 4 4 0.302; Accra 2 0 2 (1) 0.500; 12 13 14 15 16 17 18 19") == {"few_letters"}


GROWING = [("stops", "." * 20), ("marks", "a?! "), ("open brackets", "[a"), ("open tags", "<a "), ("scripts",
"<script>"), ("entities", "&amp;"),
           ("lines", "Ghana left\n"), ("spaces", "a  "), ("bullets", "• a "), ("capitals", "GHANA LEFT. "),
           ("mojibake", "â€™"), ("quotes", "``a''"),
           ("bars", "a | "), ("brackets", "(AP Photo"), ("tabs", "a\tb\tc\n"), ("words", "attack "), ("letters", "a"),
           ("quotations", "“A B C D” "), ("marks of forums", "[/a"), ("more of them", "[b [/b] ,")]  # fmt: skip


@pytest.mark.parametrize("piece", [g[1] for g in GROWING], ids=[g[0] for g in GROWING])
def test_time_grows_with_the_size(piece: str) -> None:
    """Eight times the text takes at most some twenty times as long; by the square it had been sixty-four."""
    import time

    def seconds(size: int) -> float:
        # A script that ends tells nothing of those behind it, which never do.
        text = "</script>" + piece * (size // len(piece))
        begun = time.process_time()
        split_sentences(clean(text, ENGLISH).text)
        return time.process_time() - begun

    small = min(seconds(20_000) for _ in range(3))
    # Others may use the machine: the first of three that is quick enough is enough.
    assert any(seconds(160_000) < max(0.3, 20 * small) for _ in range(3))
