"""What is told one after another: deeds of which there is a series, or a time, as what the verb behind them tells of
(*a night of [raids] flattened it*), and whose they are (*a wave of strikes [by nurses]*); verbs in a row (*stormed a
flat, [overpowered] and arrested two men*), and between whom it was behind where it was (*a battle off Jaffna [between]
two navies*).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_beside, load_force
from coder.records import Sentence, Token

NOUNS = frozenset({"NOUN", "PROPN"})
PASTS = frozenset({"VBN", "VBD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What stays beside the word that counts: how many nights, and which.
HOW_MANY = frozenset({"det", "nummod", "advmod"})
OF_DEEDS = frozenset({"by", "against", "on", "in"})


def with_deeds(sentence: Sentence) -> Sentence:
    """The sentence with each of these read so; as it was where it has none."""
    words = load_force()
    if not words.series.isdisjoint(t.text.lower() for t in sentence.tokens):
        sentence = changed(sentence, dict(_whose(sentence)))
    sentence = changed(changed(sentence, dict(_in_a_row(sentence))), dict(_between(sentence)))
    if all(t.lemma not in words.series and t.lemma not in words.spells for t in sentence.tokens):
        return sentence
    return changed(sentence, dict(_counted(sentence)))


def _counted(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    tokens, children, words = sentence.tokens, sentence.children, load_force()
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


def _whose(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """Whose deeds they are of which there is a series: *a wave of strikes [by nurses]*."""
    tokens, series = sentence.tokens, load_force().series
    for link in tokens[3:]:
        above = tokens[link.head]
        if link.dep != "prep" or link.text not in OF_DEEDS or above.lemma not in series:
            continue
        of = next((c for c in sentence.children[above.i] if tokens[c].text == "of" and c < link.i), None)
        deeds = [c for c in sentence.children[of] if tokens[c].dep == "pobj"] if of is not None else []
        if deeds and sentence.subtree(deeds[0])[-1] == link.i - 1:
            yield link.i, replace(link, head=deeds[0])


def _in_a_row(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """A verb between two others, taken for a participle: *stormed it, [overpowered] and arrested two*."""
    tokens, children = sentence.tokens, sentence.children
    for verb in tokens[2:-2]:
        first = tokens[verb.head]
        if verb.dep != "advcl" or verb.tag not in PASTS or first.tag != "VBD" or tokens[verb.i - 1].text != ",":
            continue
        below = [tokens[c] for c in children[verb.i]]
        last = next((t for t in below if t.dep == "conj" and t.tag in PASTS and t.i in {verb.i + 2, verb.i + 3}), None)
        if last is None or {t.dep for t in below} != {"cc", "conj"}:
            continue
        if last.i == verb.i + 3 and tokens[last.i - 1].dep != "advmod":  # *and [later] arrested*
            continue
        if any(tokens[c].dep == "dobj" for c in children[last.i]):
            yield verb.i, replace(verb, tag="VBD", dep="conj")
            yield last.i, replace(last, tag="VBD")


def _between(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    """Between whom it was, on that and not on its place or number: *a battle off Jaffna [between] them*."""
    tokens, children, words = sentence.tokens, sentence.children, load_force()
    twofold = words.contests | words.between_two
    for between in tokens[3:]:
        noun = tokens[between.head]
        if between.text != "between" or between.dep != "prep" or noun.pos not in NOUNS or noun.lemma in twofold:
            continue
        above = tokens[tokens[noun.head].head]
        inner = [b for c in children[noun.i] if tokens[c].text == "of" for b in children[c]]
        counted = next((tokens[b] for b in inner if tokens[b].lemma in twofold), None)
        is_place = (
            noun.dep == "pobj"
            and above.lemma in twofold
            and (noun.pos == "PROPN" or noun.lemma in load_beside().places)
        )
        if counted is not None or is_place:
            yield between.i, replace(between, head=(counted or above).i)
