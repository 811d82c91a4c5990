"""What English verbs and nouns do to the clauses below them, as lists from knowledge/words/clauses.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.records import Token


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists of clauses.yaml, each explained there."""

    light: frozenset[str]
    light_undergo: frozenset[str]
    occur: frozenset[str]
    doing_for: frozenset[str]
    ending: Mapping[str, frozenset[str]]
    ended: Mapping[str, frozenset[str]]
    undergone: frozenset[str]
    harm: frozenset[str]
    helps: frozenset[str]
    owns_up: Mapping[str, frozenset[str]]
    own_means: frozenset[str]
    own_side: frozenset[str]
    messages: frozenset[str]
    judging: frozenset[str]
    findings: frozenset[str]
    decided: frozenset[str]
    issues: frozenset[str]
    reached: frozenset[str]
    called_to_account: Mapping[str, frozenset[str]]
    share_in: frozenset[str]
    let_go: frozenset[str]
    authored: Mapping[str, frozenset[str]]
    takes_infinitive: frozenset[str]
    asks: frozenset[str]
    takes_gerund: frozenset[str]
    wishes: frozenset[str]
    utterances: frozenset[str]
    done_for: frozenset[str]
    concluded_there: frozenset[str]
    sets_out: frozenset[str]
    charges: frozenset[str]
    tries: frozenset[str]
    lasting: frozenset[str]
    steps: frozenset[str]
    complement_actual: frozenset[str]
    uses: frozenset[str]
    engages: frozenset[str]
    jointly: frozenset[str]
    companion: frozenset[str]
    done_when_past: frozenset[str]
    done_when_able: frozenset[str]
    obliges: frozenset[str]
    reasons: frozenset[str]
    contacts: Mapping[str, frozenset[str]]
    same_in_past: frozenset[str]
    goes_on: frozenset[str]
    complement_failed: frozenset[str]
    complement_future: frozenset[str]
    hearsay: frozenset[str]
    complement_possible: frozenset[str]
    speech: frozenset[str]
    makes_known: Mapping[str, frozenset[str]]
    attributing: frozenset[str]
    subject_control: frozenset[str]
    prepositional_control: Mapping[str, frozenset[str]]
    transparent: frozenset[str]
    not_actual_modifiers: frozenset[str]
    negators: frozenset[str]
    conditionals: frozenset[str]
    fronted: frozenset[str]
    never: frozenset[str]
    awaited: frozenset[str]
    captives: frozenset[str]
    anybody: frozenset[str]
    holding: frozenset[str]
    foreseen: frozenset[str]
    averts: frozenset[str]
    foretells: frozenset[str]
    leads_to: frozenset[str]
    prospects: frozenset[str]
    cases: frozenset[str]
    prospective: frozenset[str]
    pending: frozenset[str]
    copulas: frozenset[str]
    evidence: frozenset[str]
    eves: frozenset[str]
    lapsed: frozenset[str]
    unconfirmed: frozenset[str]
    particles: frozenset[str]
    modals: Mapping[str, str]
    light_converse: frozenset[str]
    light_passive: frozenset[str]
    undergoers: frozenset[str]
    gets_of: frozenset[str]
    idioms: Mapping[str, str]
    adjuncts: frozenset[str]
    owned: Mapping[str, str]
    harming: frozenset[str]
    unwilling: frozenset[str]
    occasions: frozenset[str]
    journeys: frozenset[str]
    gestures: frozenset[str]
    causes: frozenset[str]
    prevails: frozenset[str]
    taken_for_done: frozenset[str]
    noticed: frozenset[str]
    wants: frozenset[str]
    perish: frozenset[str]
    handed: frozenset[str]
    asking: frozenset[str]
    bereaved: frozenset[str]
    lost: frozenset[str]
    casualties: frozenset[str]
    matter_prepositions: frozenset[str]
    manner_prepositions: frozenset[str]
    carrying_adverbs: frozenset[str]

    def is_to_come(self, lemma: str) -> bool:
        """Whether what stands below a word, with its particle, is to come: *plans to visit*, but not *set off to*."""
        return lemma.partition(" ")[0] in self.complement_future and (" " not in lemma or lemma not in self.sets_out)

    def means_own(self, noun: Token, below: Iterable[Token]) -> bool:
        """Whether a noun is of whoever speaks: *[its] troops*, *the country*; `below` are the words that hang on it."""
        marks = {t.tag if t.tag == "PRP$" else t.lemma for t in below if t.dep != "punct"}
        return "PRP$" in marks or (marks == {"the"} and noun.lemma in self.own_side)


@cache
def load_grammar() -> Grammar:
    """The grammar that comes with the package. Raises DataFileError with every fault of its file."""
    return load_words("clauses", Grammar)
