"""Days that are only of what a sentence tells beside its news: of a thing in it, or of what was before."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.dated import Found
from coder.records import Clause, Sentence

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
BACK = frozenset({"before", "earlier", "prior", "ago"})


def is_told_of_thing(sentence: Sentence, clauses: Sequence[Clause], k: int, f: Found) -> bool:
    """Whether a time tells how long before something had come to be with which clause `k` does what it does.

    *cleared the barricades [left] a day earlier*, *ended a siege [begun] three weeks before*.
    """
    if f.owner in {k, -1} or f.expression.kind != "ago" or clauses[k].kind == "noun":
        return False
    way = f.expression.get("way") or f.expression.get("way2") or f.expression.get("way3")
    participle = sentence.tokens[clauses[f.owner].predicate]
    return way in BACK and participle.dep == "acl" and participle.tag == "VBN"


def is_past_counted(sentence: Sentence, clauses: Sequence[Clause], k: int, found: Sequence[Found]) -> int | None:
    """The clause whose day is that of clause `k`, which the parser hangs on what was so long before; None for none.

    *Marched on Monday, a day after troops took the port, [to denounce] the junta*: a comma, and a subject of its own or
    *to*, part it from that. *a day after troops took the port, [killing] two* goes on with it.
    """
    for f in found:
        is_counted = f.expression.kind == "ago" and f.expression.get("way") in {"after", "before"}
        if not is_counted or f.owner in {k, -1} or clauses[f.owner].governor is None:
            continue
        if f.expression.end > sentence.tokens[clauses[f.owner].predicate].start - sentence.start:
            continue  # *two days after the raid*
        above = _branch(clauses, k, f.owner)
        if above is not None and any(_is_set_apart(sentence, clauses[j]) for j in above):
            return clauses[f.owner].governor
    return None


def _branch(clauses: Sequence[Clause], k: int, top: int) -> list[int] | None:
    """The clauses from clause `k` up to the one below `top`; None where it does not hang on that."""
    found: list[int] = []
    at: int | None = k
    while at is not None and at not in found:
        if at == top:
            return found
        found.append(at)
        at = clauses[at].governor
    return None


def _is_set_apart(sentence: Sentence, clause: Clause) -> bool:
    """Whether a comma parts a clause with a subject of its own, or a purpose, from what stands before it."""
    verb = sentence.tokens[clause.predicate]
    below = [sentence.tokens[c] for c in sentence.children[verb.i] if c < verb.i]
    if clause.kind == "noun" or clause.relation in {"relative", "nominal", "complement"}:
        return False
    if not any(t.dep in SUBJECTS or t.tag == "TO" for t in below):
        return False
    first = min((i for i in sentence.subtree(verb.i) if sentence.tokens[i].pos != "PUNCT"), default=verb.i)
    before = [t for t in sentence.tokens[:first] if t.pos != "CCONJ"][-1:]
    return any(t.text == "," for t in before)
