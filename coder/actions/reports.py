"""What stands below a stance and is not what it is about: reports, circumstances, one's own aims."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from coder.actions.matching import OWNERS, Match
from coder.actions.rule import Rule
from coder.actions.stances import ASKS, Composition
from coder.records import Clause, Sentence


def is_report(sentence: Sentence, clause: Clause, operator: str, above: str, head: int) -> bool:
    """Whether what a stance `operator` stands over, the clause at `head`, only reports.

    `above` is the verb that it is the complement of.
    """
    if operator == "demanded" and above == "tell":
        # *told reporters that it had agreed, would agree*, but not *told him to agree, that he must*
        infinitive = any(sentence.tokens[c].tag == "TO" for c in sentence.children[head])
        return clause.status not in {"necessary", "ordered"} and not infinitive
    if operator == "demanded" and above == "insist":
        # *insisted that it would not give in, that they had lied*, but not *that they give in*
        wished = clause.status == "possible" and sentence.tokens[head].tag == "VB"  # *insisted that it [answer]*
        told = clause.status in {"actual", "possible"} and is_indicative(sentence, head)
        return clause.status == "future" or told or (clause.status == "possible" and not wished)
    if operator in ASKS and above == "suggest":
        # *suggested that they had lied*, but not *that they sign, that they should sign*
        should = any(t.lemma in {"should", "could"} for t in (sentence.tokens[c] for c in sentence.children[head]))
        return is_indicative(sentence, head) and not should
    if operator != "intended":
        return False
    # *decided whether to act* is no decision to act.
    told = clause.status in {"actual", "necessary"} and bool(clause.heads("speaker"))
    return clause.status == "hypothetical" or told


def is_indicative(sentence: Sentence, head: int) -> bool:
    """Whether a verb says by its form what was the case: *insisted that they [lied], that he [is] lying*."""
    tokens = sentence.tokens
    auxiliaries = (c for c in sentence.children[head] if tokens[c].dep in {"aux", "auxpass"})
    verb = tokens[head]
    past = verb.tag == "VBD" and verb.text != verb.lemma  # *suggested that Chad [let] him go*
    told = past or verb.tag == "VBZ" or (verb.tag == "VBP" and verb.lemma == "be")
    return told or any(tokens[c].tag in {"VBD", "VBZ", "MD"} and tokens[c].lemma != "must" for c in auxiliaries)


def is_circumstance(sentence: Sentence, head: int, words: Container[str]) -> bool:
    """Whether a participle tells when or why something is said, and not what: *urged calm [after] shelling*."""
    token = sentence.tokens[head]
    return token.dep == "pcomp" and sentence.tokens[token.head].lemma in words


def rule_seeks(rule: Rule, clause: Clause, slot: str) -> bool:
    """Whether what somebody seeks to do is his own aim: *sought to quell the uprising* asks nobody for anything."""
    return rule.operator == "appealed" and clause.lemma == "seek" and slot == "complement"


def has_owner(sentence: Sentence, head: int) -> bool:
    """Whether a possessive pronoun says whose somebody is: *[its] army chief*."""
    return any(sentence.tokens[c].tag == "PRP$" for c in sentence.children[head])


def asked_by(sentence: Sentence, operator: str, nouns: Iterable[int]) -> tuple[tuple[int, ...], ...]:
    """Whose request it is that is refused: *blocked [Chad]'s bid to join the UN*, *spurned a [Thai] call for talks*."""
    if operator != "refused":
        return ()
    tokens = sentence.tokens
    whose = (c for n in nouns if tokens[n].pos == "NOUN" for c in sentence.children[n] if c < n)
    found = tuple(c for c in whose if tokens[c].dep in OWNERS and tokens[c].pos in {"PROPN", "ADJ", "NOUN"})
    return (found,) if found else ()


def gets(givers: Sequence[Sequence[int]], takers: Sequence[Sequence[int]], sources: Sequence[Sequence[int]]) -> bool:
    """Whether who expects something is whom it is given: *[Mali] is due to get tanks from Spain*."""
    named = {h for heads in givers for h in heads}
    expecting = {h for heads in sources for h in heads}
    return bool(named) and named.isdisjoint(expecting) and any(not expecting.isdisjoint(heads) for heads in takers)


def who_says_no(sentence: Sentence, clause: Clause, speech: Container[str]) -> tuple[int, ...]:
    """Who says no to what a noun names, where that is all that is said: *[no truce], the general said*."""
    tokens, noun = sentence.tokens, sentence.tokens[clause.predicate]
    said = clause.kind == "noun" and clause.support is None and noun.dep in {"nsubj", "ccomp", "dobj"}
    if not said or tokens[noun.head].lemma not in speech or noun.head < noun.i:
        return ()
    denied = any(tokens[c].lemma == "no" for c in sentence.children[noun.i])
    return tuple(h for h in clause.heads("speaker") if h != noun.i) if denied else ()


def promised_not(
    match: Match, code: str, stance: str, clauses: Sequence[Clause], composition: Composition
) -> tuple[str, str]:
    """The code and stance of a promise, which refuses where what is promised is denied: *vowed [not] to resign*."""
    denied = stance == "intended" and any(c.negated and c.predicate in match.used for c in clauses)
    refused = composition.outer("refused", code) if denied else None
    return refused or (code, stance)


def are_of_one(facts: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two of politics are of one state: *[China's navy] could land, [a Chinese general] said*."""
    return any(not fact.startswith("#") for fact in facts & others)


def is_conditional(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause tells what would be done on a condition: *would strike if attacked*, not *may have struck*."""
    tokens, verb = sentence.tokens, clause.predicate if clause.support is None else clause.support
    below = (tokens[c] for c in sentence.children[verb])
    return clause.status == "hypothetical" and not any(t.lemma == "have" and t.dep == "aux" for t in below)
