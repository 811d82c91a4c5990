"""A lab's own verb dictionary as rules: the files of PETRARCH and TABARI, of both versions, read by `--rules FILE.txt`.

A block names verbs and a code; its patterns say what stands around a verb (`*`) and the code for that: `$` is the
source, `+` the target, `%` both, `^` a clause to skip, `&NAME` a set of synonyms. Version 1 has words in a row
(`* AID TO +`), version 2 noun phrases in braces and prepositional phrases in brackets (`* {AIR STRIKE} (ON BASE)`).
Both become constraints on arguments; passives, tenses and coordination are the grammar's, so auxiliaries are dropped.
These rules stand behind all others. What can't be read is told with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from coder.actions.rule import Constraint, Rule
from coder.actions.words import load_action_words
from coder.cameo.ontology import Ontology
from coder.files.tables import shown
from coder.files.words import load_words

# Below every rank that a rule file can name.
DICTIONARY_RANK = -1
NOTHING = "---"
BLOCK = re.compile(r"^---\s*(?P<name>.+?)\s*\[(?P<code>[^\]]*)\]\s*---")
PATTERN = re.compile(r"^-\s+(?P<body>.*?)\s*\[(?P<code>[^\]]*)\]")
VERB = re.compile(r"^(?P<name>\+?[A-Z][\w+'-]*)\s*(?:\{[^}]*\})?\s*(?:\[(?P<code>[^\]]*)\])?\s*$")
COMMENT = re.compile(r"<!--.*?-->|#.*$|<[^>]*>")
TOKEN = re.compile(r"\{[^}]*\}|[()]|[^\s()]+")
BEFORE = ("subject", "object", "possessor", "modifier", "attribute")
AFTER = ("object", "complement", "attribute", "dative")
ACTORS = frozenset({"$", "+", "%", "^"})
MOST_SYNONYMS = 400


@dataclass(frozen=True, slots=True)
class DictionaryWords:
    """The word lists of verb_dictionary.yaml, each explained there."""

    dropped: frozenset[str]
    passive: frozenset[str]
    future: frozenset[str]
    possible: frozenset[str]
    negations: frozenset[str]


@dataclass
class Dictionary:
    """What was read of a file so far: rules, synonyms, and the lines that can't be read, each with the reason."""

    path: Path
    ontology: Ontology
    first: int
    rules: list[Rule] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    words: DictionaryWords = field(default_factory=lambda: load_words("verb_dictionary", DictionaryWords))
    prepositions: frozenset[str] = field(default_factory=lambda: load_action_words().prepositions)

    def skip(self, line: int, text: str, reason: str) -> None:
        """Notes a line that can't be read."""
        self.unread.append(f"{shown(self.path)}:{line}: {reason}: {text.strip()}")

    def codes(self, text: str, line: int, what: str) -> tuple[str, str] | None:
        """The code from source to target and the one back, '' where there is none; None where one is not CAMEO's."""
        forth, _, back = text.strip().partition(":")
        for code in (forth, back):
            if code not in {"", NOTHING} and not self.ontology.is_code(code):
                self.skip(line, what, f"'{code}' is not a CAMEO code")
                return None
        return forth, back


@dataclass
class Block:
    """Verbs that share patterns; `code` is theirs where no pattern fits, `own` the verbs with a code of their own."""

    line: int
    code: str
    verbs: list[tuple[str, str]] = field(default_factory=list)
    own: list[tuple[int, str, tuple[str, str]]] = field(default_factory=list)
    patterns: list[tuple[int, str, str]] = field(default_factory=list)


def read_verb_dictionary(path: Path, ontology: Ontology, first: int = 0) -> tuple[list[Rule], list[str]]:
    """The rules of a verb dictionary, and for each line that can't be read 'file:line: reason: line'.

    The id of a rule is file and line ('verbs.txt:12'); `first` is its place in the order of rules. Raises OSError where
    the file can't be opened.
    """
    found = Dictionary(path, ontology, first)
    for block in list(_blocks(found)):  # synonyms may be defined below their use
        _read_block(found, block)
    return found.rules, found.unread


# --- lines -----------------------------------------------------------------------------------------------------------


def _blocks(found: Dictionary) -> Iterator[Block]:
    """The blocks of a file in turn; synonyms are noted on the way."""
    block: Block | None = None
    synset: list[str] | None = None
    for number, raw in enumerate(found.path.read_text(encoding="utf8", errors="replace").splitlines(), 1):
        line = COMMENT.sub("", raw).strip()
        if line.startswith("&"):
            synset = found.synonyms.setdefault(line.split()[0].rstrip("_"), [])
        elif line.startswith("+") and synset is not None:
            synset.append(line[1:].strip().rstrip("_"))
        elif match := BLOCK.match(line):
            if block is not None:
                yield block
            block, synset = Block(number, match["code"]), None
        elif line:
            synset = None
            _read_line(found, block, number, line)
    if block is not None:
        yield block


