"""What a clause is about, whose places are none of where it took place: *met on the war in Iraq*."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.place_words import load_place_words
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence


def what_about(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The tokens of what somebody protests in clause `k` or in order to: *marched to protest [the killing in Homs]*."""
    protests = load_place_words().on_the_spot & load_occasion_words().reporting
    found: set[int] = set()
    for j, clause in enumerate(clauses):
        if clause.kind == "noun" or clause.lemma not in protests:
            continue
        below = sentence.children[clause.predicate]
        is_purpose = any(sentence.tokens[c].tag == "TO" for c in below)
        if j == k or is_purpose and clauses[k].predicate not in sentence.subtree(clause.predicate):
            objects = (c for c in below if sentence.tokens[c].dep == "dobj")
            found.update(i for c in objects for i in sentence.subtree(c))
    return frozenset(found)


def topics_of(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The tokens of what people meet about in clause `k` or at talks that it tells of: *met on [the war in Iraq]*."""
    words, tokens = load_place_words(), sentence.tokens
    below = frozenset(sentence.subtree(clauses[k].predicate))
    met = (c.predicate for c in clauses if c.lemma in words.talking and c.predicate in below)
    below_them = (c for i in met for c in sentence.children[i])
    about = (c for c in below_them if tokens[c].dep == "prep" and tokens[c].lemma in words.topics)
    return frozenset(i for c in about for i in sentence.subtree(c))


def partners_of(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The regions that say where those are with whom something is agreed: *signed a truce with rebels in [Aceh]*.

    Who is met in a town is met there.
    """
    tokens, clause = sentence.tokens, clauses[k]
    if clause.lemma in load_place_words().on_the_spot | load_place_words().talking:
        return frozenset()
    heads = {clause.predicate, *clause.heads("object")}
    withs = (c for h in heads for c in sentence.children[h] if tokens[c].dep == "prep" and tokens[c].lemma == "with")
    people = (b for c in withs for b in sentence.children[c] if tokens[b].pos == "NOUN")
    inside = (c for b in people for c in sentence.children[b] if tokens[c].lemma == "in")
    return frozenset(b for c in inside for b in sentence.subtree(c))


def reasons_of(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The tokens of what something is said for in clause `k` or beside it: *lodged a protest over [a raid in Rome]*."""
    tokens, words = sentence.tokens, load_place_words()
    beside = (c for j, c in enumerate(clauses) if k in {j, c.governor} or clauses[k].governor == j)
    heads = {i for clause in beside for i in (clause.predicate, *clause.heads("object"))}
    about = (
        c for i in heads for c in sentence.children[i] if tokens[c].dep == "prep" and tokens[c].lemma in words.cares
    )
    below = (b for c in about for b in sentence.children[c] if tokens[b].pos == "NOUN")
    found = {i for b in below for i in sentence.subtree(b)}
    # *said the [war] in Fiji was over*
    wars = (c.predicate for j, c in enumerate(clauses) if j != k and c.kind == "noun" and c.lemma in words.abstract)
    return frozenset(found.union(*map(sentence.subtree, wars)))
