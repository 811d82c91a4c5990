"""How surely a place that a sentence names is where something happened, by the words that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.apposed import is_bare_object, is_told_place
from coder.attributes.lying import is_far
from coder.attributes.name_words import load_name_words
from coder.attributes.place_kinds import kind_above
from coder.attributes.place_names import Mention
from coder.attributes.place_people import (
    act_there,
    are_at_home,
    at_home,
    is_hurt,
)
from coder.attributes.place_phrases import NO_LOCATION, is_country, is_reached, is_sickbed, is_subject, phrase_rank
from coder.attributes.place_words import load_place_words
from coder.attributes.stricken import is_stricken
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence, Token
from coder.text.function_words import DURING, HERE, THERE

# How a name hangs on the noun that it stands before.
MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})

ACROSS = frozenset({"in", "across", "inside"})


def rank_of(sentence: Sentence, clauses: Sequence[Clause], m: Mention) -> tuple[int, int]:
    """How surely a named place is where a clause happened, and the token through which it hangs on that clause.

    0 a place phrase of the predicate, 1 one of another noun, 2 what is raided or visited, 3 a building's place,
    4 a place phrase of the subject, 5 what any other verb is done to, 6 from where something is fired; 9 no location.
    """
    tokens = sentence.tokens
    if _is_end_of_pair(sentence, m):
        return NO_LOCATION, m.head
    head = m.head
    while (kind := kind_above(sentence, head)) is not None and kind != head:
        head = kind
    token = tokens[head]
    if head != m.head and token.lemma in load_name_words().edges and token.dep == "pobj" and is_country(m):
        preposition = tokens[token.head].lemma
        if preposition not in ACROSS and tokens[m.head].dep in MODIFYING:
            return NO_LOCATION, head  # *was killed on the US border*, on whichever side of it
    for _ in range(4):
        is_behind = token.dep == "npadvmod" and tokens[token.i - 1].text == ","  # *at Congress House, Abuja*
        if not is_behind and token.dep not in {"conj", "appos"} or tokens[token.head].pos not in {"PROPN", "NOUN"}:
            break
        token = tokens[token.head]
    above = tokens[token.head]
    if token.dep == "pobj":
        if at_home(sentence, token, above):
            return 4, head
        if _is_all_the_while(sentence, tokens[above.head]):
            return NO_LOCATION, head
        return phrase_rank(sentence, clauses, m, token, above), head
    # *raided Gouma village*, *raided Gouma, a village*, but not *surrounded the Capitol*
    is_told = head != m.head or not m.rows and is_told_place(sentence, m.last)
    is_known = bool(m.rows) or is_told or is_bare_object(sentence, m.first, m.head, load_place_words().reached)
    if token.dep == "dobj" and above.lemma in load_place_words().setting_out and _is_for_other(sentence, above):
        return NO_LOCATION, head
    done_to = token.dep in {"dobj", "nsubjpass"} and is_known
    if done_to and (is_reached(above, m) or _is_gripped(sentence, above, clauses)):
        return 2, head
    if not is_country(m) and is_stricken(sentence, clauses, token):
        return 2, head
    if token.dep in {"dobj", "nsubjpass"} and above.pos == "VERB" and _is_hit(m, above, is_told):
        return 5, head
    if token.dep == "nsubj" and (_is_goal(sentence, m, above) or _is_told_so(sentence, m, above)):
        return 4, head
    if token.dep == "advmod" and token.lemma in {HERE, THERE}:  # *a barracks here*, *officials here said*
        is_of_thing = token.lemma == THERE and above.pos == "NOUN"  # *complaints there*
        return (4 if is_subject(sentence, above) else int(is_of_thing)), head
    if token.dep in {"advmod", "npadvmod"} and token.lemma.lower() in load_name_words().compass:
        return NO_LOCATION if is_far(sentence, token) else 1, head
    if (owned := _owned(tokens, token)) is not None:
        return phrase_rank(sentence, clauses, m, owned, tokens[owned.head]), owned.i
    if token.dep in MODIFYING:
        return _modifier_rank(sentence, clauses, m, token, above), head
    return NO_LOCATION, head


def _owned(tokens: Sequence[Token], owner: Token) -> Token | None:
    """What is named after its place in a phrase: *in Baghdad's [Green Zone]*, *in Homs's People's [Square]*."""
    above = tokens[owner.head]
    while owner.dep == above.dep == "poss" and above.head > above.i:
        above = tokens[above.head]
    return above if owner.dep == "poss" and above.dep == "pobj" and above.pos == "PROPN" else None


