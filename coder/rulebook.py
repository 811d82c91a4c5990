"""Rules as data: reading, checking and indexing the rule files, and matching rules to clauses.

A rule says which verbs, nouns or adjectives name an action, what their arguments must be, and the CAMEO code. The
files in coder/rules hold one CAMEO root each; CONTRIBUTING.md explains every field. Nothing here is Python per rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from coder.grammar import Grammar
from coder.ontology import Ontology
from coder.records import Clause, Sentence
from coder.status import STATUS_OF_MODAL
from coder.tree import hyphenated
from coder.yamlfile import Faults, Node, read_yaml

RULES_FOLDER = Path(__file__).parent / "rules"
FIELDS = frozenset(
    """id code operator verbs nouns adjectives where unless source target over requires_base reciprocal alone priority statuses
    negated definition examples counterexamples""".split()
)
SLOTS = frozenset("subject object dative attribute possessor modifier complement speaker trigger any".split())
PREPOSITIONS = frozenset(
    """about above across after against along amid among around as at because before behind below beside between beyond by
    concerning despite during following for from in inside into like near of off on onto out outside over past regarding
    since through throughout till to toward towards under until up upon versus via with within without alongside per""".split()
)
FACTS = frozenset({"#actor", "#state", "#person", "#time"})
STATUSES = frozenset({"actual", "future", "possible", "hypothetical", "failed", "necessary", "ordered"})
VERB_TARGET = ("object", "dative", "against", "on", "with", "to", "at", "over", "of", "from", "between", "toward", "towards", "for", "in")
NOUN_SOURCE = ("subject", "possessor", "modifier")
NOUN_TARGET = ("object", "against", "on", "of", "with", "between", "to", "at", "toward", "towards", "for", "over", "from", "in", "dative")
MAX_FAULTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the arguments in `slots` must be: one of `words` or of the `facts`, or merely there (or not)."""

    slots: tuple[str, ...]
    kind: str  # 'heads', 'words', 'present', 'absent'
    words: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the rulebook, as its file says it; `place` is file:line."""

    id: str
    code: str | None
    operator: str | None
    verbs: tuple[tuple[str, str], ...]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    where: tuple[Constraint, ...]
    unless: tuple[Constraint, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    over: tuple[str, ...]
    requires_base: bool
    reciprocal: bool
    alone: bool
    priority: int
    statuses: frozenset[str]
    negated: str | None
    definition: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    place: str
    order: int

    def rank(self, particle: str) -> tuple[int, ...]:
        """Sort key of specificity, the most specific first: priority, constraints, particle, depth of the code, file order."""
        return (-self.priority, -len(self.where), -bool(particle), -len(self.code or "00"), self.order)


@dataclass(frozen=True)
class Rulebook:
    """All rules, indexed by trigger: kind ('verb', 'noun', 'adjective') and lemma. `checksum` covers every file read."""

    rules: tuple[Rule, ...]
    index: Mapping[tuple[str, str], tuple[tuple[Rule, str], ...]] = field(repr=False)
    checksum: str = ""

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Lemmas of the nouns that can name an action."""
        return frozenset(lemma for kind, lemma in self.index if kind == "noun")

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every lemma without which no rule can fire. A rule for any verb ('*') fires by its status, so by a modal."""
        modals = {m for r, _ in self.index.get(("verb", "*"), ()) for m, status in STATUS_OF_MODAL.items() if status in r.statuses}
        return frozenset(lemma for _, lemma in self.index if lemma != "*") | modals


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fires on a clause, and the heads that its constraints looked at."""

    rule: Rule
    clause: int
    used: tuple[int, ...]
    particle: str = ""


# --- reading ---------------------------------------------------------------------------------------------------------


def rule_files() -> list[Path]:
    """The rule files that come with the package, in order."""
    return sorted(p for p in RULES_FOLDER.glob("*.yaml") if p.name[:2].isdigit())


