"""Who speaks behind what he says, where parsers take him for what is said, or his verb for a noun.

*"We have withdrawn," announced [the minister], Juan Paz*; *it armed the rebels, [a Danish inquiry] charged*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import as_verb, changed
from coder.mending.words import load_telling
from coder.records import Sentence, Token
from coder.text.function_words import BY

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NAMES = frozenset({"NOUN", "PROPN"})
OWN = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod"})
WHEN = frozenset({"prep", "npadvmod"})
LOOSE = frozenset({"dep", "parataxis"})


def with_inverted(sentence: Sentence) -> Sentence:
    """The sentence with who speaks as the subject of his verb; as it was where parsers have that right."""
    words = load_telling()
    for token in sentence.tokens:
        if token.dep == "ROOT" and token.i and token.tag in FINITE:
            tells = token.lemma in words.tellers or token.lemma in words.voiced
            if tells and (tokens := _behind(sentence, token)):
                return changed(sentence, tokens)
        if token.dep in LOOSE and token.lemma in words.voiced and (tokens := _beside(sentence, token)):
            return changed(sentence, tokens)
    last = _last_word(sentence)
    form = words.last_said.get(last.text.lower()) if last is not None else None
    return changed(sentence, _at_end(sentence, last, form)) if last is not None and form is not None else sentence


def _behind(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*"We are leaving," warned [the envoy]*, where what is said stands in front and nobody else says it."""
    tokens = sentence.tokens
    below = [tokens[c] for c in sentence.children[verb.i]]
    told = [t for t in below if t.dep == "ccomp" and t.i < verb.i]
    things = [t for t in below if t.dep == "dobj" and t.i > verb.i and t.pos in NAMES]
    if not told or len(things) != 1 or any(t.dep in SUBJECTS for t in below) or tokens[verb.i - 1].pos != "PUNCT":
        return {}
    who = things[0]
    if min(sentence.subtree(who.i)) != verb.i + 1:
        return {}
    found = {who.i: replace(who, dep="nsubj")}
    for by in below:  # *read a statement [by the presidency]*
        if by.dep in {"prep", "agent"} and by.lemma in BY and by.i > who.i and who.lemma in load_telling().papers:
            found[by.i] = replace(by, dep="prep", head=who.i)
    return found


def _beside(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*"We condemn it," [read] a note by the embassy*, where the verb hangs loose on what is said."""
    tokens, told = sentence.tokens, sentence.tokens[verb.head]
    below = [tokens[c] for c in sentence.children[verb.i]]
    things = [t for t in below if t.dep == "dobj" and t.lemma in load_telling().papers]
    if told.dep != "ROOT" or told.i > verb.i or tokens[verb.i - 1].pos != "PUNCT" or len(things) != 1:
        return {}
    who, last = things[0], len(tokens) - 1
    if min(sentence.subtree(who.i)) != verb.i + 1 or any(t.dep in SUBJECTS for t in below):
        return {}
    found = {t.i: replace(t, dep="prep", head=who.i) for t in below if t.lemma in BY and t.i > who.i}
    found[who.i] = replace(who, dep="nsubj")
    found[told.i] = replace(told, dep="ccomp", head=verb.i)
    found[verb.i] = as_verb(verb, "VBD", "ROOT", verb.i)
    return found | ({last: replace(tokens[last], head=verb.i)} if tokens[last].pos == "PUNCT" else {})


def _last_word(sentence: Sentence) -> Token | None:
    """The last word but for when it was said: *an inquiry [charged] on Friday*."""
    tokens = [t for t in sentence.tokens if t.pos != "PUNCT"]
    forms = load_telling().last_said
    for token in reversed(tokens[-5:]):
        if token.text.lower() in forms:
            behind = tokens[tokens.index(token) + 1 :]
            when = {i for t in behind if t.dep in WHEN and t.head <= token.i for i in sentence.subtree(t.i)}
            return token if all(t.i in when for t in behind) else None
    return None


def _at_end(sentence: Sentence, verb: Token, lemma: str) -> dict[int, Token]:
    """*It armed rebels, [a Danish inquiry] charges*: a message and its verb, taken for one more thing."""
    tokens = sentence.tokens
    comma = next((t.i for t in reversed(tokens[: verb.i]) if t.pos == "PUNCT" and t.text in {",", '"', "”", "''"}), 0)
    phrase = tokens[comma + 1 : verb.i]
    root = next((t for t in tokens if t.head == t.i and t.pos in {"VERB", "AUX"}), None)
    if not comma or root is None or root.i >= comma or any(t.pos in {"VERB", "AUX", "CCONJ"} for t in phrase):
        return {}
    link = next((t.i for t in phrase if t.pos == "ADP"), verb.i)
    head = next((t for t in reversed(tokens[comma + 1 : link]) if t.pos in NAMES), None)
    if head is None or head.lemma not in load_telling().papers or head.i + 1 != link:
        return {}
    if phrase[0].dep not in OWN or phrase[0].tag not in {"DT", "PRP$", "NNP", "JJ"}:
        return {}
    found = {t.i: replace(t, head=head.i) for t in phrase if t.dep in OWN and t.head == verb.i and t.i < head.i}
    later = (tokens[c] for c in sentence.children[verb.i] if c > verb.i)
    found |= {t.i: replace(t, head=verb.i) for t in later}
    found[head.i] = replace(head, dep="nsubj", head=verb.i)
    found[root.i] = replace(root, dep="ccomp", head=verb.i)
    if link != verb.i and tokens[link].head not in {head.i}:
        found[link] = replace(tokens[link], dep="prep", head=head.i)
    for last in (t for t in phrase if t.dep in {"compound", "amod"} and t.head == verb.i and t.i > head.i):
        found[last.i] = replace(last, dep="pobj", head=link)  # *a statement by the [government] read*
    found[verb.i] = replace(as_verb(verb, "VBD", "ROOT", verb.i), lemma=lemma)
    return found
