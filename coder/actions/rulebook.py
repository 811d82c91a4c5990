"""Rules as data: reading, checking and indexing the rule files; `coder.actions.matching` finds which fire.

A rule says which verbs, nouns or adjectives name an action, what their arguments must be, and the CAMEO code. The
files in coder/knowledge/rules hold one CAMEO root each, classes.yaml the classes of words and slots.yaml the bundles of
slots that rules name; CONTRIBUTING.md explains every field. Nothing here is Python per rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from coder.actions.rule import DEFAULT_RANK, PAGES, RANKS, Constraint, Rule, Rulebook
from coder.actions.verb_dictionary import read_verb_dictionary
from coder.actions.words import load_action_words
from coder.cameo.ontology import Ontology
from coder.files.cache import compiled
from coder.files.package import KNOWLEDGE
from coder.files.yamlfile import Faults, Node, read_yaml

RULES_FOLDER = KNOWLEDGE / "rules"
FIELDS = frozenset(
    """id code operator verbs nouns adjectives where unless source target over requires_base reciprocal alone
    foreign elsewhere rank statuses negated definition examples counterexamples""".split()
)
SLOTS = frozenset(
    """subject object dative attribute possessor modifier owner wielder sender complement infinitive command speaker
    trigger any""".split()
)
FACTS = frozenset("#actor #state #person #place #time #agency #peacekeeper #rebel #organisation #many".split())
STATUSES = frozenset({"actual", "future", "possible", "hypothetical", "failed", "necessary", "ordered"})
# The key of an exclusion under which its sentence stands.
NOT = "not"
# A rule as it is kept between runs.
Row = tuple[Any, ...]
RULE_FIELDS, CONSTRAINT_FIELDS = ([f.name for f in fields(kind) if f.init] for kind in (Rule, Constraint))


@dataclass(frozen=True)
class Vocabulary:
    """What rules may name: classes of words, bundles of slots, and the operators of composition.yaml."""

    classes: Mapping[str, frozenset[str]]
    bundles: Mapping[str, tuple[str, ...]]
    operators: frozenset[str]

    def slots(self, names: Iterable[str]) -> tuple[str, ...]:
        """The slots that are named, bundles spelled out."""
        return tuple(dict.fromkeys(slot for name in names for slot in self.bundles.get(name, (name,))))

    def no_slot(self, name: str) -> str:
        """What to say of a name that is no slot."""
        bundles = ", ".join(sorted(self.bundles))
        known = f"Slots are {', '.join(sorted(SLOTS))}, words and prepositions"
        return f"'{name}' is no slot. {known}; the bundles of slots.yaml are {bundles}"


def rule_files() -> list[Path]:
    """The rule files that come with the package, in order."""
    return sorted(p for p in RULES_FOLDER.glob("*.yaml") if p.name[:2].isdigit())


def load_rulebook(ontology: Ontology, operators: Iterable[str], extra: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of the package with the rules of `extra` files added; those with a known id replace it.

    A file whose name ends in .txt is read as a verb dictionary; what can't be read of it is in `unread`. Raises
    DataFileError with every fault found, each as file:line, rule, what is wrong and what to do.
    """
    # What is kept between runs is compiled from the very bytes that the checksum covers.
    sources = [RULES_FOLDER / "classes.yaml", RULES_FOLDER / "slots.yaml", *rule_files(), *extra]
    contents = [path.read_bytes() if path.is_file() else b"" for path in sources]
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    named = [f"{path}\0{hashlib.sha256(content).hexdigest()}" for path, content in zip(sources, contents, strict=True)]
    rows, unread = compiled(
        "rulebook", [*sorted(operators), *named], lambda: _compile(ontology, frozenset(operators), extra)
    )
    rules = tuple(_from_row(row) for row in rows)
    return Rulebook(rules, _index(rules), digest.hexdigest()[:16], tuple(unread))


