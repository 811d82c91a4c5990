"""What a protest is for, which the codebook tells with a digit: *marched to demand that he resign* is 1411, not 141.

Codebook: the fourth digit of 141 to 145 is 1 for a change of leaders, 2 of policy, 3 for rights, 4 for a change of
institutions or regime. A demand that is told beside the protest says it best, else the words of its cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from coder.files.words import load_words
from coder.records import Clause, Sentence

# Where the words of a cause end: at what is a sentence of its own.
APART = frozenset({"conj", "relcl", "parataxis", "advcl"})
PURPOSES = frozenset({"advcl", "acl", "xcomp"})
MEANT = frozenset({"VB", "VBG"})
# How what somebody is bent on hangs on what he does, or on him: *marched, [determined] to see him go*.
RESOLVED = frozenset({"acl", "acomp", "advcl", "amod", "appos", "conj", "oprd"})
# What stands between the words of a pair: *a state [of their] own*.
LITTLE = frozenset({"ADP", "ADV", "DET", "PRON", "PUNCT", "PART"})


@dataclass(frozen=True, slots=True)
class CauseWords:
    """The lists of causes.yaml, each explained there."""

    kinds: frozenset[str]
    asked: Mapping[str, str]
    behind: frozenset[str]
    anywhere: frozenset[str]
    marks: frozenset[str]
    wanting: frozenset[str]
    resolved: frozenset[str]
    saying: frozenset[str]
    until: frozenset[str]
    leaders: frozenset[str]
    ousting: frozenset[str]
    officials: frozenset[str]
    policies: frozenset[str]
    rights: frozenset[str]
    institutions: frozenset[str]

    @property
    def digits(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The digit of each kind of cause with its words; where a cause has words of several, the first counts."""
        return ("1", self.leaders), ("4", self.institutions), ("3", self.rights), ("2", self.policies)


@cache
def cause_words() -> CauseWords:
    """What protests are for, by the words that say so."""
    return load_words("causes", CauseWords)


def with_cause(code: str, sentence: Sentence, clause: Clause, asked: Iterable[str]) -> str:
    """The code of a protest with the digit of its cause; any code as it is where that is not told.

    `asked` are the codes of what is asked for or demanded beside it.
    """
    words = cause_words()
    if code not in words.kinds:
        return code
    digit = next((words.asked[a] for a in asked if a in words.asked), None) or _said(sentence, clause, words)
    # *stormed and [burned] the offices, bent on toppling him*
    beside = (replace(clause, predicate=c, support=None) for c in _beside(sentence, clause.predicate))
    return code + (digit or next((told for c in beside if (told := _said(sentence, c, words))), ""))


def _beside(sentence: Sentence, verb: int) -> Iterator[int]:
    """The verbs beside a verb that tell what the same people did."""
    tokens = sentence.tokens
    head = tokens[verb].head
    near = (*sentence.children[verb], *((head, *sentence.children[head]) if tokens[verb].dep == "conj" else ()))
    for i in near:
        joined = i != verb and tokens[i].pos == "VERB" and (tokens[i].dep == "conj" or i == head)
        others = any(tokens[c].dep in {"nsubj", "nsubjpass"} for c in sentence.children[i] if c > verb)
        if joined and not others:
            yield i


