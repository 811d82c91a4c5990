"""What came of an act, told in a participle behind it, and whom it hit with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.records import Clause, Sentence


def is_meanwhile(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what else went on as the one above it was done: *went off [as a bus passed]*."""
    return clause.status == "actual" and sentence.tokens[clause.predicate].tag == "VBD"


def ways_of(
    sentence: Sentence, clauses: Sequence[Clause], acts: Iterable[int], k: int, outcome: Clause
) -> Iterator[int]:
    """The acts by which somebody did what clause `k` tells of, before their outcome.

    *Responded by [shelling] the town, killing ten*
    """
    tokens = sentence.tokens
    for j in acts:
        verb = tokens[clauses[j].predicate]
        is_way = verb.dep == "pcomp" and verb.tag == "VBG" and tokens[verb.head].lemma == "by"
        if is_way and tokens[verb.head].head == clauses[k].predicate and verb.i < outcome.predicate:
            yield j


def without_own(sentence: Sentence, victims: tuple[int, ...]) -> tuple[int, ...]:
    """Those to whom it was done without those of theirs who were with them: *[a farmer] and his two sons*."""
    tokens, children = sentence.tokens, sentence.children
    return tuple(h for h in victims if h == victims[0] or all(tokens[c].tag != "PRP$" for c in children[h]))


def is_of_them(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says what some of the things told before it did: *fired rockets, [one of which] hit him*."""
    tokens, children = sentence.tokens, sentence.children
    links = (tokens[c] for h in clause.heads("subject") for c in children[h] if tokens[h].tag in {"CD", "DT", "JJ"})
    return any(tokens[b].lemma == "which" for t in links if t.lemma == "of" for b in children[t.i])


def tells_by_what(sentence: Sentence, clauses: Sequence[Clause], k: int, f: int) -> bool:
    """Whether a participle tells by what those of clause `k` did it: *guards [firing] rifles killed ten*."""
    force, verb = clauses[f], sentence.tokens[clauses[f].predicate]
    is_participle = force.relation == "relative" and force.governor == k and verb.tag == "VBG"
    return is_participle and verb.head in clauses[k].heads("subject") and bool(clauses[k].heads("object"))