def _compile(ontology: Ontology, operators: frozenset[str], extra: Sequence[Path]) -> tuple[list[Row], list[str]]:
    """The rows of all rules in order, and the lines of verb dictionaries that can't be read."""
    faults = Faults()
    classes = _classes(read_yaml(RULES_FOLDER / "classes.yaml", faults), faults)
    bundles = _bundles(read_yaml(RULES_FOLDER / "slots.yaml", faults), faults)
    vocabulary = Vocabulary(classes, bundles, operators)
    rules: dict[str, Rule] = {}
    dictionaries = [path for path in extra if path.suffix == ".txt"]
    for path in [*rule_files(), *(path for path in extra if path not in dictionaries)]:
        seen: dict[str, str] = {}
        nodes = read_yaml(path, faults)
        for node in nodes.items() if nodes is not None and nodes.is_list(faults, "a list of rules") else ():
            rule = _rule(node, vocabulary, ontology, len(rules), faults)
            if rule is None:
                continue
            if rule.id in seen or (rule.id in rules and path not in extra):
                faults.add(
                    node,
                    f"rule '{rule.id}': the id is taken by {seen.get(rule.id) or rules[rule.id].place}; choose another",
                )
            seen[rule.id] = rule.place
            rules[rule.id] = rule
    unread: list[str] = []
    for path in dictionaries:
        unread += _add_dictionary(path, ontology, rules, faults)
    faults.raise_any()
    return [_to_row(rule) for rule in rules.values()], unread


def _to_row(rule: Rule) -> Row:
    """A rule as what can be kept between runs: its fields in their order, constraints as theirs."""
    values = {name: getattr(rule, name) for name in RULE_FIELDS}
    for name in ("where", "unless"):
        values[name] = tuple(tuple(getattr(c, f) for f in CONSTRAINT_FIELDS) for c in values[name])
    return tuple(values.values())


def _from_row(row: Row) -> Rule:
    values = dict(zip(RULE_FIELDS, row, strict=True))
    for name in ("where", "unless"):
        values[name] = tuple(Constraint(*constraint) for constraint in values[name])
    return Rule(**values)


def _add_dictionary(path: Path, ontology: Ontology, rules: dict[str, Rule], faults: Faults) -> list[str]:
    """Adds the rules of a verb dictionary; returns the lines that can't be read."""
    try:
        found, unread = read_verb_dictionary(path, ontology, len(rules))
    except OSError as error:
        faults.add(path, f"can't be read: {error.strerror}")
        return []
    if not found:
        faults.add(path, "it has no verbs with codes; is it a verb dictionary of PETRARCH? Rules end in .yaml")
    for rule in found:
        if rule.id in rules:
            faults.add(path, f"the id '{rule.id}' is taken by {rules[rule.id].place}; rename one of the two files")
        rules[rule.id] = rule
    return unread


def with_rule(rulebook: Rulebook, rule: Rule) -> Rulebook:
    """A rulebook in which `rule` stands in the place of the one with its id."""
    rules = tuple(rule if r.id == rule.id else r for r in rulebook.rules)
    own, index = _index([r for r in rulebook.rules if r.id == rule.id]), dict(rulebook.index)
    new = _index([rule])
    for key in {*own, *new}:  # only what the two fire on changes
        others = [e for e in index.get(key, ()) if e[0].id != rule.id]
        index[key] = _in_order([*others, *new.get(key, ())])
    return Rulebook(rules, index, rulebook.checksum, rulebook.unread)


def _classes(node: Node | None, faults: Faults) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    if node is None or not node.is_map(faults, "classes of lemmas"):
        return found
    for name, value in node.pairs():
        found[name] = frozenset(
            w for text in value.strings(faults, f"class '{name}'") for w in _expand(text, found, value, faults)
        )
    return found


def _bundles(node: Node | None, faults: Faults) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if node is None or not node.is_map(faults, "bundles of slots"):
        return found
    known = SLOTS | load_action_words().prepositions
    for name, value in node.pairs():
        if name in known:
            faults.add(value, f"'{name}' is a slot itself; choose another name for the bundle")
        found[name] = tuple(value.strings(faults, f"bundle '{name}'"))
        for slot in sorted(set(found[name]) - known):
            faults.add(value, f"bundle '{name}': '{slot}' is no slot. Slots are {', '.join(sorted(SLOTS))}")
    return found


def _expand(text: str, classes: Mapping[str, frozenset[str]], node: Node, faults: Faults) -> Iterable[str]:
    if not text.startswith("@"):
        return (text.lower(),)
    if text[1:] not in classes:
        faults.add(
            node,
            f"class '{text}' is not in classes.yaml (or stands below its use). Known: {', '.join(sorted(classes))}",
        )
    return classes.get(text[1:], frozenset())


