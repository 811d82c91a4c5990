"""How many: killed, injured and arrested people and the size of crowds, as a text states them.

A number is a lower bound: of a range the lower end, of *at least 12* 12. Vague words count as the least that they can
mean: a dozen 12, dozens 24, scores 40, hundreds 200, thousands 2,000, several and a few 3, a couple 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from coder.clauses.occasion import shares
from coder.records import Clause, Sentence

UNITS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())
} | {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}  # fmt: skip
MULTIPLES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}
VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "tens": 20, "several": 3, "few": 3, "couple": 2, "pair": 2, "trio": 3}
TENS = range(20, 100, 10)
SINGLE = frozenset({"a", "an", "another", "one"})

KILL = frozenset("kill slay murder massacre execute assassinate behead lynch slaughter decapitate".split()) | {"gun down", "mow down", "martyr"}
DIE = frozenset("die perish drown".split())
INJURE = frozenset("injure wound hurt maim".split())
HARM = KILL | DIE | INJURE | {"shoot", "leave"}
ARREST = frozenset("arrest detain apprehend jail imprison nab".split()) | {"round up"}
GATHER = frozenset("protest demonstrate rally march gather riot assemble attend picket flock converge parade chant".split())
DEATHS = frozenset("death fatality killing".split())
INJURIES = frozenset("injury".split())
ARRESTS = frozenset("arrest detention".split())
CROWDS = frozenset("crowd protest demonstration rally march gathering riot vigil".split())
PEOPLE_GATHERED = frozenset("people protester demonstrator marcher student supporter worker resident person activist woman farmer employee teacher opponent".split())
# Words without which no sentence states any of this.
SIGNALS = (
    {w.split()[0] for w in KILL | ARREST} | DIE | INJURE | GATHER | DEATHS | INJURIES | ARRESTS | CROWDS
    | {"dead", "life", "toll", "shoot", "street", "custody", "casualty", "draw", "wounded", "injured", "take", "kill", "claim", "attract"}
)  # fmt: skip
# Counted things that are no people, and collectives of which one is not one person.
NOT_PEOPLE = frozenset(
    """animal cattle cow dog bird fish horse sheep pig chicken goat camel elephant whale vehicle car truck tank house home
    building shop percent cent year month week day hour minute time dollar euro ton tonne kilometre mile shot rocket missile
    drone job idea project deal bill hope chance plan proposal measure attempt effort process agreement ship vessel boat
    plane aircraft bus train round goal point seat vote""".split()
)
COLLECTIVES = frozenset("family group crowd number handful convoy unit team gang party crew squad patrol mob band lot majority series spate swathe wave amount average".split())
_DIGITS = re.compile(r"^(\d{1,3}(?:[,. ]\d{3})+|\d+(?:\.\d+)?)(k|m)?\+?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_RANGE = re.compile(r"^(\d[\d,]*)[-–—/](\d[\d,]*)$")


@dataclass(frozen=True, slots=True)
class Numbers:
    """People killed, injured, arrested and gathered; None where the text states no number, never 0 for that."""

    killed: int | None = None
    injured: int | None = None
    arrested: int | None = None
    crowd_size: int | None = None


NONE = Numbers()


def casualties(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Numbers:
    """The numbers that the sentence states for the event of clause `k`.

    They come from its own clause, from the clauses that say how it went (*…, killing two*, *during which two were
    killed*, *a raid that killed two*) and, for a noun, from the verb that has it as its subject or setting. A clause
    that stands beside it as another action keeps its own. *On 24 June, police raided a flat, killing two men* has 2 killed.
    """
    if SIGNALS.isdisjoint([token.lemma for token in sentence.tokens]):
        return NONE
    found: dict[str, int] = {}
    for j in _telling(sentence, clauses, k):
        for what, number in _stated(sentence, clauses[j]):
            found.setdefault(what, number)
    return Numbers(**found) if found else NONE


def _telling(sentence: Sentence, clauses: Sequence[Clause], k: int) -> list[int]:
    """The clauses that may tell numbers for the event of clause `k`, itself first."""
    found = [k]
    event = clauses[k]
    if event.kind == "noun" and event.governor is not None and shares(sentence, clauses, k):
        above = clauses[event.governor]
        if above.kind != "noun":
            found.append(event.governor)
            if above.governor is not None and _goes_on(sentence, clauses[above.governor], above):
                found.append(above.governor)
    for j in found:
        for n, clause in enumerate(clauses):
            if clause.governor != j or n in found:
                continue
            told = shares(sentence, clauses, n) and clause.relation != "coordinate" or _leaves_dead(clauses[j], clause)
            if _goes_on(sentence, clauses[j], clause) or (told and not (clause.lemma in ARRESTS and clause.kind == "noun" and not clause.arguments)):
                found.append(n)
    return found


def _goes_on(sentence: Sentence, first: Clause, second: Clause) -> bool:
    """Whether a clause beside another counts more of the same harm: *killed two and wounded five*, *two killed and five wounded*."""
    if not {first.lemma, second.lemma} <= HARM:
        return False
    noun = sentence.tokens[sentence.tokens[second.predicate].head]
    return second.relation == "coordinate" or (second.relation == "relative" and noun.dep == "conj" and noun.head == first.predicate)


def _leaves_dead(above: Clause, clause: Clause) -> bool:
    return above.lemma in {"leave", "see", "find"} and clause.relation == "complement"


# --- what one clause states ---------------------------------------------------------------------------------------


def _stated(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, int]]:
    if clause.negated or clause.status in {"hypothetical", "failed"}:
        return
    for what, heads in _counted(sentence, clause):
        number = total(sentence, heads)
        if number:
            yield what, number
    yield from _phrases(sentence, clause)


def _counted(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, tuple[int, ...]]]:
    """Which column a clause fills, and the noun phrases that it counts."""
    lemma = clause.lemma.split()[0] if clause.lemma not in KILL | ARREST else clause.lemma
    tokens = sentence.tokens
    if clause.kind == "noun":
        yield from _counted_by_noun(sentence, clause)
    elif lemma in KILL or (lemma == "shoot" and any(tokens[c].lemma in {"dead", "death"} for c in _near(sentence, clause.predicate))):
        yield "killed", _over(sentence, clause) or clause.heads("object") or _bare_passive(sentence, clause)
    elif lemma in INJURE or (lemma == "shoot" and not any(tokens[c].dep == "conj" and tokens[c].lemma in KILL for c in sentence.children[clause.predicate])):
        yield "injured", _over(sentence, clause) or clause.heads("object") or _bare_passive(sentence, clause)
    elif lemma in ARREST or (lemma == "take" and any(t.lemma == "custody" for t in _below(sentence, clause.predicate))):
        yield "arrested", clause.heads("object")
    elif lemma in DIE or (lemma == "lose" and any(tokens[h].lemma == "life" for h in clause.heads("object"))):
        yield "killed", clause.heads("subject")
    elif lemma in {"dead"}:
        yield "killed", clause.heads("subject")
    elif lemma in GATHER:
        yield "crowd_size", clause.heads("object") if clause.passive and lemma != "attend" else clause.heads("subject")
    elif lemma in {"take", "pour", "fill", "join", "turn"} and any(t.lemma in {"street", "march", "protest", "rally", "demonstration"} for t in _below(sentence, clause.predicate)):
        yield "crowd_size", clause.heads("subject")
    elif lemma in {"draw", "attract", "bring"} and any(tokens[h].lemma in PEOPLE_GATHERED | {"thousand", "hundred", "dozen"} for h in clause.heads("object")):
        yield "crowd_size", clause.heads("object")
    elif lemma in {"claim", "cost", "take"} and any(tokens[h].lemma == "life" for h in clause.heads("object")):
        yield "killed", tuple(h for h in clause.heads("object") if tokens[h].lemma == "life")


def _over(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """The count that stands as a phrase of its own: *47 died and [over 120] were injured*."""
    if any(a.role == "object" and not a.shared for a in clause.arguments):
        return ()
    return tuple(a.head for a in clause.arguments if a.role in {"over", "around", "about"} and sentence.tokens[a.head].tag == "CD" and a.head < clause.predicate)


def _bare_passive(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Who is counted where the auxiliary is left out: *three killed and [17 others] injured*."""
    verb = sentence.tokens[clause.predicate]
    return clause.heads("subject") if verb.dep == "conj" and verb.tag in {"VBN", "VBD"} and not clause.passive else ()


