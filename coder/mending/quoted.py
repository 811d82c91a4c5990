"""Who is quoted says it: *the envoy [was quoted as saying] that …*, *[in the words of] the envoy, "we …"*.

Both tell what somebody says without his being the subject of a verb of speech, and so nobody would be *we*. The tree is
made that of *the envoy said*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import as_verb, changed
from coder.mending.words import load_telling
from coder.records import Sentence, Token

PASSIVE = frozenset({"auxpass", "aux"})
VERBS = frozenset({"VERB", "AUX"})
SAY = "say"


def with_quoted(sentence: Sentence) -> Sentence:
    """The sentence with who is quoted as the subject of what he says; as it was where nobody is."""
    words = {t.lemma for t in sentence.tokens}
    if not words.isdisjoint(load_telling().quotes):
        for token in sentence.tokens:
            if tokens := _as_saying(sentence, token):
                return with_quoted(changed(sentence, tokens))
    if not words.isdisjoint(load_telling().wordings):
        for token in sentence.tokens:
            if tokens := _in_words_of(sentence, token):
                return changed(sentence, tokens)
    return sentence


def _as_saying(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*The envoy was quoted as [saying] it*: what hangs on the passive hangs on the verb of speech."""
    below = [sentence.tokens[c] for c in sentence.children[verb.i]]
    who = [t for t in below if t.dep == "nsubjpass"]
    if verb.lemma not in load_telling().quotes or len(who) != 1:
        return {}
    link = next((t for t in below if t.lemma == "as" and t.i > verb.i), None)
    said = [sentence.tokens[c] for c in sentence.children[link.i]] if link is not None else []
    saying = next((t for t in said if t.dep == "pcomp" and t.tag == "VBG"), None)
    if link is None or saying is None or saying.lemma not in load_telling().tellers:
        return {}
    top = saying.i if verb.head == verb.i else verb.head
    tokens = {t.i: replace(t, head=saying.i) for t in below}
    tokens |= {t.i: replace(t, dep="aux", head=saying.i) for t in below if t.dep in PASSIVE}
    tokens |= {t.i: replace(t, dep="prep", head=saying.i) for t in below if t.dep == "agent"}
    tokens[who[0].i] = replace(who[0], dep="nsubj", head=saying.i)
    tokens[link.i] = replace(link, dep="aux", head=saying.i)
    tokens[verb.i] = replace(verb, pos="AUX", dep="aux", head=saying.i)
    tokens[saying.i] = as_verb(saying, "VBD", verb.dep, top)
    return tokens


def _in_words_of(sentence: Sentence, noun: Token) -> dict[int, Token]:
    """*In the [words] of the envoy, "we will fight"*: he says what the verb above tells, its quotation marks aside."""
    link, above = sentence.tokens[noun.head], sentence.tokens[sentence.tokens[noun.head].head]
    if noun.lemma not in load_telling().wordings or noun.dep != "pobj" or above.pos not in VERBS:
        return {}
    if link.lemma.lower() != "in" or noun.tag != "NNS" or link.i and sentence.tokens[link.i - 1].pos != "PUNCT":
        return {}
    of = next((sentence.tokens[c] for c in sentence.children[noun.i] if sentence.tokens[c].lemma == "of"), None)
    who = [c for c in sentence.children[of.i] if sentence.tokens[c].dep == "pobj"] if of is not None else []
    if of is None or not who or above.dep not in {"ROOT", "ccomp"}:
        return {}
    top = noun.i if above.head == above.i else above.head
    said = replace(as_verb(noun, "VBD", above.dep, top), lemma=SAY)
    return {
        noun.i: said,
        link.i: replace(link, dep="aux", head=noun.i),
        of.i: replace(of, dep="aux", head=noun.i),
        who[0]: replace(sentence.tokens[who[0]], dep="nsubj", head=noun.i),
        above.i: replace(above, dep="ccomp", head=noun.i),
    }
