"""The parse as the steps behind it read it, where parsers are known to err."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from coder.mending.absolutes import with_absolutes
from coder.mending.acronyms import with_acronyms
from coder.mending.added import with_added
from coder.mending.broken_down import IN_FRONT_OF_KINDS, with_kinds
from coder.mending.came_of import with_causes
from coder.mending.captives import LOOSELY, with_captives
from coder.mending.clefts import BE, IT, with_clefts
from coder.mending.company import WELL, with_company
from coder.mending.crowds import with_crowds
from coder.mending.gapping import with_gaps
from coder.mending.gerunds import LOOSE, with_gerunds
from coder.mending.harm_behind import with_harm_behind, with_undergone_harm
from coder.mending.headlines import PRESENT, with_futures, with_headlines
from coder.mending.hung import BY_DOING, with_hung
from coder.mending.inverted import with_inverted
from coder.mending.joined_deeds import UNREAL, with_doers_in_front, with_joined_deeds, with_pasts, with_raised
from coder.mending.lives import with_killed
from coder.mending.made_known import THAT, with_known
from coder.mending.misread import NOUNS, with_laying
from coder.mending.mistaken import with_verbs
from coder.mending.offices import SUBJECTS, with_offices
from coder.mending.opening import OPENING, with_date_apart
from coder.mending.own_subjects import BELONGING, FINITE, with_fronted, with_subjects
from coder.mending.parted import LATER, with_parted
from coder.mending.participles import with_participles
from coder.mending.purposes import ORDER, SO, with_purposes
from coder.mending.quoted import with_quoted
from coder.mending.reduced import DEEDS, with_reduced
from coder.mending.requested import with_requests
from coder.mending.said_of import RELATIVE, with_said_of
from coder.mending.series import with_deeds
from coder.mending.signs import Mend, labelled, mended_by
from coder.mending.since import SINCE, with_since
from coder.mending.stranded import JOINED, OF_TIME, with_agents, with_next_doers, with_stranded
from coder.mending.subjunctive import load_subjunctive, with_subjunctives
from coder.mending.told_by import with_tellers
from coder.mending.two_sides import BEFORE, BODIES, with_two_sides
from coder.mending.undergone import NUMBER, with_undergone
from coder.mending.unwilling import AGAINST, with_unwilling
from coder.mending.wishes import WHAT, with_wishes
from coder.mending.words import load_beside, load_force, load_mistaken, load_telling
from coder.records import Sentence
from coder.text.function_words import OF_ONE


@cache
def steps() -> tuple[Mend, ...]:
    """The steps with their signs, in this order: one reads what those before it have mended."""
    mistaken, telling, force, beside = load_mistaken(), load_telling(), load_force(), load_beside()
    wishing = {*telling.wishes, *telling.voices, *telling.attempts, *telling.keen, WHAT}
    unwilling = {*telling.awaited, *telling.moods, *telling.minded, *telling.keen, *telling.willing, AGAINST}
    standing = {*mistaken.naming, *mistaken.abreast}
    hung = {BY_DOING, *mistaken.homeward, *beside.as_against, *standing} | labelled({"prep"}, {"RP"})
    undergone = labelled({"conj"}, {"VBD"}) | labelled({"acomp"}, {"VBN"})
    crowds = {*mistaken.marching, *force.bids, *force.using}
    return (
        Mend(with_subjects),
        Mend(with_fronted, labelled({BELONGING}, {"NOUN", "PROPN"}), labelled({"ROOT"}, FINITE)),
        Mend(with_headlines, PRESENT | mistaken.adjectives_too | labelled({"ROOT"}, {"VBZ", "NNS"})),
        Mend(with_futures, {"TO"}, labelled({"ROOT"}, {"NOUN", "PROPN", "ADJ"})),
        Mend(with_since, {SINCE}, {"mark"}),
        Mend(with_acronyms, beside.called_by_letters),
        Mend(with_hung, hung),
        Mend(with_clefts, {IT}, {BE}),
        Mend(with_quoted, telling.quotes | telling.wordings),
        Mend(with_inverted, telling.tellers | telling.voiced | telling.last_said.keys()),
        Mend(with_tellers, telling.tellers | labelled({"csubj"}, {"VBG"})),
        Mend(with_known, telling.made_known.keys() | telling.on_a_visit, {THAT}),
        Mend(with_wishes, wishing | labelled({"ROOT"}, {"NOUN"})),
        Mend(with_unwilling, unwilling),
        Mend(with_date_apart, OPENING),
        Mend(with_purposes, {"TO"}, {ORDER, SO}),
        Mend(with_company, {*beside.bordering, *beside.belongs, *beside.companion, WELL[1]}),
        Mend(with_offices, OF_ONE, labelled({"conj"}, {"NNP"}), labelled(SUBJECTS, {"NN"})),
        Mend(with_verbs),
        Mend(with_reduced, labelled({"conj"}, DEEDS)),
        Mend(with_pasts, {"VB"}, mistaken.pasts),
        Mend(with_raised, labelled({"conj"}, {"VBD"}), labelled({"aux"}, UNREAL)),
        Mend(with_doers_in_front, {","}, labelled({"npadvmod"}, {"PROPN"})),
        Mend(with_parted, {","}, labelled({"conj"}, {"NOUN", "PROPN", "ADJ"}) | mistaken.tells_when, LATER),
        Mend(with_stranded, mistaken.tells_when, {"npadvmod"}, labelled(OF_TIME, {"VERB", "AUX"})),
        Mend(with_agents, {BY_DOING}, labelled({"nsubj"}, NOUNS)),
        Mend(with_next_doers, labelled(JOINED, {"VBD"}), labelled({"conj"}, NOUNS)),
        Mend(with_joined_deeds, {"CCONJ"}, labelled({"amod"}, {"VBN", "VBD"})),
        Mend(with_subjunctives, load_subjunctive().asks),
        Mend(with_laying, mistaken.with_object, {"dobj"}),
        Mend(with_crowds, crowds),
        Mend(with_deeds, force.series | force.spells | {"between"} | labelled({"advcl"}, {"VBN", "VBD"})),
        Mend(with_kinds, {"nummod"}, IN_FRONT_OF_KINDS),
        Mend(with_killed, force.lives | force.heading_dead.keys() | labelled({"nsubj"}, {"NUM"})),
        Mend(with_causes, force.undergone | force.dying),
        Mend(with_undergone, force.so_many | {NUMBER}, force.undergone | force.shots.keys()),
        Mend(with_absolutes, {"with"}, {"VBG", "VBN"}),
        Mend(with_two_sides, beside.sides | labelled(BEFORE, BODIES)),
        Mend(with_gerunds, {"VBG", ";"} | labelled(LOOSE, {"VBZ"})),
        Mend(with_added, {"CCONJ"}),
        Mend(with_gaps, {"CCONJ", "cc"}),
        Mend(with_requests, telling.requested | telling.requests | telling.due | labelled({"prep"}, {"TO", "RP"})),
        Mend(with_said_of, telling.tellers, RELATIVE, force.plain_harm | force.leaving),
        Mend(with_harm_behind, force.plain_harm, labelled({"advcl", "acl"}, {"VBG"})),
        Mend(with_undergone_harm, force.undergone | force.always_to_others, undergone),
        Mend(with_participles, labelled({"advcl", "acl"}, {"VBG", "VBN", "VBD"}), {",", "acl VBG"}),
        Mend(with_captives, {"agent", "auxpass"}, force.done_to_captives, labelled(LOOSELY, {"VBN", "VBD"})),
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