def _is_all_the_while(sentence: Sentence, time: Token) -> bool:
    """Whether a place hangs on the time that something lasted there: *after [months] of unrest on Malaita*."""
    is_long = time.lemma in load_place_words().long
    return is_long and any(sentence.tokens[c].lemma == "of" for c in sentence.children[time.i])


def _is_end_of_pair(sentence: Sentence, m: Mention) -> bool:
    """Whether a place is one end of a border or road: *near the Iran-Iraq border*, *blocked the Homs-Hama road*."""
    tokens = sentence.tokens
    joints = {i for i in (m.first - 1, m.last + 1) if 0 < i < len(tokens) - 1 and tokens[i].text in {"-", "–"}}
    beyond = (tokens[i - 1] if i < m.first else tokens[i + 1] for i in joints)
    return any(t.pos == "PROPN" and t.text[:1].isupper() for t in beyond) and tokens[m.head].dep in MODIFYING


def _modifier_rank(sentence: Sentence, clauses: Sequence[Clause], m: Mention, token: Token, above: Token) -> int:
    """The rank of a place that stands before a noun: *the Aleppo airport*, *a Homs court*, *Syria's battlefields*."""
    words, is_state = load_name_words(), is_country(m)
    if not is_state and _is_in_front(sentence, m, above):
        return 0
    while above.dep == "compound" and above.head > above.i:  # *Homs University College*, *Homs customs officials*
        above = sentence.tokens[above.head]
    verb = sentence.tokens[above.head]
    if token.dep == "poss":
        reached = above.dep in {"dobj", "nsubjpass"} and verb.lemma in load_place_words().reached
        is_way = (
            above.dep in {"pobj", "dobj"} and above.lemma.lower() in words.roads
        )  # *marched down Homs's main avenue*
        if not is_state and (is_way or _stands_there(above, verb)):  # *at Homs's central station*
            return 3
        if is_state and above.tag == "NNS" and above.lemma in words.public and _stands_there(above, verb):
            return 1  # *at Chad's state hospitals*
        return 2 if reached and above.lemma.lower() in words.kinds else 9
    if token.dep != "amod" and not is_state and act_there(m, above, verb):
        return 4
    if token.dep == "compound" and not is_state and (are_at_home(sentence, above) or is_hurt(above, verb)):
        return 4
    if not m.rows and above.dep == "pobj" and above.lemma in words.landmarks:  # *to the Gouma airstrip*
        return min(3, phrase_rank(sentence, clauses, m, above, verb))
    if (rank := _building_rank(sentence, m, above)) is not None:
        return rank
    if is_state and token.dep == "compound" and above.lemma in load_occasion_words().country_scenes:
        return 3  # *the Mali blast*
    if is_state or not m.rows:
        return NO_LOCATION
    if above.dep in {"dobj", "nsubjpass"} and above.pos == "NOUN" and verb.lemma in load_place_words().wrecking:
        return 3  # *burnt down a Homs bank*
    if above.lemma.lower() in load_place_words().papers | load_place_words().plans:  # *quit the Minsk agreements*
        return NO_LOCATION
    if above.lemma in load_place_words().incidents and verb.text.lower() in DURING:
        return 3  # *broke the truce during the Homs incident*
    if any(above.i == c.predicate and c.kind == "noun" for c in clauses):
        return 3
    return 3 if _stands_there(above, verb) else 9


def _building_rank(sentence: Sentence, m: Mention, building: Token) -> int | None:
    """The rank of a place that stands before a building or ground: *the Aleppo airport*; None before anything else.

    A hospital where the hurt lie, *the Texas House* and *the US embassy* are no places of what was done.
    """
    words = load_name_words()
    if is_sickbed(sentence, building) or building.text in words.chambers:
        return NO_LOCATION
    is_building = building.lemma.lower() in words.public | words.landmarks
    if not is_building or building.dep not in {"pobj", "dobj", "nsubjpass", "conj"}:
        return None
    return NO_LOCATION if is_country(m) and not any(r[8] for r, _ in m.rows) else 3


