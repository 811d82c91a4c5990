"""The whole way from text to events: the one place that joins the steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from coder.actors import Resolution, SentenceActors
from coder.clauses import find_clauses
from coder.composition import Action, find_actions, load_composition
from coder.dates import event_date
from coder.errors import CoderError
from coder.events import Dyad, event_id, find_dyads, trigger_span
from coder.grammar import load_grammar
from coder.lexicon import load_lexicon
from coder.numbers import casualties
from coder.ontology import load_ontology
from coder.parse import DEFAULT_MODEL, MAX_CHARACTERS, load_parser, parse_units, text_to_parse, units
from coder.places import dateline, event_place, load_gazetteer
from coder.plover import load_plover_words, plover_of
from coder.records import Clause, CodedDocument, Document, Event, Reject, Sentence
from coder.rulebook import load_rulebook
from coder.screen import make_screen

if TYPE_CHECKING:
    import pandas as pd

STEPS = frozenset({"dates", "places", "numbers", "plover", "screen"})
# Documents parsed together. Fixed, so that batches, and with them the last bits of the parser's sums, never depend on workers.
CHUNK = 64


@dataclass(frozen=True, slots=True)
class Coding:
    """What was made of one sentence on the way to its events, for `explain`."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    actions: tuple[Action, ...]
    dyads: tuple[Dyad, ...]
    notes: tuple[tuple[int, str], ...]