def _counted_by_noun(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, tuple[int, ...]]]:
    plural = sentence.tokens[clause.predicate].tag.endswith("S")
    own = (clause.predicate,) if plural else ()
    if clause.lemma in DEATHS or clause.lemma in {"murder", "massacre", "assassination", "execution", "slaughter"}:
        yield "killed", clause.heads("of") or own
    elif clause.lemma in ARRESTS:
        yield "arrested", clause.heads("of") or own
    elif clause.lemma in INJURIES | {"wounding"}:
        yield "injured", clause.heads("of") or own
    elif clause.lemma in CROWDS:
        following = sentence.tokens[clause.predicate + 1 : clause.predicate + 2]
        behind = tuple(c for t in following if t.lemma in {"by", "of"} for c in sentence.children[t.i])
        yield "crowd_size", clause.heads("subject") or clause.heads("of") or behind


def _phrases(sentence: Sentence, clause: Clause) -> Iterable[tuple[str, int]]:
    """Numbers in phrases of a clause that no predicate counts: *left 12 dead*, *a toll of 12*, *with 40 arrests*, *a crowd of 300*."""
    tokens = sentence.tokens
    for i in _own(sentence, clause.predicate):
        token = tokens[i]
        if token.lemma == "dead" and token.i != clause.predicate or token.text.lower() in {"wounded", "injured"} and token.pos in {"NOUN", "ADJ"}:
            number = _beside(sentence, i)
            if number:
                yield ("killed" if token.lemma == "dead" else "injured"), number
        elif token.lemma in DEATHS | ARRESTS | INJURIES and token.tag == "NNS" and not _YEAR.match(tokens[i - 1].text) and (number := quantity(sentence, i)):
            yield ("killed" if token.lemma in DEATHS else "arrested" if token.lemma in ARRESTS else "injured"), number
        elif token.lemma in {"toll", "crowd"}:
            heads = [h for c in sentence.children[i] if tokens[c].lemma in {"of", "at", "to"} for h in sentence.children[c] if tokens[h].dep == "pobj"]
            if number := total(sentence, heads):
                yield ("killed" if token.lemma == "toll" else "crowd_size"), number


