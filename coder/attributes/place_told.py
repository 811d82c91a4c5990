"""What is told together with a clause, so that the only place there is its own, and what is told of another time."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.place_names import Mention
from coder.attributes.place_order import goes_on, lasted, what_is_told
from coder.attributes.place_words import load_place_words
from coder.clauses.occasion import is_pluperfect, load_occasion_words, shares
from coder.records import Clause, Sentence


def happens_with(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a deed is told in one breath with another: *shot a man at a club in Homs and [arrested] two*.

    What some did meanwhile or elsewhere is not.
    """
    clause, words = clauses[k], load_place_words()
    if clause.relation != "coordinate" or clause.status != "actual" or not shares(sentence, clauses, k):
        return False
    below = {sentence.tokens[i].lemma.lower() for i in sentence.subtree(clause.predicate)}
    above = clauses[clause.governor or 0]
    return above.lemma not in load_occasion_words().reporting and words.apart.isdisjoint(below)


def told_by(sentence: Sentence, clauses: Sequence[Clause], k: int, on_the_spot: bool) -> frozenset[int] | None:
    """The tokens of what is told of a clause that is done on the spot: the only place there is its own.

    It is what its sentence tells, or what somebody says. None for other clauses: a statement, a treaty or an embargo is
    made elsewhere than where what it is about took place.
    """
    clause = clauses[k]
    if clause.status != "actual" or not (on_the_spot or is_on_the_spot(clause)):
        return None
    apart: frozenset[int] = frozenset()
    # *drove to Homs and [killed] two*
    while (clause.relation == "coordinate" or goes_on(sentence, clause)) and shares(sentence, clauses, k):
        others = [c.predicate for c in clauses if c.relation == "coordinate" and c.governor == k]
        k, is_same = clause.governor or 0, clause.relation == "coordinate"
        clause = clauses[k]
        relative = [c.predicate for c in clauses if c.governor == k and _is_of_somebody(sentence, c)]
        apart = apart.union(*map(sentence.subtree, relative + ([] if is_same else others)))
    if clause.governor is None:
        return frozenset(range(len(sentence.tokens))) - apart
    is_said = clause.relation == "complement" and clauses[clause.governor].lemma in load_occasion_words().reporting
    is_apart = is_said or clause.relation == "relative" and not _is_added(sentence, clause)
    if is_said:
        return what_is_told(sentence, clauses, k)
    return frozenset(sentence.subtree(clause.predicate)) if is_apart else None


def _is_of_somebody(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says who somebody is: *the man [who fled Homs]*, but not *a drive [to end fighting]*."""
    below = (sentence.tokens[c].tag for c in sentence.children[clause.predicate])
    return clause.relation == "relative" and "TO" not in below


def _is_added(sentence: Sentence, clause: Clause) -> bool:
    """Whether a comma sets a relative clause apart."""
    first = min(sentence.subtree(clause.predicate))
    return first > 0 and sentence.tokens[first - 1].pos == "PUNCT"


def is_on_the_spot(clause: Clause) -> bool:
    words = load_place_words()
    return any(clause.lemma in lists for lists in (words.on_the_spot, words.reached, words.striking))


def is_elsewhere(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause is of another time or only thought of: *after [he had fled] Homs*, *wants [to go] to Homs*.

    So is a deed that is only the reason of another: *arrested over an attack in Homs*.
    """
    while k >= 0 and _is_undertaken(sentence, clauses, k):
        k = clauses[k].governor or 0  # *killed two men believed [to be] rebels in Homs*
    noun = clauses[clauses[k].governor or 0] if k >= 0 and clauses[k].relation == "relative" else None
    if noun is not None and noun.kind == "noun" and (noun.status != "actual" or is_reason(sentence, noun)):
        return True  # *freed two before talks [scheduled] in Homs*
    clause = clauses[k]
    if k < 0 or clause.kind == "noun":
        is_about = clause.lemma in load_place_words().abstract or is_reason(sentence, clause)
        return k >= 0 and (is_about or lasted(sentence, clause))
    is_open = clause.status != "actual" and sentence.tokens[clause.predicate].tag != "VBG"
    return is_open or clause.status == "hypothetical" or is_pluperfect(sentence, clause)


def _is_undertaken(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether a clause goes on where that above it does, though it is only tried, or is what that is done for.

    *fired to [disperse] a crowd in Homs*, *fought in Homs, trying [to arrest] him*.
    """
    clause, words = clauses[k], load_place_words()
    if clause.governor is None:
        return False
    above = clauses[clause.governor].lemma
    if clause.relation == "complement" and (clause.lemma == "be" or above in words.attempting):
        return True
    below = (sentence.tokens[c].tag for c in sentence.children[clause.predicate])
    return clause.lemma in words.quelling and "TO" in below and above not in load_occasion_words().reporting


def is_reason(sentence: Sentence, clause: Clause) -> bool:
    noun = sentence.tokens[clause.predicate]
    return noun.dep == "pobj" and sentence.tokens[noun.head].lemma in load_place_words().reasons


def is_where(sentence: Sentence, clause: Clause, m: Mention) -> bool:
    """Whether a clause tells what happened in the place before it: *back from [Homs], where he had met them*."""
    tokens, verb = sentence.tokens, sentence.tokens[clause.predicate]
    if clause.relation != "relative" or verb.dep != "relcl" or not m.first <= verb.head <= m.last:
        return False
    return any(t.lemma == "where" for t in (tokens[i] for i in sentence.subtree(verb.i)[:2]))


def says_besides(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what somebody who is named says, wherever he is: *raided the flat of X, [who] in Homs
    accused them*.
    """
    below = [sentence.tokens[c] for c in sentence.children[clause.predicate]]
    is_of_somebody = clause.relation == "relative" and any(t.tag == "WP" and t.dep == "nsubj" for t in below)
    return is_of_somebody and clause.kind == "verb" and clause.lemma in load_place_words().speaking_up
