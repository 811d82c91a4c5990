"""Which clause a time expression dates: not always the one on which the parser hangs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from coder.attributes.casualty_phrases import load_casualty_words
from coder.attributes.times import PARTS_OF_A_DAY, Expression, expressions
from coder.clauses.occasion import load_occasion_words
from coder.files.words import load_words
from coder.memo import for_last
from coder.records import Clause, Sentence, Token
from coder.text.function_words import DEFINITE

# How an expression hangs on a noun through which it says when.
PRENOMINAL = frozenset({"poss", "compound", "nummod", "amod", "nmod"})
# How what stands below a noun hangs on it.
BELOW_NOUN = frozenset({"prep", "npadvmod", "appos", "nmod", "acl", "amod", "advmod", "tmod"})
# Days from which others are counted, and the forms of verbs in clauses of their own.
COUNTED_FROM = frozenset({"weekday", "calendar", "relative", "iso"})
LONG_AGO = frozenset({"year", "decade", "month"})
SPANS = frozenset({"period", "past", "year", "month", "season", "decade"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
# Times that stand over an entry.
HEADING = frozenset({"calendar", "iso", "weekday"})
# So many characters at most stand before what opens a sentence.
FRONT = 10
# So many words at most lie between an expression and the predicate that it dates.
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class DateWords:
    """The lists of words/dates.yaml, each explained there."""

    not_when: frozenset[str]
    parts_of_time: frozenset[str]
    dated: frozenset[str]
    opening: frozenset[str]
    beside: frozenset[str]
    harm: frozenset[str]
    speaking_of: frozenset[str]
    soon: frozenset[str]
    brief: frozenset[str]
    beginning: frozenset[str]
    planned: frozenset[str]
    ahead: frozenset[str]
    works: frozenset[str]
    ranking: frozenset[str]
    reasons: frozenset[str]
    proclaiming: frozenset[str]


@cache
def load_date_words() -> DateWords:
    """The words around time expressions."""
    return load_words("dates", DateWords)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with the clause that it belongs to and how far it stands from that clause's predicate."""

    expression: Expression
    head: int
    owner: int
    rank: int
    since: bool


@for_last
def dating(
    sentence: Sentence, clauses: Sequence[Clause], spans: tuple[Expression, ...], own: tuple[int, ...]
) -> tuple[Found, ...]:
    """The time expressions of a sentence, each with the clause that it dates; `own` is the clause of each token."""
    tokens, found = sentence.tokens, []
    counted = counted_on(sentence, clauses, spans)
    for n, e in enumerate(spans):
        inside = [t.i for t in tokens if t.start - sentence.start < e.end and t.end - sentence.start > e.start]
        if not inside:
            continue
        head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), inside[0])
        owner = own[head]
        if owner >= 0 and clauses[owner].predicate == head:  # the month, taken for the noun *march*
            owner = own[tokens[head].head]
        if tokens[head].dep not in PRENOMINAL:
            owner = _meant(sentence, clauses, inside[0], owner)
            owner = _of_the_planned(sentence, clauses, inside[0], owner)
        if e.kind in LONG_AGO and e.get("year"):
            owner = _of_the_deed(sentence, clauses, inside[0], owner)
        is_before = n + 1 in counted and counts_from(sentence, e, spans[n + 1])
        if n in counted or is_before:  # *on Friday*, and *two days after it had signed the accord*
            behind = clauses[counted[n if n in counted else n + 1]]
            owner = counted.get(n, owner if behind.governor is None else behind.governor)
            found.append(Found(e, head, owner, 0, False))
            continue
        rank = (
            9
            if _is_of_another(sentence, e, inside[-1])
            or _is_age_of(sentence, e, inside[-1])
            or _is_of_witness(sentence, inside[0])
            else 0
            if _is_heading(sentence, e, inside[0])
            else _rank(sentence, clauses, owner, head, inside[0], e.kind)
        )
        found.append(Found(e, head, owner, rank, word_before(sentence, inside[0]) == "since"))
    return tuple(found)


