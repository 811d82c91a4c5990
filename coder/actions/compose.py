"""Clauses to actions: what tense, modals and negation make of each clause's base action, and which of them are told.

What failed, is denied, possible or hypothetical is not coded as if it happened; what is part of another event is not
coded twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from coder.actions.bases import DEEPEST, STANCES, Base, Bases, Note
from coder.actions.matching import Matcher
from coder.actions.rulebook import Rule, Rulebook
from coder.actions.stances import Composition
from coder.clauses.grammar import Grammar
from coder.records import Clause, Sentence

MOST_NEAR = 4
HARM = ("180", "182")
HOSTILE = frozenset({"14", "15", "16", "17", "18", "19", "20"})
PURPOSES = frozenset({"09", "17", "18", "19", "20"})
AIMS = frozenset({"02", "10", "11", "12"})


@dataclass(slots=True, unsafe_hash=True)
class Action:
    """What one clause says was done: code, stance, the rules that made it, candidates for source and target by slot.

    `used` are the heads that name the action itself (*signed [an agreement]*): they are never its target.
    """

    clause: int
    code: str
    stance: str
    rule: Rule
    path: tuple[str, ...]
    sources: tuple[tuple[int, ...], ...]
    targets: tuple[tuple[int, ...], ...]
    reciprocal: bool
    specificity: int
    nominal: bool = False
    used: frozenset[int] = frozenset()


def _silent(clause: int, text: str) -> None:
    """Takes no notes; `explain` passes a function that does."""


def find_actions(
    sentence: Sentence, clauses: Sequence[Clause], rulebook: Rulebook, composition: Composition, grammar: Grammar,
    facts: Callable[[int], frozenset[str]], note: Note = _silent, near: bool = False,
) -> list[Action]:  # fmt: skip
    """The actions of a sentence in the order of their clauses; `note` is told, per clause, what was tried and why it was left.

    With `near` it is told too which rules came close to each clause and why they lost.
    """
    composer = _Composer(sentence, clauses, Matcher(sentence, clauses, rulebook, grammar, facts), composition, grammar, note)
    actions = composer.actions()
    if near:
        composer.tell_near()
    return actions


class _Composer(Bases):
    """The composition of one sentence."""

    def actions(self) -> list[Action]:
        found = {k: a for k in range(len(self.clauses)) if (a := self.action(k)) is not None}
        for k in self.suppressed(found):
            self.note(k, "left: it is part of another event")
            found.pop(k, None)
        return [found[k] for k in sorted(found)]

    def tell_near(self) -> None:
        """Notes of each clause the rules that came closest, the most specific first."""
        for k in range(len(self.clauses)):
            base = self.base(k)
            for text in islice(self.matcher.near(k, base.match.rule.id if base is not None and base.match.clause == k else ""), MOST_NEAR):
                self.note(k, text)

    # --- actions ---------------------------------------------------------------------------------------------------------

    def action(self, k: int) -> Action | None:
        base, clause = self.base(k), self.clauses[k]
        if base is None:
            return None
        coded = self.with_status(base, clause, k)
        if coded is None:
            return None
        if not base.match.rule.alone and coded[0] == base.code:
            self.note(k, "left: it is an event only where somebody asks for it, offers or refuses it")
            return None
        code, stance, sources, targets = coded
        nominal = clause.kind == "noun" and clause.support is None
        rule = base.match.rule
        if code.startswith("14"):
            targets += self.grievances(k)
        used = frozenset(base.match.used) | {self.clauses[e].predicate for e in base.embedded}
        return Action(k, code, stance, rule, base.path, sources, targets, base.reciprocal and (code == base.code or not code.startswith("12")), len(rule.where) + len(base.path) - 1, nominal, used)

    def grievances(self, k: int) -> tuple[tuple[int, ...], ...]:
        """Against whom a protest is, where only its aim says so: *rallied to demand that the president resign*."""
        clause = self.clauses[k]
        above = {k, self.by_token.get(clause.support, k) if clause.support is not None else k}
        found: tuple[tuple[int, ...], ...] = ()
        for j, other in enumerate(self.clauses):
            if other.governor in above and other.relation in {"adverbial", "relative", "complement", "coordinate"} and (base := self.base(j)) is not None:
                if base.code[:2] in AIMS:
                        # Those whose release is demanded are not who is asked for it.
                    asked = () if base.inner.startswith("084") else base.targets
                    found += asked + tuple(self.clauses[e].heads("subject") for e in self.complements(other))
        return found

    def with_status(self, base: Base, clause: Clause, k: int) -> tuple[str, str, tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]] | None:
        """What a clause's status and negation make of its base action; None where it is no event."""
        rule, status = base.match.rule, clause.status
        same = base.code, base.stance, base.sources, base.targets
        if clause.negated and rule.negated is not None and status in {"actual", "possible", "future"}:
            return rule.negated, "refused" if rule.negated.startswith("12") else base.stance, base.sources, base.targets
        if clause.negated and status == "future" and base.stance not in {"appealed", "demanded", "refused"}:
            composed = self.composition.outer(self.composition.statuses["future-negated"], base.code)
            return (*composed, base.sources, base.targets) if composed else None
        if clause.negated:
            self.note(k, "left: it is negated")
            return None
        if status in rule.statuses:
            return same
        # A rule for what is left undone says nothing of what will be done: *will allow* is no refusal.
        if status == "possible" and "actual" in rule.statuses and base.stance == "actual" and self.is_set_out(base, clause):
            return same
        operator = self.composition.statuses.get(status) if "actual" in rule.statuses else None
        if status == "possible" and base.stance == "actual" and base.code[:2] in HOSTILE and any(h in self.matcher.spoken_of for h in clause.heads("subject")):
            operator = "threatened"  # *said it might expel them*
        if operator is None:
            self.note(k, f"left: it is {status}, not actual")
            return None
        if status == "necessary":
            speakers = clause.heads("speaker")
            if not speakers:
                self.note(k, "left: it should happen, and nobody says so")
                return None
            wanted = base.inner if base.stance == "intended" else base.code
            composed = self.composition.outer("demanded" if self.is_must(clause) else operator, wanted)
            return (*composed, (speakers,), base.sources + base.targets) if composed else None
        if base.stance != "actual":
            return same
        composed = self.composition.outer(operator, base.code)
        # Whoever says that something will be done promises it where nobody else is said to do it: *said the curfew would be lifted*.
        promises = composed is not None and composed[1] == "intended" and not base.sources and bool(clause.heads("speaker"))
        return (*composed, (clause.heads("speaker"),) if promises else base.sources, base.targets) if composed else None

    def is_set_out(self, base: Base, clause: Clause) -> bool:
        """Whether force or an inquiry is the purpose of what somebody does: *sent troops to crush the revolt*, *tried to storm it*."""
        above = self.clauses[clause.governor] if clause.governor is not None else None
        if above is None or above.kind != "verb" or above.status != "actual" or above.negated or clause.relation not in {"adverbial", "complement"}:
            return False
        lemma = above.lemma.partition(" ")[0]
        return (lemma in self.grammar.sets_out and base.code[:2] in PURPOSES) or (lemma in self.grammar.tries and base.code[:2] in {"19", "20"})

    def is_must(self, clause: Clause) -> bool:
        """Whether what should happen has to: *must* demands, *should* appeals."""
        verb = clause.predicate if clause.support is None else clause.support
        return any(self.sentence.tokens[c].text.lower() == "must" for c in self.sentence.children[verb])

    # --- choice ------------------------------------------------------------------------------------------------------------

    def suppressed(self, found: Mapping[int, Action]) -> set[int]:
        """Clauses whose action is part of another's: composed into it, looked at by its rule, or carried by the same verb."""
        gone: set[int] = set()
        for k in range(len(self.clauses)):
            # What another verb is about is no event by itself, be that verb coded or not: *may lift its [embargo]*.
            if k not in found and (base := self.base(k)) is not None and self.clauses[k].kind != "noun":
                gone.update(e for head in base.match.used for e in self.clauses_at(head) if e != k and self.is_about(k, e))
        for k in found:
            base = self.base(k)
            if base is None or k in gone:
                continue
            gone.update(base.embedded)
            if base.match.rule.operator is not None or base.code[:2] in STANCES:
                gone.update(self.dependents(k))
            for head in base.match.used:
                gone.update(e for e in self.clauses_at(head) if e != k and self.is_about(k, e))
            for rival in self.rivals(k):
                if rival in found and rival not in gone:
                    other = self.base(rival)
                    if other is not None and k not in gone:
                        gone.add(rival if self.is_better(base, other) else k)
        gone.update(k for k in found if k not in gone and (self.is_outcome(k, found) or self.is_purpose(k, found)))
        for k, action in found.items():
            others = any(j != k and j not in gone for j in found)
            if action.nominal and k not in gone and any(self.clauses[k].predicate in heads and found[j].code[:2] == action.code[:2] for j in found if j != k for heads in found[j].sources):
                gone.add(k)  # *[artillery] shelled the town*
            if action.nominal and k not in gone and self.is_past(k):
                self.note(k, "left: it is long past")
                gone.add(k)
            if action.nominal and k not in gone and (others and not self.stands_alone(k) or self.clauses[k].lemma in self.grammar.lasting):
                self.note(k, "left: the noun does not say who acts")
                gone.add(k)
        return gone

    def is_outcome(self, k: int, found: Mapping[int, Action]) -> bool:
        """Whether killing or wounding is what came of force that is coded: *bombed the town, [killing] ten*."""
        clause = self.clauses[k]
        if not found[k].code.startswith(HARM) or clause.kind != "verb":
            return False
        while clause.relation in {"adverbial", "coordinate"} and clause.governor is not None:
            if clause.relation == "adverbial" and self.sentence.tokens[clause.predicate].tag != "VBG":
                return False
            above = clause.governor
            if above in found and found[above].code[:2] in {"18", "19", "20"} and not found[above].code.startswith(HARM) and clause.relation == "adverbial":
                return True
            clause = self.clauses[above]
        return False

    def is_purpose(self, k: int, found: Mapping[int, Action]) -> bool:
        """Whether a protest is the purpose of one that is coded: *rallied [to protest] against the law*."""
        clause = self.clauses[k]
        above = clause.governor
        return clause.relation == "adverbial" and clause.lemma in self.grammar.done_for and above is not None and above in found and found[above].code[:2] == found[k].code[:2] == "14"

    def is_past(self, k: int) -> bool:
        """Whether an event noun says of itself that it is background: *last year's bombing*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        owners = (c for c in children[self.clauses[k].predicate] if tokens[c].dep == "poss")
        return any(tokens[c].lemma in {"year", "decade", "century"} for c in owners)

    def is_about(self, k: int, noun: int) -> bool:
        """Whether an event noun is only what the verb of `k` is about, or carried by it."""
        return self.clauses[noun].kind == "noun" and self.clauses[noun].support in {None, self.clauses[k].predicate}

    def rivals(self, k: int) -> Iterator[int]:
        """Clauses that tell the same action as `k`: a light verb and its noun."""
        support = self.clauses[k].support
        if support is not None and self.clauses[k].kind == "noun" and support in self.by_token:
            yield self.by_token[support]

    def stands_alone(self, k: int) -> bool:
        """Whether an event noun without a carrying verb names its actor: *Israel's raid*, *the raid by police*."""
        clause = self.clauses[k]
        named = any("#actor" in self.matcher.facts(a.head) for a in clause.arguments if a.role in {"subject", "possessor", "modifier"})
        between = len(clause.heads("between")) > 1
        return named or between

    def dependents(self, k: int) -> Iterator[int]:
        """Clauses below an operator's clause as its complement or noun: what is appealed for has not happened."""
        for j in range(len(self.clauses)):
            up, steps = j, 0
            while (above := self.clauses[up].governor) is not None and steps < DEEPEST:
                if self.clauses[up].relation not in {"complement", "nominal"}:
                    break
                if above == k and j != k:
                    yield j
                    break
                up, steps = above, steps + 1
