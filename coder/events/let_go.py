"""At whom a call to let somebody go is directed: at who holds him, never at him.

*Spain demanded the release of a nurse held by [Somali pirates]* is directed at the pirates, *of a [Chinese] lawyer* at
China, and *of a nurse who was kidnapped* at nobody who is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.actions.action import Action
from coder.actors.countries import place_code
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import load_grammar
from coder.clauses.tree import Tree
from coder.events.sides import Resolver
from coder.records import Actor, Clause, Sentence, Token

OBJECTS = frozenset({"dobj", "nsubjpass", "nsubj"})
TOLD = frozenset({"acl", "relcl", "amod"})


def at_holders(
    action: Action, clause: Clause, sources: Sequence[Actor], targets: list[Actor], resolver: Resolver
) -> list[Actor]:
    """The targets of a call or protest, with who holds them in the place of those who are to be let go."""
    if not targets or not action.code.startswith(code_kinds().calls_to_let_go):
        return targets
    sentence, found = resolver.sentence, list[Actor]()
    for actor in targets:
        head = _last_word(actor, sentence)
        if head is None or not is_to_be_let_go(head.i, clause.predicate, sentence):
            found.append(actor)
        else:
            found += _holders(head.i, actor, sources, resolver)
    return found


def is_to_be_let_go(head: int, predicate: int, sentence: Sentence) -> bool:
    """Whether a word names who is to be let go: *the release of two [nurses]*, *called on them to free [a nun]*."""
    tokens, words = sentence.tokens, load_grammar().let_go
    while tokens[head].dep in {"conj", "appos", "compound"} and tokens[head].head != head:
        head = tokens[head].head
    above = tokens[tokens[head].head]
    if tokens[head].dep == "pobj" and above.lemma in {"of", "for"}:
        above = tokens[above.head]
        return above.lemma in words and above.pos == "NOUN"
    if tokens[head].dep not in OBJECTS or above.lemma not in words or above.i == predicate:
        return False
    return tokens[head].dep != "nsubj" or not any(tokens[c].dep == "dobj" for c in sentence.children[above.i])


def _holders(head: int, held: Actor, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """Who holds somebody, by what is told of him there; else the state he is of, if nobody may have kidnapped him."""
    sentence, grammar = resolver.sentence, load_grammar()
    tokens, jailed = sentence.tokens, True
    for told in _told_of(head, sentence):
        below = [tokens[c] for c in sentence.children[told.i]]
        links = [t for t in below if t.dep == "agent" or (t.dep == "prep" and t.lemma == "by")]
        named = [resolver.resolve(i) for t in links for i in Tree(sentence, frozenset()).pobjects(t.i)]
        if by := [a for a in named if a is not None and a.code is not None]:
            return by
        jailed = told.lemma in grammar.called_to_account and not any(t.lemma in grammar.captives for t in below)
        places = [i for t in below if t.lemma == "in" for i in Tree(sentence, frozenset()).pobjects(t.i)]
        where = [a for i in places if (a := resolver.resolve(i) or resolver.within(i)) is not None and a.country]
        if jailed and where:
            return [resolver.of_country(None, place_code(where[0]))]
    if not jailed or tokens[head].lemma in grammar.captives or held.country is None or held.inferred:
        return []
    if any(s.country == held.country for s in sources):
        return []  # *Japan called for the release of a Japanese reporter*
    return [resolver.of_country(None, place_code(held))]


def _told_of(head: int, sentence: Sentence) -> Iterator[Token]:
    """What participles and relative clauses tell of somebody as done to him."""
    for c in sentence.children[head]:
        token = sentence.tokens[c]
        if token.dep in TOLD and token.tag in {"VBN", "VBD"} and token.pos != "NOUN":
            yield token


def _last_word(actor: Actor, sentence: Sentence) -> Token | None:
    inside = [t for t in sentence.tokens if actor.start <= t.start < actor.end]
    heads = [t for t in inside if not actor.start <= sentence.tokens[t.head].start < actor.end or t.head == t.i]
    return heads[-1] if heads else None
