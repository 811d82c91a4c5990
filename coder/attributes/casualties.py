"""How many: killed, injured and arrested people and the size of crowds, as a text states them for an event."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coder.attributes.beside import companions, joined_counts
from coder.attributes.casualty_phrases import load_casualty_words, phrases
from coder.attributes.harm import bodies_of, burns, comes_of_way, dies, gathered, harm_of, lost_by, what_they_were
from coder.attributes.quantities import pronouns, quantity, total
from coder.attributes.tolls import is_cumulative
from coder.clauses.occasion import comes_to_harm, shares
from coder.records import Clause, Sentence

COMPARING = frozenset({"more", "many", "less", "few"})


@cache
def _harm() -> frozenset[str]:
    words = load_casualty_words()
    return words.kill | words.die | words.injure | words.harm


@cache
def _signals() -> frozenset[str]:
    """The words without which no sentence states any of these numbers."""
    words = load_casualty_words()
    verbs = words.die | words.injure | words.gather | {w.split()[0] for w in words.kill | words.arrest | words.hold}
    nouns = words.deaths | words.murders | words.injuries | words.arrests | words.crowds
    phrases_of_dying = {w.split()[-1] for w in words.die_phrases}
    others = words.kills_to_death | words.bodies | words.succumb | words.throats
    return verbs | nouns | phrases_of_dying | words.signals | others


@dataclass(frozen=True, slots=True)
class Numbers:
    """People killed, injured, arrested and gathered; None where the text states no number, never 0 for that.

    `toll` is 'event' where they are this event's, 'cumulative' where they are the total of a period or of a whole war.
    """

    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    crowd_size: int | None = None
    toll: str | None = None


NONE = Numbers()


def casualties(sentence: Sentence, clauses: Sequence[Clause], k: int, coded: Container[int] | None = None) -> Numbers:
    """The numbers that the sentence states for the event of clause `k`.

    They come from its own clause, from the clauses that say how it went (*…, killing two*, *during which two were
    killed*, *a raid that killed two*) and, for a noun, from the verb that has it as its subject or setting. A clause
    that stands beside it as another action keeps its own, and so do verbs above it; where it is known which are `coded`
    as events themselves, the others tell their numbers for it. *Police raided a flat, killing two men* has 2 killed.
    """
    if _signals().isdisjoint([token.lemma for token in sentence.tokens]):
        return NONE
    found: dict[str, int] = {}
    cumulative = False
    for j in _telling(sentence, clauses, k, coded):
        for what, number in _stated(sentence, clauses[j]):
            if found.setdefault(what, number) == number and what != "crowd_size":
                cumulative = cumulative or is_cumulative(sentence, clauses, j, number)
    return Numbers(**found, toll="cumulative" if cumulative else "event") if found else NONE


def tellers(
    sentence: Sentence, clauses: Sequence[Clause], k: int, coded: Container[int] | None = None
) -> dict[str, int]:
    """For each column that `casualties` fills for clause `k`, the clause that states its number."""
    found: dict[str, int] = {}
    for j in _telling(sentence, clauses, k, coded):
        for what, _ in _stated(sentence, clauses[j]):
            found.setdefault(what, j)
    return found


def tells_harm(clause: Clause) -> bool:
    """Whether a clause says what people suffered, not what was done: *killed*, *died*, *wounded*."""
    return clause.lemma in _harm()


def counted_of(
    sentence: Sentence, clauses: Sequence[Clause], k: int, heads: Container[int], coded: Container[int]
) -> Numbers | None:
    """What is told for clause `k` of the people in `heads` alone: of *killed two Swiss and three Danes* 3 of Danes.

    None where they are counted together with others or not at all.
    """
    found: dict[str, int] = {}
    cumulative = False
    for j in _telling(sentence, clauses, k, coded):
        for what, counted in _counted(sentence, clauses[j]):
            own = [h for h in counted if h in heads]
            if own and len(own) < len(counted) and (number := total(sentence, own) or pronouns(sentence, own)):
                found.setdefault(what, number)
                cumulative = cumulative or is_cumulative(sentence, clauses, j, number)
    return Numbers(**found, toll="cumulative" if cumulative else "event") if found else None


def by_itself(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Numbers:
    """What clause `k` states and no other clause with it."""
    found: dict[str, int] = {}
    for what, number in _stated(sentence, clauses[k]):
        found.setdefault(what, number)
    if not found:
        return NONE
    cumulative = any(is_cumulative(sentence, clauses, k, n) for what, n in found.items() if what != "crowd_size")
    return Numbers(**found, toll="cumulative" if cumulative else "event")


def dead_without_verb(sentence: Sentence, clauses: Sequence[Clause]) -> Numbers:
    """The dead of a sentence that begins with them and has no verb: *One dead and three hurt when a bus hit a mine*."""
    tokens = sentence.tokens
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.pos not in {"NUM", "NOUN"} or any(c.predicate == root.i for c in clauses):
        return NONE
    dead = [c for c in sentence.children[root.i] if tokens[c].lemma == "dead" and tokens[c].dep in {"amod", "acl"}]
    number = quantity(sentence, root.i, alone=False) if dead else None
    return Numbers(killed=number, toll="event") if number else NONE


def _telling(sentence: Sentence, clauses: Sequence[Clause], k: int, coded: Container[int] | None) -> list[int]:
    """The clauses that may tell numbers for the event of clause `k`, itself first."""
    above = _above_noun if clauses[k].kind == "noun" else _above_verb
    found = [
        k,
        *(j for j in above(sentence, clauses, k) if above is _above_noun or (coded is not None and j not in coded)),
    ]
    for j in found:
        for n, clause in enumerate(clauses):
            is_below = clause.governor == j and _tells(sentence, clauses, n)
            is_said = n != k and (_is_said_of(clauses, j, n) or comes_of_way(sentence, clauses, k, n))
            if n not in found and (is_below or is_said or n != k and _is_of_same_noun(sentence, clauses, k, n)):
                found.append(n)
    return found


def _is_said_of(clauses: Sequence[Clause], j: int, n: int) -> bool:
    """Whether clause `n` is what the noun of `j` is said to have done: *a raid that medics say [killed] nine*."""
    noun, above = clauses[j], clauses[n].governor
    if noun.kind != "noun" or above is None or clauses[n].relation != "complement":
        return False
    said = clauses[above]
    is_said = said.governor == j and said.relation == "relative" and said.lemma in load_casualty_words().counting
    return is_said and noun.predicate in clauses[n].heads("subject")


def _is_of_same_noun(sentence: Sentence, clauses: Sequence[Clause], k: int, n: int) -> bool:
    """Whether two clauses hang on one event, the second telling whom it hurt: *a bomb that [tore] …, [killing] two*."""
    clause, other = clauses[k], clauses[n]
    if clause.relation != "relative" or other.governor != clause.governor or clause.governor is None:
        return False
    above, words = clauses[clause.governor], load_casualty_words()
    is_harm = other.lemma in words.kill | words.injure and sentence.tokens[other.predicate].tag == "VBG"
    return above.kind == "noun" and is_harm and other.predicate > clause.predicate > above.predicate


def _above_noun(sentence: Sentence, clauses: Sequence[Clause], k: int) -> list[int]:
    """The clauses that say how an event went that is a noun: *ten died in the raid*, *the toll of the raid rose*."""
    governor = clauses[k].governor
    if governor is None or clauses[governor].kind == "noun":
        return []
    told = _belongs_to_toll(sentence, clauses, k) or shares(sentence, clauses, k) or _did_harm(sentence, clauses, k)
    return [governor, *_before(sentence, clauses, governor)] if told else []


def _above_verb(sentence: Sentence, clauses: Sequence[Clause], k: int) -> list[int]:
    """The clauses that say how an event went: *ten died when they clashed*, *killing ten and [wounding] five*."""
    governor = clauses[k].governor
    if governor is None:
        return []
    above = clauses[governor]
    is_harm = above.lemma in _harm() or dies(sentence, above)
    is_behind = clauses[k].relation == "adverbial" and is_harm and shares(sentence, clauses, k)
    if is_behind or _did_harm(sentence, clauses, k):
        return [governor, *_before(sentence, clauses, governor)]
    return _before(sentence, clauses, k)


def _did_harm(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether people came to harm by what stands behind *after*: *two were killed after shelling near Goma*."""
    clause, tokens = clauses[k], sentence.tokens
    token = tokens[clause.predicate]
    marks = [tokens[c].lemma for c in sentence.children[token.i] if tokens[c].dep == "mark"]
    marks += [tokens[token.head].lemma] if token.dep in {"pobj", "pcomp"} else []
    return "after" in marks and clause.status == "actual" and comes_to_harm(sentence, clauses[clause.governor or 0])


