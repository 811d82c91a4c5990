"""How surely a place behind a preposition is where something happened: *in Homs*, *on the road to Homs*."""

from __future__ import annotations

from collections.abc import Sequence

from coder.attributes.lying import is_far
from coder.attributes.name_words import load_name_words
from coder.attributes.place_kinds import is_weekday
from coder.attributes.place_names import Mention
from coder.attributes.place_people import is_faced_elsewhere, is_hearer, is_of_the_past, is_posted
from coder.attributes.place_words import load_place_words
from coder.clauses.occasion import load_occasion_words
from coder.records import Clause, Sentence, Token

NO_LOCATION = 9  # the rank of what only says whose or what something is


def phrase_rank(sentence: Sentence, clauses: Sequence[Clause], m: Mention, token: Token, preposition: Token) -> int:
    tokens = sentence.tokens
    word = preposition.text.lower()
    at, above = _above(sentence, preposition)
    if word == "of" and at.lemma == "out":
        word = "out"
    elif word == "of" and above.lemma.lower() in load_name_words().compass:
        return 1
    if word == "to" and token.lemma.lower() in load_name_words().compass and not is_country(m):
        return 9 if is_far(sentence, preposition) else 1  # *shelled positions to the west of Homs*
    is_in = word in load_place_words().locative or _is_in_part(word, token)
    if (beside := _rank_beside(sentence, m, token, preposition, above)) is not None:
        return beside
    if not is_in and word == "of" and _is_object_of(sentence, above, m, load_place_words().reached):
        return 2  # *toured the wreckage of Homs*
    if word == "from" and preposition.i == 0 and above.lemma not in load_place_words().arriving and above.pos == "VERB":
        return 0  # *From Homs, the premier condemned it*
    if word == "from" and _is_spoken(sentence, above):
        return 0
    if word == "from" and above.lemma in load_place_words().firing and not is_country(m):
        return 6
    if not is_in and not _is_led_there(sentence, preposition, word, above):
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
            or above.dep == "pobj"
            and tokens[above.head].lemma == "from"
            and _is_spoken(sentence, tokens[tokens[above.head].head])
        )
        by = tokens[above.head]
        is_doer = is_subject(sentence, above) or above.dep == "pobj" and by.dep == "agent"
        return 4 if is_doer else 0 if venue or is_hearer(sentence, above) else 1
    return 0 if is_in else 2


def _is_spoken(sentence: Sentence, above: Token) -> bool:
    """Whether a *from* says where somebody speaks: *speaking by telephone from Homs*, *who from Homs accused*."""
    tokens, words = sentence.tokens, load_place_words()
    if above.lemma in words.lines_of_speech and tokens[above.head].pos == "ADP":
        above = tokens[tokens[above.head].head]
    if above.tag == "WP" and above.dep == "nsubj":
        return tokens[above.head].lemma in load_occasion_words().reporting
    return above.lemma in words.speaking and above.pos == "VERB"


def _above(sentence: Sentence, preposition: Token) -> tuple[Token, Token]:
    """The first of the prepositions that a phrase begins with, and the word that it hangs on."""
    tokens, at = sentence.tokens, preposition
    while tokens[at.head].pos == "ADP" and at.head != at.i:
        at = tokens[at.head]
    above, word = tokens[at.head], preposition.text.lower()
    if word == "from" and above.pos == "ADV" and above.dep == "advmod":
        above = tokens[above.head]  # *turned a boat away from the Sava*
    if word == "of" and above.i and is_weekday(above):
        above = tokens[above.i - 1]  # *took [control] Monday of Homs*
    return at, above


def _is_in_part(word: str, part: Token) -> bool:
    """Whether something is in what is said to be a part of a place, or a kind of one.

    *on the outskirts of Homs*, *under Kamber district*, *took to the streets of Homs*.
    """
    words, lemma = load_name_words(), part.lemma.lower()
    if lemma not in words.kinds:
        return False
    is_under = word in {"under", "beneath"} and lemma in words.settled
    return word == "on" or is_under or word in {"to", "onto", "into"} and part.lemma == "street"


def _rank_beside(sentence: Sentence, m: Mention, token: Token, preposition: Token, above: Token) -> int | None:
    """The rank of a place behind words that put something in it or by it: *in the court of Homs*; None for none."""
    tokens, word = sentence.tokens, preposition.text.lower()
    is_measured = word == "from" and tokens[preposition.i - 1].lemma.lower() in load_place_words().lengths
    if is_measured or is_sickbed(sentence, above):  # *a hamlet two kilometres from the scene*
        return NO_LOCATION
    if word == "on" and _is_island(sentence, m, preposition):
        return 1
    is_goal = word in {"to", "toward", "towards"} and token.i != m.head
    led = is_goal and _is_led_there(sentence, preposition, word, above)
    if is_goal and token.lemma.lower() in load_name_words().public and not led:
        return 3  # *marched towards Homs's City Hall*
    if word == "of" and above.lemma.lower() in load_name_words().public and _is_venue(tokens, above):
        return 3  # *in the High Court of Riyadh*
    if (
        word == "of"
        and not is_country(m)
        and (_is_wrecked(sentence, above) or _is_of_airport(sentence, m, token, above))
    ):
        return 3  # *torched the offices of the Homs council*
    if word == "of" and _is_rim(tokens, above):
        return 1  # *on the banks of the Sava river*
    if word == "to" and above.lemma in load_name_words().close and not is_country(m):
        return 1  # *close to Homs*
    if word == "between" and not is_country(m) and _is_line(sentence, above):
        return 3
    return None


