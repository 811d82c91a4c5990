"""The records that the pipeline passes on, from a document to an event. All are values: made once, never changed.

Those made by the dozen for each sentence are not frozen, here and in the modules that make them: Python takes four
times as long to make a frozen one, and that was an eighth of the time of coding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One news text as it was read: a row of a dataset's `documents` (columns: schemas/documents.yaml).

    `date` is the day of publication, `text` the text as it was given (every offset of an event cuts it), `source` the
    medium, `language` what the input says of it. `extra` holds the input fields that the coder does not know, `flags`
    what had to be changed in them (as in the column `quality`).

    >>> Document("a-1", date(2018, 3, 27), "France expelled two Russian diplomats on Monday.").source is None
    True
    """

    doc_id: str
    date: date
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    extra: dict[str, object] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that was turned away: at which stage, why, and what it was.

    `place` says where to look (file and line, or row); `record` is the raw record as text.
    """

    stage: str
    reason: str
    record: str
    place: str = ""
    doc_id: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parsed sentence. `head` is the index of its governor (its own at the root).

    `start` and `end` are character offsets in the document's text; `dep` is a label of spaCy's English scheme
    (ClearNLP/CLEAR), `tag` a Penn Treebank tag, `pos` a Universal part of speech.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: its tokens are indexed from 0; `start` is its offset in the document's text.

    `headline` is true where the text is printed in title case: there, a bare past form is a passive (*Envoy Summoned*).
    """

    index: int
    text: str
    start: int
    tokens: tuple[Token, ...]
    headline: bool = False
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        object.__setattr__(self, "children", tuple(map(tuple, below)))

    def __hash__(self) -> int:
        # Sentences are keys of what is kept of them; equal ones have equal texts, so the tokens need no hashing.
        return hash((self.index, self.start, self.text))

    def subtree(self, head: int) -> list[int]:
        """Indices of the token `head` and of everything below it, in the order of the text."""
        children = self.children
        if not children[head]:
            return [head]
        found = [head]
        for i in found:  # grows while it is read
            if children[i]:
                found += children[i]
        return sorted(found)


@dataclass(slots=True, unsafe_hash=True)
class Argument:
    """Who or what takes part in a clause.

    `role` is 'subject' (who acts, in actives and passives alike), 'object' (who or what is acted upon), 'dative',
    'complement' (an embedded clause), 'possessor' or 'modifier' (of a nominal predicate), 'speaker',
    'attribute' (what a subject is said to be), or, for a prepositional phrase, the preposition itself ('against',
    'with'). `head` is the index of the head token.
    `shared` is true where the argument was found in another clause (coordination, control, raising).
    """

    role: str
    head: int
    shared: bool = False


@dataclass(slots=True, unsafe_hash=True)
class Clause:
    """A predicate with its arguments.

    `predicate` is the token that names the action ('raid' in *launched a raid*), `support` the light verb if there
    is one. `lemma` includes a particle ('carry out'). `status` is one of 'actual', 'future', 'possible',
    'hypothetical', 'failed', 'necessary', 'ordered' (imperative). `governor` is the index, in the sentence's clauses,
    of the clause that this one belongs to, and `relation` how: 'complement', 'adverbial', 'coordinate', 'relative',
    'nominal', 'root'.
    """

    predicate: int
    lemma: str
    kind: str
    arguments: tuple[Argument, ...]
    negated: bool = False
    status: str = "actual"
    passive: bool = False
    support: int | None = None
    governor: int | None = None
    relation: str = "root"

    def heads(self, role: str) -> tuple[int, ...]:
        """Head tokens of the arguments in this role."""
        return tuple([a.head for a in self.arguments if a.role == role])


@dataclass(slots=True, unsafe_hash=True)
class Actor:
    """A source or target as coded: its CAMEO code (None when unknown), its parts, and the words that name it.

    `start` and `end` are character offsets in the document's text. `entry` says which dictionary entries made the
    code; `inferred` that part of it came from the context. `entity_type` is told of names that no dictionary has.
    """

    code: str | None
    country: str | None
    roles: tuple[str, ...]
    text: str
    start: int
    end: int
    entry: str = ""
    inferred: bool = False
    entity_type: str | None = None


@dataclass(slots=True, unsafe_hash=True)
class Deed:
    """What an event leaves behind for those told after it: its code and its sides."""

    code: str
    source: Actor | None
    target: Actor | None


# The type of an entity that is an actor whom the dictionaries know.
KNOWN = "actor"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as named-entity recognition sees it. `type`: person, organisation, group or place; offsets as
    for Actor.
    """

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event: who did what to whom, when and where. A row of a dataset's `events` (columns: schemas/events.yaml).

    Codes of events are those of CAMEO 1.1b3 (Schrodt 2012, chapter 2), of actors its country and role codes (chapters
    3 and 4); `quad_class` is 1 to 4 (verbal and material cooperation, verbal and material conflict), `goldstein` −10 to
    10 (Goldstein 1992), `confidence` a probability. `*_start` and `*_end` are characters of the document's text, the
    end excluded; a source or target that the text does not name is None. Counts are of people, degrees are WGS 84.
    """

    event_id: str
    doc_id: str
    sentence_index: int
    sentence: str | None
    publication_date: date
    event_date: date
    event_date_precision: str
    source_code: str | None
    source_country: str | None
    source_roles: tuple[str, ...]
    source_text: str | None
    source_start: int | None
    source_end: int | None
    target_code: str | None
    target_country: str | None
    target_roles: tuple[str, ...]
    target_text: str | None
    target_start: int | None
    target_end: int | None
    event_code: str
    event_base_code: str
    event_root_code: str
    event_name: str
    quad_class: int
    goldstein: float
    plover_event: str | None
    plover_mode: str | None
    plover_contexts: tuple[str, ...]
    trigger_text: str
    trigger_start: int
    trigger_end: int
    stance: str
    rule_id: str
    confidence: float
    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    crowd_size: int | None = None
    place_name: str | None = None
    place_country: str | None = None
    place_admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    place_precision: str | None = None
    source_name: str | None = None
    title: str | None = None
    url: str | None = None
    mention_count: int = 1
    source_inferred: bool | None = None
    target_inferred: bool | None = None
    source_entity_type: str | None = None
    target_entity_type: str | None = None
    sentence_start: int = 0
    toll: str | None = None
    coded_by: str = "rule"


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with what was found in it. `screened` counts the sentences that were set aside before parsing.

    `quality` are the flags of what reading changed in its fields and cleaning in its text, and of what looks wrong
    with it.
    """

    document: Document
    events: tuple[Event, ...]
    sentences: int
    screened: int
    rejects: tuple[Reject, ...] = ()
    quality: tuple[str, ...] = ()
