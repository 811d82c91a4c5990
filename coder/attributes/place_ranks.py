"""How surely a place that a sentence names is where something happened, by the words that it hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.apposed import is_bare_object, is_told_place
from coder.attributes.lying import is_far
from coder.attributes.name_words import load_name_words
from coder.attributes.place_names import Mention, kind_above
from coder.attributes.place_people import (
    act_there,
    are_at_home,
    at_home,
    is_faced_elsewhere,
    is_hearer,
    is_hurt,
    is_of_the_past,
    is_posted,
)
from coder.attributes.place_words import load_place_words
from coder.attributes.stricken import is_stricken
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence, Token
from coder.text.function_words import DURING

# How a name hangs on the noun that it stands before.
MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})

ACROSS = frozenset({"in", "across", "inside"})
NO_LOCATION = 9  # the rank of what only says whose or what something is


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
    if head != m.head and token.lemma in load_name_words().edges and token.dep == "pobj" and _is_country(m):
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
        return _phrase_rank(sentence, clauses, m, token, above), head
    # *raided Gouma village*, *raided Gouma, a village*, but not *surrounded the Capitol*
    is_told = head != m.head or not m.rows and is_told_place(sentence, m.last)
    is_known = bool(m.rows) or is_told or is_bare_object(sentence, m.first, m.head, load_place_words().reached)
    if token.dep == "dobj" and above.lemma in load_place_words().setting_out and _is_for_other(sentence, above):
        return NO_LOCATION, head
    done_to = token.dep in {"dobj", "nsubjpass"} and is_known
    if done_to and (_is_reached(above, m) or _is_gripped(sentence, above, clauses)):
        return 2, head
    if not _is_country(m) and is_stricken(sentence, clauses, token):
        return 2, head
    if token.dep in {"dobj", "nsubjpass"} and above.pos == "VERB" and _is_hit(m, above, is_told):
        return 5, head
    if token.dep == "nsubj" and _is_told_so(sentence, m, above):
        return 4, head
    if token.dep == "advmod" and token.lemma == "here":  # *a barracks here*, *officials here said*
        return (4 if _is_subject(sentence, above) else 0), head
    if token.dep in {"advmod", "npadvmod"} and token.lemma.lower() in load_name_words().compass:
        return NO_LOCATION if is_far(sentence, token) else 1, head
    if token.dep == "poss" and above.dep == "pobj" and above.pos == "PROPN":  # *in Baghdad's Green Zone*
        return _phrase_rank(sentence, clauses, m, above, tokens[above.head]), above.i
    if token.dep in MODIFYING:
        return _modifier_rank(sentence, clauses, m, token, above), head
    return NO_LOCATION, head


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
    words, is_country = load_name_words(), _is_country(m)
    if not is_country and _is_in_front(sentence, m, above):
        return 0
    while above.dep == "compound" and above.head > above.i:  # *Homs University College*, *Homs customs officials*
        above = sentence.tokens[above.head]
    verb = sentence.tokens[above.head]
    if token.dep == "poss":
        reached = above.dep in {"dobj", "nsubjpass"} and verb.lemma in load_place_words().reached
        is_way = (
            above.dep in {"pobj", "dobj"} and above.lemma.lower() in words.roads
        )  # *marched down Homs's main avenue*
        if not is_country and (is_way or _stands_there(above, verb)):  # *at Homs's central station*
            return 3
        if is_country and above.tag == "NNS" and above.lemma in words.public and _stands_there(above, verb):
            return 1  # *at Chad's state hospitals*
        return 2 if reached and above.lemma.lower() in words.kinds else 9
    if token.dep != "amod" and not is_country and act_there(m, above, verb):
        return 4
    if token.dep == "compound" and not is_country and (are_at_home(sentence, above) or is_hurt(above, verb)):
        return 4
    if above.lemma.lower() in words.public and above.dep in {"pobj", "dobj", "nsubjpass", "conj"}:
        return NO_LOCATION if is_country and not any(r[8] for r, _ in m.rows) else 3  # not *the US embassy*
    if is_country and token.dep == "compound" and above.lemma in load_occasion_words().country_scenes:
        return 3  # *the Mali blast*
    if is_country or not m.rows:
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


def _is_in_front(sentence: Sentence, m: Mention, people: Token) -> bool:
    """Whether a place stands behind an *in* at the head of its sentence and before those who act in it: *In [Homs]
    students marched*, for which the parser has one phrase.
    """
    tokens = sentence.tokens
    if m.first == 0 or m.last + 1 != people.i or tokens[m.first - 1].text not in {"In", "At"}:
        return False
    before = tokens[: m.first - 1]
    is_first = not before or before[-1].pos == "PUNCT" or all(t.pos in {"CCONJ", "ADV", "PUNCT"} for t in before)
    is_taken = people.dep == "pobj" and people.head == m.first - 1 and _has_no_subject(tokens, people)
    return is_first and people.tag == "NNS" and (people.dep == "nsubj" or is_taken)


def _has_no_subject(tokens: Sequence[Token], people: Token) -> bool:
    """Whether the verb that a phrase stands right before lacks who acts."""
    verb = tokens[tokens[people.head].head]
    return (
        verb.pos == "VERB"
        and verb.i > people.i
        and not any(t.dep in {"nsubj", "nsubjpass"} and t.head == verb.i for t in tokens)
    )


def _is_country(m: Mention) -> bool:
    """Whether a name is a country's, and not also that of its town: *Singapore*."""
    states = {r[1] for r, _ in m.rows if r[7] == "country"}
    return bool(states) and not any(r[7] == "city" and r[1] in states and main for r, main in m.rows)


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


