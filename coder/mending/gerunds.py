"""Verbal nouns and main clauses that the parser hangs on other verbs as clauses of theirs.

*put off [sending] rice* is what was put off; *died in Togolese [shelling]* is what they died in, *held in dawn [sweeps]
by police* in what; *[fighting] around Lomé went on* is no deed of nobody; and what stands before a semicolon is told by
itself: *[clashes resumed]; people fled*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.words import load_force, load_mistaken
from coder.records import Sentence, Token

QUOTES = frozenset({'"', "\u201c", "\u201d", "\u2018", "\u2019", "``", "''"})
FINITE = frozenset({"VBD", "VBP", "VBZ"})
SUBJECTS = {"csubj": "nsubj", "csubjpass": "nsubjpass"}
LOOSE = frozenset({"dep", "advcl"})
BESIDE = frozenset({"advcl", "acl", "pcomp"})
AUXILIARIES = frozenset({"aux", "auxpass"})
CLAUSE = frozenset({"nsubj", "nsubjpass", "mark", "advmod", "aux", "dobj"})


def with_gerunds(sentence: Sentence) -> Sentence:
    """The sentence with each such participle where it belongs; as it was where it has none."""
    tokens = list(sentence.tokens)
    _opening(sentence, tokens)
    for token in sentence.tokens:
        if token.tag == "VBG" and token.dep in SUBJECTS and not _is_clause(sentence, token):
            noun = token.text.lower()
            tokens[token.i] = replace(token, dep="nsubj", pos="NOUN", tag="NN", lemma=noun)
        elif token.tag == "VBG" and token.dep in SUBJECTS and token.i and tokens[token.i - 1].dep == "nsubj":
            before = tokens[token.i - 1]  # *[gas] escaping from a plant killed them*
            if before.head == token.i:
                tokens[before.i] = replace(before, dep=SUBJECTS[token.dep], head=token.head)
                tokens[token.i] = replace(token, dep="acl", head=before.i)
    for token in sentence.tokens:
        if token.dep == "ccomp" and token.head > token.i and _is_apart(sentence, token):
            tokens[token.i] = replace(token, dep="ROOT", head=token.i)
        before = tokens[token.i - 1]
        if token.tag == "VBG" and token.dep == "xcomp" and tokens[token.head].lemma in load_force().falls:
            tokens[token.i] = replace(token, dep="advcl")
        if token.i and _is_plural(sentence, token, before):
            tokens[before.i] = replace(before, dep="compound", head=token.i)
            tokens[token.i] = replace(token, dep="pobj", head=before.head, pos="NOUN", tag="NNS")
        if _is_owned(token, before):
            tokens[token.i] = replace(token, pos="NOUN", tag="NN", lemma=token.text.lower())
        if _is_second(sentence, token):
            deed = replace(token, pos="NOUN", tag="NN", lemma=token.text.lower(), head=token.i - 2)
            tokens[token.i - 1 : token.i + 1] = [replace(before, head=token.i - 2), deed]
        if not token.i or token.tag != "VBG" or token.dep not in BESIDE:
            continue
        _of_time(tokens, token)
        if before.dep == "prt" and token.head == before.head:
            tokens[token.i] = replace(token, dep="xcomp")
        elif _is_named(sentence, token):
            tokens[token.i] = replace(token, dep="pobj", pos="NOUN", tag="NN", lemma=token.text.lower())
        elif _is_modifier(before, token, tokens) and not _is_clause(sentence, token):
            tokens[before.i] = replace(before, dep="amod", head=token.i)
            noun = token.text.lower()
            tokens[token.i] = replace(token, dep="pobj", head=before.head, pos="NOUN", tag="NN", lemma=noun)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _of_time(tokens: list[Token], token: Token) -> None:
    """Hang what was done so long before on what was done then: *days [after] expelling envoys, Chad recalled one*."""
    link = tokens[token.head]
    noun = tokens[link.head]
    if token.dep == "pcomp" and link.dep == "prep" and noun.dep == "npadvmod" and link.i == noun.i + 1:
        tokens[link.i] = replace(link, head=noun.head)


def _is_modifier(before: Token, token: Token, tokens: list[Token]) -> bool:
    """Whether the word in front stands alone below a preposition: *in [Togolese] shelling*, *in [army] firing*.

    Where *by* tells who does it the parser may take it for a noun: *due to [relentless] shelling by the army*.
    """
    if before.dep != "pobj" or before.i != before.head + 1:
        return False
    by_whom = any(t.text == "by" and t.head == token.i for t in tokens[token.i + 1 : token.i + 2])
    beside = token.head in {before.i, tokens[before.head].head}
    body = before.tag in {"NN", "NNP"} and token.lemma in load_mistaken().deeds
    return beside and (before.tag == "JJ" or body) or (before.tag == "NN" and by_whom)


def _opening(sentence: Sentence, tokens: list[Token]) -> None:
    """*Facing [strikes], the king quit*: what he faces, which parsers take for who quit."""
    first = tokens[0]
    for what in tokens[1:4] if first.tag == "VBG" and first.dep == "advcl" else ():
        if what.dep != "nsubj" or what.head != first.head or what.pos == "PROPN":
            continue
        names = [tokens[c] for c in sentence.children[what.i] if tokens[c].dep == "appos"]
        if len(names) == 1 and any(t.text == "," for t in tokens[what.i + 1 : names[0].i]):
            tokens[what.i] = replace(what, dep="dobj", head=first.i)
            tokens[names[0].i] = replace(names[0], dep="nsubj", head=first.head)
            return


def _is_plural(sentence: Sentence, token: Token, before: Token) -> bool:
    """Whether a verb of the present behind the word below a preposition is its noun: *in dawn [sweeps] by police*."""
    if token.tag != "VBZ" or token.dep not in LOOSE or before.dep != "pobj" or before.i != before.head + 1:
        return False
    return _is_by(sentence, token) and not _is_clause(sentence, token)


def _is_owned(token: Token, before: Token) -> bool:
    """Whether a participle below a preposition is the noun of a deed, with whose it is: *under [Togolese] shelling*."""
    whose = before.dep in {"amod", "compound"} and before.head == token.i
    return token.tag == "VBG" and token.dep == "pobj" and whose and token.lemma in load_mistaken().deeds


def _is_second(sentence: Sentence, token: Token) -> bool:
    """Whether a participle joined to another's verb is the second of two deeds: *killed in clashes and [shelling]*."""
    tokens = sentence.tokens
    if token.i < 2 or token.tag != "VBG" or token.dep != "conj" or token.lemma not in load_mistaken().deeds:
        return False
    above, noun = tokens[token.head], tokens[token.i - 2]
    joined = tokens[token.i - 1].dep == "cc" and above.tag in {"VBN", "VBD"}
    return joined and noun.dep == "pobj" and noun.pos == "NOUN" and not _is_clause(sentence, token)


