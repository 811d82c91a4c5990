"""Whom an answer answers, where the sentence leaves it to the text before: *Iran rejected [the accusation]*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coder.actions.action import Action
from coder.cameo.kinds import code_kinds
from coder.events.relevance import politics_words
from coder.events.sides import Resolver, same_place
from coder.records import Actor, Clause, Sentence, Token

# What takes up all that was said or done.
IT = frozenset({"it", "this", "that"})
# How a noun that sums up what stands before it hangs there, and what says whose that is.
BESIDE, IN = frozenset({"appos", "npadvmod", "dep", "conj"}), "in"
OF_WHOM = frozenset({"poss", "nmod", "acl", "agent", "amod"})


def answered(action: Action, clause: Clause, sources: Sequence[Actor], resolver: Resolver) -> list[Actor]:
    """Who said or did what an action answers, if that is named by a noun or pronoun that takes it up.

    *Rwanda accused Burundi of a raid. Burundi denied [the charge]* answers Rwanda.
    """
    if not action.code.startswith(code_kinds().answers) or action.nominal or not any(s.code for s in sources):
        return []
    retorts = clause.lemma in politics_words().retorts
    if not retorts and not any(takes_up(head, resolver) for head in taken_up(action, clause)):
        return []
    codes, countries = {s.code for s in sources}, {s.country for s in sources if s.country}
    for actor in resolver.spoken_before(clause.predicate):
        if actor.code is None:
            return []  # the thing that the sentence before judged
        own = actor.code in codes or (
            actor.country in countries and not (actor.roles and all(s.roles for s in sources))
        )
        if not own:
            return [actor]
        if actor.start < resolver.sentence.start:
            return []  # who speaks goes on
    return []


def judged_before(
    action: Action, clause: Clause, targets_of: Mapping[int, Sequence[Actor]], clauses: Sequence[Clause],
    sources: Sequence[Actor], resolver: Resolver,
) -> list[Actor]:  # fmt: skip
    """Whose deed is judged that others judged beside it: *Chad deplored a French ban, but Mali welcomed [the move]*.

    What was said against somebody is his who said it: *Chad accused Mali, but Mali denied [the charge]*.
    """
    if action.nominal or not action.code.startswith(code_kinds().judgements) or clause.governor is None:
        return []
    tokens, before = resolver.sentence.tokens, clauses[clause.governor]
    if clause.relation not in {"coordinate", "adverbial"} or before.lemma not in politics_words().judging:
        return []
    deeds = [h for h in before.heads("object") if tokens[h].pos == "NOUN" and h < clause.predicate]
    same = {tokens[h].lemma for h in deeds} | politics_words().moves
    if not deeds or not any(tokens[h].lemma in same and takes_up(h, resolver) for h in clause.heads("object")):
        return []
    judged, codes = targets_of.get(clause.governor, ()), {s.code for s in sources}
    return [a for a in judged if a.code is not None and a.code not in codes]


def carried_on(targets: Sequence[Actor], before: Sequence[Actor], sources: Sequence[Actor]) -> list[Actor]:
    """Whom what goes on is directed at: the targets of the clause before, but who acts.

    Where those are of the country that acts now, it is who acted on them: *[Chad] asked Mali for rice, but the Malian
    premier refused*.
    """
    found, own = [t for t in targets if not same_place(t, sources)], {s.country for s in sources if s.country}
    if not all(t.country in own for t in targets):
        return found
    return [s for s in before if s.code and s.country not in own] or found


def taken_up(action: Action, clause: Clause) -> Iterator[int]:
    """The heads that may say what is answered."""
    yield from clause.heads("object")
    yield from (head for heads in action.targets for head in heads)


def is_about_thing(action: Action, clause: Clause, resolver: Resolver) -> bool:
    """Whether what is acted upon is a pronoun for a thing: *bombed the village; shelled [it]*.

    What is judged may be somebody's deed.
    """
    things = [thing for h in clause.heads("object") if (thing := resolver.taken_up(h)) is not None]
    judges = action.code.startswith(code_kinds().judgements)
    return any(not judges or not is_deed(thing[1]) for thing in things)


def is_deed(above: Token) -> bool:
    """Whether a thing may be the deed of who stands beside it: *passed the law*, but not *praised the law*."""
    return above.lemma not in politics_words().judging


def sums_up(action: Action, clause: Clause, sentence: Sentence) -> bool:
    """Whether what is judged is what was told before it: *rebels shelled a market, [an attack] that Chad deplored*."""
    tokens = sentence.tokens
    judges = tokens[clause.predicate]
    deed = tokens[judges.head]
    if judges.dep != "relcl" or deed.lemma not in politics_words().done or deed.i not in clause.heads("object"):
        return False
    if not action.code.startswith(code_kinds().judgements):
        return False
    above = tokens[deed.head]
    if deed.dep not in (BESIDE if above.lemma != IN else {"pobj"}) or above.i > deed.i:
        return False
    below = [tokens[c] for c in sentence.children[deed.i]]
    return not any(t.dep in OF_WHOM or t.pos in {"PROPN", "ADP"} for t in below)


def takes_up(head: int, resolver: Resolver, others: frozenset[str] = frozenset()) -> bool:
    """Whether a phrase means what somebody said or did before: *the claim*, *that offer*, *it*, but not *a claim*.

    With `others`, these nouns do so too.
    """
    sentence = resolver.sentence
    token = sentence.tokens[head]
    if token.text.lower() in IT:
        if token.dep not in {"dobj", "pobj", "nsubj"} or resolver.resolve(head) is not None:
            return False
        thing = resolver.taken_up(head)
        return thing is None or is_deed(thing[1])
    if token.lemma not in politics_words().answered | others or token.tag not in {"NN", "NNS"}:
        return False
    below = [sentence.tokens[c] for c in sentence.children[head]]
    if any(t.dep in {"poss", "nmod", "relcl", "acl"} or t.pos == "PROPN" for t in below):
        return False
    return any(t.dep == "det" and t.text.lower() not in {"a", "an", "no"} for t in below)
