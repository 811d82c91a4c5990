"""Rules as data: reading, checking and indexing the rule files; `coder.matching` finds which fire.

A rule says which verbs, nouns or adjectives name an action, what their arguments must be, and the CAMEO code. The
files in coder/knowledge/rules hold one CAMEO root each; CONTRIBUTING.md explains every field. Nothing here is Python per rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from coder.cameo.ontology import Ontology
from coder.clauses.status import STATUS_OF_MODAL
from coder.files.package import KNOWLEDGE
from coder.files.yamlfile import Faults, Node, read_yaml

RULES_FOLDER = KNOWLEDGE / "rules"
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
FACTS = frozenset({"#actor", "#state", "#person", "#place", "#time"})
STATUSES = frozenset({"actual", "future", "possible", "hypothetical", "failed", "necessary", "ordered"})
VERB_TARGET = ("object", "dative", "against", "on", "with", "to", "at", "over", "of", "from", "between", "toward", "towards", "for", "in")
NOUN_SOURCE = ("subject", "possessor", "modifier")
NOUN_TARGET = ("object", "against", "on", "of", "with", "between", "to", "at", "toward", "towards", "for", "over", "from", "in", "dative")
MAX_FAULTS_SHOWN = 200
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the arguments in `slots` must be: one of `words` or of the `facts`, or merely there (or not)."""

    slots: tuple[str, ...]
    kind: str  # 'heads', 'words', 'present', 'absent'
    words: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """In words, for `explain`: 'object: #actor, peace talk, …'."""
        slots = " or ".join(self.slots)
        if self.kind == "present" or self.kind == "absent":
            return slots if self.kind == "present" else f"no {slots}"
        named = [*sorted(self.facts), *sorted(self.words)]
        shown = ", ".join(named[:SHOWN]) + (f" … ({len(named) - SHOWN} more)" if len(named) > SHOWN else "")
        return f"{shown} as {slots}" + (" (any word of it)" if self.kind == "words" and slots != "words" else "")


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
    needs: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """`needs`: the slots that have to be filled, whatever with."""
        needed = (c.slots[0] for c in self.where if len(c.slots) == 1 and c.kind != "absent" and c.slots[0] not in {"words", "passive"})
        object.__setattr__(self, "needs", frozenset(needed))

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
    def with_particles(self) -> frozenset[str]:
        """The verbs that have rules for a particle or preposition (*lash out at*)."""
        return frozenset(lemma for rule in self.rules for lemma, particle in rule.verbs if particle)

    @cached_property
    def any_verb_statuses(self) -> frozenset[str]:
        """The statuses of clauses for which there are rules for any verb ('*')."""
        return frozenset(status for rule, _ in self.index.get(("verb", "*"), ()) for status in rule.statuses)

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every lemma without which no rule can fire. A rule for any verb ('*') fires by its status, so by a modal."""
        modals = {m for r, _ in self.index.get(("verb", "*"), ()) for m, status in STATUS_OF_MODAL.items() if status in r.statuses}
        return frozenset(lemma for _, lemma in self.index if lemma != "*") | modals


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