def _beside(sentence: Sentence, i: int) -> int | None:
    """The number that *dead* or *wounded* goes with: its own, that of its subject, or of the object before it."""
    tokens = sentence.tokens
    heads = [i, *(c for c in sentence.children[i] if tokens[c].dep in {"nsubj", "nsubjpass", "npadvmod", "dobj"})]
    up = tokens[i]
    while up.dep == "conj" and tokens[up.head].lemma in {"dead", "wounded", "injured", "wound", "injure"}:
        up = tokens[up.head]
    before = up.i - 1
    if up.dep in {"oprd", "ccomp", "acomp", "amod", "advcl", "conj", "dobj", "xcomp", "acl"} and before >= 0 and tokens[before].pos in {"NOUN", "NUM", "PRON"} and up.i == i:
        heads.append(before)
    for head in heads:
        if number := quantity(sentence, head, alone=False):
            return number
    return None


def _own(sentence: Sentence, predicate: int) -> Iterable[int]:
    """Tokens below a predicate, not those of verbs with subjects of their own."""
    open_ = [predicate]
    while open_:
        i = open_.pop()
        yield i
        for c in sentence.children[i]:
            token = sentence.tokens[c]
            if token.dep not in {"relcl", "advcl", "ccomp", "parataxis", "acl"} or (token.lemma == "dead" and token.pos == "ADJ"):
                if not (token.dep == "conj" and token.pos == "VERB"):
                    open_.append(c)


def _near(sentence: Sentence, verb: int) -> Iterable[int]:
    yield from sentence.children[verb]
    for c in sentence.children[verb]:
        yield from sentence.children[c]


def _below(sentence: Sentence, verb: int) -> Iterable:
    return [sentence.tokens[c] for c in _near(sentence, verb)]


# --- quantities ---------------------------------------------------------------------------------------------------


