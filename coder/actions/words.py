"""What actions need of English, apart from the rules, as lists from knowledge/words/actions.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words


@dataclass(frozen=True, slots=True)
class ActionWords:
    """The word lists of actions.yaml, each explained there."""

    prepositions: frozenset[str]
    verb_targets: tuple[str, ...]
    noun_targets: tuple[str, ...]
    own_wishes: frozenset[str]
    messages: frozenset[str]
    writing: frozenset[str]
    message_links: frozenset[str]
    message_goals: frozenset[str]
    warnings: frozenset[str]
    handed: frozenset[str]
    circumstances: frozenset[str]
    decisions: frozenset[str]
    other_verbs: frozenset[str]


@cache
def load_action_words() -> ActionWords:
    """The words of actions that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("actions", ActionWords)
