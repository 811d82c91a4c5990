"""What the form of a verb says of when: done, still going on, or to come."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.dated import is_planned
from coder.clauses.occasion import ACHIEVED, is_pluperfect, load_occasion_words
from coder.records import Clause, Sentence

AUXILIARIES = frozenset({"aux", "auxpass"})
PRESENT = frozenset({"VBZ", "VBP"})


def goes_on(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what is under way: *is investigating*."""
    verb = sentence.tokens[clause.predicate if clause.support is None else clause.support]
    beside = (sentence.tokens[c] for c in sentence.children[verb.i])
    return verb.tag == "VBG" and any(t.lemma == "be" and t.tag in PRESENT for t in beside)


def is_told_as_past(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what was done, and neither what is to come nor what goes on."""
    verb = sentence.tokens[clause.predicate if clause.support is None else clause.support]
    verbs = [verb, *(sentence.tokens[c] for c in sentence.children[verb.i] if sentence.tokens[c].dep in AUXILIARIES)]
    unfinished = (
        verb.tag == "VBG" or clause.kind == "adjective" or any(t.tag in PRESENT or t.tag == "TO" for t in verbs)
    )
    return clause.status in ACHIEVED and not unfinished


def looks_ahead(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause tells what is still to come: *will meet on Monday*, *is to meet on Monday*."""
    clause = clauses[k]
    if clause.status in {"future", "necessary", "ordered"}:
        return True
    verb = clause.support if clause.support is not None else clause.predicate
    if clause.relation == "adverbial" and sentence.tokens[verb].tag in PRESENT and clause.governor is not None:
        return clauses[clause.governor].status == "future"  # *will halt trains when they walk out on Friday*
    below = [sentence.tokens[c] for c in sentence.children[verb]]
    if any(t.tag == "TO" for t in below) and clause.status == "possible":
        return True
    return sentence.tokens[verb].tag == "VBG" and any(
        t.dep == "aux" and t.text.lower() in {"is", "are", "'re", "'s", "am"} for t in below
    )


def looks_back(sentence: Sentence, clauses: Sequence[Clause], k: int, j: int) -> bool:
    """Whether clause `j` tells what had been before clause `k`: *defied a ban that [had been set] on Monday*.

    So does one that says when a deed was told of: *the attack, [announced] on Tuesday*.
    """
    is_word = j != k and clauses[j].relation == "relative" and clauses[j].lemma in load_occasion_words().announcing
    if is_word and clauses[j].passive and clauses[k].kind == "noun":
        return True
    had_been = j != k and clauses[j].relation == "relative" and is_pluperfect(sentence, clauses[j])
    return had_been and clauses[k].kind != "noun" and not is_pluperfect(sentence, clauses[k])


def is_still_planned(sentence: Sentence, clauses: Sequence[Clause], k: int, j: int) -> bool:
    """Whether clause `j` is what was still to come when clause `k` happened: *cancelled a [planned] visit in March*."""
    return j != k and clauses[j].kind == "noun" and is_planned(sentence, clauses[j])
