"""Sentences that a parser leaves without a verb are parsed once more, with a verb that it can't mistake in its place.

Parsers take rare past forms for what modifies the noun behind them: *A court in Harare [jailed] opposition leaders* has
no verb then. With *knew* in the place of *jailed* all words of the sentence find theirs, those behind the verb too. So
with *knows* in the place of present forms behind a name, which they take for a plural: *Armenia [imports] gas*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from coder.mending.mended import mended
from coder.mending.words import load_mistaken, load_telling
from coder.records import Sentence, Token

Parse = Callable[[Iterable[tuple[str, int, int, bool]]], Iterator[Sentence]]
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# What stands for a past form and for a present one: such a form that is nothing else, with an object or without, and
# takes no particle.
STANDING_IN = "knew"
PRESENT = "knows"
STANDING_FOR = {STANDING_IN: "VBD", PRESENT: "VBZ"}
PLURALS = frozenset({"NN", "NNS", "NNPS"})
VERBAL = frozenset({"VERB", "AUX"})
PAST = frozenset({"VBN", "VBD"})
OTHER = frozenset({"JJ", "NN", "NNP"})
ENDS = frozenset({".", "!", '"', "”"})
# What a finite verb below these tells, it tells of somebody or of when.
MODIFYING = frozenset({"relcl", "acl", "advcl", "amod", "compound", "nmod"})
# What hangs on no finite verb in the active.
NEVER_BELOW = frozenset({"agent", "aux", "auxpass", "nsubjpass"})
UNDERGOING = frozenset({"dobj", "attr", "oprd"})
DONE_BY = frozenset({"nsubj", "nsubjpass"})
# What may stand behind the verb of who says something at the end.
BESIDE = frozenset({"punct", "advmod", "npadvmod", "prep"})
# As what parsers take the verb, and what may stand right before it.
TAKEN_AS = frozenset({"amod", "acl", "ROOT", "compound", "nmod", "appos", "conj", "nsubj", "ccomp", "dep"})
BEFORE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADV"})
BEHIND = frozenset({",", ")", '"', "”"})
# Sentences of fewer words are names of something.
WHOLE = 5
# How many verbs of a sentence are tried, the first of them first.
MOST_TRIED = 2
# How many sentences wait for others to be parsed with.
BATCH = 256


class _Try(NamedTuple):
    """The word of a sentence that may be its verb, by their places."""

    sentence: int
    verb: int


def read_sentences(
    texts: Iterable[tuple[str, int, int, bool]], parse: Parse, lemma: Callable[[str], str]
) -> Iterator[Sentence]:
    """The sentences as `parse` reads their texts, mended; those without a verb as it reads them with one.

    `lemma` gives the lemma of a word that is a past form.
    """
    waiting = mended(parse(texts))
    while some := list(islice(waiting, BATCH)):
        first = tuple(some)
        tries = [_Try(n, i) for n, sentence in enumerate(some) for i in _wanting(sentence, lemma)]
        again = mended(parse([_standing_in(first[t.sentence], t.verb) for t in tries]))
        for (n, verb), read in zip(tries, again, strict=True):
            if some[n] is first[n]:  # no word before this one was its verb
                some[n] = _told_anew(first[n], read, verb, lemma) or first[n]
        yield from some


def _wanting(sentence: Sentence, lemma: Callable[[str], str]) -> Sequence[int]:
    """The words of a sentence without a verb, or with a clause that wants one, that may be it."""
    tokens = sentence.tokens
    if sentence.headline or len(tokens) < WHOLE or tokens[-1].text not in ENDS:
        return ()
    has_none = _has_no_verb(sentence)
    found = (t for t in tokens[1:-1] if has_none or _is_in_clause(sentence, t))
    return [t.i for t in found if _may_be_verb(sentence, t, lemma)][:MOST_TRIED]


def _is_in_clause(sentence: Sentence, token: Token) -> bool:
    """Whether a word stands where the verb of a clause would: *after rebels [shelled] villages*."""
    tokens = sentence.tokens
    if token.dep != "amod":
        return False
    thing = tokens[token.head]
    begins = tokens[thing.head]
    return thing.dep == "pobj" and begins.text.lower() in load_mistaken().tells_when and begins.i < token.i - 1


def _has_no_verb(sentence: Sentence) -> bool:
    return not any(_tells(sentence, t) for t in sentence.tokens)


def _tells(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is the sentence's, and not that of a clause on somebody in it, nor of who says it at its end."""
    tokens, children = sentence.tokens, sentence.children
    doers = [c for c in children[verb.i] if tokens[c].dep in DONE_BY]
    if verb.tag not in FINITE and not (verb.tag in PAST and doers):
        return False
    above = verb
    while above.head != above.i:
        if above.dep in MODIFYING:
            return False
        above = tokens[above.head]
    first = min(sentence.subtree(doers[-1])) if doers else 0
    is_behind = tokens[first - 1].text == "," and first > 0 and not _has_more(sentence, verb)
    return not (is_behind and verb.lemma in load_telling().tellers)