def _is_in_front(sentence: Sentence, m: Mention, people: Token) -> bool:
    """Whether a place stands behind an *in* at the head of its sentence and before those who act in it: *In [Homs]
    students marched*, for which the parser has one phrase.
    """
    tokens = sentence.tokens
    first = _begins(sentence, m)
    if m.first == 0 or m.last + 1 != people.i or tokens[first].text not in {"In", "At"}:
        return False
    before = tokens[:first]
    is_first = not before or before[-1].pos == "PUNCT" or all(t.pos in {"CCONJ", "ADV", "PUNCT"} for t in before)
    is_taken = people.dep == "pobj" and people.head == m.first - 1 and _has_no_subject(tokens, people, tokens[first])
    return is_first and people.tag == "NNS" and (people.dep == "nsubj" or is_taken)


def _begins(sentence: Sentence, m: Mention) -> int:
    """The preposition before a place, or before the kind of place that it is said to be: *[In] the port of Homs …*."""
    tokens = sentence.tokens
    first = tokens[max(0, m.first - 1)]
    kind = tokens[first.head]
    is_kind = first.text == "of" and kind.dep == "pobj" and kind.lemma.lower() in load_name_words().kinds
    return kind.head if is_kind else first.i


def _has_no_subject(tokens: Sequence[Token], people: Token, preposition: Token) -> bool:
    """Whether the verb that a phrase stands right before lacks who acts."""
    verb = tokens[preposition.head]
    return (
        verb.pos == "VERB"
        and verb.i > people.i
        and not any(t.dep in {"nsubj", "nsubjpass"} and t.head == verb.i for t in tokens)
    )


def _stands_there(thing: Token, preposition: Token) -> bool:
    """Whether a thing that a place stands before is where something happens: *near the Homs border fence*."""
    if thing.pos != "NOUN" or thing.dep != "pobj" or thing.text[:1].isupper():
        return False
    is_deed = thing.lemma in load_place_words().abstract | load_place_words().plans | load_place_words().papers
    return preposition.text.lower() in load_name_words().inside | {"into"} and not is_deed


def _is_told_so(sentence: Sentence, m: Mention, verb: Token) -> bool:
    """Whether a place is said to be how what is told behind has left it: *Homs is tense after two were shot*."""
    tokens = sentence.tokens
    if verb.lemma != "be" or not m.rows or any(r[7] == "country" or r[8] for r, _ in m.rows):
        return False
    below = {tokens[c].dep for c in sentence.children[verb.i]}
    return "advcl" in below and not {"acomp", "prep"}.isdisjoint(below)


def _is_goal(sentence: Sentence, m: Mention, verb: Token) -> bool:
    """Whether the parser takes where somebody sets out for as who does what he goes for: *left for [Homs] to try*."""
    before = sentence.tokens[m.first - 1] if m.first else verb
    is_for = before.lemma == "for" and before.head == verb.i
    return is_for and sentence.tokens[verb.head].lemma in load_place_words().setting_out


def _is_for_other(sentence: Sentence, verb: Token) -> bool:
    """Whether somebody sets out for another place: *left Homs [for Sudan]*, but not *left Homs for good*."""
    tokens = sentence.tokens
    after = (tokens[b] for c in sentence.children[verb.i] if tokens[c].lemma == "for" for b in sentence.children[c])
    return any(t.dep == "pobj" and t.pos == "PROPN" for t in after)


def _is_gripped(sentence: Sentence, verb: Token, clauses: Sequence[Clause]) -> bool:
    """Whether what happens takes hold of the place where it does: *a strike paralysed Lyon*, but not *a film did*."""
    tokens, did = sentence.tokens, {h for c in clauses if c.predicate == verb.i for h in c.heads("subject")}
    told = {c.predicate for c in clauses if c.kind == "noun" and verb.lemma in load_place_words().gripped}
    return not did.isdisjoint(told | {tokens[of.head].head for i in told if (of := tokens[i]).dep == "pobj"})


def _is_hit(m: Mention, verb: Token, has_kind: bool) -> bool:
    """Whether force hits a place: *shot up Gouma village*, *has been attacking Iraq*; words may attack a country."""
    return verb.lemma in load_place_words().reached if is_country(m) else has_kind
