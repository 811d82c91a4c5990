"""Who does not intend it, told by a noun or adjective: *is in no [mood] to talk*, *sees no [reason] to apologise*.

What is not intended hangs there on the noun, on the copula or on a preposition. The tree is made that of *does not
intend to talk*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.below import below, infinitive
from coder.mending.misread import as_verb, changed
from coder.mending.words import load_telling
from coder.records import Sentence, Token

VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBZ", "VBP", "VBD"})
SUBJECTS = frozenset({"nsubj", "expl"})
PASSIVE = frozenset({"nsubjpass"})
CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl"})
NOT, DID = "not", "did"
BE, IN, NO = "be", "in", "no"
INTEND, OPPOSE = "intend", "oppose"
AGAINST, FAR, FROM = "against", "far", "from"


def with_unwilling(sentence: Sentence) -> Sentence:
    """The sentence with what nobody intends below a denied verb; as it was where nobody tells so."""
    for token in sentence.tokens:
        if token.pos not in VERBS or token.dep in {"aux", "auxpass"}:
            continue
        if tokens := _not_until(sentence, token):
            return changed(sentence, tokens)
        if token.tag in FINITE:
            if tokens := _no_mood(sentence, token) or _not_minded(sentence, token) or _against(sentence, token):
                return changed(sentence, tokens)
    return sentence


def _not_until(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*Not until they leave [will] Chad talk*, where talking is taken for what those who leave do.

    *Not until Monday [did] Chad talk* tells that it did.
    """
    marks = [t for t in below(sentence, verb, {"mark", "prep"}) if t.lemma in load_telling().awaited and t.i]
    denied = [t for t in below(sentence, verb, {"neg", "advmod"}) if marks and t.i == marks[0].i - 1]
    if not denied or denied[0].lemma.lower() != NOT:
        return {}
    if marks[0].dep == "prep":
        did = [t for t in below(sentence, verb, {"aux"}) if t.text == DID and t.i > marks[0].i]
        return {denied[0].i: replace(denied[0], dep="dep")} if did else {}
    for told in below(sentence, verb, {"ccomp"}):
        helping, subjects = below(sentence, told, {"aux", "auxpass"}), below(sentence, told, SUBJECTS | PASSIVE)
        if helping and subjects and verb.i < helping[0].i < subjects[-1].i:
            top = told.i if verb.head == verb.i else verb.head
            tokens = {t.i: replace(t, head=told.i) for t in below(sentence, verb, {"punct"}) if t.i > told.i}
            before = (t for t in subjects if t.i < helping[0].i)  # *until he frees [the men] will Chad talk*
            tokens |= {t.i: replace(t, dep="dobj", head=verb.i) for t in before}
            tokens[told.i] = replace(told, dep=verb.dep, head=top)
            return {**tokens, verb.i: replace(verb, dep="advcl", head=told.i)}
    return {}


def _no_mood(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*Is in no [mood] to talk*, *sees no [reason] to talk*: a noun with *no*, and an infinitive behind it."""
    moods = load_telling().moods
    links = [t for t in below(sentence, verb, {"prep"}) if t.lemma == IN] if verb.lemma == BE else []
    nouns = [t for p in links for t in below(sentence, p, {"pobj"})]
    nouns = nouns or below(sentence, verb, {"dobj"})
    noun = next((t for t in nouns if verb.lemma in moods.get(t.lemma, ())), None)
    denied = [t for t in below(sentence, noun, {"det"}) if t.lemma == NO] if noun is not None else []
    wished = infinitive(sentence, (noun, verb), noun, CLAUSES) if noun is not None else None
    if noun is None or not denied or wished is None or not below(sentence, verb, SUBJECTS):
        return {}
    tokens = _denying(sentence, verb, noun, wished)
    tokens |= {t.i: replace(t, dep="aux", head=noun.i) for t in links if noun.head == t.i}
    tokens[denied[0].i] = replace(denied[0], dep="neg")
    return tokens


def _not_minded(sentence: Sentence, copula: Token) -> dict[int, Token]:
    """*Is not [inclined] to talk*, *is far from [ready] to talk*."""
    if copula.lemma != BE or not below(sentence, copula, SUBJECTS):
        return {}
    denied = below(sentence, copula, {"neg"})
    words = [t for t in below(sentence, copula, {"acomp"}) if t.lemma in load_telling().minded] if denied else []
    far = [t for t in below(sentence, copula, {"advmod", "acomp"}) if t.lemma == FAR]
    links = [t for f in far for t in below(sentence, f, {"prep"}) if t.lemma == FROM]
    willing = load_telling().minded | load_telling().keen | load_telling().willing
    words = words or [t for p in links for t in below(sentence, p, {"amod", "pobj", "pcomp"}) if t.lemma in willing]
    wished = infinitive(sentence, words[:1], words[0], CLAUSES) if words else None
    if wished is None:
        return {}
    tokens = _denying(sentence, copula, words[0], wished)
    tokens |= {t.i: replace(t, dep="neg" if t in far else "aux", head=words[0].i) for t in (*far, *links)}
    return tokens


def _against(sentence: Sentence, copula: Token) -> dict[int, Token]:
    """*Is [against] sending troops*: opposes it."""
    links = [t for t in below(sentence, copula, {"prep"}) if t.lemma == AGAINST] if copula.lemma == BE else []
    doing = [t for p in links for t in below(sentence, p, {"pcomp"}) if t.tag == "VBG"]
    if not doing or links[0].i != copula.i + 1 or not below(sentence, copula, SUBJECTS):
        return {}
    tokens = _denying(sentence, copula, links[0], doing[0])
    tokens[links[0].i] = replace(tokens[links[0].i], lemma=OPPOSE)
    return tokens


def _denying(sentence: Sentence, verb: Token, word: Token, wished: Token) -> dict[int, Token]:
    """A word in the place of the verb that carries it, with what is not wished below."""
    top = word.i if verb.head == verb.i else verb.head
    tokens = {c: replace(sentence.tokens[c], head=word.i) for c in sentence.children[verb.i]}
    tokens[verb.i] = replace(verb, pos="AUX", dep="aux", head=word.i)
    tokens[word.i] = replace(as_verb(word, verb.tag, verb.dep, top), lemma=INTEND)
    tokens[wished.i] = replace(wished, dep="xcomp", head=word.i)
    return tokens
