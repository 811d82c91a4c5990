"""The parse as the steps behind it read it, where parsers are known to err."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coder.records import Sentence
from coder.text.absolutes import with_absolutes
from coder.text.acronyms import with_acronyms
from coder.text.added import with_added
from coder.text.auxiliaries import with_subjects
from coder.text.broken_down import with_kinds
from coder.text.came_of import with_causes
from coder.text.clefts import with_clefts
from coder.text.company import with_company
from coder.text.crowds import with_crowds
from coder.text.gapping import with_gaps
from coder.text.gerunds import with_gerunds
from coder.text.headlines import with_headlines
from coder.text.hung import with_hung
from coder.text.inverted import with_inverted
from coder.text.lives import with_killed
from coder.text.mistaken import with_verbs
from coder.text.opening import with_date_apart
from coder.text.purposes import with_purposes
from coder.text.quoted import with_quoted
from coder.text.requested import with_requests
from coder.text.series import with_deeds
from coder.text.subjunctive import with_subjunctives
from coder.text.told_by import with_tellers
from coder.text.two_sides import with_two_sides
from coder.text.undergone import with_undergone
from coder.text.unwilling import with_unwilling
from coder.text.wishes import with_wishes

# In this order: one step reads what those before it have mended.
STEPS = (
    with_subjects, with_headlines, with_acronyms, with_hung, with_clefts, with_quoted, with_inverted, with_tellers,
    with_wishes, with_unwilling, with_date_apart, with_purposes, with_company, with_verbs, with_subjunctives,
    with_crowds, with_deeds, with_kinds, with_killed, with_causes, with_undergone, with_absolutes, with_two_sides,
    with_gerunds, with_added, with_gaps, with_requests,
)  # fmt: skip


def mended(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences, verbs as verbs, and who tells it, what stands in front, beside and in gaps, in its place."""
    for sentence in sentences:
        for step in STEPS:
            read = step(sentence)
            if read is not sentence and _is_tree(read):
                sentence = read
        yield sentence


def _is_tree(sentence: Sentence) -> bool:
    """Whether every word leads up to a root: what steps make of odd parses may go in circles, and is dropped then."""
    heads, sound = [t.head for t in sentence.tokens], set[int]()
    for i in range(len(heads)):
        way = set[int]()
        while i not in sound and heads[i] != i:
            if i in way:
                return False
            way.add(i)
            i = heads[i]
        sound |= way
    return True
