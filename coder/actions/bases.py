"""The base action of each clause, whether or not it happened: rules, and the stances over what other clauses say.

CAMEO is compositional. A stance (appeal 02, intend 03, demand 10, refuse 12, threaten 13, accuse 112) over a base
action (aid 07, yield 08, sanction 163 …) gives the outer code: *refused to lift sanctions* is refuse over the ending of
163, 1244. The table is coder/knowledge/composition.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from coder.actions.about import About
from coder.actions.matching import Match, Matcher
from coder.actions.matters import with_matter
from coder.actions.reports import are_of_one, asked_by, gets, has_owner, is_report, promised_not
from coder.actions.rule import NOUN_SOURCE
from coder.actions.settled import settled
from coder.actions.stances import ASKS, WISHES, Composition, is_about_inner
from coder.actions.thirds import is_passed_on
from coder.actions.words import load_action_words
from coder.cameo.kinds import code_kinds
from coder.clauses.grammar import Grammar
from coder.clauses.tree import speaks_for
from coder.records import Clause, Sentence

DEEPEST = 6
ABOUT_OTHERS = frozenset({*ASKS, "refused"})
Heads = tuple[tuple[int, ...], ...]
Note = Callable[[int, str], None]


@dataclass(slots=True, unsafe_hash=True)
class Base:
    """The action of a clause regardless of whether it happened: its code, and where its source and target stand.

    `sources` and `targets` are heads of arguments by slot, the preferred slot first. `path` names the rules from the
    outermost in; `embedded` are the clauses that were composed into it, `inner` the code of the innermost.
    """

    code: str
    stance: str
    match: Match
    sources: Heads
    targets: Heads
    path: tuple[str, ...]
    embedded: tuple[int, ...] = ()
    reciprocal: bool = False
    inner: str = ""


class Bases:
    """The base actions of one sentence; each is found once."""

    def __init__(
        self,
        sentence: Sentence,
        clauses: Sequence[Clause],
        matcher: Matcher,
        composition: Composition,
        grammar: Grammar,
        note: Note,
    ) -> None:
        self.sentence, self.clauses, self.matcher = sentence, clauses, matcher
        self.composition, self.grammar, self.note = composition, grammar, note
        self.words = load_action_words()
        self.by_token = {c.predicate: k for k, c in enumerate(clauses)}
        self.about = About(sentence, matcher, self.by_token, self.words.circumstances)
        self.carried: dict[int, list[int]] = {}
        for k, clause in enumerate(clauses):
            if clause.support is not None:
                self.carried.setdefault(clause.support, []).append(k)
        # The stance of a rule that fired over a clause with no action for it to be about.
        self.about_nothing: dict[int, str] = {}
        self._bases: dict[int, Base | None] = {}

    def base(self, k: int, depth: int = 0) -> Base | None:
        """The most specific action that clause `k` can name; None when no rule fires."""
        if k not in self._bases:
            self._bases[k] = None  # a circle ends here
            self._bases[k] = self._find_base(k, depth) if depth < DEEPEST else None
        return self._bases[k]

    def by_itself(self, k: int) -> Base | None:
        """The most specific action of clause `k` among those that are events by themselves."""
        return self._find_base(k, 0, alone=True)

    def _find_base(self, k: int, depth: int, alone: bool = False) -> Base | None:
        clause = self.clauses[k]
        stance: Match | None = None
        general: Base | None = None
        fits = self.fitting(k)
        for match in fits:
            if alone and not match.rule.alone:
                continue
            found = self.applied(match, depth)
            if found is not None:
                if self.tells_more(match, found, general):
                    found = self.finer(found, fits, depth)
                    self.note(k, f"rule {match.rule.id} gives {found.code}")
                    return found
                general = general or found
                continue
            self.note(k, f"rule {match.rule.id} fires, but there is no action for it to be about")
            stance = stance or (match if match.rule.operator is not None else None)
        if general is not None:
            self.note(k, f"rule {general.match.rule.id} gives {general.code}")
            return general
        if clause.kind != "noun" and clause.lemma in self.grammar.complement_actual:
            later = {"future", "hypothetical"} - {clause.status}
            for head in clause.heads("complement"):
                is_from = self.sentence.tokens[self.sentence.tokens[head].head].lemma == "from"
                if is_from or any(self.clauses[e].status in later for e in self.clauses_at(head)):
                    continue  # *kept him from leaving*, *is going to leave*, *made clear that it would leave if …*
                if (found := self.base_at(head, depth + 1)) is not None:
                    found = self.helped(clause, found)
                    return replace(found, embedded=(*found.embedded, *self.clauses_at(head)))
        if stance is None:
            return None
        self.about_nothing[k] = self.composition.operators[stance.rule.operator or ""].column
        return self.alone(stance)

    def helped(self, clause: Clause, below: Base) -> Base:
        """Aid that somebody helps another with, as done by the helper to him: *helped [Nepal] rebuild a temple*."""
        own, others = clause.heads("subject"), self.clauses[below.match.clause].heads("subject")
        if below.code[:2] not in code_kinds().aid or not own or not others or own == others:
            return below
        return replace(below, sources=(own,), targets=(others, *below.targets))

    def fitting(self, k: int) -> Iterator[Match]:
        """The rules that fire on clause `k`, without those for what is left undone only, where it is done."""
        clause = self.clauses[k]
        for match in self.matcher.matches(k):
            statuses = match.rule.statuses
            if clause.negated or "actual" in statuses or clause.status in statuses:
                yield match

    def tells_more(self, match: Match, found: Base, general: Base | None) -> bool:
        """Whether a rule tells more than that somebody asks, offers or refuses something of no known kind.

        Only another rule for what is asked does, where a stance over an action makes no code of its own.
        """
        operator = self.composition.operators.get(match.rule.operator or "")
        if general is None:
            return operator is None or found.code != operator.default or operator.column == "actual"
        known = general.code.rstrip("0")
        return operator is None and found.code.startswith(known) and len(found.code.rstrip("0")) > len(known)

    def finer(self, found: Base, others: Iterator[Match], depth: int) -> Base:
        """A stance over an action that tells the same more closely, if any: *agreed to [hold a vote]*, 0341 not 034."""
        known = found.code.rstrip("0")
        if found.match.rule.operator is not None or found.code[:2] not in self.composition.roots or len(known) > 3:
            return found
        options = (self.applied(m, depth) for m in others if m.rule.operator is not None)
        return next((o for o in options if o and o.code.startswith(known) and o.code.rstrip("0") > known), found)

    # --- a rule over a clause -------------------------------------------------------------------------------------

    def applied(self, match: Match, depth: int) -> Base | None:
        """What a rule that fires makes of its clause, with the action that it stands over, if it is a stance."""
        rule, clause = match.rule, self.clauses[match.clause]
        default_source = NOUN_SOURCE if clause.kind == "noun" else ("subject",)
        sources = self.slots(clause, rule.source or default_source)
        sources += self.users(sources)
        if rule.operator is None:
            return self.plain(match, sources)
        below = self.below(match, depth)
        if below is not None and (rule.operator != "reversed" or self.may_end(below[1])):
            composed = self.composed(match, sources, *below)
            if composed is not None:
                return composed
        # What must have an action below, but for promises of a known kind that a noun names: *an [offer] of loans*.
        column = self.composition.operators[rule.operator].column
        promise = clause.kind == "noun" and column == "intended" and bool(sources) and not clause.heads("complement")
        if rule.code is None or (rule.requires_base and not promise):
            return None
        targets = self.fallback_targets(match, sources)
        embedded, code = self.complements(clause), self.with_matter(rule.code, column, match)
        told = not rule.requires_base or code != rule.code
        return Base(code, column, match, sources, targets, (rule.id,), embedded, False, code) if told else None

    def with_matter(self, code: str, stance: str, match: Match) -> str:
        """The code of a stance over no known action, with the kind of what it is about where words tell it."""
        passed_on = is_passed_on(self, clause := self.clauses[match.clause]) and stance in ASKS
        return code if passed_on else with_matter(code, stance, clause, self.composition, self.matcher)

    def may_end(self, base: Base) -> bool:
        """Whether that an action ends is told by itself: of those that are no events alone, only of what is given."""
        return base.match.rule.alone or base.code[:2] in code_kinds().withheld

    def plain(self, match: Match, sources: Heads) -> Base | None:
        """The action of a rule that is no stance over another."""
        rule, clause = match.rule, self.clauses[match.clause]
        assert rule.code is not None
        stance = self.composition.roots.get(rule.code[:2], "")
        if any(self.is_told(stance, head) for head in clause.heads("complement")):
            return None
        targets = self.slots(clause, rule.target or self.default_target(clause))
        if rule.code.startswith(code_kinds().about_others):
            targets += tuple(self.clauses[e].heads("subject") for e in self.told(match))
        code = self.with_matter(rule.code, stance, match) if stance else rule.code
        code, stance = promised_not(match, code, stance, self.clauses, self.composition)
        if rule.requires_base and code == rule.code:
            return None  # its words tell of no kind of matter
        return Base(code, stance or "actual", match, sources, targets, (rule.id,), (), rule.reciprocal, code)

    def told(self, match: Match) -> Iterator[int]:
        """The clauses that a comment is about: *hopes that [Kenya will sign]*, *voiced hope that [Kenya will sign]*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        yield from self.complements(self.clauses[match.clause])
        below = (c for head in match.used for c in children[head] if tokens[c].dep in {"acl", "ccomp", "relcl"})
        yield from (self.by_token[c] for c in below if c in self.by_token)

    def composed(self, match: Match, sources: Heads, embedded: tuple[int, ...], base: Base) -> Base | None:
        """A stance over a base action; None where the two make no event."""
        rule, clause, name = match.rule, self.clauses[match.clause], match.rule.operator or ""
        wanted = base.inner if is_about_inner(name, base.stance) else base.code
        outer = self.composition.outer(*self.composition.polarity(name, wanted, self.clauses[embedded[0]].negated))
        if outer is None:
            return None
        code, stance = settled(match, clause, base, self.clauses[embedded[0]], outer)
        targets = self.slots(clause, rule.target) if rule.target else ()
        told = {self.clauses[e].predicate for e in embedded}  # *rejected [cooperation] with Chile* is directed at Chile
        themselves = tuple(t for t in targets if not told.isdisjoint(t))
        if name in ASKS and is_passed_on(self, clause):
            code = self.composition.operators[name].default or code
        elif code == self.composition.operators[name].default or stance == "threatened":
            code = self.with_matter(code, stance, match)
        targets = asked_by(self.sentence, name, told) + tuple(t for t in targets if t not in themselves)
        if name == "intended" and gets(base.sources, base.targets, sources):
            sources, targets = base.sources, ()
        asked = name in ASKS or name == "accused"
        owned = any(has_owner(self.sentence, s) for heads in sources for s in heads)
        if name == "threatened" and base.sources and owned:
            sources = base.sources + sources  # *[Chad] would strike, its general warned*
        if asked:
            targets += tuple(s for s in base.sources if s and s not in sources)
        return Base(
            code, stance, match,
            sources if sources or asked else base.sources, targets + base.targets + themselves,
            (rule.id, *base.path), (*embedded, *base.embedded),
            base.reciprocal and name == "intended", code if name == "reversed" else base.inner,
        )  # fmt: skip

    def alone(self, match: Match) -> Base | None:
        """A stance over what is no known action, where it concerns somebody: *agreed on a plan for Burundi*."""
        rule, clause = match.rule, self.clauses[match.clause]
        operator = self.composition.operators[rule.operator or ""]
        carried = clause.support is not None and clause.lemma in self.words.handed  # *made an [offer] to Chad*
        if operator.alone is None or (clause.kind == "noun" and not carried):
            return None
        subjects, targets = clause.heads("subject"), tuple(self.concerned(clause, operator.concerns))
        if rule.operator in ASKS:  # *wants [the president] to explain*
            asked = (self.clauses[e].heads("subject") for e in self.complements(clause))
            targets = tuple(h for h in asked if h != subjects and self.are_of_state(h)) + targets
        if not (self.are_of_state(subjects) or carried and self.are_of_state(subjects, "#rebel")) or not targets:
            return None
        if any(self.is_told(rule.operator or "", head) for head in clause.heads("complement")):
            return None
        own = any(self.clauses[e].heads("subject") == subjects for e in self.complements(clause))
        if own and rule.operator == "appealed":
            return None  # *wants to help* asks nobody for anything
        sources, embedded = self.slots(clause, rule.source or ("subject",)), self.complements(clause)
        self.note(match.clause, f"rule {rule.id} gives {operator.alone}: somebody is concerned")
        code = self.with_matter(operator.alone, operator.column, match)
        return Base(code, operator.column, match, sources, targets, (rule.id,), embedded, False, code)

    def are_of_state(self, heads: Sequence[int], fact: str = "#state") -> bool:
        """Whether any of these is of politics."""
        return any(fact in self.matcher.facts(head) for head in heads)

    def concerned(self, clause: Clause, slots: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """Who of politics stands in these slots of a clause, of its complements, and of what stands there."""
        tokens, children = self.sentence.tokens, self.sentence.children
        subjects = clause.heads("subject")
        for k in (None, *self.complements(clause)):
            arguments = self.matcher.arguments(clause if k is None else self.clauses[k])
            for head in (h for slot in slots for h in arguments.get(slot, ())):
                inner = (c for c in children[head] if tokens[c].dep == "prep" and tokens[c].lemma in slots)
                heads = (head, *(b for c in inner for b in children[c]))
                if found := tuple(h for h in heads if "#state" in self.matcher.facts(h) and h not in subjects):
                    yield found

    def fallback_targets(self, match: Match, sources: Heads) -> Heads:
        """Where the target of a stance stands when what it is about is no known action."""
        rule, clause = match.rule, self.clauses[match.clause]
        named = self.slots(clause, rule.target) if rule.target else ()
        below = (self.clauses[e].heads("subject") for h in clause.heads("complement") for e in self.clauses_at(h))
        found = named + tuple(heads for heads in below if heads not in sources)
        return found + self.slots(clause, self.default_target(clause))

    # --- what a stance is about -----------------------------------------------------------------------------------

    def below(self, match: Match, depth: int) -> tuple[tuple[int, ...], Base] | None:
        """The base action that an operator rule stands over, with the clauses that make it."""
        clause, operator = self.clauses[match.clause], match.rule.operator or ""
        for head in self.about.of(match, clause):
            found = self.suited(operator, head, depth + 1)
            if found is None or found.match.clause == match.clause or self.is_told(operator, head):
                continue
            if self.is_own(match, found):
                return self.clauses_at(head), found
        return None

    def suited(self, operator: str, head: int, depth: int) -> Base | None:
        """The action named at a token, rather one that the operator's table knows: *[sack] the minister*."""
        found, knows = self.base_at(head, depth), self.composition.operators[operator].knows
        if found is None or operator not in ABOUT_OTHERS or found.stance in WISHES or knows(found.code):
            return found
        at = [k for k in self.clauses_at(head) if not self.clauses[k].negated and depth < DEEPEST]
        options = (self.applied(match, depth) for k in at for match in self.fitting(k))
        return next((o for o in options if o is not None and o.stance == "actual" and knows(o.code)), found)

    def is_own(self, match: Match, base: Base) -> bool:
        """Whether what is warned of would be one's own doing (*that [it] would strike*), what is wished another's."""
        clause, subjects = self.clauses[match.clause], self.clauses[base.match.clause].heads("subject")
        own, tokens = clause.heads("subject"), self.sentence.tokens
        if match.rule.operator == "appealed" and clause.lemma in self.words.own_wishes and own == subjects:
            return False  # *wants to help* asks nobody for anything
        claims = match.rule.operator == "accused" and clause.kind == "verb" and not clause.heads("object")
        if claims and subjects:  # *claimed that [they] had killed two* accuses nobody
            return not all(s in own or tokens[s].pos == "PRON" or has_owner(self.sentence, s) for s in subjects)
        if match.rule.operator != "threatened" or clause.lemma not in self.words.warnings or clause.heads("object"):
            return True
        return all(self.is_of_speaker(s, own) for s in subjects)

    def is_of_speaker(self, head: int, speakers: Sequence[int]) -> bool:
        """Whether somebody is the speaker or of his side, by the pronouns that stand for either.

        *warned that [it], [its navy], [the country] would strike*; *[Chad] would strike, its general, a general warned*
        """
        tokens, facts = self.sentence.tokens, self.matcher.facts
        own = self.grammar.means_own(tokens[head], (tokens[c] for c in self.sentence.children[head]))
        own = own or tokens[head].pos == "PRON" or head in speakers
        behind = any(head < s and speaks_for(self.sentence, s) for s in speakers)
        return own or behind or any(are_of_one(facts(head), facts(s)) for s in speakers)

    def is_told(self, operator: str, head: int) -> bool:
        """Whether a complement is a report and no intention: *announced that it had freed two men*."""
        at = self.clauses_at(head)
        clause = self.clauses[at[0]] if at else None
        if clause is None or clause.kind == "noun":
            return False
        above = self.clauses[clause.governor].lemma if clause.governor is not None else ""
        return is_report(self.sentence, clause, operator, above, head)

    def base_at(self, head: int, depth: int) -> Base | None:
        """The base action named at a token: by its own clause, a noun that it carries, or the noun that it counts."""
        options = [b for k in self.clauses_at(head) if (b := self.base(k, depth)) is not None]
        best = max(options, key=self.weight, default=None)
        return best and next((o for o in options if o.code == best.code and not self.is_better(best, o)), best)

    def is_better(self, noun: Base, verb: Base) -> bool:
        """Whether the noun tells more than the verb that carries it; of one code, the one that has a target does.

        *met [X] for talks*
        """
        if noun.code == verb.code:
            directed = [any("#actor" in self.matcher.facts(h) for hs in b.targets for h in hs) for b in (noun, verb)]
            if directed[0] != directed[1]:
                return directed[0]
        return self.weight(noun) >= self.weight(verb)

    def clauses_at(self, head: int) -> tuple[int, ...]:
        """The clauses of a token: its own, those of the nouns that it carries, or that of the noun that it counts."""
        own = (self.by_token[head],) if head in self.by_token else ()
        carried = tuple(self.carried.get(head, ()))
        if own or carried or self.sentence.tokens[head].lemma not in self.grammar.transparent:
            return own + carried
        tokens, children = self.sentence.tokens, self.sentence.children
        inner = (b for c in children[head] if tokens[c].lemma in {"of", "in"} for b in children[c])
        return tuple(k for b in inner for k in self.clauses_at(b))

    def weight(self, base: Base) -> tuple[int, int, int, int]:
        """How specific an action is: the rule's rank, its constraints and stances, the depth of its code."""
        rule = base.match.rule
        return rule.rank, len(rule.where) + len(base.path) - 1, len(rule.code or ""), -base.match.clause

    # --- slots ----------------------------------------------------------------------------------------------------

    def slots(self, clause: Clause, names: Sequence[str]) -> Heads:
        """The heads of the arguments in these slots, slot by slot, without the empty ones."""
        arguments = self.matcher.arguments(clause)
        return tuple(arguments[name] for name in names if name in arguments)

    def users(self, sources: Heads) -> Heads:
        """Who used what is said to act, where a participle beside it says so: *a shell fired by [Ugandan troops]*."""
        tokens, children = self.sentence.tokens, self.sentence.children
        below = (c for heads in sources for h in heads for c in children[h] if tokens[c].dep == "acl")
        told = (self.clauses[self.by_token[c]] for c in below if c in self.by_token)
        return tuple(c.heads("subject") for c in told if c.kind == "verb" and c.passive and c.heads("subject"))

    def default_target(self, clause: Clause) -> tuple[str, ...]:
        """Where the target stands for rules that do not say it."""
        return self.words.noun_targets if clause.kind == "noun" else self.words.verb_targets

    def complements(self, clause: Clause) -> tuple[int, ...]:
        """The clauses that are the complements of a clause."""
        return tuple(k for head in clause.heads("complement") for k in self.clauses_at(head))
