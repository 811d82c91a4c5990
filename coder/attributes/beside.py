"""Who is counted beside others: the rest of a list, whose people were with them, and who is only part of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.records import Clause, Sentence
from coder.text.figures import load_quantity_words

AMONG = frozenset({"among", "amongst"})
AMONG_WHOM = frozenset({"they", "them", "whom", "these"})


def with_beside(sentence: Sentence, heads: Iterable[int]) -> Iterator[int]:
    """The heads with those joined to the name behind one: *the writer Ana Lima and [eight others]*.

    So are those of a list that parsers take for what explains its first: *the governor, [the mayor] and [six guards]*.
    """
    tokens = sentence.tokens
    for head in heads:
        yield head
        for c in sentence.children[head]:
            if tokens[c].dep != "appos" or tokens[c].tag not in {"NN", "NNP"}:
                continue
            joined = [b for b in sentence.children[c] if tokens[b].dep == "conj"]
            if _is_listed(sentence, head, c):
                yield c
                yield from joined
            elif tokens[c].tag == "NNP" or _is_closed(sentence, c):
                yield from joined  # *the governor, a former judge, and [six guards]*


def _is_listed(sentence: Sentence, first: int, second: int) -> bool:
    """Whether two known people are told one after another: no comma ends the second, as one would who the first is.

    *The governor, [the mayor] and six guards*, not *the governor, [the mayor's brother], and six guards*.
    """
    tokens = sentence.tokens
    if _is_closed(sentence, second) is not False or tokens[sentence.subtree(second)[0] - 1].text != ",":
        return False
    own = ([tokens[c] for c in sentence.children[i]] for i in (first, second))
    return all(any(t.dep == "poss" or t.dep == "det" and t.lemma == "the" for t in ts) for ts in own)


def _is_closed(sentence: Sentence, noun: int) -> bool | None:
    """Whether a comma stands between a noun and the *and* behind it; None where no *and* is."""
    links = [c for c in sentence.children[noun] if sentence.tokens[c].dep == "cc" and c > noun]
    return sentence.tokens[links[0] - 1].text == "," if links else None


def joined_counts(sentence: Sentence, heads: Sequence[int]) -> tuple[int, ...]:
    """The bare counts that the parser joins to a verb or its object: *killed the mayor and [three] of his guards*."""
    tokens = sentence.tokens
    return tuple(
        c
        for h in heads
        for c in sentence.children[h]
        if tokens[c].dep == "conj" and c not in heads and _is_joined_count(sentence, c, heads)
    )


def _is_joined_count(sentence: Sentence, c: int, heads: Sequence[int]) -> bool:
    """Whether a phrase goes on counting: *three of his guards*, *their child*, *two guards*."""
    tokens = sentence.tokens
    below = [tokens[b] for b in sentence.children[c]]
    if tokens[c].tag == "CD":
        return any(t.lemma == "of" for t in below)
    if tokens[c].pos == "NOUN" and tokens[c].head == heads[0] and any(t.tag == "PRP$" for t in below):
        return True
    if tokens[c].tag != "NNS" or tokens[c].head != heads[0] or not any(t.dep == "nummod" for t in below):
        return False
    own = sentence.subtree(c)
    told = [tokens[i] for i in own] + list(tokens[own[-1] + 1 :][:1])  # *killed the mayor and [five guards] fled*
    return max(heads) > heads[0] and all(t.pos not in {"VERB", "AUX"} for t in told)


def companions(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Whose people came to harm with them: *was shot dead with [his driver]*, *with [two of his guards]*."""
    tokens = sentence.tokens
    if not clause.passive:
        return ()  # *shot a guard with his brother* may tell who else shot
    found: list[int] = []
    for i in sentence.subtree(clause.predicate):
        token, link = tokens[i], tokens[tokens[i].head]
        if token.dep != "pobj" or link.lemma != "with" or i < clause.predicate:
            continue
        if clause.predicate in {link.head, tokens[link.head].head}:  # *along [with]* hangs on the word before it
            heads = [i, *(c for c in sentence.children[i] if tokens[c].dep == "conj")]
            found += [h for h in heads if _are_ones_own(sentence, h)]
    return tuple(found)


def _are_ones_own(sentence: Sentence, head: int) -> bool:
    """Whether a phrase tells of somebody's people: *his driver*, *two of his guards*."""
    tokens, persons = sentence.tokens, load_quantity_words().persons
    behind = [b for c in sentence.children[head] if tokens[c].lemma == "of" for b in sentence.children[c]]
    people = [i for i in (head, *behind) if tokens[i].lemma in persons]
    return any(tokens[c].tag == "PRP$" for i in people for c in sentence.children[i])


def is_among(sentence: Sentence, head: int) -> bool:
    """Whether a noun phrase is part of what was counted before it: *arrested four men, among them [a baker]*."""
    first = sentence.subtree(head)[0]
    before = [t.lemma for t in sentence.tokens[max(0, first - 2) : first]]
    return len(before) == 2 and before[0] in AMONG and before[1] in AMONG_WHOM


def is_part(sentence: Sentence, head: int) -> bool:
    """Whether a noun says what some before it are, or is joined to one: *six of them [women] and a [cook]*."""
    tokens, first = sentence.tokens, sentence.subtree(head)[0]
    if _is_of_them(sentence, head):
        return True
    above = tokens[tokens[head].head]
    is_joined = tokens[head].dep == "conj" and above.pos in {"NOUN", "PROPN"} and tokens[first - 1].dep == "cc"
    return is_joined and tokens[first - 2].text != "," and _is_of_them(sentence, above.i)


def wholes(sentence: Sentence, parts: Sequence[int]) -> list[int]:
    """Those of whom some are told, in whose place a parser puts the part: *[nine men], two of them nurses, died*.

    The parts themselves where nobody stands before them: then the part is asked for.
    """
    tokens, found = sentence.tokens, []
    for part in parts:
        first = min((i for i in sentence.subtree(part) if tokens[i].text != ","), default=part)
        before = tokens[first - 2] if first > 1 and tokens[first - 1].text == "," else None
        is_whole = before is not None and before.tag == "NNS" and before.dep not in {"nsubj", "nsubjpass", "dobj"}
        found.append(before.i if before is not None and is_whole else part)
    return list(dict.fromkeys(found))


def _is_of_them(sentence: Sentence, head: int) -> bool:
    """Whether a noun is said of some of those told before it, whom its number counts: *six of them [women]*.

    Parsers hang the noun on its number, too.
    """
    tokens = sentence.tokens
    below = [c for c in sentence.children[head] if c < head and (tokens[c].tag == "CD" or tokens[c].lemma == "most")]
    is_above = tokens[head].tag == "CD" and any(tokens[c].dep == "appos" for c in sentence.children[head])
    below += [head] if is_above else []
    links = (b for c in below for b in sentence.children[c] if tokens[b].lemma == "of")
    return any(tokens[h].text.lower() in AMONG_WHOM for b in links for h in sentence.children[b])