def _rule(node: Node, vocabulary: Vocabulary, ontology: Ontology, order: int, faults: Faults) -> Rule | None:
    """The rule of a node, with a fault for everything in it that is wrong; None where it is no rule at all."""
    if not node.is_map(faults, "a rule"):
        return None
    fields = _Fields(node, vocabulary, faults)
    fields.check()
    operator = fields.text("operator") or None
    if operator is not None and operator not in vocabulary.operators:
        known = ", ".join(sorted(vocabulary.operators))
        fields.say("operator", f"operator '{operator}' is not in composition.yaml. Known: {known}")
    return Rule(
        id=fields.name,
        code=fields.code("code", ontology),
        operator=operator,
        verbs=tuple(_trigger(w) for w in fields.words("verbs")),
        nouns=frozenset(fields.words("nouns")),
        adjectives=frozenset(fields.words("adjectives")),
        where=fields.where(),
        unless=fields.unless(),
        source=fields.slots("source"),
        target=fields.slots("target"),
        over=fields.slots("over"),
        requires_base=fields.flag("requires_base", False),
        reciprocal=fields.flag("reciprocal", False),
        alone=fields.flag("alone", True),
        foreign=fields.flag("foreign", False),
        elsewhere=fields.elsewhere(),
        rank=fields.rank(),
        statuses=fields.statuses(),
        negated=fields.code("negated", ontology),
        definition=fields.text("definition"),
        examples=fields.strings("examples"),
        counterexamples=fields.strings("counterexamples"),
        place=node.place,
        order=order,
    )


