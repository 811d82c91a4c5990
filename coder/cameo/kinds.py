"""Groups of event codes that decide how actions are joined with others and whom they are directed at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from coder.cameo.ontology import load_ontology
from coder.errors import DataFileError
from coder.files.words import WORDS_FOLDER, load_words


@dataclass(frozen=True, slots=True)
class CodeKinds:
    """The groups of codes.yaml, each explained there: roots as sets, beginnings of codes as tuples."""

    hostile: frozenset[str]
    spared: tuple[str, ...]
    cooperative: frozenset[str]
    deeds: frozenset[str]
    said: tuple[str, ...]
    inquiries: frozenset[str]
    purposes: frozenset[str]
    tried: frozenset[str]
    less_than_purpose: tuple[str, ...]
    gatherings: tuple[str, ...]
    outcomes: tuple[str, ...]
    comments: tuple[str, ...]
    aid: frozenset[str]
    withheld: frozenset[str]
    aims: frozenset[str]
    ruled: frozenset[str]
    given_up: tuple[str, ...]
    about_others: tuple[str, ...]
    meetings: tuple[str, ...]
    thing_as_target: frozenset[str]
    object_is_target: frozenset[str]
    asked: frozenset[str]
    done_somewhere: frozenset[str]
    calls_to_let_go: tuple[str, ...]
    releases: tuple[str, ...]
    carried_over: frozenset[str]
    force: frozenset[str]
    deadly: tuple[str, ...]
    blasts: tuple[str, ...]
    on_the_spot: tuple[str, ...]
    felt_around: tuple[str, ...]
    acts_of_force: tuple[str, ...]
    harm: frozenset[str]
    no_other: tuple[str, ...]
    together: frozenset[str]
    done_at_home: tuple[str, ...]
    taken_at_home: tuple[str, ...]
    charged_at_home: tuple[str, ...]
    words_alone: tuple[str, ...]
    coerced_at_home: tuple[str, ...]
    laid_down: tuple[str, ...]
    fought: tuple[str, ...]
    done_to_places: tuple[str, ...]
    done_to_people: tuple[str, ...]
    protests_at_home: tuple[str, ...]
    answers: tuple[str, ...]
    against: frozenset[str]
    by_envoys: tuple[str, ...]
    directed: tuple[str, ...]
    parallel: frozenset[str]
    of_a_state: tuple[str, ...]
    own_affairs: tuple[str, ...]
    judgements: tuple[str, ...]
    protests: tuple[str, ...]
    by_the_people: tuple[str, ...]
    threats: tuple[str, ...]
    refusals: tuple[str, ...]
    unread: tuple[str, ...]
    no_direction: tuple[str, ...]
    visits: tuple[str, ...]
    hostings: tuple[str, ...]
    imposed: tuple[str, ...]
    rarer: frozenset[str]


@cache
def code_kinds() -> CodeKinds:
    """The groups that come with the package. Raises DataFileError where one holds what begins no code of CAMEO."""
    kinds = load_words("codes", CodeKinds)
    codes = load_ontology().codes()
    if wrong := [
        f"{WORDS_FOLDER / 'codes.yaml'}: list '{name}': '{start}' begins no CAMEO code; write a root or a code"
        for name, starts in asdict(kinds).items()
        for start in sorted(starts)
        if not any(code.startswith(start) for code in codes)
    ]:
        raise DataFileError(wrong)
    return kinds