def _is_island(sentence: Sentence, m: Mention, on: Token) -> bool:
    """Whether what something happens on can only be an island: *On Lesbos, …*, *on neighbouring Lesbos*."""
    tokens = sentence.tokens
    between = tokens[on.i + 1 : m.first]
    if is_country(m) or m.last + 1 >= len(tokens):
        return False
    is_beside = len(between) == 1 and between[0].text in load_name_words().others
    return is_beside or not between and on.text == "On" and tokens[m.last + 1].text == ","


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


def _is_of_airport(sentence: Sentence, m: Mention, token: Token, part: Token) -> bool:
    """Whether something is done to a part of an airport or post that is named after its place: *the runways of Homs
    airport*.
    """
    is_done = part.dep in {"dobj", "nsubjpass"} and sentence.tokens[part.head].pos == "VERB"
    is_said = sentence.tokens[part.head].lemma in load_occasion_words().reporting
    return is_done and not is_said and token.i != m.head and token.lemma in load_name_words().landmarks


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


def _is_line(sentence: Sentence, above: Token) -> bool:
    """Whether a line or a deed is between two places: *the fence between A and B*, *fired between A and B*.

    So is what is hit: *bombed a convoy between A and B*.
    """
    words = load_place_words()
    if above.dep in {"dobj", "nsubjpass"} and sentence.tokens[above.head].lemma in words.reached | words.wrecking:
        return True
    return above.lemma in words.lines or above.lemma in words.ways or above.lemma in words.on_the_spot


def _is_led_there(sentence: Sentence, preposition: Token, word: str, above: Token) -> bool:
    """Whether what a phrase hangs on leads to its place, or what moves that: *evacuated [staff] from Homs*.

    So does the way right before it, whatever the parser hangs it on: *killed ten on the [road] to Homs*.
    """
    if _leads_there(sentence, word, above) or _leads_there(sentence, word, _carrier(sentence, above, word)):
        return True
    way = sentence.tokens[preposition.i - 1] if preposition.i else above
    if above.dep == "acl" and above.lemma in load_place_words().leading:
        way = sentence.tokens[above.head]  # *a post on the [road] leading to Homs*
    return word in {"to", "from"} and way.lemma in load_place_words().ways and way.dep == "pobj"


def _leads_there(sentence: Sentence, word: str, above: Token) -> bool:
    if word in {"to", "from"} and above.lemma in load_place_words().ways and above.dep == "pobj":
        return True  # *on the road to Homs*
    if word in {"toward", "towards"} and above.lemma in load_place_words().at_home:
        return False  # *began a march towards Homs*
    if word in {"to", "into", "toward", "towards"}:
        words = load_place_words()
        below = (sentence.tokens[c] for c in sentence.children[above.i])
        done = {above.lemma, *(t.lemma for t in below if t.dep == "dobj")}  # *set [fire] to Gouma*
        return above.lemma in words.arriving or word == "into" or not words.struck_to.isdisjoint(done)
    if word == "for":
        return above.lemma in load_place_words().setting_out | load_place_words().contested
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


def _carrier(sentence: Sentence, noun: Token, word: str) -> Token:
    """The word that moves a noun, which the parser hangs the way on: *evacuated [staff] from Homs*.

    So does the noun of what somebody does: *a visit by [the premier] to Homs*.
    """
    verb = sentence.tokens[noun.head]
    if noun.dep == "pobj" and verb.lemma == "by" and sentence.tokens[verb.head].pos == "NOUN" and word != "of":
        return sentence.tokens[verb.head]
    moves = verb.lemma in load_place_words().arriving | load_place_words().leaving
    return verb if noun.dep in {"dobj", "nsubjpass"} and noun.pos != "VERB" and moves else noun


def is_sickbed(sentence: Sentence, above: Token) -> bool:
    """Whether the hurt or dead were brought to what is told of: *two were taken [to hospital] in Homs*."""
    tokens, words = sentence.tokens, load_place_words()
    if above.lemma in words.nursing:  # what else hangs on the verb
        below = (b for c in sentence.children[above.i] if tokens[c].dep == "prep" for b in sentence.children[c])
        return any(tokens[b].lemma in words.sickbeds for b in below)
    verb = tokens[tokens[above.head].head]
    is_bed = above.lemma in words.sickbeds and above.dep == "pobj"
    return is_bed and verb.lemma in words.nursing | words.hurt_state


def _is_object_of(sentence: Sentence, noun: Token, m: Mention, verbs: frozenset[str]) -> bool:
    """Whether a noun is what one of the verbs is done to, in a place smaller than a country."""
    verb = sentence.tokens[noun.head]
    return noun.dep in {"dobj", "nsubjpass"} and verb.lemma in verbs and is_reached(verb, m)


def is_reached(verb: Token, m: Mention) -> bool:
    if verb.lemma not in load_place_words().reached:
        return False
    return verb.lemma in load_place_words().visited or not is_country(m)


def is_country(m: Mention) -> bool:
    """Whether a name is a country's, and not also that of its town: *Singapore*."""
    states = {r[1] for r, _ in m.rows if r[7] == "country"}
    return bool(states) and not any(r[7] == "city" and r[1] in states and main for r, main in m.rows)


def is_subject(sentence: Sentence, noun: Token) -> bool:
    for _ in range(5):
        if noun.dep in {"nsubj"}:
            return True
        above = sentence.tokens[noun.head]
        if above.pos not in {"NOUN", "PROPN", "ADP"} or above.i == noun.i:
            return False
        noun = above
    return False