def counted_on(sentence: Sentence, clauses: Sequence[Clause], spans: Sequence[Expression]) -> Mapping[int, int]:
    """The expressions that count from the day right before them, each with the clause behind it, which it dates.

    *Closed the port on Friday, two days after workers [had struck]*, *the day before a [raid] on Goma*. Where no day is
    told, days count from the news: *met the rebels, a day after they [had struck]*.
    """
    found: dict[int, int] = {}
    for n, e in enumerate(spans):
        if e.kind != "ago" or e.get("way") not in {"after", "before"}:
            continue
        is_counted = n > 0 and counts_from(sentence, spans[n - 1], e)
        if (gerund := _gerund_behind(sentence, clauses, e)) is not None:
            found[n] = gerund
            continue
        if not (is_counted or _counts_from_news(spans, e)):
            continue
        behind = (
            k
            for k, c in enumerate(clauses)
            if sentence.tokens[c.predicate].start - sentence.start >= e.end
            and (is_counted or c.kind == "verb")
            and _may_be_counted(sentence, clauses, c, e)
        )
        if (k := min(behind, key=lambda k: clauses[k].predicate, default=None)) is not None:
            found[n] = k
    return found


def _gerund_behind(sentence: Sentence, clauses: Sequence[Clause], e: Expression) -> int | None:
    """What somebody had done so long before: *took Homs on Friday, a day after [driving] rebels out of it*."""
    for k, clause in enumerate(clauses):
        token = sentence.tokens[clause.predicate]
        is_behind = 0 < token.start - sentence.start - e.end <= 1
        if is_behind and token.tag == "VBG" and token.dep == "pcomp" and e.get("unit") in {"day", "week", "month"}:
            return k
    return None


def counts_from(sentence: Sentence, before: Expression, e: Expression) -> bool:
    """Whether an amount of time counts from the day right before it: *on Friday, two days after*."""
    between = sentence.text[before.end : e.start].strip()
    return before.kind in COUNTED_FROM and between in {"", ",", "and", ", and", "–", "—", "-"}


def _counts_from_news(spans: Sequence[Expression], e: Expression) -> bool:
    """Whether an amount of time counts from the news itself, where no day is told: *met, a day after he fled*."""
    is_days = e.get("unit") in {*PARTS_OF_A_DAY, "day", "week", "month", "year"} and e.get("way") == "after"
    return is_days and not any(o.kind in COUNTED_FROM for o in spans if o is not e)


def _may_be_counted(sentence: Sentence, clauses: Sequence[Clause], clause: Clause, e: Expression) -> bool:
    """Whether a clause may be what stands behind *two days after*: a finite one, or a noun right behind it."""
    token = sentence.tokens[clause.predicate]
    if clause.governor is None or sentence.tokens[clauses[clause.governor].predicate].start - sentence.start > e.start:
        return False
    if clause.kind == "noun":
        first = sentence.tokens[sentence.subtree(token.i)[0]]
        return token.dep == "pobj" and first.start - sentence.start - e.end <= 1
    return token.tag in FINITE and clause.relation in {"adverbial", "relative"}


def _is_of_another(sentence: Sentence, e: Expression, last: int) -> bool:
    """Whether an amount of time tells how far off another event is: *freed him two days before [the vote]*."""
    word = sentence.tokens[last]
    if e.kind != "ago" or word.dep != "prep" or e.get("way") not in {"before", "after"}:
        return False
    behind = [sentence.tokens[c] for c in sentence.children[last] if sentence.tokens[c].dep == "pobj"]
    return bool(behind) and not _is_dated(sentence, behind[0]) and not counts_from_act(sentence, e)


def counts_from_act(sentence: Sentence, e: Expression) -> bool:
    """Whether a time in front of a sentence counts from an act told before: *Two days before [the ambush] rebels …*."""
    if e.kind != "ago" or e.get("way") not in {"before", "after"} or e.start > FRONT:
        return False
    behind = [t for t in sentence.tokens if t.start - sentence.start >= e.end][:2]
    if len(behind) < 2 or behind[0].lemma not in DEFINITE:
        return False
    return behind[1].lemma in load_casualty_words().force_nouns and behind[1].dep == "pobj"


def _is_of_witness(sentence: Sentence, first: int) -> bool:
    """Whether a time stands right behind those by whom something is told: *according to [officials] today*."""
    at = first - 1
    while at > 0 and sentence.tokens[at].lemma in load_date_words().beside:
        at -= 1
    noun = sentence.tokens[at]
    to = sentence.tokens[noun.head]
    return noun.dep == "pobj" and to.lemma == "to" and sentence.tokens[to.head].text.lower() == "according"


