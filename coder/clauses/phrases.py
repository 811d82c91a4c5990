"""The words of a noun phrase: what belongs to an actor's name, and what only hangs on it in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coder.files.words import load_words
from coder.records import Sentence
from coder.text.function_words import ANOTHER, OWNING

# Clauses, other conjuncts and asides are not part of the name; the lead of a phrase is (*at least 15 men*).
LEFT_OUT = frozenset(
    {
        "relcl",
        "acl",
        "conj",
        "cc",
        "preconj",
        "parataxis",
        "advcl",
        "ccomp",
        "dep",
        "xcomp",
        "prt",
        "aux",
        "auxpass",
        "cop",
        "mark",
        "neg",
    }
)
# What stands for one more of what was named.
_OTHERS = frozenset({"another", "one", "others"})
_QUOTES = frozenset("\"“”‘’'`,.;:!?()[]—–-…")
_JOINTS = frozenset({"-", "–", "‑", "/", "'", "’", "."})


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The word lists of phrases.yaml, each explained there."""

    times: frozenset[str]
    inner_prepositions: frozenset[str]
    of_verbs: frozenset[str]
    for_verbs: frozenset[str]


@cache
def load_phrase_words() -> PhraseWords:
    """The words of phrases that come with the package. Raises DataFileError with every fault of their file."""
    return load_words("phrases", PhraseWords)


def phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """First token and the one after the last of the noun phrase around `head`.

    With determiner, modifiers, possessors, adjacent names and phrases of *of, in, from, for, to, at*; without
    relative clauses, appositions between commas, conjuncts and times.
    """
    if not sentence.children[head]:
        return head, head + 1
    inside = _members(sentence, head)
    tokens = sentence.tokens
    first, last = head, head
    while first > 0 and (first - 1 in inside or _bridges(sentence, first - 1, inside, -1)):
        first -= 1
    while last + 1 < len(tokens) and (last + 1 in inside or _bridges(sentence, last + 1, inside, 1)):
        last += 1
    while first < head and (tokens[first].text in _QUOTES or tokens[first].pos == "CCONJ"):
        first += 1
    while last > head and (tokens[last].text in _QUOTES or tokens[last].dep == "case" or tokens[last].text in OWNING):
        last -= 1
    return first, last + 1


def _bridges(sentence: Sentence, i: int, inside: set[int], step: int) -> bool:
    """A hyphen or apostrophe with words of the phrase on both sides."""
    return sentence.tokens[i].text in _JOINTS and i + step in inside and 0 <= i + step < len(sentence.tokens)


def _members(sentence: Sentence, head: int) -> set[int]:
    inside = [head]
    for i in inside:  # grows while it is read
        inside += [child for child in sentence.children[i] if _belongs(sentence, head, i, child)]
    return set(inside)


def _belongs(sentence: Sentence, head: int, parent: int, child: int) -> bool:
    token = sentence.tokens[child]
    dep = token.dep
    if dep in LEFT_OUT:
        # Modifiers may be coordinated: *the military and intelligence services*, *the ministry of trade and industry*.
        below = dep in {"conj", "cc"} and parent != head and sentence.tokens[parent].pos in {"NOUN", "PROPN", "ADJ"}
        return below and not any(parallel(sentence, c) for c in sentence.children[parent])
    if dep == "punct":
        return token.text in _JOINTS
    if dep == "appos":
        return child > parent and _adjacent(sentence, parent, child)
    if dep in {"prep", "agent"}:
        if parent == head and _is_charge(sentence, head, token.text.lower()):
            return False
        return (
            child > parent
            and token.text.lower() in load_phrase_words().inner_prepositions
            and not _is_aside(sentence, child)
        )
    if dep in {"npadvmod", "tmod", "nmod", "nummod"} and child > parent:
        return dep == "nummod" and token.lemma.lower() not in load_phrase_words().times
    if dep == "advmod" and child > parent:
        return False
    return not (
        token.lemma.lower() in load_phrase_words().times
        and dep in {"npadvmod", "compound"}
        and token.tag == "NNP"
        and parent == head
    )