def _read_line(found: Dictionary, block: Block | None, number: int, line: str) -> None:
    """Adds a verb or a pattern to its block."""
    pattern, verb = PATTERN.match(line), VERB.match(line)
    if block is None or not (pattern or verb):
        found.skip(number, line, "it is no verb and no pattern of a block")
    elif pattern:
        block.patterns.append((number, pattern["body"], pattern["code"]))
    elif verb and (trigger := _trigger(verb["name"])) is None:
        found.skip(number, line, "the verb has words before it")
    elif verb and trigger:
        code = verb["code"]
        if code is None:
            block.verbs.append(trigger)
        else:
            block.own.append((number, code, trigger))


def _trigger(name: str) -> tuple[str, str] | None:
    """The lemma and the particle of a verb: SET_UP, +CALL_FOR, RE_+OPEN; None where words stand before the verb."""
    before, plus, after = name.lower().partition("+")
    words = (after if plus else before).split("_")
    if plus and before.strip("_"):
        return (f"re-{words[0]}", " ".join(words[1:])) if before == "re_" else None
    return words[0], " ".join(w for w in words[1:] if w)


# --- blocks ----------------------------------------------------------------------------------------------------------


def _read_block(found: Dictionary, block: Block) -> None:
    """Makes the rules of a block: one for each pattern, and one for its verbs where no pattern fits."""
    verbs = (*block.verbs, *(trigger for _, _, trigger in block.own))
    if not verbs:
        for line, body in [(block.line, f"[{block.code}]"), *((line, body) for line, body, _ in block.patterns)]:
            found.skip(line, body, "its block has no verb")
        return
    excluded: list[Constraint] = []
    for line, body, code in block.patterns:
        rule = _pattern_rule(found, verbs, line, body, code)
        if rule is None:
            continue
        if code.strip() != NOTHING:
            found.rules.append(rule)
        elif len(rule.where) == 1:
            excluded.append(rule.where[0])
        elif block.code != NOTHING:
            found.skip(line, body, "a pattern without a code can take the code away by one word or phrase only")
    defaults = [(block.line, block.code, tuple(block.verbs))] + [(line, code, (t,)) for line, code, t in block.own]
    for line, code, triggers in defaults:
        codes = found.codes(code, line, code) if triggers and code.strip() not in {"", NOTHING} else None
        if codes is not None and (rule := _rule(found, line, triggers, codes)) is not None:
            found.rules.append(replace(rule, unless=tuple(excluded)))


def _rule(found: Dictionary, line: int, verbs: Sequence[tuple[str, str]], codes: tuple[str, str]) -> Rule | None:
    """The rule of some verbs, without constraints. With a code back only, the subject is the target."""
    forth, back = codes
    if forth and back and forth != back:
        found.skip(line, f"[{forth}:{back}]", f"the code back, {back}, is left out, the code {forth} read")
    return Rule(
        id=f"{found.path.name}:{line}", code=forth or back, operator=None, verbs=tuple(dict.fromkeys(verbs)),
        nouns=frozenset(), adjectives=frozenset(), where=(), unless=(),
        source=() if forth else ("by", "from", "object", "with"), target=() if forth else ("subject",),
        over=(), requires_base=False, reciprocal=forth == back, alone=True, foreign=False, elsewhere=(),
        rank=DICTIONARY_RANK, statuses=frozenset({"actual"}), negated=None,
        definition=f"Of the verb dictionary {found.path.name}.", examples=(), counterexamples=(),
        place=f"{shown(found.path)}:{line}", order=found.first + len(found.rules),
    )  # fmt: skip


# --- patterns --------------------------------------------------------------------------------------------------------


