"""What somebody is accused of, which the codebook tells with a digit: *blamed it for the shelling* is 1123, not 112.

Codebook: the fourth digit of 112 is 1 for crime or corruption, 2 for human rights abuses, 3 for aggression, 4 for war
crimes, 5 for espionage or treason. Where a known action below the accusation says it, composition has told it already;
here it is read off the words, however they are hung on the accusation.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from coder.actions.causes import below
from coder.files.words import load_words
from coder.records import Clause, Sentence

# What stands between the words of a pair: *violated [the] truce*, *crimes [against] humanity*.
LITTLE = frozenset({"ADP", "ADV", "DET", "PRON", "PUNCT"})
NAMES = frozenset({"NNP", "NNPS"})
TOLD = frozenset({"ccomp", "xcomp", "pcomp", "acl"})


@dataclass(frozen=True, slots=True)
class ChargeWords:
    """The lists of charges.yaml, each explained there."""

    kinds: frozenset[str]
    inquiries: frozenset[str]
    inquired: Mapping[str, str]
    looked_into: tuple[str, ...]
    behind: frozenset[str]
    marks: frozenset[str]
    digits: Mapping[str, frozenset[str]]


@cache
def charge_words() -> ChargeWords:
    """What people are accused of, by the words that say so."""
    return load_words("charges", ChargeWords)


def with_charge(code: str, sentence: Sentence, clause: Clause) -> str:
    """The code of an accusation or inquiry with the digit of what it is about; any code as it is where none is told."""
    words = charge_words()
    if code in words.inquiries:
        heads = (a.head for a in clause.arguments if a.role in words.looked_into)
        digit = _digit(sentence, {i for head in heads for i in below(sentence, head)}, words)
        return words.inquired.get(digit, code)
    if code not in words.kinds:
        return code
    told = {i for head in _charges(sentence, clause, words) for i in below(sentence, head)}
    if not told and clause.heads("speaker"):  # *[Chad] said that Libya had [violated] the truce*
        told = {clause.predicate, *(i for h in clause.heads("object") for i in below(sentence, h))}
    return code + _digit(sentence, told, words)


def _digit(sentence: Sentence, told: Container[int], words: ChargeWords) -> str:
    """The digit that the words of a charge give, or none; those of a name give none."""
    tokens = [t for t in sentence.tokens if t.i in told and t.pos != "PROPN" and t.tag not in NAMES]
    lemmas = {t.lemma for t in tokens}
    telling = [t.lemma for t in tokens if t.pos not in LITTLE]
    lemmas |= {f"{a} {b}" for a, b in pairwise(telling)}
    return next((digit for digit, kind in words.digits.items() if not kind.isdisjoint(lemmas)), "")


def _charges(sentence: Sentence, clause: Clause, words: ChargeWords) -> Iterator[int]:
    """The heads of the phrases and clauses that say of what.

    *accused them [of theft]*, *charged that they [had stolen] it*, *levelled accusations [of theft] at them*
    """
    tokens, children = sentence.tokens, sentence.children
    verbs = {clause.predicate, clause.predicate if clause.support is None else clause.support}
    marked = {c for v in verbs for c in children[v] if tokens[c].lemma in words.marks}
    # *a part [in it]*, *found guilty [of it]*, *said that they were responsible [for it]*
    marked |= {c for v in verbs for c in children[v] if tokens[c].dep in {"oprd", "attr"} or tokens[c].pos == "ADJ"}
    # *held the army [responsible] for it*: parsers hang it on the army
    marked |= {a for v in verbs for c in children[v] for a in children[c] if a > c and tokens[a].pos == "ADJ"}
    for head in sorted(verbs | marked):
        for child in children[head]:
            token, is_mark = tokens[child], tokens[head].lemma in words.marks
            if token.dep in TOLD or (token.dep == "prep" and token.lemma in words.behind):
                yield child
            elif token.dep in {"amod", "compound", "nmod"} and is_mark:  # *hurled [war-crimes] charges*
                yield child
            elif token.dep == "prep":  # *stands accused by them [of it]*, *at odds with them [over it]*
                inner = (n for c in children[child] for n in children[c])
                yield from (n for n in inner if tokens[n].dep == "prep" and tokens[n].lemma in words.behind - {"in"})