def _before(sentence: Sentence, clauses: Sequence[Clause], k: int) -> list[int]:
    """The clause that clause `k` goes on counting from, if any."""
    governor = clauses[k].governor
    return [governor] if governor is not None and _goes_on(sentence, clauses[governor], clauses[k]) else []


def _belongs_to_toll(sentence: Sentence, clauses: Sequence[Clause], k: int) -> bool:
    """Whether an event has a toll that its clause tells of: *the toll from it rose*, *the number of dead in it*."""
    tokens, words = sentence.tokens, load_casualty_words()
    token = tokens[clauses[k].predicate]
    if token.dep != "pobj":
        return False
    above = tokens[tokens[token.head].head]
    while above.dep == "pobj" and above.lemma in words.deaths | {"dead"} and tokens[above.head].lemma == "of":
        above = tokens[tokens[above.head].head]
    return above.lemma in words.tolls


def _tells(sentence: Sentence, clauses: Sequence[Clause], n: int) -> bool:
    """Whether clause `n` tells numbers of what the clause above it is about."""
    clause, words = clauses[n], load_casualty_words()
    above = clauses[clause.governor or 0]
    if _goes_on(sentence, above, clause) or _is_harming(sentence, clause):
        return True
    if clause.kind == "noun" and clause.lemma in words.murders and above.lemma in words.arrest:
        return False  # *arrested in the slaying of a writer*
    if not (shares(sentence, clauses, n) and clause.relation != "coordinate" or _leaves_dead(above, clause)):
        return False
    return not (clause.lemma in words.arrests and clause.kind == "noun" and not clause.arguments)


