"""What the form of a verb says of when: done, or still going on."""

from __future__ import annotations

from coder.clauses.occasion import ACHIEVED
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