def load_rulebook(ontology: Ontology, operators: Iterable[str], extra: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of the package with the rules of `extra` files added; those with a known id replace it.

    Raises DataFileError with every fault found, each as file:line, rule, what is wrong and what to do.
    """
    faults, digest = Faults(), hashlib.sha256()
    class_file = RULES_FOLDER / "classes.yaml"
    digest.update(class_file.read_bytes())
    classes = _classes(read_yaml(class_file, faults), faults)
    rules: dict[str, Rule] = {}
    for path in [*rule_files(), *extra]:
        seen: dict[str, str] = {}
        nodes = read_yaml(path, faults)
        digest.update(path.read_bytes())
        for node in nodes.items() if nodes is not None and nodes.is_list(faults, "a list of rules") else ():
            rule = _rule(node, classes, ontology, frozenset(operators), len(rules), faults)
            if rule is None:
                continue
            if rule.id in seen or (rule.id in rules and path not in extra):
                faults.add(node, f"rule '{rule.id}': the id is taken by {seen.get(rule.id) or rules[rule.id].place}; choose another")
            seen[rule.id] = rule.place
            rules[rule.id] = rule
    faults.raise_any()
    return Rulebook(tuple(rules.values()), _index(rules.values()), digest.hexdigest()[:16])


def _classes(node: Node | None, faults: Faults) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    if node is None or not node.is_map(faults, "classes of lemmas"):
        return found
    for name, value in node.pairs():
        found[name] = frozenset(w for text in value.strings(faults, f"class '{name}'") for w in _expand(text, found, value, faults))
    return found


def _expand(text: str, classes: Mapping[str, frozenset[str]], node: Node, faults: Faults) -> Iterable[str]:
    if not text.startswith("@"):
        return (text.lower(),)
    if text[1:] not in classes:
        faults.add(node, f"class '{text}' is not in classes.yaml (or stands below its use). Known: {', '.join(sorted(classes))}")
    return classes.get(text[1:], frozenset())


def _rule(node: Node, classes: Mapping[str, frozenset[str]], ontology: Ontology, operators: frozenset[str], order: int, faults: Faults) -> Rule | None:
    if not node.is_map(faults, "a rule"):
        return None
    parts = dict(node.pairs())
    name = str(parts["id"].value) if "id" in parts else "?"

    def say(node: Node, text: str) -> None:
        faults.add(node, f"rule '{name}': {text}")

    for key in parts.keys() - FIELDS:
        say(parts[key], f"unknown field '{key}'. Fields are {', '.join(sorted(FIELDS))}")

    def strings(key: str) -> tuple[str, ...]:
        return tuple(parts[key].strings(faults, f"rule '{name}': {key}")) if key in parts else ()

    def words(key: str) -> tuple[str, ...]:
        return tuple(w for text in strings(key) for w in sorted(_expand(text, classes, parts[key], faults)))

    def code(key: str) -> str | None:
        value = parts[key].value if key in parts else None
        if value is not None and (not isinstance(value, str) or not ontology.is_code(value)):
            hint = ontology.suggest(str(value))
            say(parts[key], f"{key} {value!r} is not a CAMEO code; write it in quotes." + (f" Did you mean '{hint[0]}'?" if hint else ""))
        return value if isinstance(value, str) else None

    def slots(key: str) -> tuple[str, ...]:
        for slot in strings(key):
            if slot not in SLOTS and slot not in PREPOSITIONS:
                say(parts[key], f"'{slot}' is no slot. Slots are {', '.join(sorted(SLOTS))} and prepositions")
        return strings(key)

    operator = str(parts["operator"].value) if "operator" in parts else None
    if operator is not None and operator not in operators:
        say(parts["operator"], f"operator '{operator}' is not in composition.yaml. Known: {', '.join(sorted(operators))}")
    verbs = tuple(_trigger(w) for w in words("verbs"))
    nouns, adjectives = frozenset(words("nouns")), frozenset(words("adjectives"))
    for key in ("id", "examples", "definition"):
        if key not in parts:
            say(node, f"'{key}' is missing")
    if not (verbs or nouns or adjectives):
        say(node, "it has no trigger; give verbs, nouns or adjectives")
    if operator is None and "code" not in parts:
        say(node, "it has neither a code nor an operator")
    priority = parts["priority"].value if "priority" in parts else 0
    if not isinstance(priority, int):
        say(parts["priority"], f"priority {priority!r} is no whole number")
        priority = 0
    for status in set(strings("statuses")) - STATUSES:
        say(parts["statuses"], f"'{status}' is no status. Statuses are {', '.join(sorted(STATUSES))}")
    return Rule(
        name, code("code"), operator, verbs, nouns, adjectives,
        _constraints(parts.get("where"), classes, faults, say), _constraints(parts.get("unless"), classes, faults, say),
        slots("source"), slots("target"), slots("over"),
        bool(parts["requires_base"].value) if "requires_base" in parts else False,
        bool(parts["reciprocal"].value) if "reciprocal" in parts else False,
        bool(parts["alone"].value) if "alone" in parts else True,
        priority,
        frozenset(strings("statuses")) or frozenset({"actual"}), code("negated"),
        str(parts["definition"].value) if "definition" in parts else "", strings("examples"), strings("counterexamples"), node.place, order,
    )  # fmt: skip


def _trigger(text: str) -> tuple[str, str]:
    lemma, _, particle = text.partition(" ")
    return lemma, particle


def _constraints(node: Node | None, classes: Mapping[str, frozenset[str]], faults: Faults, say: Callable[[Node, str], None]) -> tuple[Constraint, ...]:
    if node is None or not node.is_map(faults, "constraints by slot"):
        return ()
    found = []
    for key, value in node.pairs():
        kind = "words" if key == "words" or key.endswith("_words") else "heads"
        names = tuple(part.removesuffix("_words") for part in key.split("|"))
        for slot in names:
            if slot not in SLOTS and slot not in PREPOSITIONS and slot not in {"words", "passive"}:
                say(value, f"'{slot}' is no slot. Slots are {', '.join(sorted(SLOTS))}, words and prepositions")
        if isinstance(value.value, bool):
            found.append(Constraint(names, "present" if value.value else "absent"))
            continue
        texts = [w for text in value.strings(faults, f"constraint '{key}'") for w in _expand(text, classes, value, faults)]
        facts = frozenset(t for t in texts if t.startswith("#"))
        for fact in facts - FACTS:
            say(value, f"'{fact}' is no fact. Facts are {', '.join(sorted(FACTS))}")
        found.append(Constraint(names, kind, frozenset(texts) - facts, facts))
    return tuple(found)


def _index(rules: Iterable[Rule]) -> dict[tuple[str, str], tuple[tuple[Rule, str], ...]]:
    found: dict[tuple[str, str], list[tuple[Rule, str]]] = {}
    for rule in rules:
        for lemma, particle in rule.verbs:
            found.setdefault(("verb", lemma), []).append((rule, particle))
        for kind, lemmas in (("noun", rule.nouns), ("adjective", rule.adjectives)):
            for lemma in lemmas:
                found.setdefault((kind, lemma), []).append((rule, ""))
    return {key: tuple(sorted(entries, key=lambda e: e[0].rank(e[1]))) for key, entries in found.items()}


# --- matching ----------------------------------------------------------------------------------------------------------


class Matcher:
    """Which rules fire on the clauses of one sentence. `facts` tells what an argument's head is ('#actor', '#state' …)."""

    def __init__(self, sentence: Sentence, clauses: Sequence[Clause], rulebook: Rulebook, grammar: Grammar, facts: Callable[[int], frozenset[str]]) -> None:
        self.sentence, self.clauses, self.rulebook, self.grammar, self.facts = sentence, clauses, rulebook, grammar, facts
        self._keys: dict[int, frozenset[str]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._slots: dict[int, dict[str, tuple[int, ...]]] = {}
        self._all: frozenset[str] | None = None
        self.spoken_of = {h: s for clause in clauses for s in clause.heads("speaker") for h in clause.heads("subject") if self.agree(s, h)}

    def agree(self, speaker: int, pronoun: int) -> bool:
        """Whether a pronoun below a verb of speech is the speaker: *[nurses] warned that [they] would strike*."""
        tokens = self.sentence.tokens
        return tokens[pronoun].pos == "PRON" and (tokens[pronoun].lemma == "they") == (tokens[speaker].tag in {"NNS", "NNPS"})

    def matches(self, k: int) -> Iterator[Match]:
        """The rules that fire on clause `k`, the most specific first."""
        clause = self.clauses[k]
        lemma, _, particle = clause.lemma.partition(" ")
        entries = self.rulebook.index.get((clause.kind, lemma), ())
        if clause.kind == "adjective":
            entries += tuple(e for e in self.rulebook.index.get(("verb", lemma), ()) if self.sentence.tokens[clause.predicate].pos == "VERB")
        if clause.kind == "verb":
            entries += tuple(e for e in self.rulebook.index.get(("verb", "*"), ()) if clause.status in e[0].statuses)
        for rule, wanted in entries:
            if (wanted or particle) and not self.particle_fits(clause, lemma, particle, wanted):
                continue
            used: list[int] = []
            for constraint in rule.where:
                if not self.holds(constraint, clause, used):
                    break
            else:
                if not any(self.holds(c, clause, None) for c in rule.unless):
                    yield Match(rule, k, tuple(used), wanted)

    def particle_fits(self, clause: Clause, lemma: str, particle: str, wanted: str) -> bool:
        """Whether a clause has the particle and prepositions of a trigger (*lash out at*), or needs none.

        A rule for the bare verb does not fire where the verb has a particle for which another rule stands: *put down a
        revolt* is not *put*.
        """
        if not wanted:
            entries = self.rulebook.index.get(("verb", lemma), ()) if particle else ()
            return all(p.partition(" ")[0] != particle for _, p in entries)
        return all(word == particle or self.slot(clause, word) for word in wanted.split())

    def holds(self, constraint: Constraint, clause: Clause, used: list[int] | None) -> bool:
        """Whether a constraint holds of a clause; the heads that make it hold are added to `used`, where it is given."""
        slots = constraint.slots
        if slots == ("words",):
            return not constraint.words.isdisjoint(self.all_words())
        if slots == ("passive",):
            return clause.passive == (constraint.kind == "present")
        arguments = self.arguments(clause)
        heads = [h for slot in slots if slot in arguments for h in arguments[slot]]
        if not heads:
            return constraint.kind == "absent"
        if constraint.kind in {"present", "absent"}:
            return constraint.kind == "present"
        keys, words, facts = (self.words if constraint.kind == "words" else self.keys), constraint.words, constraint.facts
        holds = False
        for head in heads:
            if not words.isdisjoint(keys(head)) or (facts and not facts.isdisjoint(self.facts(head))):
                holds = True
                if used is None:
                    break
                used.append(head)
        return holds

    def slot(self, clause: Clause, slot: str) -> tuple[int, ...]:
        """Heads of the arguments in a slot."""
        return self.arguments(clause).get(slot, ())

    def arguments(self, clause: Clause) -> dict[str, tuple[int, ...]]:
        """The heads by slot. Asked thousands of times a sentence, so the arguments of a clause are sorted once."""
        slots = self._slots.get(clause.predicate)
        if slots is None:
            slots = {"trigger": (clause.predicate,), "any": tuple(a.head for a in clause.arguments)}
            for argument in clause.arguments:
                slots[argument.role] = (*slots.get(argument.role, ()), argument.head)
            self._slots[clause.predicate] = slots
        return slots

    def keys(self, head: int) -> frozenset[str]:
        """What an argument may be called in a rule: its head, modifier and head, and for *a series of X* also X."""
        if head not in self._keys:
            self._keys[head] = frozenset(k for h in {head, self.spoken_of.get(head, head)} for k in self._find_keys(h, 3))
        return self._keys[head]

    def _find_keys(self, head: int, depth: int) -> Iterator[str]:
        tokens, children = self.sentence.tokens, self.sentence.children
        token = tokens[head]
        yield token.lemma
        yield token.text.lower()
        if joined := hyphenated(tokens, head):
            yield joined
        for child in children[head]:
            if tokens[child].dep in {"compound", "amod", "nmod"}:
                yield f"{tokens[child].lemma} {token.lemma}"
                if token.pos == "PROPN" and tokens[child].dep == "compound":
                    yield tokens[child].lemma  # a title: *President Moi*
        if depth and token.lemma in self.grammar.transparent:
            for child in children[head]:
                if tokens[child].lemma in {"of", "in"} and tokens[child].dep == "prep":
                    for below in children[child]:
                        if tokens[below].dep == "pobj":
                            yield from self._find_keys(below, depth - 1)

    def _own_words(self, head: int) -> list[int]:
        """The words of a phrase, in order, without its relative clauses, which tell something else."""
        tokens, children = self.sentence.tokens, self.sentence.children
        found, open_ = [], [head]
        while open_:
            i = open_.pop()
            found.append(i)
            open_ += [c for c in children[i] if tokens[c].dep not in {"relcl", "parataxis"}]
        return sorted(found)

    def words(self, head: int) -> frozenset[str]:
        """The lemmas of the whole phrase of a head, and its pairs of neighbouring lemmas ("phone call")."""
        if head not in self._words:
            self._words[head] = self._lemmas(self._own_words(head))
        return self._words[head]

    def _lemmas(self, indices: Sequence[int]) -> frozenset[str]:
        tokens = self.sentence.tokens
        pairs = {f"{tokens[i].lemma} {tokens[j].lemma}" for i, j in zip(indices, indices[1:], strict=False) if j == i + 1}
        joined = {word for i in indices if (word := hyphenated(tokens, i))}
        return frozenset({tokens[i].lemma for i in indices} | pairs | joined)

    def all_words(self) -> frozenset[str]:
        if self._all is None:
            self._all = self._lemmas(range(len(self.sentence.tokens)))
        return self._all
