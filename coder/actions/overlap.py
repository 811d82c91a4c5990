"""How the actions of a sentence stand to each other, and which of them the decisions of keep.yaml let go for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coder.actions.action import Action
from coder.actions.bases import DEEPEST, Bases
from coder.actions.event_nouns import counted, counts_its_dead, tells_its_harm
from coder.actions.parts import APART, ASIDE, Pair, Part, Parts
from coder.cameo.kinds import code_kinds
from coder.clauses.nouns import acts, is_manner
from coder.clauses.occasion import is_pluperfect
from coder.records import Clause

# Slots of who acts, in actives and passives.
SIDES = frozenset({"subject", "by", "speaker"})
LONG_AGO = frozenset({"year", "decade", "century"})


class Overlap:
    """What is left of the actions of one sentence when those that are part of another are taken away."""

    def __init__(self, bases: Bases, found: Mapping[int, Action], parts: Parts) -> None:
        self.bases, self.found, self.decisions = bases, found, parts
        self.sentence, self.clauses, self.grammar = bases.sentence, bases.clauses, bases.grammar
        self.gone: dict[int, Part] = {}

    def parts(self) -> Mapping[int, Part]:
        """Clauses whose action is part of another, or background to it, each with the decision that says so.

        Those of clauses that are no action of their own are among them: nothing else is to be read from them either.
        """
        for k in self.found:
            if k not in self.gone:
                self.parts_of(k)
        self.matters_of_uncoded()
        for k in self.found:
            if k not in self.gone:
                self.told_with_others(k)
            elif self.gone[k].decision.verdict == ASIDE:
                self.made_of(k)
        for k, action in self.found.items():
            if action.nominal and k not in self.gone:
                self.background(k)
        return self.gone

    def leave(self, k: int, other: int | None, clause: frozenset[str], pair: frozenset[str]) -> bool:
        """Whether a decision lets the action of clause `k` go, given how it stands to the one of clause `other`."""
        if k in self.gone:
            return True
        action, whole = self.found.get(k), self.found.get(other) if other is not None else None
        code, stance = (action.code, action.stance) if action is not None else ("", "")
        if action is not None and whole is not None and code[:2] == whole.code[:2]:
            pair |= {"same root"}
        if whole is not None and whole.stance == "actual":
            pair |= {"done"}
        decision = self.decisions.decide(Pair(code, stance, whole.code if whole is not None else "", clause, pair))
        if decision is None or decision.verdict == APART:
            return False
        self.gone[k] = Part(k, decision, action)
        return True

    # --- what an action is made of ----------------------------------------------------------------------------------

    def made_of(self, k: int) -> None:
        """Lets go what is composed into an action that another tells: *made an appeal for a [withdrawal]*."""
        base = self.bases.base(k)
        for e in base.embedded if base is not None else ():
            self.leave(e, k, frozenset(), frozenset({"composed"}))

    def parts_of(self, k: int) -> None:
        """Lets go what is composed into an action, looked at by its rule, or carried by the same verb."""
        base = self.bases.base(k)
        if base is None:
            return
        for e in base.embedded:
            self.leave(e, k, frozenset(), frozenset({"composed"}))
        helps = base.code[:2] in code_kinds().aid
        for j in self.complements(k) if helps else ():
            if self.is_by_others(j, k):
                for e in (j, *self.bases.carried.get(self.clauses[j].predicate, ())):
                    self.leave(e, k, frozenset(), frozenset({"below"}))
        # Who uses something to do it does it (*used rockets to [attack]*): nothing tells it closer.
        own = base.match.clause == k or self.clauses[k].lemma not in self.grammar.uses
        if base.match.rule.rank == 0 and own:
            for j in (j for j in self.complements(k) if j not in self.gone):
                if self.leave(k, j, frozenset({"broad"}), frozenset({"closer"})):
                    return
        if base.match.rule.operator is not None or base.code[:2] in self.bases.composition.roots:
            for e in self.dependents(k):
                self.leave(e, k, frozenset(), frozenset({"below"}))
        self.matters(k)
        for rival in self.rivals(k):
            if rival in self.found and rival not in self.gone and k not in self.gone:
                other = self.bases.base(rival)
                if other is not None and k not in other.embedded:  # a [blockade] that ended is what ended
                    lesser, better = (rival, k) if self.bases.is_better(base, other) else (k, rival)
                    self.leave(lesser, better, frozenset(), frozenset({"carrier"}))

    def matters_of_uncoded(self) -> None:
        """Lets go what another verb is about, which is no event here: *may lift its [embargo]*."""
        for k, clause in enumerate(self.clauses):
            if k not in self.found and clause.kind != "noun":
                self.matters(k)

    def matters(self, k: int) -> None:
        """Lets go the event nouns by which the rule of clause `k` knows its action."""
        base = self.bases.base(k)
        for e in (e for head in base.match.used for e in self.bases.clauses_at(head)) if base is not None else ():
            if e != k and self.is_about(k, e):
                self.leave(e, k, frozenset(), frozenset({"matter"}))

    def is_about(self, k: int, noun: int) -> bool:
        """Whether an event noun is only what the verb of `k` is about, or carried by it."""
        predicate = self.sentence.tokens[self.clauses[k].predicate]
        carriers = {None, predicate.i, predicate.head if predicate.dep == "acomp" else predicate.i}
        return self.clauses[noun].kind == "noun" and self.clauses[noun].support in carriers

    def is_by_others(self, j: int, k: int) -> bool:
        """Whether what somebody else is helped to do is still open, or is that which he is helped with.

        *will help [Chad] hold a vote*, *helped [Nepal] rebuild a temple*
        """
        own, others = self.clauses[k].heads("subject"), self.clauses[j].heads("subject")
        below = self.found[j]
        if j in self.gone or not others or others == own:
            return False
        return below.stance != "actual" or below.code[:2] in code_kinds().aid

    def complements(self, k: int) -> Iterator[int]:
        """The clauses below one as its complement that are actions."""
        below = (j for j, c in enumerate(self.clauses) if c.governor == k and c.relation == "complement")
        return (j for j in below if j in self.found)

    def rivals(self, k: int) -> Iterator[int]:
        """Clauses that tell the same action as `k`: a light verb and its noun."""
        support = self.clauses[k].support
        if support is not None and self.clauses[k].kind == "noun" and support in self.bases.by_token:
            yield self.bases.by_token[support]

    def dependents(self, k: int) -> Iterator[int]:
        """Clauses below an operator's clause as its complement or noun: what is appealed for has not happened."""
        for j in range(len(self.clauses)):
            up, steps = j, 0
            while (above := self.clauses[up].governor) is not None and steps < DEEPEST:
                if self.clauses[up].relation not in {"complement", "nominal"}:
                    break
                if above == k and j != k:
                    if not self.is_occasion(j):
                        yield j
                    break
                up, steps = above, steps + 1

    def is_occasion(self, j: int) -> bool:
        """Whether a meeting, call or visit is when something is said: *[on a visit to X], he urged …*."""
        if (
            j not in self.found
            or not self.found[j].code.startswith(code_kinds().meetings)
            or self.clauses[j].kind != "noun"
        ):
            return False
        token = self.sentence.tokens[self.clauses[j].predicate]
        preposition = self.sentence.tokens[token.head]
        above = self.sentence.tokens[preposition.head]
        beside = above.pos in {"VERB", "AUX"} or above.dep in {"nsubj", "nsubjpass"}
        return token.dep == "pobj" and preposition.lemma in self.grammar.occasions and beside

    # --- what an action is done for, or with ------------------------------------------------------------------------

    def told_with_others(self, k: int) -> None:
        """Lets go an action that is the purpose or the means of another, or only tells since when something is so."""
        clause = self.clauses[k]
        above = clause.governor
        if clause.kind == "verb" and above is not None and above in self.found and (pair := self.purpose(k)):
            less, more = (above, k) if self.is_told_closer(k, above) else (k, above)
            self.leave(less, more, frozenset({"verb"}), pair)
        noun, tag = self.sentence.tokens[clause.predicate].head, self.sentence.tokens[clause.predicate].tag
        fired = clause.kind == "verb" and clause.relation == "relative" and tag in {"VBN", "VBD"}
        for j, action in self.found.items() if fired else ():
            if j != k and any(noun in heads for heads in (*action.sources, self.clauses[j].heads("subject"))):
                self.leave(k, j, self.aim(k) | {"verb"}, frozenset({"weapon"}))  # *killed by a shell [fired] from X*
        for j, action in self.found.items() if self.is_laid(k) else ():
            if j != k and action.code[:2] == self.found[k].code[:2] and self.clauses[j].predicate < clause.predicate:
                self.leave(k, j, self.aim(k) | {"verb"}, frozenset({"weapon"}))
        for j, below in enumerate(self.clauses):
            if below.governor == k and below.status == "possible" and j in self.found:
                self.leave(k, j, self.aim(k), frozenset({"means"}))
        if (first := self.told_before(k)) is not None:
            less, more = (first, k) if not self.aim(first) and self.aim(k) else (k, first)
            self.leave(less, more, frozenset({"verb"}), frozenset({"again"}))
        if (first := self.done_at_once(k)) is not None:
            self.leave(first, k, frozenset({"verb"}), frozenset({"at once"}))
        if self.is_since(k):
            self.leave(k, None, frozenset({"since"}), frozenset())

    def is_laid(self, k: int) -> bool:
        """Whether a clause tells what had been made ready there, by nobody who is named: *where it [had been hidden]*.

        *killed by a blast in Jos, where a bomb had been hidden* tells of one blast.
        """
        clause = self.clauses[k]
        by_nobody = clause.passive and not clause.heads("subject")
        return clause.relation == "relative" and by_nobody and is_pluperfect(self.sentence, clause)

    def told_before(self, k: int) -> int | None:
        """The clause that one beside it tells again in other words: *[took to the streets] and held a protest*.

        Both have the same code and subject. A coordinated one has the same object too, or one of the two has none
        (*went off and wounded two*), and no place, day or other phrase that the first has; a participle says more of
        the same (*marched through Rome, [chanting] slogans*).
        """
        clause = self.carrier(k)
        first = clause.governor if clause is not None else None
        if clause is None or first is None or first in self.gone or (other := self.found.get(first)) is None:
            return None
        above = self.clauses[first]
        if other.code != self.found[k].code:
            return None
        if clause.relation == "complement":  # *declared that it [was] a crime*
            said = above.lemma in self.grammar.speech and clause.heads("speaker") == above.heads("subject")
            own = any(heads and heads == above.heads("subject") for heads in self.found[k].sources[:1])
            return first if said and own else None
        if clause.heads("subject") != above.heads("subject"):
            return None
        if clause.relation == "adverbial" and self.sentence.tokens[clause.predicate].tag == "VBG":
            return first if clause.predicate > above.predicate and not self.aim(k) else None
        if clause.relation != "coordinate":
            return None
        ours, theirs = ({a.head for a in c.arguments if a.role not in SIDES} for c in (clause, above))
        slots = [{a.role for a in c.arguments if a.head not in ours & theirs} - SIDES for c in (clause, above)]
        whom = [self.sentence.tokens[h] for h in clause.heads("object")]
        # *grabbed a nun and took [her] hostage*, *killed six soldiers and wounded [35]*
        counted = [t for t in whom if t.pos == "NUM" and not self.sentence.children[t.i] or t.lemma == "other"]
        counted += [t for t in whom if t.lemma in self.grammar.captives]  # *took her [hostage]*
        taken_up = bool(whom) and all(t.tag == "PRP" or t in counted for t in whom)
        are_same = taken_up or clause.heads("object") == above.heads("object")
        are_same = are_same or not self.aim(k) and not self.aim(first)
        harms = self.aim(first) != self.aim(k) and clause.lemma in self.grammar.harming
        return first if harms or are_same and not (slots[0] & slots[1]) - {"object"} else None

    def done_at_once(self, k: int) -> int | None:
        """The action of the verb right before one that is coordinated with it: *[hacked] and shot three nuns*.

        Both have the same subject, and the same object behind the second.
        """
        clause = self.clauses[k]
        first = clause.governor if clause.relation == "coordinate" and clause.kind == "verb" else None
        if first is None or first not in self.found or first in self.gone:
            return None
        above = self.clauses[first]
        between = self.sentence.tokens[above.predicate + 1 : clause.predicate]
        is_near = bool(between) and all(t.dep in {"cc", "punct", "advmod"} for t in between)
        are_same = clause.heads("subject") == above.heads("subject") and clause.heads("object") == above.heads("object")
        return first if is_near and are_same and clause.heads("object") else None

    def carrier(self, k: int) -> Clause | None:
        """The clause of a verb, or of the verb that carries a noun (*[held] a protest*); None for other nouns."""
        clause = self.clauses[k]
        if clause.kind == "verb":
            return clause
        return next((c for c in self.clauses if c.predicate == clause.support), None)

    def purpose(self, k: int) -> frozenset[str]:
        """How a clause tells what the action above it was done for."""
        clause, found = self.clauses[k], set()
        if clause.relation == "adverbial" and clause.lemma in self.grammar.done_for:
            found.add("doing")
        aimed = clause.relation in {"adverbial", "complement"}
        if aimed and (clause.status == "possible" or self.is_used_for(clause)):
            found.add("purpose")
        return frozenset(found)

    def is_told_closer(self, k: int, above: int) -> bool:
        """Whether only what some means were used for says on whom: *used batons to scatter [students]*."""
        same = self.found[k].code == self.found[above].code
        return same and self.is_used_for(self.clauses[k]) and bool(self.aim(k)) and not self.aim(above)

    def is_used_for(self, clause: Clause) -> bool:
        """Whether a clause tells what the means above it were used for: *used batons [to scatter] them*."""
        above = self.clauses[clause.governor] if clause.governor is not None else None
        infinitive = any(self.sentence.tokens[c].tag == "TO" for c in self.sentence.children[clause.predicate])
        return infinitive and above is not None and above.lemma in self.grammar.uses

    def aim(self, k: int) -> frozenset[str]:
        """Whether somebody known is the target of an action."""
        facts = self.bases.matcher.facts
        directed = any("#actor" in facts(h) for heads in self.found[k].targets for h in heads)
        return frozenset({"directed"} if directed else ())

    def is_since(self, k: int) -> bool:
        """Whether a clause only tells since when something is so: *since [rebels took the town] in 2012*."""
        while (clause := self.clauses[k]).governor is not None and clause.relation != "nominal":
            verb = clause.predicate if clause.support is None else clause.support
            tokens, children = self.sentence.tokens, self.sentence.children
            if clause.relation == "adverbial" and any(
                tokens[c].lemma == "since" and tokens[c].dep == "mark" for c in children[verb]
            ):
                return True
            k = clause.governor
        return False

    # --- event nouns ------------------------------------------------------------------------------------------------

    def background(self, k: int) -> None:
        """Lets go an event noun that no verb carries and that is only mentioned."""
        noun, root = self.clauses[k].predicate, self.found[k].code[:2]
        for j, action in self.found.items():
            if j == k or action.code[:2] != root:
                continue
            tells = any(noun in heads for heads in action.sources)
            if (
                tells
                or action.code == self.found[k].code
                and counted(self.sentence, noun, self.grammar) in self.clauses[j].heads("with")
            ):
                self.leave(k, j, frozenset({"noun"}), frozenset({"weapon"}))
        facts = {"noun"}
        if self.is_bygone(k):
            facts.add("bygone")
        if not self.stands_alone(k):
            facts.add("nameless")
        if acts(self.clauses, k, self.sentence):
            facts.add("acting")
        if is_manner(self.sentence.tokens[noun], self.sentence, self.grammar.gestures):
            facts.add("manner")
        if self.clauses[k].lemma in self.grammar.lasting:
            facts.add("lasting")
        if tells_its_harm(self.bases, self.found, k):
            facts.add("deadly")
        if counts_its_dead(self.bases, k):
            facts.add("counting")
        if any(j != k and j not in self.gone for j in self.found):
            facts.add("beside others")
        self.leave(k, None, frozenset(facts), frozenset())

    def is_bygone(self, k: int) -> bool:
        """Whether an event noun says of itself that it is background: *last year's bombing*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        owners = (c for c in children[self.clauses[k].predicate] if tokens[c].dep == "poss")
        return any(tokens[c].lemma in LONG_AGO for c in owners)

    def stands_alone(self, k: int) -> bool:
        """Whether an event noun without a carrying verb names its actor: *Israel's raid*, *the raid by police*."""
        clause, facts = self.clauses[k], self.bases.matcher.facts
        actors = (a.head for a in clause.arguments if a.role in {"subject", "possessor", "modifier"})
        two = clause.heads("between")
        if any("#actor" in facts(h) for h in clause.heads("with")):
            return True
        # *talks between [Cuban and American officials]*
        joined = any(
            "#actor" in facts(h) and any(self.sentence.tokens[i].pos == "CCONJ" for i in self.sentence.subtree(h))
            for h in two
        )
        return any("#actor" in facts(head) for head in actors) or len(two) > 1 or joined
