"""What parsers hang from the wrong word: particles, *by*, what is called *home*, *home from* and *anti-* before a name.

*choked off [the highway]*, *closed ranks [by sending troops]*, *called home [from Accra]*, *an [anti-French] protest*,
which is one against France; *called the envoy [a fool]*; *stood side by side [with Chad]*.
"""

from __future__ import annotations

from dataclasses import replace

from coder.mending.misread import changed
from coder.mending.words import load_beside, load_force, load_mistaken, load_telling
from coder.records import Sentence, Token

BY_DOING = "by"
MAKE = "make"
VERBS = frozenset({"VERB", "AUX"})
OBJECTS = frozenset({"dobj", "npadvmod"})
NAMED = frozenset({"dobj", "oprd", "attr"})


def with_hung(sentence: Sentence) -> Sentence:
    """The sentence with each of those where it belongs; as it was where it has none."""
    found = _by_whom(_by_doing(_particles(sentence)))
    return _side_by_side(_called_names(_made_known(_against(_called_home(_home_from(found))))))


def _particles(sentence: Sentence) -> Sentence:
    """The object behind a particle, which parsers take for a preposition: *choked off [the highway]*."""
    tokens, particles, found = sentence.tokens, load_mistaken().particles, dict[int, Token]()
    for particle in tokens[1:]:
        verb = tokens[particle.head]
        if particle.tag != "RP" or particle.dep != "prep" or verb.i != particle.i - 1:
            continue
        if verb.lemma not in particles.get(particle.lemma, ()):
            continue
        what = next((tokens[c] for c in sentence.children[particle.i] if tokens[c].dep == "pobj"), None)
        if what is not None and not any(tokens[c].dep in {"dobj", "nsubjpass"} for c in sentence.children[verb.i]):
            found[particle.i] = replace(particle, dep="prt")
            found[what.i] = replace(what, dep="dobj", head=verb.i)
    return changed(sentence, found)


def _by_doing(sentence: Sentence) -> Sentence:
    """By doing what something is done, though parsers hang it on the object: *closed ranks [by sending] troops*."""
    tokens, found = sentence.tokens, dict[int, Token]()
    for by in tokens[2:-1]:
        noun = tokens[by.head]
        verb = tokens[noun.head]
        if by.lemma != BY_DOING or by.dep != "prep" or noun.dep != "dobj" or verb.pos not in VERBS:
            continue
        if any(tokens[c].dep == "pcomp" and tokens[c].tag == "VBG" for c in sentence.children[by.i]):
            found[by.i] = replace(by, head=verb.i)
    return changed(sentence, found)


def _by_whom(sentence: Sentence) -> Sentence:
    """Whose doing an object is, which parsers take for the agent of an active verb: *blocked a march [by nurses]*."""
    tokens, found = sentence.tokens, dict[int, Token]()
    for by in tokens[2:-1]:
        verb = tokens[by.head]
        if by.dep != "agent" or verb.i >= by.i:
            continue
        below = [tokens[c] for c in sentence.children[verb.i]]
        noun = next((t for t in reversed(below) if t.i < by.i and t.dep in OBJECTS), None)
        if noun is None or noun.i < verb.i or max(sentence.subtree(noun.i)) != by.i - 1 or noun.pos != "NOUN":
            continue
        if not any(t.dep == "nsubj" for t in below) or any(t.dep in {"auxpass", "nsubjpass"} for t in below):
            continue
        if noun.dep == "npadvmod":
            counted = any(tokens[c].dep == "det" for c in sentence.children[noun.i])
            if not counted or noun.lemma in load_force().spells or any(t.dep == "dobj" for t in below):
                continue
            found[noun.i] = replace(noun, dep="dobj")
        found[by.i] = replace(by, dep="prep", head=noun.i)
    return changed(sentence, found)


def _called_home(sentence: Sentence) -> Sentence:
    """Whom somebody calls home, whom parsers take for what he is called: *called home [its envoy]*."""
    tokens, homeward, found = sentence.tokens, load_mistaken().homeward, dict[int, Token]()
    for home in tokens[1:-1]:
        if home.lemma not in homeward or home.dep not in {"advmod", "prt"}:
            continue
        below = [tokens[c] for c in sentence.children[home.head]]
        whom = next((t for t in below if t.dep == "oprd" and t.i > home.i), None)
        if whom is not None and not any(t.dep in {"dobj", "nsubjpass"} for t in below):
            found[whom.i] = replace(whom, dep="dobj")
    return changed(sentence, found)


