"""Who issued a report, and what the report calls them: small documents, parsed once."""

from __future__ import annotations

import pytest

from coder.pipeline import Coder
from coder.text.sentences import text_to_parse

# (document, the trigger, source, target)
CASES = {
    "the-mission": (
        "UNOMIG - Daily report, 4 May 2004\n\nVillagers barred the road. The Mission condemned the Abkhaz authorities.",
        "condemned",
        "IGOUNOPKO",
    ),
    "a-joint-patrol": (
        "KFOR - DAILY SUMMARY\n\nAt noon a joint patrol arrested two Albanian smugglers near the border.",
        "arrested",
        "IGOWSTNATMIL",
    ),
    "ourselves": (
        "Department of State - Statement by the spokesman\n\nWe condemn the shelling of Goma by Rwanda.",
        "condemn",
        "USAGOV",
    ),
    "the-minister-of-the-issuer": (
        "Ministry of Foreign Affairs\nPress Office, Maputo\n\nThe Minister thanked Finland for its support.",
        "thanked",
        "MOZGOV",
    ),
    "no-mission-of-another": (
        "Ministry of Foreign Affairs of Peru - Press release\n\nThe Mission condemned the Chilean authorities.",
        "condemned",
        None,
    ),
    "no-issuer-behind-a-preposition": (
        "Talks with the Ministry of Trade of Peru - Statement\n\nWe condemn the Chilean authorities.",
        "condemn",
        None,
    ),
    "no-heading": (
        "NATO rebuked Serbia. We condemn the Albanian authorities.",
        "condemn",
        None,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_issuer_is_the_source(name: str, named_only: Coder) -> None:
    text, trigger, source = CASES[name]
    sources = [e.source_code for e in named_only.code(text, date="2010-05-05") if trigger in (e.trigger_text or "")]
    assert sources == [source]


DIRECTED = {
    "at-the-country-of-the-title": ("Comoros: chronology of 1999\n\nFrance suspended aid.", "COM"),
    "not-at-another-that-is-named": ("Comoros: chronology of 1999\n\nFrance suspended aid to Chad.", "TCD"),
    "not-without-a-title": ("The Comoros had a quiet year.\n\nFrance suspended aid.", None),
}


@pytest.mark.parametrize("name", DIRECTED)
def test_deeds_of_others_are_directed_at_the_country_of_the_title(name: str, named_only: Coder) -> None:
    text, target = DIRECTED[name]
    found = [e for e in named_only.code(text, date="2000-01-05") if e.source_code == "FRA"]
    assert [e.target_code for e in found] == [target]


MEANT = {
    "the-ministers": (
        "The foreign minister of Kenya met the foreign minister of Chad. The Ministers condemned Nepal.",
        {"KENGOV", "TCDGOV"},
    ),
    "both-sides": (
        "Kenyan Foreign Minister Ana Lima received the Ambassador of Chad. Both sides condemned Nepal.",
        {"KENGOV", "TCDGOV"},
    ),
    "whom-a-visitor-meets": (
        "The Norwegian envoy came on Monday. She urged the foreign minister in Colombo to free monks.",
        {"NORGOV"},
    ),
    "the-secretary-general": ("The Secretary-General condemned the Chadian rebels.", {"IGOUNO"}),
    "the-secretary-general-of-a-body-before": (
        "The Arab League left Tunis. The Secretary-General condemned Israel.",
        {"IGOMEAARL"},
    ),
    "police-of-the-only-country": (
        "The rains are late for Zambia. Roads are open. The police arrested two farmers on Monday.",
        {"ZMBCOP"},
    ),
}


@pytest.mark.parametrize("name", MEANT)
def test_who_is_meant_without_weights(name: str, named_only: Coder) -> None:
    text, sources = MEANT[name]
    told = {e.source_code for e in named_only.code(text, date="2012-05-05") if e.event_root_code not in {"04"}}
    assert told == sources


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("HARARE POLICE - Press release No. 4", True),
        ("HARARE, May 4 - Police shot two men.", False),
    ],
)
def test_title_keeps_who_issued_it(line: str, kept: bool) -> None:
    words = text_to_parse(line, 0, len(line), False, frozenset)
    assert words.startswith("HARARE") is kept
