"""Who did what a clause only tells the outcome of: *killed in an encounter with [rebels]*, *a blast claimed by [X]*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.actions.action import Action
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import load_grammar
from coder.clauses.tree import Tree
from coder.events.sides import Resolver, is_other
from coder.mending.words import load_force
from coder.records import Actor, Clause, Sentence

# By these a clause is another action, whose sides are its own.
OCCASION = frozenset({"after", "before", "by", "since", "without"})
# Behind these stands who used force: *a raid [by] rebels*, *a clash [with] them*.
AGENTIVE = frozenset({"by", "from", "with"})
NAMES = frozenset({"NOUN", "PROPN"})


def adjunct_agents(clause: Clause, resolver: Resolver) -> list[Actor]:
    """By whom force was used that only tells how somebody was hurt: *killed in an encounter with [rebels]*.

    Nobody where that is who was hurt.
    """
    tokens, children = resolver.sentence.tokens, resolver.sentence.children
    sides = ("object", "dative", "subject")
    hurt = [a for role in sides for h in clause.heads(role) if (a := resolver.resolve(h)) is not None]
    words = load_force()
    below = [*phrases_below(clause, resolver.sentence, NAMES | {"VERB"}), *clause.heads("subject")]
    if clause.passive:  # *was hit by shrapnel from an [Israeli shell]*
        below += [i for h in clause.heads("subject") for i in resolver.sentence.subtree(h) if tokens[i].pos == "NOUN"]
    below += list(_beside(clause, resolver.sentence))
    for head in below:
        called = [f"{tokens[c].lemma} {tokens[head].lemma}" for c in children[head] if tokens[c].dep == "compound"]
        if not words.affrays.intersection((tokens[head].lemma, tokens[head].text.lower(), *called)):
            continue
        linking = AGENTIVE if tokens[head].lemma != "hand" else frozenset({"of"})
        linking |= {"against"} if tokens[head].lemma in words.contests else frozenset()
        # *a shell [fired] from an Israeli tank*
        fired = [c for c in children[head] if tokens[c].dep == "acl" and tokens[c].lemma in words.fired]
        links = [
            c for i in (head, *fired) for c in children[i] if tokens[c].lemma in linking and tokens[c].pos == "ADP"
        ]
        behind = [b for c in links for b in children[c]]
        named = [a for b in behind if (a := resolver.resolve(b) or resolver.instrument(b)) is not None]
        whose = resolver.instrument(head)
        for actor in [*named, *([whose] if whose is not None else [])]:
            if actor.code is not None and is_other(actor, hurt, resolver) and actor.code not in {h.code for h in hurt}:
                return [actor]
    return []


def _beside(clause: Clause, sentence: Sentence) -> Iterator[int]:
    """In what others were hurt who are told of beside the victims: *was killed and two hurt in [shelling]*."""
    tokens, plain = sentence.tokens, load_force().plain_harm
    if not clause.passive or tokens[clause.predicate].lemma not in plain:
        return
    for other in (tokens[c] for c in sentence.children[clause.predicate] if tokens[c].dep == "conj"):
        links = [c for c in sentence.children[other.i] if tokens[c].dep == "prep" and c > other.i]
        if other.tag == "VBN" and other.lemma in plain:
            yield from (h for c in links for h in sentence.children[c] if tokens[h].dep in {"pobj", "pcomp"})


def claimants(clause: Clause, resolver: Resolver) -> list[Actor]:
    """Who is said to have done what nobody is said to do: *killed in an attack [claimed by al-Shabab]*, *blamed on X*.

    What several claim, or several are blamed for, is nobody's.
    """
    tokens, children, authored = resolver.sentence.tokens, resolver.sentence.children, load_grammar().authored
    told = [i for i in resolver.sentence.subtree(clause.predicate) if tokens[i].dep in {"acl", "relcl"}]
    found: list[Actor] = []
    for i in told:
        links = authored.get(tokens[i].lemma, frozenset())
        prepositions = (c for c in children[i] if tokens[c].text in links)
        named = (resolver.resolve(b) for c in prepositions for b in children[c] if tokens[b].dep == "pobj")
        found += [a for a in named if a is not None and a.code is not None]
    return found if len(found) == 1 else []


def called_to_account(noun: int, resolver: Resolver) -> list[Actor]:
    """Who is charged with the deed that a noun tells, jailed or sought for it: *held [a nurse] over the murder of two*.

    None where he is not: *was [not] charged with it*.
    """
    tokens, children, grammar = resolver.sentence.tokens, resolver.sentence.children, load_grammar()
    link = tokens[tokens[noun].head] if tokens[noun].dep == "pobj" else None
    while link is not None and link.pos == "ADP":
        share = tokens[link.head]
        if share.pos != "NOUN" or share.lemma not in grammar.share_in:
            break
        link = tokens[share.head] if share.dep == "pobj" else None
    if link is None or link.pos != "ADP" or link.i > noun:
        return []
    above = tokens[link.head]
    if above.dep == "dobj" and above.pos in NAMES:  # *convicted [a man] of it*: parsers hang it on the man
        above = tokens[above.head]
    if above.lemma not in grammar.called_to_account:
        return []
    if link.lemma not in grammar.called_to_account[above.lemma] and tokens[link.i + 1].lemma not in grammar.share_in:
        return []
    verb = tokens[above.head] if above.pos == "ADJ" else above
    if verb.lemma not in grammar.called_to_account or any(tokens[c].dep == "neg" for c in children[verb.i]):
        return []
    whom = [c for c in children[verb.i] if tokens[c].dep in {"dobj", "nsubjpass"}]
    whom = whom or [c for c in children[above.i] if tokens[c].dep in {"nsubj", "nsubjpass"} and above is not verb]
    if not whom and verb.dep == "acl" and verb.tag == "VBN":
        whom = [verb.head]
    found = (resolver.resolve(h) for head in whom for h in Tree(resolver.sentence, frozenset()).with_conjuncts(head))
    return [a for a in found if a is not None and a.code is not None]


def is_charged(action: Action, sources: Sequence[Actor], clause: Clause, resolver: Resolver) -> bool:
    """Whether those who did it are only known as who is charged with it."""
    if not sources or not action.nominal or action.code[:2] not in code_kinds().force:
        return False
    return list(sources) == called_to_account(clause.predicate, resolver)


def phrases_below(clause: Clause, sentence: Sentence, kinds: frozenset[str] = NAMES) -> Iterator[int]:
    """The nouns behind a predicate that depend on it, without who acts or speaks and what others do beside it.

    With *VERB* among the `kinds` the gerunds too: *killed in [shelling]*. What is said before its verb counts as behind
    it: *"We will help [Mali]," the king vowed*.
    """
    tokens, children = sentence.tokens, sentence.children
    passed = {i for role in ("subject", "speaker") for head in clause.heads(role) for i in sentence.subtree(head)}
    for c in children[clause.predicate]:
        own = any(tokens[s].dep in {"nsubj", "nsubjpass"} for s in children[c])
        if tokens[c].dep in {"conj", "advcl"} and own:  # *quit unless [he agreed to leave Gaza]*
            passed.update(sentence.subtree(c))
        if tokens[c].lemma in OCCASION:  # *ended his tour [by asking Pyongyang to talk]*
            passed.update(i for b in children[c] if tokens[b].dep == "pcomp" for i in sentence.subtree(b))
    told = {i for h in clause.heads("complement") if h < clause.predicate for i in sentence.subtree(h) if i > h}
    for i in sentence.subtree(clause.predicate):
        if (i > clause.predicate or i in told) and i not in passed and tokens[i].pos in kinds:
            if tokens[i].pos != "VERB" or tokens[i].dep in {"pcomp", "pobj"}:
                yield i


def may_act(source: Actor, sentence: Sentence, noun: int) -> bool:
    """Whether a name that stands by an event noun acts, and does not only say where it was."""
    token = sentence.tokens[noun]
    if source.end > token.end:
        return True
    known = bool(source.roles) or is_agent(source) or is_owner(source, sentence, token.start)
    return source.code is not None and known


def is_agent(source: Actor | None) -> bool:
    """Whether the modifier of an event noun acts (*Azerbaijani incursions*), and is no place (*the Iraq war*)."""
    if source is None or source.country is None:
        return False
    words, entry = source.text.split(), source.entry.split()
    rest = [word for word in entry if word not in words]
    # *Afghan* is no part of *Afghanistan*, and *Saudi* an adjective.
    return not set(words) <= set(entry) or rest == ["Arabia"]


def is_owner(source: Actor, sentence: Sentence, before: int) -> bool:
    """Whether a name owns the event noun at `before`, as in *Israel's attack*, or stands elsewhere in the sentence."""
    between = sentence.text[source.end - sentence.start : before - sentence.start]
    if between.lstrip().startswith(("'", "’")):
        return True
    return any(t.pos in {"VERB", "AUX"} for t in sentence.tokens if source.end <= t.start < before)
