"""Rules and the rulebook as records: triggers, constraints, the code, and the index by trigger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from coder.clauses.grammar import load_grammar
from coder.memo import Answers

NOUN_SOURCE = ("subject", "possessor", "modifier")
# Which rule goes first, from the last to the first: a rule for a phrase of its own beats one for a kind of object,
# which beats one for the verb; a broad one stands behind, and what any verb at all may mean is asked last.
RANKS = ("last", "broad", "default", "specific", "phrase")
DEFAULT_RANK = RANKS.index("default")
SHOWN = 4
# Pages of a newspaper where verbs of politics and war have other senses; the everyday page tells of no violence.
PAGES = ("sport", "market", "disaster", "everyday")


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the arguments in `slots` must be: one of `words` or of the `facts`, or merely there (or not).

    An exclusion has the `sentence` that it is there for, which the rule would take without it.
    """

    slots: tuple[str, ...]
    kind: str  # 'heads', 'words', 'present', 'absent'
    words: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    sentence: str = field(default="", compare=False)

    @property
    def cost(self) -> int:
        """How dear it is to look: whether a slot is filled, which words stand there, who that is."""
        return 0 if self.kind in {"present", "absent"} else 1 + bool(self.facts)

    @property
    def last_words(self) -> frozenset[str]:
        """The words of which one must stand in the sentence, of several the last; none where a fact may do too."""
        if self.facts or self.kind not in {"heads", "words"}:
            return frozenset()
        return frozenset(words.rpartition(" ")[2] for words in self.words)

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
    """One rule of the rulebook, as its file says it; `place` is file:line, `rank` the place of its level in RANKS.

    CONTRIBUTING.md explains the fields.
    """

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
    foreign: bool
    elsewhere: tuple[tuple[str, frozenset[str]], ...]
    rank: int
    statuses: frozenset[str]
    negated: str | None
    definition: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    place: str
    order: int
    needs: frozenset[str] = field(init=False, repr=False, compare=False)
    tests: tuple[tuple[Constraint, bool], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """`needs`: the slots that have to be filled, whatever with; `tests`: all constraints and whether they must
        hold, those first that are cheap to look at.
        """
        single = (c.slots[0] for c in self.where if len(c.slots) == 1 and c.kind != "absent")
        object.__setattr__(
            self, "needs", frozenset(slot for slot in single if slot not in {"words", "passive", "negated"})
        )
        tests = [(c, True) for c in self.where] + [(c, False) for c in self.unless]
        object.__setattr__(self, "tests", tuple(sorted(tests, key=lambda test: test[0].cost)))

    @property
    def gives_way(self) -> bool:
        """Whether the rule stands behind those of the default rank."""
        return self.rank < DEFAULT_RANK

    def pages(self, trigger: str) -> frozenset[str]:
        """The pages of a newspaper where this trigger, a verb with its particle (*fire at*), is at home too."""
        return frozenset(page for page, triggers in self.elsewhere if trigger in triggers)

    def order_key(self, particle: str) -> tuple[int, ...]:
        """Sort key, the rule that wins first: rank, constraints, particle, depth of the code, order of the files."""
        return (-self.rank, -len(self.where), -bool(particle), -len(self.code or "00"), self.order)


# A rule, the particle of its trigger, and sets of words of each of which one must stand in the sentence.
Entry = tuple[Rule, str, tuple[frozenset[str], ...]]


def _wanted(rule: Rule) -> Iterator[frozenset[str]]:
    return (words for c in rule.where if (words := c.last_words))


@dataclass(frozen=True)
class Rulebook:
    """All rules, indexed by trigger: kind ('verb', 'noun', 'adjective') and lemma. `checksum` covers the files read.

    `unread` are the lines of verb dictionaries that can't be read, each as 'file:line: reason: line'.
    """

    rules: tuple[Rule, ...]
    index: Mapping[tuple[str, str], tuple[tuple[Rule, str], ...]] = field(repr=False)
    checksum: str = ""
    unread: tuple[str, ...] = ()

    def entries(self, kind: str, lemma: str) -> tuple[Entry, ...]:
        """The rules with a trigger, the most specific first."""
        found = self._entries.get((kind, lemma))
        if found is None:
            found = tuple(
                (rule, particle, (*(frozenset([w]) for w in particle.split()), *_wanted(rule)))
                for rule, particle in self.index.get((kind, lemma), ())
            )
            self._entries[kind, lemma] = found
        return found

    def possible(self, kind: str, lemma: str, bag: Set[str]) -> list[tuple[Rule, str]]:
        """The rules with a trigger that the words of a sentence leave possible, the most specific first: few of many.

        Each with the particle of its trigger.
        """
        alone, beside = self._beside[kind, lemma]
        open_ = {n for word in bag & beside.keys() for n in beside[word]} if beside else ()
        if not alone and not open_:
            return []
        entries = self.entries(kind, lemma)
        found = []
        for n in sorted((*alone, *open_)):
            rule, particle, wanted = entries[n]
            for words in wanted:
                if bag.isdisjoint(words):
                    break
            else:
                found.append((rule, particle))
        return found

    @cached_property
    def _beside(self) -> Answers[tuple[str, str], tuple[tuple[int, ...], dict[str, list[int]]]]:
        """Of the entries of a trigger, by number: those that want no word, and those that want each word. Of several
        sets of which a rule wants a word, that is one of the smallest.
        """
        return Answers(self._find_beside)

    def _find_beside(self, trigger: tuple[str, str]) -> tuple[tuple[int, ...], dict[str, list[int]]]:
        alone: list[int] = []
        beside: dict[str, list[int]] = {}
        for n, (_, _, wanted) in enumerate(self.entries(*trigger)):
            if not wanted:
                alone.append(n)
            for word in min(wanted, key=len, default=frozenset[str]()):
                beside.setdefault(word, []).append(n)
        return tuple(alone), beside

    @cached_property
    def _entries(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        """The entries of the triggers that were asked for."""
        return {}

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
        statuses = {status for rule, _ in self.index.get(("verb", "*"), ()) for status in rule.statuses}
        modals = {modal for modal, status in load_grammar().modals.items() if status in statuses}
        return frozenset(lemma for _, lemma in self.index if lemma != "*") | modals
