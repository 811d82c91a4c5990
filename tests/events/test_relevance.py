"""Who is a party to politics, and on which page of a newspaper a sentence stands."""

from __future__ import annotations

import pytest

from coder.events.pages import pages_of
from coder.events.relevance import is_agency, is_business, is_for_gain, is_name, is_party, is_political
from coder.records import Actor, Sentence, Token


def actor(
    code: str | None, text: str, country: str | None = None, roles: tuple[str, ...] = (), entry: str = ""
) -> Actor:
    return Actor(code, country, roles, text, 0, len(text), entry)


POLITICAL = {
    "a state": (actor("KEN", "Kenya", "KEN", entry="KENYA"), True),
    "its government": (actor("KENGOV", "the Kenyan government", "KEN", ("GOV",)), True),
    "rebels of no country": (actor("REB", "rebels", None, ("REB",)), True),
    "an international body": (actor("IGOUNO", "the United Nations"), True),
    "states of a region": (actor("AFR", "African states"), True),
    "a farmer": (actor("AGR", "a farmer", None, ("AGR",)), False),
    "a firm of a country": (actor("KENBUS", "a Kenyan miller", "KEN", ("BUS",)), False),
    "a multinational": (actor("MNCUSA", "Boeing", "USA"), False),
    "a bank named for a country": (actor("FRA", "a French bank", "FRA"), False),
    "a team named for a town": (actor("USA", "the Chicago Bears", "USA", entry="UNITED STATES"), False),
    "a president beside a country's name": (actor("TCD", "President of Chad", "TCD", entry="CHAD"), True),
    "a head of nothing known": (actor("GOV", "the head", None, ("GOV",), "head"), False),
    "the president of a club": (actor("GOV", "the club president", None, ("GOV",), "president"), False),
    "the president of nothing said": (actor("GOV", "the president", None, ("GOV",), "president"), True),
    "a phrase without a code": (actor(None, "the tailor"), False),
}


@pytest.mark.parametrize("case", POLITICAL)
def test_political(case: str) -> None:
    who, expected = POLITICAL[case]
    assert is_political(who) == expected


def test_nobody_is_political() -> None:
    assert not is_political(None)


def test_a_party_has_a_name() -> None:
    assert is_party(actor("KENGOV", "the Kenyan government", "KEN", ("GOV",)))
    assert not is_party(actor("GOV", "a government", None, ("GOV",)))
    assert not is_party(actor("USAJUD", "American lawyers", "USA", ("JUD",)))


def test_an_agency_is_no_ministry() -> None:
    assert is_agency(actor("USAGOVHLH", "the drug agency", "USA", ("GOV", "HLH"), "FOOD AND DRUG ADMINISTRATION"))
    assert not is_agency(actor("USAGOVHLH", "the health ministry", "USA", ("GOV", "HLH"), "HEALTH MINISTRY"))


def test_a_multinational_is_business() -> None:
    assert is_business(actor("MNCUSA", "Boeing")) and not is_business(actor("USA", "America", "USA"))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (actor("ZMB", "Zambia Airways Ltd.", "ZMB"), True),
        (actor("ZMB", "a Zambian striker", "ZMB"), True),
        (actor("ZMB", "Zambia", "ZMB"), False),
        (actor("ZMBBUS", "a Zambian airline", "ZMB", ("BUS",)), False),
        (actor("PSE", "the West Bank", "PSE"), False),
        (actor("AIR", "an airline"), False),
    ],
)
def test_who_has_the_name_of_a_country_only_for_gain(who: Actor, expected: bool) -> None:
    assert is_for_gain(who) == expected


def sentence(text: str) -> Sentence:
    tokens, at = [], 0
    for i, word in enumerate(text.split()):
        tokens.append(Token(i, word, word.lower().strip("."), "NOUN", "NN", "dep", 0, at, at + len(word)))
        at += len(word) + 1
    return Sentence(0, text, 0, tuple(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wales won the rugby match", {"sport", "everyday"}),
        ("The batsman was hit", {"sport", "everyday"}),
        ("The final score was 24-3", {"sport", "everyday"}),
        ("A winner was named", {"everyday"}),
        ("Terrorist took hostage at the olympic final", set()),
        ("A flood killed nine", {"disaster", "everyday"}),
        ("A flood came and a rebel fired", set()),
        ("The retailer said its revenue rose", {"market", "everyday"}),
        ("Soldiers bomb the retailer and its revenue", {"market"}),
    ],
)
def test_pages(text: str, expected: set[str]) -> None:

    assert pages_of(sentence(text)) == expected


def test_a_name_is_printed_like_one() -> None:
    words = sentence("Bombs hit Harun Belo")
    assert is_name(Actor(None, None, (), "Harun Belo", 10, 20), words)
    assert not is_name(Actor(None, None, (), "Bombs", 0, 5), words)
    assert not is_name(Actor(None, None, (), "the Belo company", 10, 20), words)
