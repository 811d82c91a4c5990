"""Clauses to actions: the base action of each clause, and what the stances above it make of it.

CAMEO is compositional. A stance (appeal 02, intend 03, demand 10, refuse 12, threaten 13, accuse 112) over a base action
(aid 07, yield 08, sanction 163 …) gives the outer code: *refused to lift sanctions* is refuse over the ending of 163,
1244. The table is coder/composition.yaml. What failed, is denied, possible or hypothetical is not coded as if it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.grammar import Grammar
from coder.matching import Match, Matcher
from coder.records import Clause, Sentence
from coder.rulebook import NOUN_SOURCE, NOUN_TARGET, VERB_TARGET, Rule, Rulebook
from coder.stances import Composition

DEEPEST = 6
# The stance of rules that give a code of these roots without a base: *asked for understanding*.
STANCES = {"02": "appealed", "03": "intended", "10": "demanded", "12": "refused", "13": "threatened"}
HARM = ("180", "182")
OWN_WISHES = frozenset({"want", "like"})
WARNINGS = frozenset({"warn", "caution"})
WISHES = frozenset({"appealed", "demanded", "intended"})
HOSTILE = frozenset({"14", "15", "16", "17", "18", "19", "20"})
PURPOSES = frozenset({"09", "17", "18", "19", "20"})
AIMS = frozenset({"02", "10", "11", "12"})


@dataclass(frozen=True, slots=True)
class Base:
    """The action of a clause regardless of whether it happened: its code, and where its source and target stand.

    `sources` and `targets` are heads of arguments by slot, the preferred slot first. `path` names the rules from the
    outermost in; `embedded` are the clauses that were composed into it.
    """

    code: str
    stance: str
    match: Match
    sources: tuple[tuple[int, ...], ...]
    targets: tuple[tuple[int, ...], ...]
    path: tuple[str, ...]
    embedded: tuple[int, ...] = ()
    reciprocal: bool = False
    inner: str = ""


@dataclass(frozen=True, slots=True)
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


Note = Callable[[int, str], None]


def _silent(clause: int, text: str) -> None:
    """Takes no notes; `explain` passes a function that does."""


def find_actions(
    sentence: Sentence, clauses: Sequence[Clause], rulebook: Rulebook, composition: Composition, grammar: Grammar,
    facts: Callable[[int], frozenset[str]], note: Note = _silent,
) -> list[Action]:  # fmt: skip
    """The actions of a sentence in the order of their clauses; `note` is told, per clause, what was tried and why it was left."""
    return _Composer(sentence, clauses, Matcher(sentence, clauses, rulebook, grammar, facts), composition, grammar, note).actions()


class _Composer:
    """The composition of one sentence."""

    def __init__(self, sentence: Sentence, clauses: Sequence[Clause], matcher: Matcher, composition: Composition, grammar: Grammar, note: Note) -> None:
        self.sentence, self.clauses, self.matcher = sentence, clauses, matcher
        self.composition, self.grammar, self.note = composition, grammar, note
        self.by_token = {c.predicate: k for k, c in enumerate(clauses)}
        self.carried: dict[int, list[int]] = {}
        for k, clause in enumerate(clauses):
            if clause.support is not None:
                self.carried.setdefault(clause.support, []).append(k)
        self._bases: dict[int, Base | None] = {}

    def actions(self) -> list[Action]:
        found = {k: a for k in range(len(self.clauses)) if (a := self.action(k)) is not None}
        for k in self.suppressed(found):
            self.note(k, "left: it is part of another event")
            found.pop(k, None)
        return [found[k] for k in sorted(found)]

    # --- base actions ------------------------------------------------------------------------------------------------

    def base(self, k: int, depth: int = 0) -> Base | None:
        """The most specific action that clause `k` can name; None when no rule fires."""
        if k not in self._bases:
            self._bases[k] = None  # a circle ends here
            self._bases[k] = self._find_base(k, depth) if depth < DEEPEST else None
        return self._bases[k]

    def _find_base(self, k: int, depth: int) -> Base | None:
        for match in self.matcher.matches(k):
            clause = self.clauses[k]
            if not clause.negated and "actual" not in match.rule.statuses and clause.status not in match.rule.statuses:
                continue  # a rule for what is left undone only
            found = self.applied(match, depth)
            if found is not None:
                self.note(k, f"rule {match.rule.id} gives {found.code}")
                return found
            self.note(k, f"rule {match.rule.id} fires, but there is no action for it to be about")
        clause = self.clauses[k]
        if clause.kind != "noun" and clause.lemma in self.grammar.complement_actual:
            for head in clause.heads("complement"):
                if (found := self.base_at(head, depth + 1)) is not None:
                    return replace(found, embedded=(*found.embedded, *self.clauses_at(head)))
        return None

    def applied(self, match: Match, depth: int) -> Base | None:
        rule, clause = match.rule, self.clauses[match.clause]
        sources, targets = self.slots(clause, rule.source or self.default_source(clause)), self.slots(clause, rule.target or self.default_target(clause))
        if rule.operator is None:
            assert rule.code is not None
            if any(self.is_told(STANCES.get(rule.code[:2], ""), head) for head in clause.heads("complement")):
                return None
            return Base(rule.code, STANCES.get(rule.code[:2], "actual"), match, sources, targets, (rule.id,), (), rule.reciprocal, rule.code)
        targets = self.slots(clause, rule.target) if rule.target else ()
        below = self.below(match, depth)
        if below is not None and (rule.operator != "reversed" or below[1].match.rule.alone):
            # A refused appeal, offer or demand is a refusal of what was asked: *rejected a call for talks*.
            # ... and what somebody should be ready for is what he is asked for.
            wish = below[1].stance in WISHES and rule.operator == "refused" or below[1].stance == "intended" and rule.operator in {"appealed", "demanded"}
            # ... and who drops a threat or a plan to harm lets be what he meant to do: *reversed its decision to expel them*.
            wish = wish or (rule.operator == "reversed" and below[1].stance == "threatened")
            operator, base = self.polarity(rule.operator, below[1].inner if wish else below[1].code, self.clauses[below[0][0]])
            composed = self.composition.outer(operator, base)
            if composed is not None:
                code, stance = composed
                stance = below[1].stance if stance == "actual" and rule.operator == "reversed" else stance
                inner = tuple(s for s in below[1].sources if s and s not in sources)
                outer_targets = targets + (inner if rule.operator in {"appealed", "demanded", "accused"} else ()) + below[1].targets
                who = sources if sources or rule.operator in {"accused", "appealed", "demanded"} else below[1].sources
                return Base(code, stance, match, who, outer_targets, (rule.id, *below[1].path), (*below[0], *below[1].embedded), below[1].reciprocal and rule.operator == "intended", below[1].inner)
        if rule.requires_base or rule.code is None:
            return None
        column = self.composition.operators[rule.operator].column
        fallback = tuple(self.clauses[e].heads("subject") for head in clause.heads("complement") for e in self.clauses_at(head))
        rest = self.slots(clause, self.default_target(clause))
        return Base(rule.code, column, match, sources, targets + tuple(f for f in fallback if f not in sources) + rest, (rule.id,), self.complements(clause), False, rule.code)

    def below(self, match: Match, depth: int) -> tuple[tuple[int, ...], Base] | None:
        """The base action that an operator rule stands over, with the clauses that make it."""
        clause = self.clauses[match.clause]
        for slot in match.rule.over or ("complement", "object"):
            if rule_seeks(match.rule, clause, slot):
                continue
            for head in self.matcher.slot(clause, slot):
                found = self.base_at(head, depth + 1)
                if found is not None and found.match.clause != match.clause and not self.is_told(match.rule.operator or "", head) and self.is_own(match, found):
                    return self.clauses_at(head), found
        return None

    def is_own(self, match: Match, base: Base) -> bool:
        """Whether what is warned of would be one's own doing, *warned that [it] would strike*, and what is wished for another's."""
        clause = self.clauses[match.clause]
        if match.rule.operator == "appealed" and clause.lemma in OWN_WISHES and clause.heads("subject") == self.clauses[base.match.clause].heads("subject"):
            return False  # *wants to help* asks nobody for anything
        if match.rule.operator != "threatened" or clause.lemma not in WARNINGS or clause.heads("object"):
            return True
        tokens = self.sentence.tokens
        return all(tokens[s].pos == "PRON" or s in clause.heads("subject") for s in self.clauses[base.match.clause].heads("subject"))

    def is_told(self, operator: str, head: int) -> bool:
        """Whether a complement is a report and no intention: *announced that it had freed two men*."""
        clause = self.clauses[self.by_token[head]] if head in self.by_token else None
        if operator == "demanded" and clause is not None and clause.kind == "verb" and clause.governor is not None and self.clauses[clause.governor].lemma == "tell":
            # *told reporters that it had agreed, would agree*, but not *told him to agree, that he must*
            return clause.status != "necessary" and not any(self.sentence.tokens[c].tag == "TO" for c in self.sentence.children[head])
        if operator == "demanded" and clause is not None and clause.kind == "verb" and clause.status == "future" and clause.governor is not None:
            return self.clauses[clause.governor].lemma == "insist"  # *insisted that it would not give in*
        if operator != "intended" or clause is None or clause.kind != "verb":
            return False
        # *decided whether to act* is no decision to act.
        return clause.status == "hypothetical" or (clause.status in {"actual", "necessary"} and bool(clause.heads("speaker")))

    def polarity(self, operator: str, base: str, embedded: Clause) -> tuple[str, str]:
        """Operator and base where the embedded clause is negated: *promised not to* refuses, *urged not to attack* asks to end."""
        if not embedded.negated:
            return operator, base
        if operator == "intended":
            return "refused", base
        ended = self.composition.outer("reversed", base) if operator in {"appealed", "demanded"} else None
        return operator, ended[0] if ended else base

    def base_at(self, head: int, depth: int) -> Base | None:
        """The base action named at a token: by its own clause, a noun that it carries, or the noun that it counts."""
        options = [b for k in self.clauses_at(head) if (b := self.base(k, depth)) is not None]
        best = max(options, key=self.weight, default=None)
        return best and next((o for o in options if o.code == best.code and not self.is_better(best, o)), best)

    def clauses_at(self, head: int) -> tuple[int, ...]:
        own = (self.by_token[head],) if head in self.by_token else ()
        carried = tuple(self.carried.get(head, ()))
        if not own and not carried and self.sentence.tokens[head].lemma in self.grammar.transparent:
            return tuple(k for c in self.sentence.children[head] if self.sentence.tokens[c].lemma in {"of", "in"} for b in self.sentence.children[c] for k in self.clauses_at(b))
        return own + carried

    def weight(self, base: Base) -> tuple[int, int, int, int]:
        rule = base.match.rule
        return rule.priority, len(rule.where) + len(base.path) - 1, len(rule.code or ""), -base.match.clause

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

    def is_better(self, noun: Base, verb: Base) -> bool:
        """Whether the noun tells more than the verb that carries it; of one code, the one that has a target does (*met [X] for talks*)."""
        directed = [any("#actor" in self.matcher.facts(h) for heads in base.targets for h in heads) for base in (noun, verb)]
        if noun.code == verb.code and directed[0] != directed[1]:
            return directed[0]
        return self.weight(noun) >= self.weight(verb)

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

    # --- slots ---------------------------------------------------------------------------------------------------------------

    def slots(self, clause: Clause, names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        arguments = self.matcher.arguments(clause)
        return tuple(arguments[name] for name in names if name in arguments)

    def default_source(self, clause: Clause) -> tuple[str, ...]:
        return NOUN_SOURCE if clause.kind == "noun" else ("subject",)

    def default_target(self, clause: Clause) -> tuple[str, ...]:
        return NOUN_TARGET if clause.kind == "noun" else VERB_TARGET

    def complements(self, clause: Clause) -> tuple[int, ...]:
        return tuple(k for head in clause.heads("complement") for k in self.clauses_at(head))


def rule_seeks(rule: Rule, clause: Clause, slot: str) -> bool:
    """Whether what somebody seeks to do is his own aim: *sought to quell the uprising* asks nobody for anything."""
    return rule.operator == "appealed" and clause.lemma == "seek" and slot == "complement"
