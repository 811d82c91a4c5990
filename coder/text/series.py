"""What is told one after another: deeds of which there is a series, or a time, as what the verb behind them tells of
(*a night of [raids] flattened it*), and verbs in a row (*stormed a flat, [overpowered] and arrested two men*).
"""

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
    sentence = changed(sentence, dict(_in_a_row(sentence)))
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


def _in_a_row(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """A verb between two others of one subject, taken for a participle: *stormed it, [overpowered] and arrested two*."""
    tokens, children = sentence.tokens, sentence.children
    for verb in tokens[2:-2]:
        first = tokens[verb.head]
        if verb.dep != "advcl" or verb.tag != "VBN" or first.tag != "VBD" or tokens[verb.i - 1].text != ",":
            continue
        below = [tokens[c] for c in children[verb.i]]
        last = next((t for t in below if t.dep == "conj" and t.tag in {"VBN", "VBD"} and t.i == verb.i + 2), None)
        if last is None or {t.dep for t in below} != {"cc", "conj"}:
            continue
        if any(tokens[c].dep == "dobj" for c in children[last.i]):
            yield verb.i, replace(verb, tag="VBD", dep="conj")
            yield last.i, replace(last, tag="VBD")