def _is_harming(sentence: Sentence, clause: Clause) -> bool:
    """Whether a participle tells what came of the clause above, wherever the parser hangs it.

    *A bomb exploded near a school in Oran [killing] two*, *a bomb exploded [killing] two*.
    """
    words, verb = load_casualty_words(), sentence.tokens[clause.predicate]
    above = sentence.tokens[verb.head]
    if verb.tag != "VBG" or clause.lemma not in words.kill | words.injure:
        return False
    if verb.dep == "conj":  # *stormed a camp, firing at a crowd and [killing] two*
        return above.tag == "VBG" and above.dep == "advcl"
    if verb.dep not in {"acl", "xcomp"}:
        return False
    return verb.dep == "acl" and above.dep != "nsubj" or above.lemma in words.bursts


def _goes_on(sentence: Sentence, first: Clause, second: Clause) -> bool:
    """Whether a clause beside another counts more of the same harm: *killed two and wounded five*."""
    if not {first.lemma, second.lemma} <= _harm():
        return False
    noun = sentence.tokens[sentence.tokens[second.predicate].head]
    beside = second.relation == "relative" and noun.dep == "conj" and noun.head == first.predicate
    return second.relation == "coordinate" or beside


def _leaves_dead(above: Clause, clause: Clause) -> bool:
    return above.lemma in {"leave", "see", "find"} and clause.relation == "complement"


# --- what one clause states -----------------------------------------------------------------------------------------


def _stated(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, int]]:
    if clause.negated or clause.status in {"hypothetical", "failed"}:
        return
    for what, heads in _counted(sentence, clause):
        if what in {"killed", "injured"} and not _is_done(sentence, clause):  # *plotted to kill the envoy*
            continue
        cut = min((h for h in heads if _is_harm(sentence, h)), default=len(sentence.tokens))
        for column, counted in ((what, [h for h in heads if h < cut]), ("injured", [h for h in heads if h > cut])):
            number = total(sentence, counted, alone=what != "crowd_size")  # nobody is a crowd
            number = number or total(sentence, _glossed(sentence, counted), alone=False)
            if number:
                yield column, number
    yield from phrases(sentence, clause)


def _glossed(sentence: Sentence, heads: Sequence[int]) -> list[int]:
    """The people behind a noun or a name that counts none: *the victims, [three nurses], were killed*."""
    tokens = sentence.tokens
    below = (c for h in heads for c in sentence.children[h])
    return [c for c in below if tokens[c].dep == "appos" and tokens[c].tag == "NNS"]


def _is_harm(sentence: Sentence, i: int) -> bool:
    """Whether the parser takes another verb of harm for one of the counted: *kills six and [injures] 20*."""
    words = load_casualty_words()
    return sentence.tokens[i].tag == "NNS" and sentence.tokens[i].text.lower() in {f"{w}s" for w in words.injure}


def _is_done(sentence: Sentence, clause: Clause) -> bool:
    """Whether somebody came to harm: *exploded killing two* and *found guilty of killing two*, not *vowed to kill*."""
    if clause.status == "actual" or _is_harming(sentence, clause):
        return True
    verb = sentence.tokens[clause.predicate]
    above = sentence.tokens[verb.head]
    if verb.tag != "VBG" or verb.dep not in {"pcomp", "pobj"}:
        return False
    return above.lemma == "include" or sentence.tokens[above.head].lemma in load_casualty_words().convicting


