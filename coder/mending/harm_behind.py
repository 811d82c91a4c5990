"""Whom an act harmed, hung on that act, and verbs of harm without an object as what somebody underwent.

*shelled a convoy as it crossed a bridge, [killing] ten* tells whom the shelling killed, though parsers have the convoy
kill them; in *was shot in the neck and [killed]* and *six men were [slain]* nobody kills who is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coder.mending.misread import DEAD, changed
from coder.mending.words import load_force
from coder.records import Sentence, Token

# How the clause begins that tells what went on meanwhile.
MEANWHILE = frozenset({"as", "when", "while", "after"})
OWN = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "aux", "auxpass", "mark", "prt"})
HIM = frozenset({"him", "her", "them"})


def with_harm_behind(sentence: Sentence) -> Sentence:
    """The sentence with each such participle on the act that did harm; as it was where it has none."""
    return changed(sentence, dict(_behind(sentence)))


def _behind(sentence: Sentence) -> Iterator[tuple[int, Token]]:
    tokens, words = sentence.tokens, load_force()
    for harm in tokens[1:]:
        if harm.tag != "VBG" or harm.dep not in {"advcl", "acl"} or harm.lemma not in words.plain_harm:
            continue
        if harm.dep == "acl":
            if (act := _hit(sentence, harm)) is not None:
                yield harm.i, replace(harm, dep="advcl", head=act.i)
            continue
        meanwhile = tokens[harm.head]
        while meanwhile.dep == "xcomp" and meanwhile.head != meanwhile.i:  # *as it tried [to cross]*
            meanwhile = tokens[meanwhile.head]
        act = tokens[meanwhile.head]
        if meanwhile.dep != "advcl" or act.pos != "VERB" or not meanwhile.i < harm.i or tokens[harm.i - 1].text != ",":
            continue
        marks = {tokens[c].lemma for c in sentence.children[meanwhile.i] if tokens[c].dep in {"mark", "advmod"}}
        is_his = any(tokens[c].dep == "dobj" and tokens[c].text.lower() in HIM for c in sentence.children[harm.i])
        if MEANWHILE.isdisjoint(marks) or not _does_harm(sentence, act):
            continue
        if is_his or not any(_does_harm(sentence, tokens[v]) for v in (meanwhile.i, harm.head)):
            yield harm.i, replace(harm, head=act.i)


def _hit(sentence: Sentence, harm: Token) -> Token | None:
    """The act whose victims parsers have do the harm that came of it; None for none.

    *Guards fired on a column of miners who tried to flee, [killing] ten*, not *met rebels who stormed a mill, killing*.
    """
    tokens, noun = sentence.tokens, sentence.tokens[harm.head]
    between = [t for t in tokens[noun.i + 1 : harm.i] if t.pos == "VERB"]
    if tokens[harm.i - 1].text != "," or not between or any(_does_harm(sentence, v) for v in between):
        return None
    while noun.dep in {"pobj", "prep", "conj"} and tokens[noun.head].pos != "VERB":
        noun = tokens[noun.head]
    act = tokens[noun.head]
    is_hit = noun.dep in {"prep", "dobj"} and act.pos == "VERB" and noun.i > act.i
    return act if is_hit and _does_harm(sentence, act) else None


def _does_harm(sentence: Sentence, verb: Token) -> bool:
    """Whether people may be killed by what a verb tells, itself or with its object: *opened [fire]*."""
    tokens, words = sentence.tokens, load_force().does_harm
    below = [tokens[c] for c in sentence.children[verb.i]]
    told = {t.lemma if t.dep == "dobj" else f"{verb.lemma} {t.lemma}" for t in below if t.dep in {"dobj", "prt"}}
    return not words.isdisjoint({verb.lemma, *told})


def with_undergone_harm(sentence: Sentence) -> Sentence:
    """The sentence with its verbs of harm without an object as passives; as it was where there are none."""
    found: dict[int, Token] = {}
    words = load_force()
    for verb in sentence.tokens:
        if verb.lemma not in words.undergone | words.always_to_others or verb.tag not in {"VBD", "VBN"}:
            continue
        if verb.dep == "conj" and verb.tag == "VBD" and _is_passive_too(sentence, verb):
            found[verb.i] = replace(verb, tag="VBN")
        elif verb.dep == "acomp" and verb.tag == "VBN":
            found |= _passive(sentence, verb)
    return changed(sentence, found)


def _is_passive_too(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb beside a passive has no object: *was shot and [killed]*, *was beaten and [shot] dead*."""
    tokens, above = sentence.tokens, sentence.tokens[verb.head]
    while above.tag == "VBN" and above.dep == "conj":
        above = tokens[above.head]
    is_passive = above.tag == "VBN" and any(tokens[c].dep == "auxpass" for c in sentence.children[above.i])
    below = [tokens[c] for c in sentence.children[verb.i]]
    words = load_force()
    is_harm = verb.lemma in words.plain_harm | words.always_to_others or any(
        t.lemma == DEAD and t.i == verb.i + 1 for t in below
    )
    return is_passive and is_harm and all(t.dep not in OWN for t in below)


def _passive(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """A participle taken for an adjective as the verb that it is: *six men were [slain] overnight*."""
    tokens, copula = sentence.tokens, sentence.tokens[verb.head]
    if copula.lemma != "be" or copula.i != verb.i - 1:
        return {}
    head = verb.i if copula.head == copula.i else copula.head
    found = {c: replace(tokens[c], head=verb.i) for c in sentence.children[copula.i] if c != verb.i}
    found |= {c: replace(t, dep="nsubjpass") for c, t in found.items() if t.dep == "nsubj"}
    found[verb.i] = replace(verb, pos="VERB", dep=copula.dep, head=head)
    found[copula.i] = replace(copula, pos="AUX", dep="auxpass", head=verb.i)
    return found
