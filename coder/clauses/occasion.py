"""Which clauses of a sentence are about the same occasion, so that one may tell when, where and how many for another.

*Police raided an office in Homs on Monday, killing two* is one occasion: the raid has the dead, the killing the day.
*The minister said on Monday that two had been killed* is two: what a report dates is the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.memo import Answers, for_last
from coder.records import Clause, Sentence
from coder.text.function_words import DURING

ACHIEVED = frozenset({"actual", "failed"})
_PARTICIPLES = frozenset({"VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class OccasionWords:
    """The word lists of occasion.yaml, each explained there."""

    reporting: frozenset[str]
    announcing: frozenset[str]
    same_time: frozenset[str]
    other_time: frozenset[str]
    inside: frozenset[str]
    harmed: frozenset[str]
    remembering: frozenset[str]
    of_a_deed: frozenset[str]
    another: frozenset[str]
    many: frozenset[str]
    country_scenes: frozenset[str]
    elsewhere: frozenset[str]
    judging: frozenset[str]


@cache
def load_occasion_words() -> OccasionWords:
    """The words of occasions that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("occasion", OccasionWords)


@for_last
def owners(sentence: Sentence, clauses: Sequence[Clause]) -> tuple[int, ...]:
    """For each token the clause that it belongs to, by the nearest predicate or light verb above it; -1 for none."""
    tokens = sentence.tokens
    found: list[int | None] = [None] * len(tokens)
    for k, clause in enumerate(clauses):
        if clause.support is not None:
            found[clause.support] = k
    for k, clause in enumerate(clauses):
        found[clause.predicate] = k
    for i in range(len(tokens)):
        if found[i] is not None:
            continue
        path: list[int] = []
        up = i
        while found[up] is None and tokens[up].head != up and len(path) < len(tokens):
            path.append(up)
            up = tokens[up].head
        owner = found[up] if found[up] is not None else -1
        for j in (*path, up):
            found[j] = owner
    return tuple(-1 if k is None else k for k in found)


def occasion(sentence: Sentence, clauses: Sequence[Clause], k: int) -> tuple[int, ...]:
    """The clauses about the same occasion as clause `k`, nearest first: itself, its nouns, its governor, the rest."""
    return _occasions(sentence, clauses)[k]


@for_last
def _occasions(sentence: Sentence, clauses: Sequence[Clause]) -> Answers[int, tuple[int, ...]]:
    """The clauses about the same occasion by clause: when, where and how many are all asked of each."""
    return Answers(lambda k: _find_occasion(sentence, clauses, k))


def _find_occasion(sentence: Sentence, clauses: Sequence[Clause], k: int) -> tuple[int, ...]:
    found = [k]
    for j in found:
        above = clauses[j].governor
        lower = [
            n for n, c in enumerate(clauses) if c.governor == j and n not in found and shares(sentence, clauses, n)
        ]
        found += sorted(
            lower,
            key=lambda n: (
                clauses[n].kind != "noun",
                clauses[n].relation == "coordinate",
                abs(clauses[n].predicate - clauses[j].predicate),
            ),
        )
        if above is not None and above not in found and shares(sentence, clauses, j):
            found.append(above)
    return tuple(found)


