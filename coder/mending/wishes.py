"""Wishes told by nouns as what their owner wants: *it is Chad's [wish] to sign*, *closer ties are what Chad [wants]*.

The copula says nothing there, and neither wish nor owner stands where rules look. The tree is made that of *Chad wants
to sign*, *Chad seeks closer ties*. A passive that parsers hang on what is wished gets back its subject: *[Chad's
readiness] to train officers [was confirmed]*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.below import below, infinitive
from coder.mending.misread import as_verb, changed
from coder.mending.words import load_telling
from coder.records import Sentence, Token

VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "expl"})
CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl"})
FINITE = frozenset({"VBZ", "VBP", "VBD"})
BE, WHAT, OF, IT, SEEK = "be", "what", "of", "it", "seek"


def with_wishes(sentence: Sentence) -> Sentence:
    """The sentence with such a wish as a verb; as it was where it has none."""
    confirmed = _mended(sentence)
    return sentence if confirmed is sentence else _mended(confirmed)


def _mended(sentence: Sentence) -> Sentence:
    words = load_telling()
    for token in sentence.tokens:
        if token.lemma == BE and token.pos in VERBS and token.tag in FINITE:
            if tokens := _as_wanting(sentence, token) or _what_is_wanted(sentence, token):
                return changed(sentence, tokens)
        if token.lemma in words.voices and (tokens := _voiced(sentence, token)):
            return changed(sentence, tokens)
        if token.pos in VERBS and (tokens := _attempted(sentence, token)):
            return changed(sentence, tokens)
        if token.lemma in words.keen and (tokens := _without_copula(sentence, token)):
            return changed(sentence, tokens)
        if token.pos == "NOUN" and token.dep == "ROOT" and (tokens := _confirmed(sentence, token)):
            return changed(sentence, tokens)
    return sentence


def _owner(sentence: Sentence, noun: Token) -> tuple[Token, Token | None] | None:
    """Whose a wish is, and the *of* that says so."""
    for child in below(sentence, noun, {"poss"}):
        return child, None
    for of in below(sentence, noun, {"prep"}):
        named = below(sentence, of, {"pobj"}) if of.lemma == OF else []
        if named and any(sentence.tokens[i].pos == "PROPN" for i in sentence.subtree(named[0].i)):
            return named[0], of  # *the aim of [Chad]*, but *of the visit*
    return None


def _as_wanting(sentence: Sentence, copula: Token) -> dict[int, Token]:
    """*It is Chad's [wish] to sign*, *closer ties are Chad's [aim]*."""
    subjects, attributes = below(sentence, copula, SUBJECTS), below(sentence, copula, {"attr"})
    wishes = load_telling().wishes
    if len(subjects) != 1 or len(attributes) != 1 or attributes[0].lemma not in wishes:
        return {}
    subject, noun = subjects[0], attributes[0]
    owned, wished = _owner(sentence, noun), infinitive(sentence, (noun, copula), noun, CLAUSES)
    is_it = subject.lemma.lower() == IT
    if owned is None or noun.pos != "NOUN" or is_it != (wished is not None) or not is_it and subject.pos != "NOUN":
        return {}
    tokens = _taking_place(sentence, copula, noun)
    tokens[noun.i] = replace(tokens[noun.i], lemma=SEEK if wished is None else wishes[noun.lemma])
    owner, of = owned
    if of is not None:
        tokens[of.i] = replace(of, dep="aux", head=noun.i)
    tokens[owner.i] = replace(owner, dep="nsubj", head=noun.i)
    tokens[subject.i] = replace(subject, dep="aux" if is_it else "dobj", head=noun.i)
    if wished is not None:
        tokens[wished.i] = replace(wished, dep="xcomp", head=noun.i)
    return tokens


def _taking_place(sentence: Sentence, copula: Token, word: Token) -> dict[int, Token]:
    """The words below a copula below that which becomes the verb in its stead."""
    top = word.i if copula.head == copula.i else copula.head
    below = (sentence.tokens[c] for c in sentence.children[copula.i])
    tokens = {t.i: replace(t, head=word.i) for t in below}
    tokens[copula.i] = replace(copula, pos="AUX", dep="aux", head=word.i)
    tokens[word.i] = as_verb(word, copula.tag, copula.dep, top)
    return tokens


def _voiced(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*Chad voiced its [wish] to sign*, *Chad's [wish] to sign was voiced by the envoy*: Chad wants it.

    What somebody is ready to do others may confirm for him; what he says of it himself the rules know.
    """
    words = load_telling()
    nouns = [t for t in below(sentence, verb, {"dobj", "nsubjpass"}) if t.pos == "NOUN"]
    noun = next((t for t in nouns if t.lemma in words.wishes or t.lemma in words.readiness), None)
    wished = infinitive(sentence, (noun,), noun, CLAUSES) if noun is not None else None
    if noun is None or wished is None:
        return {}
    tokens = _taking_place(sentence, verb, noun)
    tokens[noun.i] = replace(tokens[noun.i], lemma={**words.wishes, **words.readiness}[noun.lemma])
    tokens[wished.i] = replace(wished, dep="xcomp", head=noun.i)
    if noun.dep == "dobj":
        own = below(sentence, noun, {"poss"})
        others = any(t.tag != "PRP$" for t in own) or noun.lemma not in words.wishes
        return {} if others or verb.dep == "ROOT" and not below(sentence, verb, {"nsubj"}) else tokens
    owned = _owner(sentence, noun)
    if owned is None:
        return {}
    tokens |= {t.i: replace(t, dep="prep", head=noun.i) for t in below(sentence, verb, {"agent"})}
    tokens |= {t.i: replace(t, dep="aux", head=noun.i) for t in below(sentence, verb, {"auxpass"})}
    tokens[owned[0].i] = replace(owned[0], dep="nsubj", head=noun.i)
    if owned[1] is not None:
        tokens[owned[1].i] = replace(owned[1], dep="aux", head=noun.i)
    return tokens


