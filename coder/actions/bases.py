"""The base action of each clause, regardless of whether it happened: rules, and the stances over what other clauses say.

CAMEO is compositional. A stance (appeal 02, intend 03, demand 10, refuse 12, threaten 13, accuse 112) over a base action
(aid 07, yield 08, sanction 163 …) gives the outer code: *refused to lift sanctions* is refuse over the ending of 163,
1244. The table is coder/knowledge/composition.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coder.actions.matching import Match, Matcher
from coder.actions.rulebook import NOUN_SOURCE, NOUN_TARGET, VERB_TARGET, Rule
from coder.actions.stances import Composition
from coder.clauses.grammar import Grammar
from coder.records import Clause, Sentence

DEEPEST = 6
# The stance of rules that give a code of these roots without a base: *asked for understanding*.
STANCES = {"02": "appealed", "03": "intended", "10": "demanded", "12": "refused", "13": "threatened"}
OWN_WISHES = frozenset({"want", "like"})
WARNINGS = frozenset({"warn", "caution"})
WISHES = frozenset({"appealed", "demanded", "intended"})


@dataclass(slots=True, unsafe_hash=True)
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


Note = Callable[[int, str], None]


class Bases:
    """The base actions of one sentence; each is found once."""

    def __init__(self, sentence: Sentence, clauses: Sequence[Clause], matcher: Matcher, composition: Composition, grammar: Grammar, note: Note) -> None:
        self.sentence, self.clauses, self.matcher = sentence, clauses, matcher
        self.composition, self.grammar, self.note = composition, grammar, note
        self.by_token = {c.predicate: k for k, c in enumerate(clauses)}
        self.carried: dict[int, list[int]] = {}
        for k, clause in enumerate(clauses):
            if clause.support is not None:
                self.carried.setdefault(clause.support, []).append(k)
        self._bases: dict[int, Base | None] = {}

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

    def is_better(self, noun: Base, verb: Base) -> bool:
        """Whether the noun tells more than the verb that carries it; of one code, the one that has a target does (*met [X] for talks*)."""
        directed = [any("#actor" in self.matcher.facts(h) for heads in base.targets for h in heads) for base in (noun, verb)]
        if noun.code == verb.code and directed[0] != directed[1]:
            return directed[0]
        return self.weight(noun) >= self.weight(verb)

    def clauses_at(self, head: int) -> tuple[int, ...]:
        own = (self.by_token[head],) if head in self.by_token else ()
        carried = tuple(self.carried.get(head, ()))
        if not own and not carried and self.sentence.tokens[head].lemma in self.grammar.transparent:
            return tuple(k for c in self.sentence.children[head] if self.sentence.tokens[c].lemma in {"of", "in"} for b in self.sentence.children[c] for k in self.clauses_at(b))
        return own + carried

    def weight(self, base: Base) -> tuple[int, int, int, int]:
        rule = base.match.rule
        return rule.priority, len(rule.where) + len(base.path) - 1, len(rule.code or ""), -base.match.clause

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