def parallel(sentence: Sentence, conjunct: int) -> bool:
    """Whether what parsers coordinate with a place stands beside whom the place tells of.

    *the rebels in Chad and [the junta] in Mali*, *the mayor of Minsk and [two reporters]*
    """
    tokens, token = sentence.tokens, sentence.tokens[conjunct]
    place = tokens[token.head]
    link = tokens[place.head]
    if token.dep != "conj" or place.dep != "pobj" or place.pos != "PROPN" or tokens[link.head].pos != "NOUN":
        return False
    own = [tokens[c] for c in sentence.children[conjunct]]
    if token.pos != "NOUN":
        return token.text.lower() in _OTHERS
    if any(t.dep == "nummod" or (t.dep == "det" and t.text.lower() in ANOTHER) for t in own):
        return True
    whole = any(t.dep in {"det", "poss"} for t in own)
    return whole and any(t.dep == "prep" and t.text == link.text for t in own)


def _adjacent(sentence: Sentence, parent: int, child: int) -> bool:
    """Whether an apposition is a name that directly follows its title, with no comma between."""
    return all(
        sentence.tokens[k].head == child or sentence.tokens[k].dep == "compound" for k in range(parent + 1, child)
    )


def _is_charge(sentence: Sentence, head: int, preposition: str) -> bool:
    """Whether the phrase says what the head is accused of or thanked for: *accused the army of slaughter*."""
    token = sentence.tokens[head]
    above = sentence.tokens[token.head]
    if token.dep == "pobj" and above.dep == "agent":  # *accused by comrades of cheating*
        above = sentence.tokens[above.head]
    elif token.dep not in {"dobj", "nsubjpass"}:
        return False
    verb, words = above.lemma.lower(), load_phrase_words()
    return (preposition == "of" and verb in words.of_verbs) or (preposition == "for" and verb in words.for_verbs)


def _is_aside(sentence: Sentence, preposition: int) -> bool:
    """Whether the phrase tells when or how (*in May*, *in protest*), which the verb's own phrases do too."""
    located = sentence.tokens[preposition].text.lower() in {"in", "at", "on", "within", "near"}
    for child in sentence.children[preposition]:
        token = sentence.tokens[child]
        if located and token.tag == "NN" and not sentence.children[child]:
            return True
        if token.lemma.lower() in load_phrase_words().times or (
            token.pos == "NUM" and token.text.isdigit() and len(token.text) == 4
        ):
            return True
    return False


def text_span(sentence: Sentence, first: int, end: int) -> tuple[str, int, int]:
    """The words of tokens `first` to `end` (exclusive) as printed, and their characters in the document."""
    start, stop = sentence.tokens[first].start, sentence.tokens[end - 1].end
    return sentence.text[start - sentence.start : stop - sentence.start], start, stop


def governing_preposition(sentence: Sentence, head: int, i: int) -> str:
    """The preposition by which token `i` hangs on `head`; '' where there is none.

    It is 'of' for *Armenia* in *the prime minister of Armenia*.
    """
    for _ in range(len(sentence.tokens)):
        parent = sentence.tokens[i].head
        if parent == head:
            token = sentence.tokens[i]
            return token.text.lower() if token.dep in {"prep", "agent"} else ""
        if parent == i:
            return ""
        i = parent
    return ""


def clause_of_whose(sentence: Sentence, i: int) -> int:
    """The verb of a clause that tells of somebody's own where a word is in it: *rebels, whose chiefs live in [Oman]*.

    -1 for none.
    """
    tokens = sentence.tokens
    if not any(t.tag == "WP$" for t in tokens[:i]):
        return -1
    while tokens[i].dep != "relcl" and tokens[i].head != i:
        i = tokens[i].head
    owned = tokens[i].dep == "relcl" and any(tokens[k].tag == "WP$" for k in sentence.subtree(i) if k < i)
    return i if owned else -1