def _what_is_wanted(sentence: Sentence, copula: Token) -> dict[int, Token]:
    """*Closer ties are what Chad [wants] to build*, *what Chad [wants] are closer ties*."""
    things = [t for t in below(sentence, copula, {"nsubj", "attr"}) if t.pos == "NOUN"]
    for verb in below(sentence, copula, {"ccomp", "csubj"}):
        inside = [sentence.tokens[i] for i in sentence.subtree(verb.i)]
        what = next((t for t in inside if t.lemma.lower() == WHAT and t.dep == "dobj"), None)
        if what is None or what.i != inside[0].i or len(things) != 1 or not below(sentence, verb, {"nsubj"}):
            continue
        tokens = _taking_place(sentence, copula, verb)
        tokens[verb.i] = replace(tokens[verb.i], tag=verb.tag)
        tokens[what.i] = replace(what, dep="dep")
        tokens[things[0].i] = replace(things[0], dep="dobj", head=what.head)
        return tokens
    return {}


def _confirmed(sentence: Sentence, noun: Token) -> dict[int, Token]:
    """*Chad's [readiness] to train officers was confirmed*, where the officers are taken for what was confirmed."""
    for wished in below(sentence, noun, {"acl"}):
        infinitive = any(t.tag == "TO" for t in below(sentence, wished, {"aux"}))
        for verb in below(sentence, wished, {"ccomp"}) if infinitive else ():
            own = below(sentence, verb, {"nsubjpass"})
            marked = below(sentence, verb, {"mark"}) or below(sentence, wished, {"dobj"})
            if len(own) != 1 or marked or own[0].i < wished.i or sentence.tokens[wished.i + 1].pos == "PUNCT":
                continue
            later = (t for t in below(sentence, noun, {"punct", "prep", "advmod"}) if t.i > verb.i)
            return {
                **{t.i: replace(t, head=verb.i) for t in later},
                own[0].i: replace(own[0], dep="dobj", head=wished.i),
                noun.i: replace(noun, dep="nsubjpass", head=verb.i),
                verb.i: replace(verb, dep="ROOT", head=verb.i),
            }
    return {}


def _attempted(sentence: Sentence, verb: Token) -> dict[int, Token]:
    """*Chad is making [efforts] to mend ties*, *is at [pains] to do so*: Chad tries to."""
    nouns = load_telling().attempts
    things = below(sentence, verb, {"dobj"})
    if verb.lemma == BE:  # *is at [pains] to do so*
        things = [t for link in below(sentence, verb, {"prep"}) for t in below(sentence, link, {"pobj"})]
    noun = next((t for t in things if verb.lemma in nouns.get(t.lemma, ())), None)
    if noun is None or noun.pos != "NOUN" or verb.pos not in VERBS or verb.dep in {"aux", "auxpass"}:
        return {}
    others = any(t.tag != "PRP$" for t in below(sentence, noun, {"poss", "prep"}))
    wished = infinitive(sentence, (noun, verb), noun, CLAUSES)
    if others or wished is None or not below(sentence, verb, {"nsubj"}):
        return {}
    tokens = _taking_place(sentence, verb, noun)
    tokens[noun.i] = replace(tokens[noun.i], lemma="try", tag="VBZ" if verb.tag in {"VBG", "VBZ"} else verb.tag)
    tokens[wished.i] = replace(wished, dep="xcomp", head=noun.i)
    for link in below(sentence, verb, {"prep"}):
        if any(t.i == noun.i for t in below(sentence, link, {"pobj"})):
            tokens[link.i] = replace(link, dep="aux", head=noun.i)
    return tokens


def _without_copula(sentence: Sentence, word: Token) -> dict[int, Token]:
    """*Chad [eager] to resume talks, says premier*: a headline's adjective behind its noun, and its infinitive."""
    wished = next((t for t in below(sentence, word, {"xcomp"}) if t.i > word.i), None)
    if wished is None or not any(t.tag == "TO" for t in below(sentence, wished, {"aux"})):
        return {}
    above = sentence.tokens[word.head]
    own = below(sentence, word, SUBJECTS)
    if not own and (above.i != word.i - 1 or above.pos not in {"NOUN", "PROPN"} or word.dep not in {"amod", "acl"}):
        return {}
    if own and (word.dep not in {"ccomp", "ROOT"} or below(sentence, word, {"aux", "cop"})):
        return {}
    if own:
        return {word.i: replace(as_verb(word, "VBZ", word.dep, word.head), lemma="want")}
    if min(sentence.subtree(above.i)) and above.dep not in {"ROOT", "nsubj", "dep"}:
        return {}
    tokens = {t.i: replace(t, head=word.i) for t in below(sentence, above, {"punct"}) if t.i > word.i}
    tokens[above.i] = replace(above, dep="nsubj", head=word.i)
    says = sentence.tokens[above.head] if above.head != above.i else word
    if says.i == word.i:
        tokens[word.i] = replace(as_verb(word, "VBZ", "ROOT", word.i), lemma="want")
    elif says.lemma in load_telling().tellers and any(t.i > wished.i for t in below(sentence, says, SUBJECTS)):
        tokens[word.i] = replace(as_verb(word, "VBZ", "ccomp", says.i), lemma="want")
    else:
        return {}
    return tokens