def _has_more(sentence: Sentence, verb: Token) -> bool:
    """Whether more than a time or place stands behind a verb, or a clause with a verb of its own before it."""
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    if any(t.i > verb.i and t.dep not in BESIDE for t in below):
        return True
    return any(t.dep == "ccomp" and t.pos in VERBAL for t in below)


def _may_be_verb(sentence: Sentence, token: Token, lemma: Callable[[str], str]) -> bool:
    tokens = sentence.tokens
    if token.dep not in TAKEN_AS or not token.text.islower():
        return False
    if token.lemma in load_mistaken().is_so or token.lemma in load_telling().tellers:
        return False
    if token.dep == "acl" and tokens[token.head].dep in UNDERGOING:  # *founded a firm [called] Nile*
        return False
    before = tokens[token.i - 1]
    if before.pos not in BEFORE and before.text not in BEHIND and not before.text.isupper():
        return False
    below = {tokens[c].dep for c in sentence.children[token.i]}
    # *another man, [accused] of spying*; but *the envoy, a Dane, [called] for calm*
    if token.dep == "acl" and before.text == "," and not any(t.text == "," for t in tokens[: before.i]):
        return False
    if not below.isdisjoint(NEVER_BELOW):
        return False
    if token.tag in PAST or (token.tag in OTHER and _is_past(token.text, lemma)):
        return True
    return _is_present(token, before)


def _is_past(form: str, lemma: Callable[[str], str]) -> bool:
    """Whether a word that is no verb as parsed is a past form: *swept*, *jailed*."""
    return not form.endswith(("ing", "s")) and lemma(form) != form


def _is_present(token: Token, before: Token) -> bool:
    """Whether a word that is a noun as parsed may be what a name does: *Somalia [severs] ties with Kenya*."""
    named = before.pos == "PROPN" or before.text[:1].isupper()
    return token.tag in PLURALS and token.text.endswith("s") and named and before.tag not in {"NNS", "NNPS"}


def _stands_for(token: Token) -> str:
    return PRESENT if token.text.endswith("s") and token.tag in PLURALS else STANDING_IN


def _standing_in(sentence: Sentence, verb: int) -> tuple[str, int, int, bool]:
    token, text = sentence.tokens[verb], sentence.text
    start, end = token.start - sentence.start, token.end - sentence.start
    return f"{text[:start]}{_stands_for(token)}{text[end:]}", sentence.start, sentence.index, sentence.headline


def _told_anew(sentence: Sentence, read: Sentence, verb: int, lemma: Callable[[str], str]) -> Sentence | None:
    """The sentence with the parse `read` of that with another verb, if that is its verb there and somebody does it."""
    tokens = sentence.tokens
    if len(read.tokens) != len(tokens):
        return None
    found, form = read.tokens[verb], _stands_for(tokens[verb])
    told = [t for t in tokens if _tells(sentence, t)]
    if found.tag != STANDING_FOR[form] or not (_tells(read, found) or (told and found.dep == "advcl")):
        return None
    doers = [c for c in read.children[verb] if read.tokens[c].dep == "nsubj" and c < verb]
    if not doers or (form == PRESENT and all(read.tokens[c].dep != "dobj" for c in read.children[verb])):
        return None
    if any(read.tokens[t.i].tag != t.tag or _subjects(read, t.i) != _subjects(sentence, t.i) for t in told):
        return None
    was = tokens[verb]
    as_verb = was.lemma if was.tag in PAST else lemma(was.text)
    new = (
        replace(t, text=old.text, lemma=as_verb if t.i == verb else t.lemma, start=old.start, end=old.end)
        for t, old in zip(read.tokens, tokens, strict=True)
    )
    return replace(sentence, tokens=tuple(new))


def _subjects(sentence: Sentence, verb: int) -> list[int]:
    return [c for c in sentence.children[verb] if sentence.tokens[c].dep in DONE_BY]