def _home_from(sentence: Sentence) -> Sentence:
    """From where somebody goes home, though parsers hang it on *home*: *was called home [from Accra]*."""
    tokens, homeward, found = sentence.tokens, load_mistaken().homeward, dict[int, Token]()
    for link in tokens[1:]:
        home = tokens[link.head]
        if link.dep == "prep" and home.dep == "advmod" and home.i == link.i - 1 and home.lemma in homeward:
            if tokens[home.head].pos in VERBS:
                found[link.i] = replace(link, head=home.head)
    return changed(sentence, found)


def _against(sentence: Sentence) -> Sentence:
    """Whom a protest is against, as its own phrase: *an [anti-French] protest*."""
    tokens, words, found = sentence.tokens, load_beside(), dict[int, Token]()
    for anti in tokens[:-3]:
        against = words.as_against.get(anti.text.lower())
        dash, whom = tokens[anti.i + 1], tokens[anti.i + 2]
        noun = tokens[whom.head]
        if against is None or dash.text != "-" or not whom.text[:1].isupper() or noun.i <= whom.i:
            continue
        if noun.lemma in words.turned_against and anti.head in {noun.i, whom.i, dash.i}:
            found[anti.i] = replace(anti, lemma=against, pos="ADP", tag="IN", dep="prep", head=noun.i)
            found[dash.i] = replace(dash, dep="punct", head=anti.i)
            found[whom.i] = replace(whom, dep="pobj", head=anti.i)
    return changed(sentence, found)


def _made_known(sentence: Sentence) -> Sentence:
    """What is made known, which parsers hang on *known*: *made known [its anger] at the fence*."""
    tokens, so, found = sentence.tokens, load_telling().made_so, dict[int, Token]()
    for word in tokens[1:]:
        verb = tokens[word.head]
        if word.lemma not in so or verb.lemma != MAKE or word.i != verb.i + 1 or word.dep == "prt":
            continue
        what = [tokens[c] for c in sentence.children[word.i] if tokens[c].dep in {"dobj", "nsubj"} and c > word.i]
        if len(what) == 1 and not any(tokens[c].dep == "dobj" for c in sentence.children[verb.i]):
            found[word.i] = replace(word, dep="oprd")
            found[what[0].i] = replace(what[0], dep="dobj", head=verb.i)
    return changed(sentence, found)


def _called_names(sentence: Sentence) -> Sentence:
    """What somebody is called, which parsers take for his other name: *called the envoy of Chad [a fool]*."""
    tokens, naming, found = sentence.tokens, load_mistaken().naming, dict[int, Token]()
    for name in tokens[2:]:
        whom = tokens[name.head]
        verb = tokens[whom.head]
        if name.dep != "appos" or verb.lemma not in naming or whom.dep not in NAMED or whom.i < verb.i:
            continue
        first = tokens[sentence.subtree(name.i)[0]]
        if first.tag == "DT" and tokens[first.i - 1].pos != "PUNCT":
            found[whom.i] = replace(whom, dep="dobj")
            found[name.i] = replace(name, dep="oprd", head=verb.i)
    return changed(sentence, found)


def _side_by_side(sentence: Sentence) -> Sentence:
    """Beside whom somebody stands, which parsers hang on *side by side*: *stood side by side [with Chad]*."""
    tokens, abreast, found = sentence.tokens, load_mistaken().abreast, dict[int, Token]()
    for word, second in zip(tokens, tokens[2:], strict=False):
        verb = tokens[word.head]
        if word.lemma not in abreast or word.text != second.text or verb.pos not in VERBS or verb.i > word.i:
            continue
        if tokens[word.i + 1].pos in {"ADP", "PART"} and second.head in {verb.i, word.i, word.i + 1}:
            links = (tokens[c] for c in sentence.children[second.i] if tokens[c].dep == "prep" and c > second.i)
            found |= {link.i: replace(link, head=verb.i) for link in links}
    return changed(sentence, found)
