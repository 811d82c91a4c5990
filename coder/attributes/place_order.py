"""Which clauses of a sentence may say where one of them took place, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.attributes.engaged import engaged_in, nouns_of
from coder.attributes.place_words import load_place_words
from coder.clauses.occasion import ACHIEVED, comes_to_harm, is_pluperfect, load_occasion_words, occasion
from coder.records import Clause, Sentence

# Ranks of places that count for what is done, for what is said, and for those who say it; see `rank_of`.
ACTED = frozenset(range(5))
STATED = frozenset({0, 4})
PLANNED = frozenset({0, 2})
SPEAKER = frozenset({4})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What tells of others elsewhere.
CONTRASTS = frozenset({"while", "whilst"})


def in_order(
    sentence: Sentence, clauses: Sequence[Clause], k: int, on_the_spot: bool = False
) -> Iterator[tuple[int, frozenset[int]]]:
    """The clauses that may say where clause `k` took place, the likeliest first, with the ranks that count there."""
    yield from _around(sentence, clauses, k, on_the_spot)
    yield from _upwards(sentence, clauses, k)


def _around(
    sentence: Sentence, clauses: Sequence[Clause], k: int, on_the_spot: bool
) -> Iterator[tuple[int, frozenset[int]]]:
    """Those of the occasion of clause `k`, and below it."""
    reports = _reports(clauses[k])
    ranks = STATED if reports else ACTED
    apart = beside(sentence, clauses, k)
    brought = (*_left_behind(sentence, clauses, k), *_brought_into(sentence, clauses, k))
    around = [j for j in occasion(sentence, clauses, k) if j not in apart]
    first = [j for j in around if j == k or clauses[j].governor == k and clauses[j].kind == "noun"]
    yield from ((j, ranks) for j in first)
    yield from ((n, ACTED) for n in brought)  # before *and others were halted in Hama*
    tellers = () if reports else tuple(j for j in around if j != k and _reports(clauses[j]))  # *…, officials said*
    yield from ((j, ranks) for j in around if j not in first and j not in tellers)
    yield from ((n, ranks | PLANNED) for n in _meetings(sentence, clauses, k))
    yield from ((n, ACTED) for n in _speaking(sentence, clauses, k))
    yield from ((n, ACTED) for n in (*engaged_in(sentence, clauses, k, on_the_spot), *_told_of(sentence, clauses, k)))
    yield from ((n, PLANNED) for n in (*_planned(sentence, clauses, k), *_purposes(sentence, clauses, k)))
    if not reports:
        yield from ((n, ACTED) for n in _settings(sentence, clauses, k) if n not in apart)
    yield from ((j, ranks) for j in tellers)


def _upwards(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Those above clause `k`, up to who tells it."""
    reports = _reports(clauses[k])
    ranks = STATED if reports else ACTED
    seen, below, up = {k}, k, clauses[k].governor
    while up is not None and up not in seen:
        if _is_there(sentence, clauses[below]):  # *said in Riyadh, [where] he was to meet ministers*
            yield from ((n, ACTED) for n in _told_there(clauses, up))
        is_trying = clauses[up].lemma in load_place_words().attempting and clauses[below].relation == "complement"
        if clauses[up].lemma in load_occasion_words().reporting and not is_trying:
            if reports and clauses[below].relation == "relative":  # *hailed in Rome by him, who [offered] talks*
                yield up, STATED
            elif not reports:  # *officials in Iraq say that ten were killed*, *told him in Rome that both should talk*
                yield up, SPEAKER if clauses[below].status == "actual" else STATED
            elif _is_of_speaker(sentence, clauses[k]):  # *Meeting in Rome, the two said they condemned the raid*
                yield up, STATED
                yield from ((n, ACTED) for n in (*_speaking(sentence, clauses, up), *_meetings(sentence, clauses, up)))
            return
        is_besides = goes_on(sentence, clauses[below]) or _is_done_there(sentence, clauses[below], clauses[up])
        yield up, (ranks, ACTED)[is_besides]  # *entered Homs, [accusing] its people*
        if is_trying or is_besides:  # *fought battles in Homs, trying to [arrest] him*
            nouns = [j for j in occasion(sentence, clauses, up) if clauses[j].kind == "noun" and j not in seen]
            yield from ((j, ranks) for j in nouns)
        seen.add(up)
        below, up = up, clauses[up].governor


def _is_done_there(sentence: Sentence, clause: Clause, above: Clause) -> bool:
    """Whether somebody goes somewhere to do something, or does what quells others: *opened fire [to disperse] them*."""
    is_purpose = any(sentence.tokens[c].tag == "TO" for c in sentence.children[clause.predicate])
    is_done = is_purpose and above.status == "actual"
    is_there = above.lemma in load_place_words().arriving or clause.lemma in load_place_words().quelling
    return is_done and clause.relation == "adverbial" and is_there


