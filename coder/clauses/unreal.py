"""Whether what a noun names has not happened, by the word that it hangs on: *feared riots*, *may lead to a coup*."""

from __future__ import annotations

from coder.clauses.status import Statuses
from coder.records import Token
from coder.text.function_words import DEFINITE

# What is named as known: *would condemn [the] attack* tells of one that was made.
KNOWN = DEFINITE | {"these", "those"}
PASSIVE = "nsubjpass"


def status_above(noun: Token, place: int, statuses: Statuses, carried: bool) -> str | None:
    """The status of an action that a noun names, by what it hangs on; None where that does not tell it."""
    if noun.dep == PASSIVE and statuses.tokens[noun.head].lemma in statuses.grammar.foreseen:
        return "hypothetical"  # *an assault is expected*
    if is_unreal(noun, place, statuses, carried):
        return "hypothetical"  # *feared riots*
    if not carried and is_on_eve(place, statuses):
        return "future" if noun.lemma in statuses.grammar.journeys else "hypothetical"
    return None


def is_unreal(noun: Token, place: int, statuses: Statuses, carried: bool = False) -> bool:
    """Whether an action that no verb carries is only feared, averted, asked for or what may come of something.

    `place` is where the noun stands in its clause: *[a series] of raids*. What is `carried` has the status of its verb,
    but for *be*.
    """
    tokens, grammar = statuses.tokens, statuses.grammar
    token = tokens[place]
    above, through = tokens[token.head], ""
    if token.dep == "pobj":
        through, above = " " + above.lemma, tokens[above.head]
    if above.i == place or token.dep not in {"dobj", "pobj", "nsubj", PASSIVE}:
        return False
    if token.dep == "nsubj":  # *sanctions are one [option]*, *an attack is [imminent]*
        return above.lemma in grammar.copulas and _is_said_to_come(above, statuses)
    if carried:
        return False
    if above.pos not in {"VERB", "AUX"}:
        may_come = {" of": grammar.prospects, " for": grammar.cases}.get(through, frozenset())
        return above.lemma in may_come and not is_known(noun, place, statuses)
    lemma = statuses.tree.lemma_with_particle(above)
    words = {lemma + through, above.lemma + through} if token.dep != PASSIVE else {lemma}
    if not grammar.averts.isdisjoint(words):
        return True
    if token.dep == PASSIVE or is_known(noun, place, statuses):
        return False
    if not grammar.foretells.isdisjoint(words):
        return True
    status, negated = statuses.status(above.i)
    return not grammar.leads_to.isdisjoint(words) and (status != "actual" or negated)


def _is_said_to_come(copula: Token, statuses: Statuses) -> bool:
    """Whether a copula says of its subject that it may come about: *is an option*, *remains under consideration*."""
    tokens, grammar, tree = statuses.tokens, statuses.grammar, statuses.tree
    if any(tokens[c].lemma in grammar.prospective for c in tree.below(copula.i, {"attr", "acomp", "oprd"})):
        return True
    behind = (h for c in tree.below(copula.i, {"prep"}) for h in tree.pobjects(c))
    return any(tokens[h].lemma in grammar.pending for h in behind)


def is_on_eve(place: int, statuses: Statuses) -> bool:
    """Whether something else is done before what a noun names: *on the [eve] of his visit*, *[ahead] of talks*."""
    tokens = statuses.tokens
    link = tokens[tokens[place].head]
    if tokens[place].dep != "pobj" or link.lemma not in {"of", "to"}:
        return False
    return not statuses.grammar.eves.isdisjoint((tokens[link.head].lemma, tokens[link.i - 1].text.lower()))


def is_known(noun: Token, place: int, statuses: Statuses) -> bool:
    """Whether a noun is named as one that has been told of."""
    return any(statuses.tokens[c].text.lower() in KNOWN for i in (noun.i, place) for c in statuses.children[i])