def shares(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether clause `k` is about the same occasion as the clause that governs it."""
    clause = clauses[k]
    if clause.governor is None:
        return False
    governor = clauses[clause.governor]
    if clause.relation == "nominal":
        return _noun_shares(sentence, clause, governor)
    if (clause.status in ACHIEVED) != (governor.status in ACHIEVED):
        return False
    if clause.relation == "relative":
        return _relative_shares(sentence, clause, governor)
    if clause.relation == "coordinate":
        return is_pluperfect(sentence, clause) == is_pluperfect(sentence, governor) and governor.lemma not in {
            "say",
            "tell",
        }
    if governor.lemma in load_occasion_words().reporting and governor.kind != "noun":
        return clause.relation == "adverbial" and _adverbial_shares(sentence, clause)
    if clause.relation == "complement":
        token = sentence.tokens[clause.predicate]
        is_from_where = token.dep == "pcomp" and any(
            sentence.tokens[c].tag == "WRB" for c in sentence.children[token.i]
        )
        return token.dep in {"xcomp", "pcomp"} and not is_from_where and _adverbial_shares(sentence, clause)
    return clause.relation == "adverbial" and _adverbial_shares(sentence, clause)


def is_pluperfect(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause looks back from the past: *had killed*."""
    return any(
        sentence.tokens[c].text.lower() in {"had", "'d"} and sentence.tokens[c].dep == "aux"
        for c in sentence.children[clause.predicate]
    )


def comes_to_harm(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what happened to people: then what stands behind *after* did it, there and then."""
    if clause.lemma not in load_occasion_words().harmed:
        return False
    verb = sentence.tokens[clause.predicate]
    verbs = [verb.i, verb.head] if verb.tag == "VBN" and verb.dep == "conj" else [verb.i]  # *killed and ten [injured]*
    below = (sentence.tokens[c].dep for i in verbs for c in sentence.children[i])
    return clause.lemma == "die" or not {"nsubjpass", "auxpass"}.isdisjoint(below)


def _noun_shares(sentence: Sentence, clause: Clause, governor: Clause) -> bool:
    tokens = sentence.tokens
    if governor.lemma in load_occasion_words().remembering:
        return False
    if clause.support is not None and clause.support in {governor.predicate, governor.support}:
        return True
    up = tokens[clause.predicate]
    while up.dep in {"conj", "appos"} and tokens[up.head].pos in {"NOUN", "PROPN"}:
        up = tokens[up.head]
    head = tokens[up.head]
    if up.dep == "pobj":
        while head.dep == "prep" and tokens[head.head].dep == "prep":
            head = tokens[head.head]
        if head.head not in {governor.predicate, governor.support} and tokens[head.head].dep not in {
            "dobj",
            "nsubjpass",
        }:
            return False  # *found guilty of a part in last year's bombing*
        if governor.lemma in load_occasion_words().judging and head.lemma == "in":
            return False  # *acquitted them in the bombing*
        return head.lemma in load_occasion_words().inside and (
            governor.lemma not in load_occasion_words().reporting or head.lemma in DURING
        )
    if governor.lemma in load_occasion_words().reporting:
        return False
    return up.dep in {"nsubj", "nsubjpass", "dobj", "attr", "conj"} and head.i in {governor.predicate, governor.support}


def _relative_shares(sentence: Sentence, clause: Clause, governor: Clause) -> bool:
    """*a raid that killed two*, *a raid during which two died*, but not *the man who killed two*."""
    tokens = sentence.tokens
    above = tokens[tokens[clause.predicate].head]
    if above.dep == "conj" and above.head == governor.predicate:  # *ten were killed and scores wounded in Homs*
        return True
    if governor.kind != "noun":
        return False
    verb = tokens[clause.predicate if clause.support is None else clause.support]
    if verb.head == governor.predicate:
        return True
    below = [tokens[i] for i in sentence.subtree(clause.predicate)]
    return any(a.lemma in DURING and b.tag == "WDT" for a, b in zip(below, below[1:], strict=False)) or any(
        t.lemma == "when" for t in below[:2]
    )


def _adverbial_shares(sentence: Sentence, clause: Clause) -> bool:
    tokens = sentence.tokens
    verb = clause.predicate if clause.support is None or clause.kind == "noun" else clause.support
    marks = {
        tokens[c].lemma for c in sentence.children[verb] if tokens[c].dep in {"mark", "advmod", "prep"} and c < verb
    }
    if tokens[verb].dep == "pcomp":
        marks.add(tokens[tokens[verb].head].lemma)
    if marks & load_occasion_words().other_time:
        return False
    return (
        bool(marks & load_occasion_words().same_time)
        or tokens[verb].tag in _PARTICIPLES
        or tokens[verb].dep == "xcomp"
        or clause.status == "actual"
        and not marks
    )