def total(sentence: Sentence, heads: Iterable[int]) -> int | None:
    """The sum over coordinated noun phrases: *two soldiers and a policeman* are 3; None when none has a number."""
    numbers = [n for h in dict.fromkeys(heads) if (n := quantity(sentence, h))]
    return sum(numbers) if numbers else None


def quantity(sentence: Sentence, head: int, alone: bool = True) -> int | None:
    """How many people a noun phrase counts. `alone`: whether *a soldier* counts as one.

    *at least 12 people* 12, *dozens of people* 24, *between 10 and 15 rebels* 10, *a soldier* 1, *12 cattle* None.
    """
    tokens, children = sentence.tokens, sentence.children
    token = tokens[head]
    if token.lemma in NOT_PEOPLE or token.text in {"%"}:
        return None
    before = [c for c in children[head] if c < head]
    parts = sorted(i for c in before if tokens[c].dep in {"nummod", "quantmod", "amod", "det", "predet", "compound"} for i in _flat(sentence, c))
    words = [tokens[i].text.lower() for i in parts if i < head]
    own = token.text.lower()
    if value_of(own) is not None or own in MULTIPLES or own in VAGUE:
        if any(tokens[h].lemma in NOT_PEOPLE for c in children[head] if tokens[c].lemma == "of" for h in children[c]):
            return None
        of = [tokens[h].text.lower() for c in children[head] if tokens[c].lemma == "of" for h in children[c]]
        return read_number([*words, own, "of", *of[:1]])
    if token.lemma in {"total", "number", "estimate"}:
        heads = [h for c in children[head] if tokens[c].lemma == "of" for h in children[c] if tokens[h].dep == "pobj"]
        return total(sentence, heads) if token.lemma == "total" else None
    number = read_number([w for w in words if w not in SINGLE or w == "one"]) if words else None
    if number is None and "dozen" in words:
        number = 12
    if number is None and {"few", "several"} & set(words):
        number = 3
    if number is None and alone and token.tag == "NN" and SINGLE & set(words) and token.lemma not in COLLECTIVES:
        return 1
    return number


def _flat(sentence: Sentence, head: int) -> list[int]:
    """A modifier and its own modifiers: *at least two hundred*."""
    token = sentence.tokens[head]
    if token.dep == "relcl" or token.lemma in NOT_PEOPLE:  # *a 19-year-old student*
        return []
    return [head, *(i for c in sentence.children[head] for i in _flat(sentence, c))]


def read_number(words: Sequence[str]) -> int | None:
    """The value of the first number in a row of words, the lower end of a range; None where there is none.

    >>> read_number("at least two hundred and fifty".split())
    250
    """
    value, current, seen = 0.0, 0.0, False
    for n, word in enumerate(words):
        figure = value_of(word)
        if figure is not None:
            if seen and current and not (current % 100 == 0 and figure < 100 or current in TENS and figure < 10):
                break
            current, seen = current + figure, True
        elif word in MULTIPLES:
            step = MULTIPLES[word]
            current, seen = (current or 1) * step, True
            if step >= 1000:
                value, current = value + current, 0.0
        elif word in VAGUE and not seen:
            of = words[n + 2] if list(words[n + 1 : n + 2]) == ["of"] and n + 2 < len(words) else ""
            return VAGUE[word] * {"thousands": 1000, "millions": 1_000_000}.get(of, 1)
        elif seen and word not in {"and", "-", "a"}:
            break
    return int(value + current) if seen else None


@cache
def value_of(word: str) -> float | None:
    """The value of one number word or figure: *twenty-five*, *3,000*, *12-15* (its lower end); None for other words."""
    if word in UNITS:
        return UNITS[word]
    if not word[:1].isdigit():
        tens, _, ones = word.partition("-")
        return UNITS[tens] + UNITS[ones] if ones and tens in UNITS and ones in UNITS else None
    if match := _RANGE.match(word):
        word = match.group(1)
    if match := _DIGITS.match(word):
        figure = re.sub(r"[, ]|\.(?=\d{3}\b)", "", match.group(1))
        return float(figure) * {"k": 1000, "m": 1_000_000}.get(match.group(2) or "", 1) if "." in figure or match.group(2) else int(figure)
    return None