def _is_for_other(sentence: Sentence, verb: Token) -> bool:
    """Whether somebody sets out for another place: *left Homs [for Sudan]*, but not *left Homs for good*."""
    tokens = sentence.tokens
    after = (tokens[b] for c in sentence.children[verb.i] if tokens[c].lemma == "for" for b in sentence.children[c])
    return any(t.dep == "pobj" and t.pos == "PROPN" for t in after)


def _is_reached(verb: Token, m: Mention) -> bool:
    if verb.lemma not in load_place_words().reached:
        return False
    return verb.lemma in load_place_words().visited or not _is_country(m)


def _is_gripped(sentence: Sentence, verb: Token, clauses: Sequence[Clause]) -> bool:
    """Whether what happens takes hold of the place where it does: *a strike paralysed Lyon*, but not *a film did*."""
    tokens, did = sentence.tokens, {h for c in clauses if c.predicate == verb.i for h in c.heads("subject")}
    told = {c.predicate for c in clauses if c.kind == "noun" and verb.lemma in load_place_words().gripped}
    return not did.isdisjoint(told | {tokens[of.head].head for i in told if (of := tokens[i]).dep == "pobj"})


def _is_hit(m: Mention, verb: Token, has_kind: bool) -> bool:
    """Whether force hits a place: *shot up Gouma village*, *has been attacking Iraq*; words may attack a country."""
    return verb.lemma in load_place_words().reached if _is_country(m) else has_kind


def _is_object_of(sentence: Sentence, noun: Token, m: Mention, verbs: frozenset[str]) -> bool:
    """Whether a noun is what one of the verbs is done to, in a place smaller than a country."""
    verb = sentence.tokens[noun.head]
    return noun.dep in {"dobj", "nsubjpass"} and verb.lemma in verbs and _is_reached(verb, m)


def _carrier(sentence: Sentence, noun: Token, word: str) -> Token:
    """The word that moves a noun, which the parser hangs the way on: *evacuated [staff] from Homs*.

    So does the noun of what somebody does: *a visit by [the premier] to Homs*.
    """
    verb = sentence.tokens[noun.head]
    if noun.dep == "pobj" and verb.lemma == "by" and sentence.tokens[verb.head].pos == "NOUN" and word != "of":
        return sentence.tokens[verb.head]
    moves = verb.lemma in load_place_words().arriving | load_place_words().leaving
    return verb if noun.dep in {"dobj", "nsubjpass"} and noun.pos != "VERB" and moves else noun


def _phrase_rank(sentence: Sentence, clauses: Sequence[Clause], m: Mention, token: Token, preposition: Token) -> int:
    tokens = sentence.tokens
    word, at = preposition.text.lower(), preposition
    while tokens[at.head].pos == "ADP" and at.head != at.i:
        at = tokens[at.head]
    above = tokens[at.head]
    if word == "from" and above.pos == "ADV" and above.dep == "advmod":
        above = tokens[above.head]  # *turned a boat away from the Sava*
    if word == "of" and at.lemma == "out":
        word = "out"
    elif word == "of" and above.lemma.lower() in load_name_words().compass:
        return 1
    if word == "to" and token.lemma.lower() in load_name_words().compass and not _is_country(m):
        return 9 if is_far(sentence, preposition) else 1  # *shelled positions to the west of Homs*
    is_part = token.lemma.lower() in load_name_words().kinds
    is_in = (
        word in load_place_words().locative
        or is_part
        and (
            word == "on"
            or word in {"under", "beneath"}
            and token.lemma.lower() in load_name_words().settled
            or word in {"to", "onto", "into"}
            and token.lemma == "street"
        )
    )  # *on the outskirts of Homs*, *under Kamber district*, *took to the streets of Homs*
    if (beside := _rank_beside(sentence, m, word, above)) is not None:
        return beside
    if not is_in and word == "of" and _is_object_of(sentence, above, m, load_place_words().reached):
        return 2  # *toured the wreckage of Homs*
    if word == "from" and preposition.i == 0 and above.lemma not in load_place_words().arriving and above.pos == "VERB":
        return 0  # *From Homs, the premier condemned it*
    if word == "from" and above.lemma in load_place_words().firing and not _is_country(m):
        return 6
    if not is_in and not _is_led_there(sentence, word, above):
        return NO_LOCATION
    event = any(c.predicate == above.i for c in clauses)
    noun = tokens[preposition.i - 1] if not event or above.i != preposition.i - 1 else None
    if word in {"in", "over"} and noun is not None and (_is_abstract(noun, above) or not event and _is_abstract(above)):
        return NO_LOCATION
    is_kept = word == "in" and noun is not None and is_posted(sentence, noun) or is_of_the_past(sentence, above)
    if not event and (is_kept or word in {"in", "at"} and is_faced_elsewhere(sentence, above)):
        return NO_LOCATION
    if above.pos in {"NOUN", "PROPN", "NUM", "PRON"} and not event:
        venue = (
            above.dep == "pobj"
            and tokens[above.head].text.lower() in load_place_words().locative
            and tokens[tokens[above.head].head].pos == "VERB"
        )
        return 4 if _is_subject(sentence, above) else 0 if venue or is_hearer(sentence, above) else 1
    return 0 if is_in else 2


