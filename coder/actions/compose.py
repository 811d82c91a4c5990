"""Clauses to actions: what tense, modals and negation make of each clause's base action, and which of them are told.

What failed, is denied, possible or hypothetical is not coded as if it happened; what is part of another event is not
coded twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from coder.actions.action import Action
from coder.actions.bases import Base, Bases, Heads, Note
from coder.actions.causes import with_cause
from coder.actions.charges import with_charge
from coder.actions.conditions import (
    CONDITIONS,
    addressed,
    awaited,
    by_message,
    conditional,
    must_be_told,
    says_above,
    who_tells,
    with_told,
)
from coder.actions.foretold import OWN, is_foretold, spared
from coder.actions.matching import Matcher
from coder.actions.matters import with_kind
from coder.actions.near import near_roots, silent, tell_near
from coder.actions.overlap import Overlap
from coder.actions.parts import Part, Parts
from coder.actions.purposes import with_purposes
from coder.actions.reports import is_conditional, who_says_no
from coder.actions.results import Results
from coder.actions.rule import Rulebook
from coder.actions.setting_out import is_must, is_past, is_set_out, is_setting_out, on_the_way
from coder.actions.stances import MEANT, Composition
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import Grammar
from coder.records import Clause, Sentence


class Told(NamedTuple):
    """The actions of a sentence, and the clauses that were told with others.

    `about_nothing` has the stance of rules that fired over clauses with no action for them to be about; `near` gives
    the roots of the rules that came close to a clause (see `near_roots`).
    """

    actions: list[Action]
    parts: tuple[Part, ...]
    about_nothing: Mapping[int, str]
    near: Callable[[int], frozenset[str]]


def find_actions(
    sentence: Sentence,
    clauses: Sequence[Clause],
    rulebook: Rulebook,
    composition: Composition,
    grammar: Grammar,
    facts: Callable[[int], frozenset[str]],
    parts: Parts,
    note: Note = silent,
    near: Note | None = None,
) -> Told:
    """The actions of a sentence in the order of their clauses, and those that `parts` tells with another of them.

    `facts` tells what an argument's head is ('#actor', '#state' …); `note` is told, per clause, what was tried and why
    it was left; `near`, where given, which rules came close to each clause and why they lost.
    """
    matcher = Matcher(sentence, clauses, rulebook, grammar, facts)
    bases = Bases(sentence, clauses, matcher, composition, grammar, note)
    composer = _Composer(bases)
    found = {k: action for k in range(len(clauses)) if (action := composer.action(k)) is not None}
    results = Results(bases, found, parts)
    found = results.joined()
    gone = Overlap(bases, found, parts).parts()
    for part in (*results.told.values(), *gone.values()):
        note(part.clause, f"left: {part.decision.because}")
        found.pop(part.clause, None)
    found = with_purposes(found, clauses, sentence, grammar, composer.purpose)
    if near is not None:
        tell_near(bases, near)
    told = (*results.deaths, *results.told.values(), *gone.values())
    return Told([found[k] for k in sorted(found)], told, bases.about_nothing, partial(near_roots, bases))


class _Composer:
    """Makes the action of any clause of a sentence."""

    def __init__(self, bases: Bases) -> None:
        self.bases, self.clauses, self.grammar = bases, bases.clauses, bases.grammar
        self.matcher, self.composition, self.note = bases.matcher, bases.composition, bases.note
        self.kinds = code_kinds()

    def action(self, k: int) -> Action | None:
        """The action of clause `k`; None where it names none, or none that happened."""
        base, clause = self.bases.base(k), self.clauses[k]
        if base is None:
            return None
        coded = self.with_status(base, clause, k)
        if coded is None:
            return None
        if not base.match.rule.alone and coded.code == base.code:
            self.note(k, "left: it is an event only where somebody asks for it, offers or refuses it")
            base = self.bases.by_itself(k)
            coded = self.with_status(base, clause, k) if base is not None else None
            if base is None or coded is None or not base.match.rule.alone:
                return None
        return self.made(base, coded, k)

    def purpose(self, k: int) -> Action | None:
        """What somebody sets out to do or wants, where a sentence tells nothing else.

        *flew to Haiti to deliver food*, *tried to storm the palace*, *is seeking to deepen a partnership*
        """
        base, clause = self.bases.base(k), self.clauses[k]
        if base is None or clause.status != "possible" or clause.negated:
            return None
        if base.code.startswith(self.kinds.said) and (said := self.said_for(base, k)) is not None:
            return said
        if base.stance != "actual":
            return None
        above = self.clauses[clause.governor] if clause.governor is not None else None
        carried = above is not None and clause.support == above.predicate and base.code[:2] in self.kinds.cooperative
        if carried and above is not None and above.governor is not None:
            # *hopes to [revive a project]*: what the verb that carries the noun is below
            clause = replace(clause, relation=above.relation, governor=above.governor)
            above = self.clauses[above.governor]
        if above is None or above.kind != "verb" or above.status not in {"actual", "future"} or above.negated:
            return None
        lemma, root = above.lemma.partition(" ")[0], base.code[:2]
        # Who sets out abroad to help does more than one who helps.
        sets_out = is_setting_out(above, self.bases.sentence, self.grammar)
        helps = root in self.kinds.aid and sets_out and clause.relation in {"adverbial", "complement"} and not carried
        if "actual" not in base.match.rule.statuses:
            return None
        wanted = lemma in self.grammar.wants or lemma in self.grammar.tries
        own = clause.heads("subject") == above.heads("subject")  # *hopes that [they] will sign* is no intention
        if wanted and own and clause.relation == "complement" and root in self.kinds.cooperative:
            coded = self.sought(base, clause)
            return self.made(base, coded, k) if coded is not None else None
        if not (base.match.rule.alone or helps):
            return None
        tried = lemma in self.grammar.tries and clause.relation == "complement"
        meant = lemma in self.grammar.complement_possible or (lemma in self.grammar.complement_future and not sets_out)
        for_that = (helps or clause.relation == "adverbial") and not meant
        if root not in self.kinds.deeds or not (tried or for_that):
            return None
        told: Base | None = base
        if above.status == "future":  # *will fly to Nepal to deliver tents*
            told = self.outer("intended", base.code, base) if helps else None
        return self.set_out_for(base, told, k) if told is not None else None

    def said_for(self, base: Base, k: int) -> Action | None:
        """What somebody says by what he does for it: *wrote [to congratulate] him*, *hired a firm [to sue] them*."""
        clause, grammar = self.clauses[k], self.grammar
        above = self.clauses[clause.governor] if clause.governor is not None else None
        if above is None or above.kind != "verb" or above.negated or "actual" not in base.match.rule.statuses:
            return None
        tokens, children = self.bases.sentence.tokens, self.bases.sentence.children
        if not any(tokens[c].tag == "TO" for c in children[clause.predicate]):
            return None
        lemma = above.lemma.partition(" ")[0]
        meant = lemma in grammar.complement_possible | grammar.complement_failed | grammar.wants | grammar.tries
        if clause.relation == "complement":  # *is going to sue*
            meant = meant or grammar.is_to_come(above.lemma) or lemma in grammar.takes_infinitive | grammar.asks
        engaged = lemma in grammar.engages  # *hired a firm to sue them*
        doers = clause.heads("subject")
        own = bool(doers) and doers == above.heads("subject")
        by_others = bool(doers) and engaged and doers == above.heads("object")
        placed = clause.relation in {"adverbial", "complement"} or (engaged and clause.relation == "relative")
        if meant or not placed or not (own or by_others):
            return None
        if above.status == "actual" and not engaged:
            # *wrote to the premier [to offer condolences]*
            return self.made(base, replace(base, targets=base.targets + self.bases.slots(above, ("to", "dative"))), k)
        told = self.outer("intended", base.code, base) if above.status in {"actual", "future"} else None
        if told is not None and by_others and not above.passive:
            told = replace(told, sources=(above.heads("subject"),))
        return self.made(base, told, k) if told is not None else None

    def sought(self, base: Base, clause: Clause) -> Base | None:
        """What somebody wants: to do it, or to get it from another, whom he asks for it by that.

        *seeks to [deepen ties]* intends, *seeks to [win support from Italy]* appeals to Italy.
        """
        subject = clause.heads("subject")
        if not base.sources or subject in base.sources or subject not in base.targets:
            return self.outer("intended", base.code, base)
        asked = self.outer("appealed", base.code, base)
        return replace(asked, sources=(subject,), targets=base.sources) if asked is not None else None

    def set_out_for(self, base: Base, told: Base, k: int) -> Action | None:
        """The action of a purpose, given its base action and what it is told as; help only where somebody gets it."""
        root, clause = base.code[:2], self.clauses[k]
        action = self.made(base, told, k)
        if root in self.kinds.aid:
            action = self.delivered(action, clause, self.clauses[clause.governor or 0])
        facts = (self.matcher.facts(h) for heads in action.targets for h in heads)
        directed = any("#actor" in told or "#place" in told for told in facts)
        return action if directed or root not in self.kinds.cooperative else None

    def delivered(self, action: Action, clause: Clause, above: Clause) -> Action:
        """Aid that something sets out with: *planes flew [to Haiti] to deliver food [from Canada]*.

        *planes laden with food [from Canada] reached [Haiti] to deliver it*
        """
        origin, tokens = ("from",), self.bases.sentence.tokens
        laden = (c for h in above.heads("subject") for c in self.bases.sentence.children[h] if tokens[c].dep == "acl")
        near = [clause, above, *(self.clauses[k] for c in laden for k in self.bases.clauses_at(c))]
        sources = action.sources + tuple(heads for c in near for heads in self.bases.slots(c, origin))
        goal = self.bases.slots(above, ("to", "for", "in", "into")) + on_the_way(above, self.bases.sentence)
        reached = tuple(h for h in above.heads("object") if "#place" in self.matcher.facts(h))
        goal += (reached,) if reached else ()
        named = self.bases.slots(clause, ("to", "dative"))
        return replace(action, sources=sources, targets=named + goal + action.targets)

    def made(self, base: Base, coded: Base, k: int) -> Action:
        """The action of a clause, given its base action and what its status made of it."""
        rule, clause = base.match.rule, self.clauses[k]
        targets = coded.targets + (self.grievances(k) if coded.code.startswith(self.kinds.protests) else ())
        asks_free = coded.stance in {"appealed", "demanded"} and base.inner.startswith(self.kinds.releases)
        # Who is freed is not who is asked for it.
        spoken_to = addressed(self.bases, clause, self.grammar.contacts)
        targets = spoken_to + targets if asks_free else targets + spoken_to
        targets = by_message(self.bases, clause, targets) + self.conditions(k, base, coded.code)
        if coded.stance in MEANT | {"refused"}:
            targets = with_told(self.bases, clause, targets)
        sources = who_tells(self.bases, coded, clause, self.is_own)
        reciprocal = base.reciprocal and (coded.code == base.code or not coded.code.startswith(self.kinds.refusals))
        used = frozenset(base.match.used) | {self.clauses[e].predicate for e in base.embedded}
        nominal = clause.kind == "noun" and clause.support is None
        specificity = len(rule.where) + len(base.path) - 1
        code = with_cause(coded.code, self.bases.sentence, clause, (aim.code for _, aim in self.aims(k)))
        code = with_charge(code, self.bases.sentence, clause)
        code = with_kind(code, clause, self.composition, self.matcher)
        return Action(
            k, code, coded.stance, rule, base.path, sources, targets,
            reciprocal, specificity, nominal, used, base.inner or base.code, self.elsewhere(k, base),
        )  # fmt: skip

    def elsewhere(self, k: int, base: Base) -> frozenset[str]:
        """The pages of a newspaper where a trigger of the action, or of what it is composed of, is at home too."""
        found: set[str] = set()
        for e in (k, *base.embedded):
            part = base if e == k else self.bases.base(e)
            if part is not None and part.match.rule.elsewhere:
                verb = self.clauses[e].lemma.partition(" ")[0]
                found |= part.match.rule.pages(f"{verb} {part.match.particle}".strip())
        return frozenset(found)

    def conditions(self, k: int, base: Base, code: str) -> Heads:
        """Who must do something so that a threat, or refusal, ends: *threatened to strike if [the state] cuts pay*."""
        above = {k, *base.embedded, *self.bases.complements(self.clauses[k])}
        if code.startswith(self.kinds.threats):
            return tuple(self.clauses[j].heads("subject") for j in conditional(self.bases, above, CONDITIONS))
        return awaited(self.bases, above) if code.startswith(self.kinds.refusals) else ()

    def grievances(self, k: int) -> Heads:
        """Against whom a protest is, where only its aim says so: *rallied to demand that the president resign*."""
        found: Heads = ()
        for j, base in self.aims(k):
            # Those whose release is demanded are not who is asked for it.
            asked = () if base.inner.startswith(self.kinds.releases) else base.targets
            told = self.bases.complements(self.clauses[j])
            found += asked + tuple(self.clauses[e].heads("subject") for e in told)
        return found

    def aims(self, k: int) -> Iterator[tuple[int, Base]]:
        """The clauses that tell what is asked for by what clause `k` tells, with their base actions."""
        clause = self.clauses[k]
        above = {k, self.bases.by_token.get(clause.support, k) if clause.support is not None else k}
        for j, other in enumerate(self.clauses):
            if other.governor in above and other.relation not in {"nominal", "root"}:
                if (base := self.bases.base(j)) is not None and base.code[:2] in self.kinds.aims:
                    yield j, base

    # --- status and negation --------------------------------------------------------------------------------------

    def with_status(self, base: Base, clause: Clause, k: int) -> Base | None:
        """What a clause's status and negation make of its base action; None where it is no event."""
        found = self.negated(base, clause, k) if clause.negated else self.told_as(base, clause, k)
        own = found is not None and found.stance in OWN and clause.status in {"future", "possible"}
        if own and found is not None and is_foretold(self.bases, found, self.speakers(clause)):
            self.note(k, "left: it is another who says that it will or will not be done")
            return None
        return found

    def told_as(self, base: Base, clause: Clause, k: int) -> Base | None:
        """What a clause's status makes of its base action where it is not denied."""
        rule, status = base.match.rule, clause.status
        if status == "necessary" and clause.heads("speaker") == clause.heads("subject") != ():
            self.note(k, "left: who says what he must do asks nobody for it")
            return None
        if status in rule.statuses:
            wanted = clause.kind == "verb" and clause.lemma in self.grammar.wants and base.stance == "actual"
            if wanted and base.code[:2] in self.kinds.cooperative:  # *is seeking closer ties*
                return self.outer("intended", base.code, base)
            addressed = must_be_told(self.bases, clause) if status == "necessary" else ()
            return replace(base, targets=base.targets + addressed) if addressed else base
        # A rule for what is left undone says nothing of what will be done: *will allow* is no refusal.
        told = "actual" in rule.statuses
        if status == "possible" and told and base.stance == "actual" and is_set_out(self.bases, base, clause):
            return base
        operator = self.composition.statuses.get(status) if told else None
        if operator == "intended" and base.code.startswith(self.kinds.given_up):
            if any(conditional(self.bases, {k}, frozenset({"unless"}))):
                operator = "threatened"  # *would resign unless it is dropped*
        open_to = status == "possible" and base.code[:2] in self.kinds.hostile
        if base.stance == "actual" and told and (open_to or is_conditional(self.bases.sentence, clause)):
            if self.is_ruled(base, clause) or any(self.is_own(head, clause) for head in clause.heads("subject")):
                operator = "intended"  # *said it might expel them*, *Chad would free them if they asked, its king said*
        if operator is None:
            self.note(k, f"left: it is {status}, not actual")
            return None
        if status in {"necessary", "ordered"}:
            return self.necessary(base, clause, operator, k)
        if base.stance != "actual":
            return base
        composed = self.outer(operator, base.code, base)
        # Who says that something will be done promises it if nobody does it: *said the curfew would be lifted*.
        if composed is not None and not base.sources and (speakers := self.speakers(clause)):
            if composed.stance == "intended" or self.is_ruled(base, clause):
                return replace(composed, sources=(speakers,))
        return composed

    def is_ruled(self, base: Base, clause: Clause) -> bool:
        """Whether those in power say that something will be done: *said the internet would be cut, might be cut*."""
        said, ruled = self.speakers(clause), clause.passive and base.code[:2] in self.kinds.ruled
        return ruled and base.sources in {(), (said,)} and self.bases.are_of_state(said)

    def is_own(self, head: int, clause: Clause) -> bool:
        """Whether who does it is who says so: *[it] might strike*, *[Chad] might strike, its general said*."""
        if self.bases.sentence.tokens[head].pos == "PRON":
            return head in self.matcher.spoken_of
        speakers = self.speakers(clause)
        return bool(speakers) and head not in speakers and self.bases.is_of_speaker(head, speakers)

    def speakers(self, clause: Clause) -> tuple[int, ...]:
        """Who says what a clause, or the verb that carries its noun, says."""
        carrier = self.bases.by_token.get(clause.support) if clause.support is not None else None
        return clause.heads("speaker") or (self.clauses[carrier].heads("speaker") if carrier is not None else ())

    def negated(self, base: Base, clause: Clause, k: int) -> Base | None:
        """What is left of an action that is denied: a refusal, if anything."""
        rule, status = base.match.rule, clause.status
        given = status == base.stance == "actual" and base.code[:2] in self.kinds.withheld
        if given and is_past(clause, self.bases.sentence):
            return self.outer("reversed", base.code, base)  # *no longer funds schools in Mali*
        if rule.negated is not None and status in {"actual", "possible", "future"}:
            stance = "refused" if rule.negated.startswith(self.kinds.refusals) else base.stance
            # *would not hesitate to expel them*: what the denied stance is about makes the code
            composed = bool(base.embedded) and base.inner != base.code and rule.operator is not None
            # *prices will not come down*: what words tell of the matter makes the code too
            told = base.code != rule.code and base.code.startswith(rule.negated.rstrip("0"))
            return replace(base, code=base.code if composed or told else rule.negated, stance=stance)
        speakers = who_says_no(self.bases.sentence, clause, self.grammar.speech)
        if speakers and base.stance == "actual" and base.code[:2] not in self.kinds.hostile:
            refused = self.outer("refused", base.code, base)  # *[no talks] with the rebels, [he] said*
            return refused and replace(refused, sources=(speakers,), targets=base.targets + base.sources)
        if status == "future" and (ended := spared(self.bases, base, clause, self.speakers(clause))) is not None:
            return self.outer("intended", ended, base)  # *will not expel the envoys*
        # Who has no intention to harm promises nothing and refuses nothing.
        harmless = base.code[:2] not in self.kinds.hostile
        if status == "future" and harmless and base.stance not in {"appealed", "demanded", "refused"}:
            refused = self.outer(self.composition.statuses["future-negated"], base.code, base)
            speakers = self.speakers(clause)  # *there will be no talks, [he] said*
            return replace(refused, sources=(speakers,)) if refused and speakers and not base.sources else refused
        self.note(k, "left: it is negated")
        return None

    def necessary(self, base: Base, clause: Clause, operator: str, k: int) -> Base | None:
        """What somebody says should happen: *must* demands, *should* appeals."""
        speakers = clause.heads("speaker") or says_above(self.bases, clause)
        if not speakers:
            self.note(k, "left: it should happen, and nobody says so")
            return None
        wanted = base.inner if base.stance == "intended" else base.code
        found = self.outer("demanded" if is_must(clause, self.bases.sentence, self.grammar) else operator, wanted, base)
        targets = base.sources + base.targets + must_be_told(self.bases, clause)
        return found and replace(found, sources=(speakers,), targets=targets)

    def outer(self, operator: str, code: str, base: Base) -> Base | None:
        """A base action with the code and the stance that an operator gives it."""
        composed = self.composition.outer(operator, code)
        return replace(base, code=composed[0], stance=composed[1]) if composed else None