def _said(sentence: Sentence, clause: Clause, words: CauseWords) -> str:
    """The digit that the words of a cause give, or none; those of a name (*the Faculty of Law*) give none, nor do
    second halves (*the centre-[right] government*).
    """
    found = {i for head in _causes(sentence, clause, words) for i in below(sentence, head)}
    tokens = [t for t in sentence.tokens if t.i in found and t.pos != "PROPN"]
    lemmas = {t.lemma for t in tokens if sentence.tokens[t.i - 1].tag != "HYPH" and t.dep != "prt"}
    telling = [t for t in tokens if t.pos not in LITTLE or t.dep == "prt"]
    lemmas |= {f"{a.lemma} {b.lemma}" for each in (tokens, telling) for a, b in pairwise(each)}
    # *drive X [out]*
    lemmas |= {f"{sentence.tokens[t.head].lemma} {t.lemma}" for t in tokens if t.dep in {"prt", "advmod"}}
    if not (lemmas.isdisjoint(words.ousting) or lemmas.isdisjoint(words.officials)):
        return words.digits[0][0]
    # Policies are named: *felled trees, [cutting] the road in two* is no cause.
    named = lemmas - {t.lemma for t in tokens if t.dep == "advcl"}
    said = ((digit, named if kind is words.policies else lemmas, kind) for digit, kind in words.digits)
    return next((digit for digit, there, kind in said if not kind.isdisjoint(there)), "")


def _causes(sentence: Sentence, clause: Clause, words: CauseWords) -> Iterator[int]:
    """The heads of the phrases and clauses that say what for or against what.

    *went on strike [over pay]*, *rallied in protest [at the tax]*, *marched [to save the park]*, *fasted [until he
    resigns]*, *students [demanding reform], [who want reform] rioted*
    """
    tokens, children = sentence.tokens, sentence.children
    verbs = {clause.predicate, clause.predicate if clause.support is None else clause.support}
    for verb in sorted(verbs):
        yield from (i for i in below(sentence, verb) if tokens[i].dep == "prep" and tokens[i].lemma in words.anywhere)
        for child in children[verb]:
            token = tokens[child]
            if token.dep == "prep" and token.lemma in words.behind:
                yield child
                # *stayed at home for a day [to] press for it*
                yield from (p for n in children[child] for p in children[n] if tokens[p].tag == "VB")
            elif token.lemma in words.resolved and token.dep in RESOLVED:
                yield child
            elif token.lemma in words.saying and token.dep == "advcl":
                yield from _awaited(sentence, child, words)
            elif token.dep in PURPOSES and child > verb and (token.tag in MEANT or _is_infinitive(sentence, child)):
                yield child
            elif token.dep == "advcl" and any(tokens[m].lemma in words.until for m in children[child]):
                yield child
            elif token.dep == "prep":  # *in [fury] at the tax*, *for a day [to] press for it*
                inner = [n for n in children[child] if n not in verbs]
                yield from (p for n in inner for p in children[n] if tokens[p].tag == "VB")
                marked = (n for n in inner if tokens[n].lemma in words.marks)
                yield from (p for n in marked for p in children[n] if p > n)
    yield from _of_subject(sentence, clause, words)


def _awaited(sentence: Sentence, verb: int, words: CauseWords) -> Iterator[int]:
    """What is waited for in what is said: *saying that they would stay [until] he went*."""
    marks = (m for m in sentence.subtree(verb) if sentence.tokens[m].lemma in words.until)
    yield from (sentence.tokens[m].head for m in marks)


def _of_subject(sentence: Sentence, clause: Clause, words: CauseWords) -> Iterator[int]:
    """The heads of what says it beside who protests: *students [demanding reform], [who want reform] rioted*."""
    tokens, children = sentence.tokens, sentence.children
    for subject in clause.heads("subject"):
        yield from (c for c in children[subject] if tokens[c].dep == "acl" and tokens[c].tag == "VBG")
        yield from (c for c in children[subject] if tokens[c].lemma in words.resolved and tokens[c].dep in RESOLVED)
        told = (c for c in children[subject] if tokens[c].dep == "relcl")
        yield from (c for c in told if tokens[c].lemma in words.wanting)


def _is_infinitive(sentence: Sentence, verb: int) -> bool:
    return any(sentence.tokens[c].tag == "TO" for c in sentence.children[verb])


def below(sentence: Sentence, head: int) -> Iterator[int]:
    """A word and those below it, without what is a sentence of its own."""
    yield head
    for child in sentence.children[head]:
        if sentence.tokens[child].dep not in APART:
            yield from below(sentence, child)