def _rank_beside(sentence: Sentence, m: Mention, word: str, above: Token) -> int | None:
    """The rank of a place behind words that put something in it or by it: *in the court of Homs*; None for none."""
    tokens = sentence.tokens
    if word == "of" and above.lemma.lower() in load_name_words().public and _is_venue(tokens, above):
        return 3  # *in the High Court of Riyadh*
    if word == "of" and not _is_country(m) and _is_wrecked(sentence, above):
        return 3  # *torched the offices of the Homs council*
    if word == "of" and _is_rim(tokens, above):
        return 1  # *on the banks of the Sava river*
    if word == "to" and above.lemma in load_name_words().close and not _is_country(m):
        return 1  # *close to Homs*
    if word == "between" and not _is_country(m) and _is_line(above):
        return 3
    return None


def _is_abstract(noun: Token, above: Token | None = None) -> bool:
    """Whether an *in* behind a noun says what that is about: *interest in Iran*.

    Of people with a subject only where the parser hangs it on them, which `above` tells: *met an expert in Rome*.
    """
    words = load_place_words()
    return noun.lemma in words.abstract or noun.lemma in words.versed and (above is None or above.i == noun.i)


def _is_wrecked(sentence: Sentence, building: Token) -> bool:
    """Whether a building is destroyed or stormed, which stands where it is of."""
    is_building = building.dep in {"dobj", "nsubjpass"} and building.lemma.lower() in load_name_words().public
    return is_building and sentence.tokens[building.head].lemma in load_place_words().wrecking


def _is_venue(tokens: Sequence[Token], building: Token) -> bool:
    """Whether a building stands in a place phrase, or something of it does: *in a room of [the court]*."""
    for _ in range(3):
        preposition = tokens[building.head]
        if building.dep != "pobj":
            return False
        if preposition.text.lower() in load_name_words().inside:
            return True
        building = tokens[preposition.head]
    return False


def _is_rim(tokens: Sequence[Token], noun: Token) -> bool:
    """Whether something happens on the edge of a place: *on the [banks] of*, *in the [foothills] of*."""
    preposition = tokens[noun.head]
    is_inside = preposition.text.lower() in load_name_words().inside | {"on"}
    return noun.dep == "pobj" and is_inside and noun.lemma.lower() in load_name_words().rims


def _is_line(above: Token) -> bool:
    """Whether a line or a deed is between two places: *the fence between A and B*, *fired between A and B*."""
    words = load_place_words()
    return above.lemma in words.lines or above.lemma in words.ways or above.lemma in words.on_the_spot


def _is_led_there(sentence: Sentence, word: str, above: Token) -> bool:
    """Whether what a phrase hangs on leads to its place, or what moves that: *evacuated [staff] from Homs*."""
    return _leads_there(sentence, word, above) or _leads_there(sentence, word, _carrier(sentence, above, word))


def _leads_there(sentence: Sentence, word: str, above: Token) -> bool:
    if word in {"to", "from"} and above.lemma in load_place_words().ways and above.dep == "pobj":
        return True  # *on the road to Homs*
    if word in {"toward", "towards"} and above.lemma in load_place_words().at_home:
        return False  # *began a march towards Homs*
    if word in {"to", "into", "toward", "towards"}:
        return (
            above.lemma in load_place_words().arriving or word == "into" or above.lemma in load_place_words().struck_to
        )
    if word == "for":
        return above.lemma in load_place_words().setting_out
    if word in {"from", "out"}:
        words = load_place_words()
        return (
            above.lemma in words.leaving | words.taking
            or word == "out"
            and above.lemma in words.arriving | words.let_go
        )
    if word in {"on", "against", "of", "upon"}:
        nouns = {
            above.lemma,
            *(
                sentence.tokens[c].lemma
                for c in sentence.children[above.i]
                if sentence.tokens[c].dep in {"dobj", "nsubjpass"} and word == "on"
            ),
        }
        return bool(nouns & load_place_words().striking) or above.lemma in load_place_words().taken
    return False


def _is_subject(sentence: Sentence, noun: Token) -> bool:
    for _ in range(5):
        if noun.dep in {"nsubj"}:
            return True
        above = sentence.tokens[noun.head]
        if above.pos not in {"NOUN", "PROPN", "ADP"} or above.i == noun.i:
            return False
        noun = above
    return False
