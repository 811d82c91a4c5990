"""What people were doing, and where, when something was done to them: *workers marching in Lagos were arrested*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.attributes.place_words import load_place_words
from coder.records import Clause, Sentence

# How somebody is met by what is done: *a column of [men]*, *fired at [men]*, *fought with [men]*.
MEETING = frozenset({"of", "at", "with", "against", "on"})


def nouns_of(clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The event nouns of a clause."""
    yield from (j for j, c in enumerate(clauses) if c.kind == "noun" and c.governor == k)


def engaged_in(sentence: Sentence, clauses: Sequence[Clause], k: int, on_the_spot: bool) -> Iterator[int]:
    """What people were doing to whom something was done, and where: *workers [marching] in Lagos were arrested*.

    So *shelled troops [deployed] in Homs*, *rebels [holding] Homs gave up*, *fought men who had [slipped] into Homs*.
    What is done is done `on_the_spot` by its code or its verb.
    """
    tokens, words = sentence.tokens, load_place_words()
    is_done = on_the_spot or clauses[k].lemma in words.on_the_spot | words.reached
    people = set(clauses[k].heads("subject" if clauses[k].passive else "object") if is_done else ())
    doers = frozenset(clauses[k].heads("subject"))
    for n, clause in enumerate(clauses):
        token = tokens[clause.predicate]
        is_there = token.tag == "VBG" or clause.lemma in words.stationed
        is_kept = token.tag == "VBG" and clause.lemma in words.keeping and token.head in doers
        if n != k and token.dep == "acl" and (is_kept or is_there and token.head in people):
            yield n
            yield from nouns_of(clauses, n)
        elif n != k and is_done and _is_trying(sentence, clauses, k, n):
            yield from (j for j, c in enumerate(clauses) if c.governor == n and c.relation == "complement")
        elif n != k and is_done and (_got_in(sentence, clauses, k, n) or _is_called_so(sentence, clauses, k, n)):
            yield n


def _is_trying(sentence: Sentence, clauses: Sequence[Clause], k: int, n: int) -> bool:
    """Whether those whom something is done to are trying something there: *shot at a crowd [trying] to storm a bank*.

    The words stand right behind them, wherever the parser hangs them.
    """
    token = sentence.tokens[clauses[n].predicate]
    people = sentence.tokens[max(0, token.i - 1)]
    at = sentence.tokens[people.head]
    is_met = people.dep == "pobj" and at.lemma in MEETING and at.head == clauses[k].predicate
    is_hit = people.i in clauses[k].heads("object")
    return token.tag == "VBG" and (is_met or is_hit) and clauses[n].lemma in load_place_words().attempting


def _got_in(sentence: Sentence, clauses: Sequence[Clause], k: int, n: int) -> bool:
    """Whether a relative clause tells where those got in who are fought: *fought men who had [slipped] into Homs*.

    So does one of where people had come together: *fired at farmers who had [gathered] in Homs*.
    """
    tokens, verb = sentence.tokens, sentence.tokens[clauses[n].predicate]
    if verb.dep != "relcl" or clauses[n].status != "actual" or clauses[k].lemma in load_place_words().taking:
        return False
    below = (tokens[c] for c in sentence.children[verb.i])
    gets_in = clauses[n].lemma in load_place_words().getting_in | load_place_words().stationed
    if not gets_in and not any(t.dep == "prep" and t.lemma == "into" for t in below):
        return False
    person = tokens[verb.head]
    while person.dep == "pobj":  # *a column of men loyal to Banda who had slipped into Homs*
        preposition = tokens[person.head]
        above = tokens[preposition.head]
        if preposition.lemma not in MEETING and above.pos != "ADJ":
            break
        person = tokens[above.head] if above.pos == "ADJ" else above
    return person.i in clauses[k].heads("object") or person.i == clauses[k].predicate


def _is_called_so(sentence: Sentence, clauses: Sequence[Clause], k: int, n: int) -> bool:
    """Whether a clause says what somebody calls that which is hit: *struck what it [described] as a camp in Homs*.

    So does what is said of it: *struck what it said [were] two camps in Homs*.
    """
    up = clauses[n].governor if clauses[n].lemma == "be" and clauses[n].relation == "complement" else n
    if up is None or clauses[up].governor != k or clauses[up].relation != "complement":
        return False
    below = {i for j in (up, n) for i in sentence.children[clauses[j].predicate]}
    is_what = any(sentence.tokens[i].lemma == "what" and i > clauses[k].predicate for i in below)
    return is_what and clauses[up].lemma in load_place_words().naming
