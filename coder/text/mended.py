"""The parse as the steps behind it read it, where parsers are known to err."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from coder.records import Sentence
from coder.text.absolutes import with_absolutes
from coder.text.acronyms import with_acronyms
from coder.text.added import with_added
from coder.text.auxiliaries import with_subjects
from coder.text.broken_down import IN_FRONT_OF_KINDS, with_kinds
from coder.text.came_of import with_causes
from coder.text.captives import LOOSELY, with_captives
from coder.text.clefts import BE, IT, with_clefts
from coder.text.company import WELL, with_company
from coder.text.crowds import with_crowds
from coder.text.fronted import BELONGING, FINITE, with_fronted
from coder.text.futures import with_futures
from coder.text.gapping import with_gaps
from coder.text.gerunds import LOOSE, with_gerunds
from coder.text.harm_behind import with_harm_behind, with_undergone_harm
from coder.text.headlines import PRESENT, with_headlines
from coder.text.hung import BY_DOING, with_hung
from coder.text.inverted import with_inverted
from coder.text.lives import with_killed
from coder.text.made_known import THAT, with_known
from coder.text.misread import load_mistaken
from coder.text.mistaken import with_verbs
from coder.text.offices import OF_ONE, SUBJECTS, with_offices
from coder.text.opening import OPENING, with_date_apart
from coder.text.parted import LATER, with_parted
from coder.text.participles import with_participles
from coder.text.purposes import ORDER, SO, with_purposes
from coder.text.quoted import with_quoted
from coder.text.requested import with_requests
from coder.text.said_of import RELATIVE, with_said_of
from coder.text.series import with_deeds
from coder.text.signs import Mend, labelled, mended_by
from coder.text.since import SINCE, with_since
from coder.text.subjunctive import load_subjunctive, with_subjunctives
from coder.text.told_by import with_tellers
from coder.text.two_sides import BEFORE, BODIES, with_two_sides
from coder.text.undergone import NUMBER, with_undergone
from coder.text.unwilling import AGAINST, with_unwilling
from coder.text.wishes import WHAT, with_wishes


@cache
def steps() -> tuple[Mend, ...]:
    """The steps with their signs, in this order: one reads what those before it have mended."""
    words = load_mistaken()
    wishing = {*words.wishes, *words.voices, *words.attempts, *words.keen, WHAT}
    unwilling = {*words.awaited, *words.moods, *words.minded, *words.keen, *words.willing, AGAINST}
    beside = {*words.bordering, *words.belongs, *words.companion, WELL[1]}
    hung = {BY_DOING, *words.homeward, *words.as_against} | labelled({"prep"}, {"RP"})
    crowds = {*words.marching, *words.bids, *words.series, *words.using}
    return (
        Mend(with_subjects),
        Mend(with_fronted, labelled({BELONGING}, {"NOUN", "PROPN"}), labelled({"ROOT"}, FINITE)),
        Mend(with_headlines, PRESENT | words.adjectives_too | labelled({"ROOT"}, {"VBZ", "NNS"})),
        Mend(with_futures, {"TO"}, labelled({"ROOT"}, {"NOUN", "PROPN", "ADJ"})),
        Mend(with_since, {SINCE}, {"mark"}),
        Mend(with_acronyms, words.called_by_letters),
        Mend(with_hung, hung),
        Mend(with_clefts, {IT}, {BE}),
        Mend(with_quoted, words.quotes | words.wordings),
        Mend(with_inverted, words.tellers | words.voiced | words.last_said.keys()),
        Mend(with_tellers, words.tellers | labelled({"csubj"}, {"VBG"})),
        Mend(with_known, words.made_known.keys() | words.on_a_visit, {THAT}),
        Mend(with_wishes, wishing | labelled({"ROOT"}, {"NOUN"})),
        Mend(with_unwilling, unwilling),
        Mend(with_date_apart, OPENING),
        Mend(with_purposes, {"TO"}, {ORDER, SO}),
        Mend(with_company, beside),
        Mend(with_offices, OF_ONE, labelled({"conj"}, {"NNP"}), labelled(SUBJECTS, {"NN"})),
        Mend(with_verbs),
        Mend(with_parted, {","}, labelled({"conj"}, {"NOUN", "PROPN", "ADJ"}) | words.tells_when, LATER),
        Mend(with_subjunctives, load_subjunctive().asks),
        Mend(with_crowds, crowds),
        Mend(with_deeds, words.series | words.spells | {"between"} | labelled({"advcl"}, {"VBN", "VBD"})),
        Mend(with_kinds, {"nummod"}, IN_FRONT_OF_KINDS),
        Mend(with_killed, words.lives | words.heading_dead.keys() | labelled({"nsubj"}, {"NUM"})),
        Mend(with_causes, words.undergone | words.dying),
        Mend(with_undergone, words.so_many | {NUMBER}, words.undergone | words.shots.keys()),
        Mend(with_absolutes, {"with"}, {"VBG", "VBN"}),
        Mend(with_two_sides, words.sides | labelled(BEFORE, BODIES)),
        Mend(with_gerunds, {"VBG", ";"} | labelled(LOOSE, {"VBZ"})),
        Mend(with_added, {"CCONJ"}),
        Mend(with_gaps, {"CCONJ", "cc"}),
        Mend(with_requests, words.requested | words.requests | words.due | labelled({"prep"}, {"TO", "RP"})),
        Mend(with_said_of, words.tellers, RELATIVE, words.plain_harm | words.leaving),
        Mend(with_harm_behind, words.plain_harm, labelled({"advcl"}, {"VBG"})),
        Mend(with_undergone_harm, words.undergone, labelled({"conj"}, {"VBD"}) | labelled({"acomp"}, {"VBN"})),
        Mend(with_participles, labelled({"advcl", "acl"}, {"VBG", "VBN", "VBD"}), {",", "acl VBG"}),
        Mend(with_captives, {"agent", "auxpass"}, words.done_to_captives, labelled(LOOSELY, {"VBN", "VBD"})),
    )


def mended(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences, verbs as verbs, and who tells it, what stands in front, beside and in gaps, in its place."""
    for sentence in sentences:
        yield mended_by(steps(), sentence, _is_tree)


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