def _counted(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Which column a clause fills, and the noun phrases that it counts."""
    if clause.kind == "noun":
        return _counted_by_noun(sentence, clause)
    if burns(sentence, clause):
        return [("killed", clause.heads("subject"))]
    if whose := bodies_of(sentence, clause):
        return [("killed", whose)]
    what = harm_of(sentence, clause)
    if what is not None:
        objects = clause.heads("object")
        if what != "arrested":
            objects = _over(sentence, clause) or objects or _bare_passive(sentence, clause)
            objects += joined_counts(sentence, (clause.predicate, *objects)) if objects else ()
            objects = what_they_were(sentence, clause) or objects
        objects += companions(sentence, clause) if objects else ()
        return [(what, objects or _more_than(sentence, clause) or _behind(sentence, clause))]
    if lost := lost_by(sentence, clause):
        return [("killed", lost)]
    if dies(sentence, clause):
        return [("killed", clause.heads("subject")), ("killed", _over(sentence, clause))]
    lives = tuple(h for h in clause.heads("object") if sentence.tokens[h].lemma == "life")
    if lives and clause.lemma in {"claim", "cost", "take"}:
        whose = tuple(h for life in lives for c in sentence.children[life] for h in sentence.children[c])
        return [("killed", lives), ("killed", whose)]  # *12 lives*, *the lives of two nurses*
    return [("crowd_size", heads) for heads in gathered(sentence, clause)]


def _over(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """The count that stands as a phrase of its own: *[over 120] were injured*, *[between 9 and 12] died*."""
    if any(a.role == "object" and not a.shared for a in clause.arguments):
        return ()
    before = [a for a in clause.arguments if sentence.tokens[a.head].tag == "CD" and a.head < clause.predicate]
    lower = [a.head for a in before if a.role == "between"][:1]
    return tuple(lower) or tuple(a.head for a in before if a.role in {"over", "around", "about"})


def _more_than(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """The count that the parser hangs on the verb: *[more than a score] of rebels were killed*."""
    tokens = sentence.tokens
    below = [c for c in sentence.children[clause.predicate] if c < clause.predicate and tokens[c].lemma in COMPARING]
    than = [c for i in below for c in sentence.children[i] if tokens[c].lemma == "than"]
    return tuple(h for c in than for h in sentence.children[c] if tokens[h].dep == "pobj")


def _behind(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """The count right behind the verb that the parser takes for the subject of a later one: *killed [ten men] as …*."""
    tokens = sentence.tokens
    first = clause.predicate + 1
    deaths = load_casualty_words().to_death
    is_after = any(t.lemma in deaths for t in tokens[first : first + 1])
    is_to = [t.lemma for t in tokens[first : first + 1]] == ["to"] and tokens[first + 1].lemma in deaths
    starts = {first, first + is_after, first + 2 * is_to}
    for token in tokens[first : first + 6]:
        if token.dep == "nsubj" and token.head > token.i and sentence.subtree(token.i)[0] in starts:
            return (token.i,) if not clause.passive and quantity(sentence, token.i, alone=False) else ()
    return ()


def _bare_passive(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Who is counted where the auxiliary is left out: *three killed and [17 others] injured*."""
    verb = sentence.tokens[clause.predicate]
    is_bare = verb.tag in {"VBN", "VBD"} and not clause.passive and not clause.heads("object")
    above = (sentence.tokens[c].dep for c in sentence.children[verb.head])
    is_reported = verb.dep in {"oprd", "xcomp", "ccomp"} and "auxpass" in above  # *a nurse was reported killed*
    return tuple(h for h in clause.heads("subject") if is_bare and quantity(sentence, h, alone=is_reported))


def _counted_by_noun(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, tuple[int, ...]]]:
    plural = sentence.tokens[clause.predicate].tag.endswith("S")
    counted, words = clause.heads("of") or ((clause.predicate,) if plural else ()), load_casualty_words()
    counted += joined_counts(sentence, (clause.predicate, *counted)) if clause.heads("of") else ()
    if clause.lemma in words.deaths or clause.lemma in words.murders:
        yield "killed", counted
    elif clause.lemma in words.arrests:
        yield "arrested", counted
    elif clause.lemma in words.injuries:
        yield "injured", counted
    elif clause.lemma in words.crowds:
        following = sentence.tokens[clause.predicate + 1 : clause.predicate + 2]
        behind = tuple(c for t in following if t.lemma in {"by", "of"} for c in sentence.children[t.i])
        yield "crowd_size", clause.heads("subject") or clause.heads("of") or behind
