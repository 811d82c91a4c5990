"""Verbs with *re-* before them are one word: on trees as the parser makes them."""

from __future__ import annotations

from dataclasses import replace

from handmade import hanging

from coder.mending.prefixes import again
from coder.records import Sentence

TAGS = {
    "Chad": ("PROPN", "NNP"), "re": ("VERB", "VBD"), "-": ("VERB", "VBN"), "established": ("ADJ", "JJ"),
    "ties": ("NOUN", "NNS"), "opened": ("VERB", "VBD"), "shops": ("NOUN", "NNS"), "pre": ("ADJ", "JJ"),
}  # fmt: skip


def glued(words: str) -> Sentence:
    """The sentence with the words beside a hyphen joined to it."""
    sentence = hanging(words, TAGS)
    tokens, end = [], 0
    for token in sentence.tokens:
        begin = end if token.text == "-" or (tokens and tokens[-1].text == "-") else end + 1
        end = begin + len(token.text)
        tokens.append(replace(token, start=begin, end=end))
    return replace(sentence, text=sentence.text.replace(" - ", "-"), tokens=tuple(tokens))


def test_what_hangs_on_any_part_hangs_on_the_verb() -> None:
    tokens = again(glued("Chad/nsubj>1 re/ROOT>1 -/acomp>1 established/amod>4 ties/dobj>2")).tokens
    assert [(t.dep, t.head) for t in tokens] == [
        ("nsubj", 3), ("advmod", 3), ("punct", 3), ("ROOT", 3), ("dobj", 3),
    ]  # fmt: skip
    assert (tokens[3].tag, tokens[3].lemma) == ("VBD", "re-establish")


def test_a_name_before_a_part_taken_for_a_noun_acts() -> None:
    tokens = again(glued("Chad/compound>1 re/ROOT>1 -/punct>1 opened/dep>1 shops/dobj>3")).tokens
    assert [(t.dep, t.head) for t in (tokens[0], tokens[3], tokens[4])] == [("nsubj", 3), ("ROOT", 3), ("dobj", 3)]
    assert tokens[3].lemma == "opened"  # as the parser has it: the same again


def test_other_hyphens_stay_as_they_are() -> None:
    sentence = glued("Chad/nsubj>3 pre/advmod>3 -/punct>3 opened/ROOT>3 shops/dobj>3")
    assert again(sentence) == sentence