class _Fields:
    """The fields of one rule; what is wrong with them is noted with the rule's name."""

    def __init__(self, node: Node, vocabulary: Vocabulary, faults: Faults) -> None:
        self.node, self.vocabulary, self.faults = node, vocabulary, faults
        self.classes = vocabulary.classes
        self.parts = dict(node.pairs())
        self.name = self.text("id") or "?"

    def say(self, key: str, text: str) -> None:
        """Notes a fault at a field, or at the rule where the field is missing."""
        self.faults.add(self.parts.get(key, self.node), f"rule '{self.name}': {text}")

    def check(self) -> None:
        """Notes unknown fields and missing ones."""
        for key in self.parts.keys() - FIELDS:
            self.say(key, f"unknown field '{key}'. Fields are {', '.join(sorted(FIELDS))}")
        for key in ("id", "examples", "definition"):
            if key not in self.parts:
                self.say(key, f"'{key}' is missing")
        if not self.parts.keys() & {"verbs", "nouns", "adjectives"}:
            self.say("id", "it has no trigger; give verbs, nouns or adjectives")
        if not self.parts.keys() & {"code", "operator"}:
            self.say("id", "it has neither a code nor an operator")

    def text(self, key: str) -> str:
        return str(self.parts[key].value) if key in self.parts else ""

    def strings(self, key: str) -> tuple[str, ...]:
        return tuple(self.parts[key].strings(self.faults, f"'{key}'")) if key in self.parts else ()

    def words(self, key: str) -> tuple[str, ...]:
        """Lemmas, with the classes among them expanded."""
        node = self.parts.get(key, self.node)
        return tuple(w for text in self.strings(key) for w in sorted(_expand(text, self.classes, node, self.faults)))

    def code(self, key: str, ontology: Ontology) -> str | None:
        value = self.parts[key].value if key in self.parts else None
        if value is not None and (not isinstance(value, str) or not ontology.is_code(value)):
            hint = ontology.suggest(str(value))
            meant = f" Did you mean '{hint[0]}'?" if hint else ""
            self.say(key, f"{key} {value!r} is not a CAMEO code; write it in quotes.{meant}")
        return value if isinstance(value, str) else None

    def slots(self, key: str) -> tuple[str, ...]:
        found = self.vocabulary.slots(self.strings(key))
        for slot in found:
            if slot not in SLOTS and slot not in load_action_words().prepositions:
                self.say(key, self.vocabulary.no_slot(slot))
        return found

    def flag(self, key: str, default: bool) -> bool:
        value = self.parts[key].value if key in self.parts else default
        if not isinstance(value, bool):
            self.say(key, f"{key} must be true or false, not {value!r}")
        return bool(value)

    def rank(self) -> int:
        name = self.text("rank") or RANKS[DEFAULT_RANK]
        if name not in RANKS:
            self.say("rank", f"'{name}' is no rank. Ranks are {', '.join(RANKS)}; the last of them goes first")
            return DEFAULT_RANK
        return RANKS.index(name)

    def statuses(self) -> frozenset[str]:
        found = frozenset(self.strings("statuses"))
        for status in sorted(found - STATUSES):
            self.say("statuses", f"'{status}' is no status. Statuses are {', '.join(sorted(STATUSES))}")
        return found or frozenset({"actual"})

    def where(self) -> tuple[Constraint, ...]:
        """What the arguments must be."""
        node = self.parts.get("where")
        if node is None or not node.is_map(self.faults, "constraints by slot"):
            return ()
        return tuple(self.constraint(key, value) for key, value in node.pairs())

    def unless(self) -> tuple[Constraint, ...]:
        """What the arguments must not be, each with the sentence that it is there for."""
        node = self.parts.get("unless")
        if node is None or not node.is_list(self.faults, "exclusions like {object: [budget], not: The sentence.}"):
            return ()
        return tuple(found for entry in node.items() if (found := self.exclusion(entry)) is not None)

    def exclusion(self, entry: Node) -> Constraint | None:
        if not entry.is_map(self.faults, "an exclusion"):
            return None
        pairs = dict(entry.pairs())
        sentence = pairs.pop(NOT, None)
        if len(pairs) != 1:
            self.fault(entry, f"an exclusion has one constraint and its sentence; this one has {len(pairs)}")
            return None
        if sentence is None or not isinstance(sentence.value, str):
            self.fault(entry, f"an exclusion needs '{NOT}': a sentence that the rule would take without it")
            return None
        ((key, value),) = pairs.items()
        return self.constraint(key, value, sentence.value)

    def constraint(self, key: str, value: Node, sentence: str = "") -> Constraint:
        kind = "words" if key == "words" or key.endswith("_words") else "heads"
        names = self.vocabulary.slots(part.removesuffix("_words") for part in key.split("|"))
        known = SLOTS | load_action_words().prepositions
        for slot in names:
            if slot not in known and slot not in {"words", "passive", "negated"}:
                self.fault(value, self.vocabulary.no_slot(slot))
        if isinstance(value.value, bool):
            return Constraint(names, "present" if value.value else "absent", sentence=sentence)
        found = value.strings(self.faults, f"constraint '{key}'")
        texts = [w for text in found for w in _expand(text, self.classes, value, self.faults)]
        facts = frozenset(t for t in texts if t.startswith("#"))
        for fact in sorted(facts - FACTS):
            self.fault(value, f"'{fact}' is no fact. Facts are {', '.join(sorted(FACTS))}")
        return Constraint(names, kind, frozenset(texts) - facts, facts, sentence)

    def elsewhere(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The triggers that are at home on other pages too, by page; of a class those that the rule has."""
        node = self.parts.get("elsewhere")
        if node is None or not node.is_map(self.faults, "triggers by page"):
            return ()
        own = {*self.words("verbs"), *self.words("nouns"), *self.words("adjectives")}
        found = []
        for page, value in node.pairs():
            if page not in PAGES:
                self.fault(value, f"'{page}' is no page. Pages are {', '.join(PAGES)}")
            triggers: set[str] = set()
            for text in value.strings(self.faults, f"rule '{self.name}': elsewhere: {page}"):
                held = own.intersection(_expand(text, self.classes, value, self.faults))
                if not held:
                    self.fault(value, f"'{text}' names no trigger of this rule; write it as the rule does")
                triggers |= held
            found.append((page, frozenset(triggers)))
        return tuple(found)

    def fault(self, node: Node, text: str) -> None:
        self.faults.add(node, f"rule '{self.name}': {text}")


def _trigger(text: str) -> tuple[str, str]:
    lemma, _, particle = text.partition(" ")
    return lemma, particle


def _index(rules: Iterable[Rule]) -> dict[tuple[str, str], tuple[tuple[Rule, str], ...]]:
    found: dict[tuple[str, str], list[tuple[Rule, str]]] = {}
    for rule in rules:
        for lemma, particle in rule.verbs:
            found.setdefault(("verb", lemma), []).append((rule, particle))
        for kind, lemmas in (("noun", rule.nouns), ("adjective", rule.adjectives)):
            for lemma in lemmas:
                found.setdefault((kind, lemma), []).append((rule, ""))
    return {key: _in_order(entries) for key, entries in found.items()}


def _in_order(entries: Iterable[tuple[Rule, str]]) -> tuple[tuple[Rule, str], ...]:
    return tuple(sorted(entries, key=lambda e: e[0].order_key(e[1])))