def _is_by(sentence: Sentence, token: Token) -> bool:
    """Whether right behind a word *by* tells who does it."""
    return any(t.text == "by" and t.head == token.i for t in sentence.tokens[token.i + 1 : token.i + 2])


def _is_clause(sentence: Sentence, token: Token) -> bool:
    return any(sentence.tokens[c].dep in CLAUSE for c in sentence.children[token.i])


def _is_named(sentence: Sentence, token: Token) -> bool:
    """Whether a bare participle stands behind a preposition of events, or is counted: *during [shelling]*, *a night
    of [shelling] by the army*."""
    above = sentence.tokens[token.head]
    behind = above.lemma.lower() in load_mistaken().nominal_prepositions
    counted = above.text == "of" and sentence.tokens[above.head].pos == "NOUN" and _is_by(sentence, token)
    return (behind or counted) and token.dep == "pcomp" and not _is_clause(sentence, token)


def _is_apart(sentence: Sentence, token: Token) -> bool:
    """Whether a semicolon parts a clause from the verb that the parser takes it for the complement of."""
    tokens = sentence.tokens
    between = tokens[token.i : token.head]
    quoted = any(t.text in QUOTES for t in between)
    above = [tokens[token.head], *(tokens[c] for c in sentence.children[token.head] if tokens[c].dep in AUXILIARIES)]
    return not quoted and any(t.text == ";" for t in between) and any(t.tag in FINITE for t in above)