def _acts(people: Token) -> bool:
    """Whether several of a kind do something, right before whom a time stands that is not theirs."""
    return people.tag == "NNS" and people.dep in {"nsubj", "nsubjpass"}


def _is_heading(sentence: Sentence, e: Expression, first: int) -> bool:
    """Whether a day stands over its sentence, set off by a dash or colon: *19 May - Police raid …*."""
    behind = sentence.text[e.end :].lstrip()[:1]
    return first == 0 and e.kind in HEADING and behind in {"-", "–", "—", ":"}


def _is_age_of(sentence: Sentence, e: Expression, last: int) -> bool:
    """Whether a century tells how old the thing behind it is: *an 11th century temple*."""
    behind = sentence.tokens[last + 1 : last + 2]
    return e.kind == "century" and any(t.pos in {"NOUN", "PROPN", "ADJ"} for t in behind)


def _is_dated(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is a time itself: *two days before 3 May*."""
    first, last = sentence.subtree(noun.i)[0], noun.i
    spans = expressions(sentence.text)
    start, end = (sentence.tokens[i].start - sentence.start for i in (first, last))
    return any(e.start <= end and start < e.end for e in spans)


def _meant(sentence: Sentence, clauses: Sequence[Clause], first: int, owner: int) -> int:
    """The clause that a day at `first` dates, where the parser hangs it on another.

    Behind a verb of saying it is that verb's (*said on Monday it*), before the clause that says who told it is that of
    what was told (*were killed on Monday, officials said*), and before the verb of a relative clause without a subject
    it is that of the clause above (*began a strike on Monday [expected] to last*).
    """
    tokens = sentence.tokens
    if (reporter := _reporter(sentence, clauses, first)) is not None or owner < 0:
        return owner if reporter is None else reporter
    clause = clauses[owner]
    below = {tokens[c].dep for c in sentence.children[clause.predicate]}
    is_participle = tokens[clause.predicate].tag in {"VBN", "VBG"} and not below & {"nsubj", "nsubjpass", "auxpass"}
    if clause.relation == "relative" and is_participle and first < clause.predicate:
        return owner if clause.governor is None else clause.governor
    if clause.lemma in load_occasion_words().reporting and first < clause.predicate and clause.relation == "root":
        speaker = max(clause.heads("subject"), default=-1)
        told = (k for k, c in enumerate(clauses) if c.governor == owner and c.relation == "complement")
        before = [k for k in told if clauses[k].predicate < first < speaker]
        return before[-1] if before else owner
    return owner


def _of_the_deed(sentence: Sentence, clauses: Sequence[Clause], first: int, owner: int) -> int:
    """The clause of the deed that a court or an accuser speaks of, whose year stands behind it.

    *Jailed two men for the [murder] of a nurse in 2006* tells when she was murdered, wherever the parser hangs it.
    """
    if owner < 0 or clauses[owner].lemma not in load_occasion_words().reporting:
        return owner
    tokens, found = sentence.tokens, owner
    for k, c in enumerate(clauses):
        noun = tokens[c.predicate]
        is_behind = c.governor == owner and clauses[owner].predicate < noun.i < first
        if is_behind and c.kind == "noun" and noun.dep == "pobj":
            found = k if tokens[noun.head].lemma in load_occasion_words().of_a_deed else found
    return found


def _of_the_planned(sentence: Sentence, clauses: Sequence[Clause], first: int, owner: int) -> int:
    """The clause of what was still to come, right behind which its time stands: *a planned [visit] in March*."""
    for k, c in enumerate(clauses):
        if c.kind == "noun" and c.governor == owner and c.predicate < first and is_planned(sentence, c):
            below = [i for i in sentence.subtree(c.predicate) if i < first]
            return k if first - below[-1] <= 2 else owner
    return owner


def is_planned(sentence: Sentence, noun: Clause) -> bool:
    """Whether a noun is said to be of what is to come: *a [planned] visit*."""
    before = (sentence.tokens[c] for c in sentence.children[noun.predicate] if c < noun.predicate)
    return any(t.dep == "amod" and t.text.lower() in load_date_words().ahead for t in before)


def word_before(sentence: Sentence, first: int) -> str:
    """The lemma before a time expression, past an article."""
    words = [t.lemma for t in sentence.tokens[max(0, first - 2) : first]]
    if words[-1:] == ["the"]:
        words.pop()
    return words[-1] if words else ""


def _reporter(sentence: Sentence, clauses: Sequence[Clause], first: int) -> int | None:
    """The verb of saying behind which a day stands: *said on Monday it*, *said in a statement on Monday*."""
    at = first - 1
    while at >= 0 and sentence.tokens[at].lemma in load_date_words().beside:
        at -= 1
    saying = load_occasion_words().reporting
    return next(
        (k for k, c in enumerate(clauses) if c.predicate == at and c.kind == "verb" and c.lemma in saying), None
    )


def _is_telling(sentence: Sentence, clause: Clause, noun: Token) -> bool:
    """Whether a noun is how something was said, and so its day that of saying: *said in a statement on Monday*.

    In front of its verb that is any verb: *in a speech on Monday he dismissed the claim*.
    """
    preposition = sentence.tokens[noun.head]
    is_within = noun.dep == "pobj" and preposition.lemma == "in" and preposition.head == clause.predicate
    return is_within and (clause.lemma in load_occasion_words().reporting or noun.i < clause.predicate)


def _is_ranked(sentence: Sentence, first: int) -> bool:
    """Whether a time behind *since* says how long nothing like an event had been: *the [first] raid since March*."""
    word = sentence.tokens[first - 1] if sentence.tokens[first - 1].lemma == "since" else sentence.tokens[first - 2]
    before = (t for t in sentence.tokens[max(0, word.i - MOST_STEPS) : word.i] if t.dep == "amod")
    return any(t.tag == "JJS" or t.lemma == "first" for t in before)


def _is_one_of(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is counted or ranked among others of a time, which so is not its own: *the [fifth] raid*."""
    before = (sentence.tokens[c] for c in sentence.children[noun.i] if c < noun.i)
    ranked = (t for t in before if t.dep in {"amod", "advmod"})
    return any(t.tag == "JJS" or t.lemma in load_date_words().ranking for t in ranked)


def _rank(sentence: Sentence, clauses: Sequence[Clause], owner: int, head: int, first: int, kind: str) -> int:
    """0 beside the predicate, 1 behind another noun of the clause, 3 after *since*, 9 for what dates something else."""
    tokens = sentence.tokens
    if owner < 0:  # *1979: Soviet troops enter Kabul*
        return 0 if first == 0 else 9
    clause = clauses[owner]
    cores = {clause.predicate, clause.support}
    if clause.kind == "noun" and kind in SPANS and _is_one_of(sentence, tokens[clause.predicate]):
        return 9  # *raided a camp, the fifth raid this month*
    before = word_before(sentence, first)
    is_part = before == "of" and tokens[first - 2].lemma in load_date_words().parts_of_time
    if before == "since" and _is_ranked(sentence, first):
        return 9
    if (
        before in load_date_words().not_when
        and head not in cores
        and not (tokens[head].dep in PRENOMINAL and tokens[head].head in cores)  # *killed by Saturday's attack*
        and not is_part
    ):
        return 9
    up, rank = tokens[head], 3 if before in {"since", "from"} else 0
    if head in cores:
        return rank
    if up.dep in PRENOMINAL and first == 0 and kind == "relative" and _acts(tokens[up.head]):
        return rank  # *The same night [gunmen] shot a judge*
    if up.dep in PRENOMINAL and up.head not in cores and before != "on" and not is_part:
        return 9  # but not *on the night of 5 May [soldiers] looted shops*
    for _ in range(MOST_STEPS):
        above = tokens[up.head]
        if above.i in cores or above.i == up.i:
            return rank
        if above.pos in {"NOUN", "PROPN", "PRON", "NUM"} and up.dep in BELOW_NOUN:
            years = kind in {"year", "decade"}
            has_own = above.lemma in load_date_words().dated or (years and above.dep in {"pobj", "conj"})
            if kind == "weekday" and above.dep == "dobj" and above.head in cores:
                has_own = False  # *passed a law on Monday*
            if has_own and not _is_telling(sentence, clause, above):
                return 9  # *sentenced a man for plots in 2002*
            rank = max(rank, 1)
        up = above
    return rank
