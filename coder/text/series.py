"""Deeds of which there is a series, or a time, as what the verb behind them tells of: *a night of [raids] flattened it*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.records import Sentence, Token
from coder.text.misread import changed, load_mistaken

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What stays beside the word that counts: how many nights, and which.
HOW_MANY = frozenset({"det", "nummod", "advmod"})


def with_deeds(sentence: Sentence) -> Sentence:
    """The sentence in which such deeds are the subject; as it was where it has none."""
    words = load_mistaken()
    if all(t.lemma not in words.series and t.lemma not in words.spells for t in sentence.tokens):
        return sentence
    return changed(sentence, dict(_counted(sentence)))


def _counted(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    tokens, children, words = sentence.tokens, sentence.children, load_mistaken()
    for count in tokens[:-2]:
        of = tokens[count.i + 1]
        if count.dep not in SUBJECTS or of.text != "of" or of.head != count.i or tokens[count.head].lemma == "be":
            continue
        deeds = [tokens[c] for c in children[of.i] if tokens[c].dep == "pobj"]
        if len(deeds) != 1 or count.lemma not in words.series | words.spells or deeds[0].lemma not in words.affrays:
            continue
        deed = deeds[0]
        yield deed.i, replace(deed, dep=count.dep, head=count.head)
        yield count.i, replace(count, dep="nmod", head=deed.i)
        outer = (tokens[c] for c in children[count.i] if c != of.i and tokens[c].dep not in HOW_MANY)
        yield from ((t.i, replace(t, head=deed.i)) for t in outer)