def _pattern_rule(found: Dictionary, verbs: Sequence[tuple[str, str]], line: int, body: str, code: str) -> Rule | None:
    codes = found.codes(code, line, body) if code.strip() != NOTHING else (NOTHING, "")
    if codes is None:
        return None
    upper, star, lower = body.replace("*_", "* ").replace("_*", " *").partition("*")
    if not star or "*" in lower:
        found.skip(line, body, "a pattern has one *, the verb")
        return None
    reader = _Pattern(found)
    before, after = TOKEN.findall(upper.replace("_&", " &")), TOKEN.findall(lower.replace("_&", " &"))
    if problem := reader.read(before, BEFORE) or reader.read(after, AFTER):
        found.skip(line, body, problem)
        return None
    rule = _rule(found, line, verbs, codes)
    if rule is None:
        return None
    where, source, target = tuple(dict.fromkeys(reader.where)), rule.source, rule.target
    swapped = "+" in before and "$" in after
    return replace(
        rule,
        where=where,
        source=tuple(reader.source) or (("by", "from", "object") if swapped else source),
        target=("subject",) if swapped and not reader.passive else tuple(reader.target) or target,
        statuses=frozenset({reader.status}),
        reciprocal=rule.reciprocal or "%" in before,
        definition=f"{body} in the verb dictionary {found.path.name}.",
    )


class _Pattern:
    """What a pattern asks of the arguments of its verb."""

    def __init__(self, found: Dictionary) -> None:
        self.synonyms, self.prepositions, self.words = found.synonyms, found.prepositions, found.words
        self.where: list[Constraint] = []
        self.source: list[str] = []
        self.target: list[str] = []
        self.status, self.passive = "actual", False

    def read(self, tokens: Sequence[str], slots: tuple[str, ...]) -> str:
        """Takes in what stands before or after the verb; returns what is wrong with it, or ''."""
        current: tuple[str, ...] = ()
        open_ = False  # a preposition that nothing has followed yet
        for token in tokens:
            if token in ACTORS or token in "()":
                self.actor(token, current)
                self.present(current if open_ else ())
                current, open_ = (), False
                continue
            inner = token.strip("{}").split()
            for part in self.parts(inner, token.startswith("{")):
                if part is None:
                    return "a set of synonyms that is not defined"
                if problem := self.special(part):
                    return problem
                if part <= self.prepositions:
                    self.present(current if open_ else ())
                    current, open_ = tuple(sorted(part)), True
                elif not part <= self.words.dropped | self.words.future | self.words.possible:
                    self.where.append(Constraint(self.around(current, slots), "words", frozenset(part)))
                    open_ = False
        self.present(current if open_ else ())
        return ""

    def parts(self, words: Sequence[str], phrase: bool) -> Iterator[frozenset[str] | None]:
        """The words of a token or group, each as its alternatives; a phrase of two in braces is one."""
        options = [self.alternatives(word.strip("_")) for word in words if word not in ACTORS]
        if phrase and len(options) == 2 and None not in options:
            pairs = [f"{a} {b}" for a in options[0] or () for b in options[1] or () if " " not in a + b]
            if pairs and len(pairs) <= MOST_SYNONYMS:
                options = [frozenset(pairs)]
        yield from options

    def alternatives(self, word: str, above: frozenset[str] = frozenset()) -> frozenset[str] | None:
        """A word with its singular, or the synonyms of a set; None where the set, or one in it, is not defined."""
        if not word.startswith("&"):
            plain = word.lower().replace("_", " ")
            return frozenset({plain, _singular(plain)})
        name = word.rstrip("_")
        if name not in self.synonyms or name in above:
            return None
        found = [self.alternatives(member, above | {name}) for member in self.synonyms[name]]
        return None if None in found else frozenset(w for words in found for w in words or ())

    def special(self, part: frozenset[str]) -> str:
        """Notes what a word says of tense and voice; returns what can't be read in it, or ''."""
        if part & self.words.negations:
            return "a negation, which the grammar reads"
        if part <= self.words.future:
            self.status = "future"
        elif part <= self.words.possible:
            self.status = "possible"
        self.passive = self.passive or bool(part & self.words.passive)
        return ""

    def actor(self, symbol: str, current: tuple[str, ...]) -> None:
        """Where the source and the target stand, when a preposition says so."""
        if symbol == "$":
            self.source += current
        elif symbol in {"+", "%"}:
            self.target += current

    def present(self, slots: tuple[str, ...]) -> None:
        """Asks for a prepositional phrase whatever it holds."""
        if slots:
            self.where.append(Constraint(slots, "present"))

    def around(self, current: tuple[str, ...], slots: tuple[str, ...]) -> tuple[str, ...]:
        """Where a word is looked for: below the preposition before it, or in the arguments of the verb."""
        return (*current, "complement") if "to" in current else current or slots


def _singular(words: str) -> str:
    """Words with the last in the singular, by its spelling: *diplomatic ties*, *bodies*, *clashes*."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if words.endswith(ending) and len(words) > len(ending) + 1:
            return words.removesuffix(ending) + instead
    return words[:-1] if re.search(r"[^su]s$", words) and len(words) > 3 and not words.endswith("is") else words
