"""Whom pronouns, descriptions, last names and acronyms mean: small documents, parsed once."""

from __future__ import annotations

from datetime import date

import pytest
from test_actors import to_sentences

from coder.actors.lexicon import load_lexicon
from coder.actors.phrase import PhraseActors
from coder.actors.readings import Names
from coder.actors.reference import Context, Features, agrees
from coder.pipeline import Coder

# (document, the word whose phrase is asked for and which of its occurrences, code, words of the answer)
CASES = {
    "it-takes-the-clause-subject": ("Turkey said it would close the border.", ("it", 0), "TUR", "Turkey"),
    "it-is-no-country-of-an-apposition": (
        "Qatar, the main investor in Laos, said it would stay.",
        ("it", 0),
        "QAT",
        "Qatar",
    ),
    "their-takes-the-plural": (
        "Kenya honoured the Danish soldiers at their camp.",
        ("their", 0),
        "DNKMIL",
        "the Danish soldiers",
    ),
    "its-takes-the-subject": ("Armenia froze its membership.", ("its", 0), "ARM", "Armenia"),
    "it-from-the-sentence-before": (
        "Norway condemned the raid. It expelled two diplomats.",
        ("It", 0),
        "NOR",
        "Norway",
    ),
    "him-is-not-who-does-it": (
        "France met President Vladimir Putin. Putin urged President Donald Trump to wait. Putin thanked him.",
        ("him", 0),
        "USAGOV",
        "President Donald Trump",
    ),
    "he-is-a-person-not-a-state": (
        "France praised President Vladimir Putin. He thanked the French.",
        ("He", 0),
        "RUSGOV",
        "President Vladimir Putin",
    ),
    "she-is-a-person": (
        "Chancellor Angela Merkel left. She met farmers.",
        ("She", 0),
        "DEUGOV",
        "Chancellor Angela Merkel",
    ),
    "they-are-many": ("Iraqi troops entered Mosul. They attacked the hospital.", ("They", 0), "IRQMIL", "Iraqi troops"),
    "he-has-nobody": ("Norway condemned the raid. He expelled two diplomats.", ("He", 0), None, None),
    "it-has-nobody": ("It was raining when the talks began.", ("It", 0), None, None),
    "it-is-the-thing-acted-upon": ("Kenya condemned the raid. Ghana praised it.", ("it", 0), None, None),
    "it-is-the-town": ("Sudan attacked the town. Chad shelled it.", ("it", 0), None, None),
    "it-is-the-country-acted-upon": ("Kenya attacked Sudan. Ghana condemned it.", ("it", 0), "SDN", "Sudan"),
    "them-are-the-rockets": ("Iran fired rockets. Israel destroyed them.", ("them", 0), None, None),
    "it-is-the-thing-that-acts": ("The bomb hit Iran. It killed two men.", ("It", 0), None, None),
    "object-is-not-its-own-subject": ("Russia attacked it.", ("it", 0), None, None),
    "the-bloc": (
        "Armenia left the European Union's talks. The bloc regretted this.",
        ("bloc", 0),
        "IGOEUREEC",
        "the European Union",
    ),
    "the-country": ("Mali expelled the envoy. The country closed its border.", ("country", 0), "MLI", "Mali"),
    "the-country-of-two": ("Mali attacked Niger. The country closed its border.", ("country", 0), None, "The country"),
    "the-prime-minister": (
        "Narendra Modi spoke. The prime minister praised farmers.",
        ("minister", 0),
        "INDGOV",
        "Narendra Modi",
    ),
    "its-army": ("Chad said its army had crossed the border.", ("army", 0), "TCDMIL", "its army"),
    "last-name-after-a-full-name": (
        "Uruguayan deputy Rodrigo Zubiaga spoke. Zubiaga denounced the plan.",
        ("Zubiaga", 1),
        "URYLEG",
        "Zubiaga",
    ),
    "acronym": ("The Kenyan Grain Workers Union (KGWU) met. KGWU rejected the offer.", ("KGWU", 1), "KENLAB", "KGWU"),
    "only-country-of-the-document": (
        "Kenya voted on Monday. Police arrested ten people.",
        ("Police", 0),
        "KENCOP",
        "Police",
    ),
    "no-country-among-two": (
        "Kenya played Uganda on Monday. Police arrested ten people.",
        ("Police", 0),
        "COP",
        "Police",
    ),
}