def goes_on(sentence: Sentence, clause: Clause) -> bool:
    """Whether a participle tells what somebody did besides: *fought the police, [killing] two*."""
    below = (sentence.tokens[c].dep for c in sentence.children[clause.predicate])
    is_participle = clause.relation == "adverbial" and sentence.tokens[clause.predicate].tag == "VBG"
    return is_participle and SUBJECTS.isdisjoint(below)


def _reports(clause: Clause) -> bool:
    """Whether a clause is about what has a place of its own: *condemned the raid*, but not *protested*."""
    is_report = clause.lemma in load_occasion_words().reporting and clause.kind != "noun"
    return is_report and clause.lemma not in load_place_words().on_the_spot


def _is_of_speaker(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause that is said is about whoever says it: *said [they] condemned the raid*."""
    subjects = clause.heads("subject")
    return clause.relation == "complement" and any(sentence.tokens[h].tag == "PRP" for h in subjects)


def _speaking(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What somebody was doing when he said or did something: *The premier, [speaking] in Abuja, accused them*."""
    tokens, subjects = sentence.tokens, set(clauses[k].heads("subject"))
    for n, clause in enumerate(clauses):
        token = tokens[clause.predicate]
        before = tokens[token.i - 1].text if token.i else ","
        on_subject = (
            token.dep in {"acl", "relcl", "appos"} and token.head in subjects and before in {",", "(", "-", "–", "—"}
        )
        ahead = token.dep == "advcl" and token.head == clauses[k].predicate and token.i < token.head
        is_held = token.tag == "VBN" and clause.lemma in load_place_words().held  # *The rally, [held] in Lima, …*
        if (token.tag == "VBG" or is_held) and n != k and (on_subject or ahead):
            yield n
            for j in nouns_of(clauses, n):  # *acting at the end of a [session] in Rome*
                yield j
                yield from nouns_of(clauses, j)


def _told_of(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What is told of a meeting by a noun: *talks [set] for May in Geneva*, *talks are due [to resume] in Geneva*."""
    noun, words = sentence.tokens[clauses[k].predicate], load_place_words()
    if clauses[k].kind != "noun" or clauses[k].lemma not in words.meetings | words.visits:
        return
    below, heads = [k], {noun.i}
    while sentence.tokens[noun.head].lemma == "of":  # *a round of [talks]*
        noun = sentence.tokens[sentence.tokens[noun.head].head]
        heads.add(noun.i)
    for n, clause in enumerate(clauses):
        is_set = clause.governor == k and clause.relation == "relative" and clause.lemma in words.held
        if is_set and sentence.tokens[clause.predicate].tag == "VBN":
            yield n
        is_its = not heads.isdisjoint(clause.heads("subject"))
        is_its = is_its or clause.governor in below[1:] and clause.relation == "complement"
        if is_its and n != k and clause.lemma not in load_occasion_words().reporting:
            below.append(n)
    yield from below[1:]


def beside(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The clauses that a comma sets apart as what others did at the same time, mostly elsewhere.

    *Troops raided a camp, as ministers gathered in Rome*. What happened to people is told so too: *three died,
    as rebels shelled Homs*.
    """
    found: list[int] = []
    for n, clause in enumerate(clauses):
        if clause.relation != "adverbial" or clause.governor is None or not clause.heads("subject"):
            continue
        marks = (c for c in sentence.children[clause.predicate] if sentence.tokens[c].dep in {"mark", "advmod"})
        mark = next(marks, min(sentence.subtree(clause.predicate)))  # *, [while] in Homs crowds …*, hung on *crowds*
        word, before = sentence.tokens[mark].lemma, sentence.tokens[mark - 1].text if mark else ""
        contrasts = word in CONTRASTS or word == "as" and not comes_to_harm(sentence, clauses[clause.governor])
        if contrasts and before in {",", "-", "–", "—", ";"} and k not in _within(clauses, n):
            found += _within(clauses, n)
    return frozenset(found)


def _within(clauses: Sequence[Clause], k: int) -> list[int]:
    """A clause and all that hang on it."""
    found = [k]
    for j in found:
        found += [n for n, c in enumerate(clauses) if c.governor == j and n not in found]
    return found


def _is_there(sentence: Sentence, clause: Clause) -> bool:
    """Whether a relative clause tells what happens where the clause above it is set: *…, where he met the premier*."""
    if clause.relation != "relative":
        return False
    words = sentence.tokens[min(sentence.subtree(clause.predicate)) :][:2]
    return any(t.lemma == "where" for t in words)


def _told_there(clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """A clause and those that it says more of: *fought in Homs, a town that [lies] on a river, where he was shot*."""
    yield k
    while clauses[k].relation == "relative" and (up := clauses[k].governor) is not None and up < k:
        k = up
        yield k


def _meetings(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The meetings where something is done or said: *agreed to a truce at talks in Cuba*, *at a summit in Accra, …*."""
    tokens = sentence.tokens
    below = frozenset(sentence.subtree(clauses[k].predicate))
    for n, clause in enumerate(clauses):
        token = tokens[clause.predicate]
        is_meeting = clause.kind == "noun" and token.dep == "pobj" and clause.lemma in load_place_words().meetings
        is_visit = clause.kind == "noun" and token.dep == "pobj" and clause.lemma in load_place_words().visits
        word = tokens[token.head].lemma
        if token.i not in below or _is_inside_other(sentence, clauses, k, token.i):
            continue
        if is_meeting and word in {"at", "during", "after"} or is_visit and word in {"on", "during"}:
            yield n
            told = (j for j, c in enumerate(clauses) if c.governor == n and c.relation == "relative")
            yield from (j for j in told if clauses[j].status == "actual")  # *at talks that [broke up] in Rome*


def _left_behind(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What somebody leaves or is let out of, where it is: *released from house [arrest] in Homs*."""
    words, tokens = load_place_words(), sentence.tokens
    if clauses[k].lemma.split()[0] not in words.let_go | words.leaving:
        return
    for n, clause in enumerate(clauses):
        token = tokens[clause.predicate]
        if clause.governor == k and clause.kind == "noun" and token.dep == "pobj":
            word = tokens[token.head]
            if word.lemma == "from" or word.lemma == "of" and tokens[word.head].lemma == "out":
                yield n


def _brought_into(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What somebody is brought into or a deed becomes, which is there: *taken into [custody] in Homs*."""
    tokens = sentence.tokens
    for n, clause in enumerate(clauses):
        token = tokens[clause.predicate]
        above = tokens[token.head]
        if clause.governor == k and clause.kind == "noun" and token.dep == "pobj" and above.lemma == "into":
            yield n


def _is_inside_other(sentence: Sentence, clauses: Sequence[Clause], k: int, i: int) -> bool:
    """Whether a word stands in what a statement is about, or in what somebody else does: *accused him of dealing …*."""
    told = (c for c in clauses if c.governor == k and c.relation in {"complement", "relative"})
    return any(i in sentence.subtree(c.predicate) and not _is_undertaken(sentence, clauses[k], c) for c in told)


def _is_undertaken(sentence: Sentence, clause: Clause, told: Clause) -> bool:
    """Whether those of a clause undertake something there that is no meeting: *agreed [to form] a bank at a summit*."""
    tokens, words = sentence.tokens, load_place_words()
    is_infinitive = any(tokens[c].tag == "TO" for c in sentence.children[told.predicate])
    heads = (told.predicate, *told.heads("object"))
    return is_infinitive and not clause.heads("object") and all(tokens[h].lemma not in words.talking for h in heads)


def _planned(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What a clause asks for, promises or plans, which would be there: *called on them to cease fire in Iraq*."""
    below = [k]
    for j in below:
        told = (
            n for n, c in enumerate(clauses) if c.governor == j and n not in below and _is_told(sentence, clauses, c, k)
        )
        below.extend(n for n in told if clauses[n].status not in {"actual", "failed"} or clauses[n].kind == "noun")
    yield from below[1:]


def _is_told(sentence: Sentence, clauses: Sequence[Clause], clause: Clause, k: int) -> bool:
    """Whether a clause says what clause `k` asks for or plans: *announced plans [to send] envoys there*."""
    above = clauses[clause.governor or 0]
    of_plan = clause.relation == "relative" and above.kind == "noun" and clause.status == "future"
    is_noun = clause.kind == "noun" and clause.relation == "nominal"
    is_object = clause.governor != k and sentence.tokens[clause.predicate].dep == "dobj"  # *agreed to end an uprising*
    of_plan = of_plan or is_noun and above.kind == "noun" and above.lemma in load_place_words().plans
    is_plan = is_noun and (clause.lemma in load_place_words().plans or is_object)
    return clause.relation == "complement" or of_plan or is_plan


def _purposes(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """What somebody is sent or goes to do, which is where he gets to: *sent in jets to [attack] Homs*.

    So is what an attack is for: *launched an offensive to [take] Homs*.
    """
    is_attack = clauses[k].kind == "noun" and clauses[k].lemma in load_place_words().striking
    if clauses[k].lemma.split()[0] not in load_place_words().arriving and not is_attack:
        return
    relations = {"adverbial", "relative"} if is_attack else {"adverbial"}
    for n, clause in enumerate(clauses):
        marks = {sentence.tokens[c].lemma for c in sentence.children[clause.predicate]}
        is_purpose = clause.governor == k and clause.relation in relations and clause.predicate > clauses[k].predicate
        goals = load_place_words().reached | load_place_words().striking
        if is_purpose and "to" in marks and clause.lemma in goals:
            yield n


def _settings(sentence: Sentence, clauses: Sequence[Clause], k: int) -> Iterator[int]:
    """The clauses below clause `k` that tell what went on: *killed when they tried to cross a checkpoint in Ghazni*."""
    below = [k]
    harmed = comes_to_harm(sentence, clauses[k])
    for j in below:
        for n, clause in enumerate(clauses):
            if clause.governor == j and n not in below and harmed and _is_after(sentence, clause):
                below.append(n)
            elif clause.governor == j and n not in below and clause.relation in {"adverbial", "complement"}:
                marks = {
                    sentence.tokens[c].lemma
                    for c in sentence.children[clause.predicate]
                    if sentence.tokens[c].dep in {"mark", "advmod"}
                }
                is_setting = marks & {"when", "as", "while", "where"} or harmed and "after" in marks
                if is_setting or (clause.relation == "complement" and j != k):
                    below.append(n)
    yield from below[1:]


def _is_after(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is an event noun behind *after*: *killed ten after two clashes in Homs*."""
    token = sentence.tokens[clause.predicate]
    return clause.kind == "noun" and token.dep == "pobj" and sentence.tokens[token.head].lemma == "after"


def in_front(sentence: Sentence, clauses: Sequence[Clause], k: int, on_the_spot: bool) -> frozenset[int]:
    """The tokens of the phrase in front of a sentence that says where all of it happened; none where `k` may be apart.

    *In Homs, crowds burnt a court after police tried to disperse them* tells of Homs throughout. What is done
    somewhere, and not only said, goes on there: `on_the_spot`.
    """
    clause, tokens = clauses[k], sentence.tokens
    if clause.relation == "complement" and clause.governor is not None and clause.status == "possible":
        clause = clauses[clause.governor]  # *after police tried to [disperse] them*
    if not on_the_spot or clause.status not in ACHIEVED or is_pluperfect(sentence, clause) or clause.negated:
        return frozenset()
    first = next((t for t in tokens if t.pos not in {"PUNCT", "CCONJ", "ADV", "SPACE"}), None)
    if first is None or first.dep != "prep" or tokens[first.head].dep != "ROOT":
        return frozenset()
    below = sentence.subtree(first.i)
    if tokens[max(below) + 1].text != ",":
        return frozenset()
    others = (c.predicate for c in clauses if c.relation == "relative" and c.heads("subject") and c.predicate in below)
    return frozenset(below).difference(i for p in others for i in sentence.subtree(p))  # *On a day when he was in Rome*


def what_is_told(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The words of what is said with clause `k`, and of what stands behind it, before who says so.

    *Two died [when a bus drove over a mine in Homs], police said*, which the parser hangs on *said*.
    """
    up, found = clauses[k].governor, set(sentence.subtree(clauses[k].predicate))
    for clause in clauses if up is not None else ():
        is_before = clauses[k].predicate < clause.predicate < clauses[up or 0].predicate
        if is_before and clause.governor == up and clause.relation == "adverbial":
            found.update(sentence.subtree(clause.predicate))
    return frozenset(found)


def heard_in(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The words of who tells of clause `k`, without what is told: *ten died, [officials in Homs said on Monday]*."""
    below, up = k, clauses[k].governor
    while up is not None and up != k:
        if clauses[below].relation == "complement" and clauses[up].lemma in load_occasion_words().reporting:
            return frozenset(sentence.subtree(clauses[up].predicate)).difference(what_is_told(sentence, clauses, below))
        below, up = up, clauses[up].governor
    return frozenset()


def describes_doer(sentence: Sentence, clause: Clause) -> bool:
    """Whether a participle says who somebody is by whom it is done: *killed by rebels [trained] in Chad*."""
    verb = sentence.tokens[clause.predicate]
    noun = sentence.tokens[verb.head]
    return verb.dep == "acl" and verb.tag == "VBN" and noun.dep == "pobj" and sentence.tokens[noun.head].dep == "agent"


def lasted(sentence: Sentence, clause: Clause) -> bool:
    """Whether a noun is of what went on so long that it was elsewhere too: *after months of [unrest] on Malaita*."""
    tokens = sentence.tokens
    of = tokens[tokens[clause.predicate].head]
    return clause.kind == "noun" and of.lemma == "of" and tokens[of.head].lemma in load_place_words().long
