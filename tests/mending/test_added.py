"""What *and* adds behind an aside, a place or another phrase: on trees as the parser makes them, and as coded."""

from __future__ import annotations

import pytest
from handmade import hanging

from coder.mending.added import with_added
from coder.pipeline import Coder
from coder.records import Sentence

TAGS = {
    "Togo": ("PROPN", "NNP"), "Juba": ("PROPN", "NNP"), "Chad": ("PROPN", "NNP"), "Fiji": ("PROPN", "NNP"),
    "shot": ("VERB", "VBD"), "and": ("CCONJ", "CC"), "fleeing": ("VERB", "VBG"), "lent": ("VERB", "VBD"),
    ",": ("PUNCT", ","), "in": ("ADP", "IN"), "to": ("ADP", "IN"), "by": ("ADP", "IN"), "over": ("ADP", "IN"),
    "with": ("ADP", "IN"), "met": ("VERB", "VBD"), "cooks": ("NOUN", "NNS"), "maids": ("NOUN", "NNS"),
    "a": ("DET", "DT"), "maid": ("NOUN", "NN"), "village": ("NOUN", "NN"), "cellar": ("NOUN", "NN"),
}  # fmt: skip


def made(words: str) -> Sentence:
    """A sentence of words written as text/label>head."""
    return hanging(words, TAGS)


JOINED = {
    "behind an aside": (
        "Togo/nsubj>1 shot/ROOT>1 cooks/dobj>1 and/cc>1 ,/punct>1 by/prep>1 error/pobj>5 ,/punct>5 maids/pobj>5", 8, 2,
    ),
    "behind a place": (
        "Togo/nsubj>1 shot/ROOT>1 cooks/dobj>1 in/prep>1 Juba/pobj>3 and/cc>4 a/det>7 maid/conj>4", 7, 2,
    ),
    "a preposition again": (
        "Togo/nsubj>1 lent/ROOT>1 rice/dobj>1 to/prep>1 Chad/pobj>3 over/prep>1 it/pobj>5 and/cc>5 to/conj>5 "
        "Fiji/pobj>8", 8, 3,
    ),
    "who flees": (
        "Togo/nsubj>1 shot/ROOT>1 cooks/dobj>1 and/cc>1 maids/nsubj>5 fleeing/conj>1 Juba/dobj>5", 4, 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "added", "first"), JOINED.values(), ids=JOINED)
def test_what_is_added_is_joined_to_the_first(words: str, added: int, first: int) -> None:
    token = with_added(made(words)).tokens[added]
    assert (token.dep, token.head) == ("conj", first)


LEFT = {
    "a place": "Togo/nsubj>1 shot/ROOT>1 cooks/dobj>1 in/prep>1 Juba/pobj>3 and/cc>4 a/det>7 village/conj>4",
    "another clause": "Togo/nsubj>1 shot/ROOT>1 cooks/dobj>1 and/cc>1 maids/nsubj>5 met/conj>1 Chad/dobj>5",
    "nothing done": "Togo/nsubj>1 met/ROOT>1 in/prep>1 Juba/pobj>2 and/cc>3 a/det>6 cellar/conj>3",
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_what_goes_on_otherwise_stays(words: str) -> None:
    assert with_added(made(words)) == made(words)


CODED = {
    "Kenya protested to Chad over the raid and to Niger over its silence.": {"TCD", "NER"},
    "Gunmen shot a Kenyan judge in Juba and a Ghanaian priest in Torit.": {"KENJUD", "GHACHR"},
    "Peru blacklisted Chad and a Togolese bank.": {"TCD", "TGO"},
    "Peru imposed sanctions on Chad and on ten Togolese bankers.": {"TCD", "TGO"},
}


@pytest.mark.parametrize(("text", "targets"), CODED.items(), ids=CODED)
def test_both_are_targets(text: str, targets: set[str], coder: Coder) -> None:
    found = {(e.target_code or "")[:6] for e in coder.code(text, "2024-03-14")}
    assert all(any(f.startswith(t) for f in found) for t in targets)


MENDED = {
    "Theresa May rang Iraq's prime minister on Monday.": ("GBRGOV", "041", "IRQGOV"),
    "Ghanaian troops trained alongside Kenyan soldiers near the lake.": ("GHAMIL", "062", "KENMIL"),
    "The UN envoy met Malian ministers and Tuareg rebels in Gao.": ("IGOUNO", "040", "MLIGOV"),
    "Grenada was promised medicines and a hospital by Cuba.": ("CUB", "0333", "GRD"),
    "The two Koreas signed a pact on fishing.": ("PRK", "057", "KOR"),
    "Troops of the two neighbours, Mali and Niger, clashed on Monday.": ("MLIMIL", "190", "NERMIL"),
    "Peru and Chile accused one another of spying.": ("PER", "112", "CHL"),
    "Around a table in Bonn, Togo and Ghana haggled over the border.": ("TGO", "046", "GHA"),
    "The Chadian president was on the line to his Malian counterpart.": ("TCDGOV", "041", "MLIGOV"),
    "Cuban doctors treated cholera patients in Chad.": ("CUBHLH", "073", "TCD"),
    "Kenya was given lorries for its police by the Chinese government.": ("CHNGOV", "07", "KEN"),
}


@pytest.mark.parametrize(("text", "row"), MENDED.items(), ids=MENDED)
def test_names_and_verbs_are_read_as_such(text: str, row: tuple[str, str, str], coder: Coder) -> None:
    source, code, target = row
    found = [(e.source_code, e.event_code, e.target_code) for e in coder.code(text, "2018-03-14")]
    assert any(s == source and c.startswith(code) and t == target for s, c, t in found), found