@pytest.fixture(scope="module")
def coder(named_only: Coder) -> Coder:
    return named_only


@pytest.mark.parser
@pytest.mark.parametrize("case", CASES)
def test_reference(case: str, documents: dict) -> None:
    text, (word, nth), code, words = CASES[case]
    lexicon, parsed = documents
    context, seen = Context(), 0
    for sentence in parsed[text]:
        phrases = PhraseActors(sentence, lexicon.mentions(sentence), lexicon, date(2018, 6, 1), context)
        for token in sentence.tokens:
            if token.text != word:
                continue
            if seen == nth:
                actor = phrases.resolve(token.i)
                assert (actor.code if actor else None) == code
                assert (actor.text if actor else None) == words
                if actor:
                    assert text[actor.start : actor.end] == words
                return
            seen += 1
        found = Names(lexicon.mentions(sentence))
        context = context.after(sentence, lambda found=found: found, lambda phrases=phrases: phrases)
    pytest.fail(f"{word!r} is not in the text")


@pytest.fixture(scope="module")
def documents() -> tuple:
    from coder.text.parse import load_parser

    texts = [case[0] for case in CASES.values()]
    return load_lexicon(), dict(zip(texts, to_sentences(load_parser().pipe(texts)), strict=True))


@pytest.mark.parametrize(
    ("pronoun", "found", "expected"),
    [
        ("he", Features("s", "person", "m"), True),
        ("he", Features("s", "person", "f"), False),
        ("she", Features("s", "person", ""), True),
        ("it", Features("s", "person", ""), False),
        ("it", Features("s", "body", ""), True),
        ("it", Features("p", "any", ""), False),
        ("they", Features("p", "any", ""), True),
        ("they", Features("s", "body", ""), True),
        ("they", Features("s", "person", ""), False),
    ],
    ids=lambda v: v if isinstance(v, str) else repr(v),
)
def test_agreement(pronoun: str, found: Features, expected: bool) -> None:
    assert agrees(pronoun, found) is expected


PAIRS = {
    "two-countries": ("Kenya and Uganda met on Monday. The two countries signed a treaty.", ["Kenya", "Uganda"]),
    "both-sides": ("Kenya and Uganda met on Monday. Both sides signed a treaty.", ["Kenya", "Uganda"]),
    "two-leaders": (
        "Angela Merkel met Narendra Modi. The two leaders discussed trade.",
        ["Angela Merkel", "Narendra Modi"],
    ),
    "in-the-sentence": (
        "Chad accused Sudan of aggression and the two countries broke off relations.",
        ["Chad", "Sudan"],
    ),
    "they-of-two": (
        "The Chadian minister, Ali Saleh, and the Malian envoy, Modibo Sow, said they backed Togo.",
        ["The Chadian minister", "the Malian envoy"],
    ),
    "they-of-one": ("The Chadian rebels said they backed Togo.", ["The Chadian rebels"]),
    "three-are-not-two": ("Kenya, Chad and Uganda met. The two countries signed a treaty.", []),
    "one-is-not-two": ("Kenya held an election. The two countries signed a treaty.", []),
    "countries-are-not-leaders": ("Kenya and Uganda met on Monday. The two leaders signed a treaty.", []),
}


@pytest.mark.parser
@pytest.mark.parametrize("case", PAIRS)
def test_the_two(case: str, coder: Coder) -> None:
    text, expected = PAIRS[case]
    last = coder.trace(text, "2018-06-01")[-1]
    sources = [d.source.text for d in last.dyads if d.source is not None and d.source.country]
    assert sorted(set(sources)) == expected
