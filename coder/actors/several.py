"""The several actors that one noun phrase names by its modifiers: *Indian and Pakistani troops*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from coder.actors.evidence import Evidence
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts, parts_of
from coder.cameo.ontology import Ontology, split_actor_code
from coder.clauses.phrases import text_span
from coder.memo import for_last
from coder.records import Actor, Sentence

OF_MANY = "IGO"


class Phrases(Protocol):
    """What the noun phrases of a sentence are asked for."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    ontology: Ontology

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the phrase of `head` names."""

    def actor(self, parts: Parts, used: Sequence[Evidence], head: int, inferred: bool = False, note: str = "") -> Actor:
        """The actor of these parts, in the words of the phrase of `head`."""

    def span(self, head: int) -> tuple[int, int]:
        """The first token of the phrase and the one behind its last."""

    def evidence(self, head: int) -> Sequence[Evidence]:
        """The names in the phrase."""


def several(phrases: Phrases, head: int) -> tuple[Actor, ...]:
    """The actors of a phrase whose modifiers name several countries or roles; nothing where it names one.

    *Indian and Pakistani troops* are two, and so are *government and rebel forces*.
    """
    if both := _of_roles(phrases, head):
        return both
    joined = _joined_places(phrases, head)
    whole = phrases.resolve(head) if len(joined) > 1 else None
    if whole is None or not whole.code:
        return ()
    place = parts_of(whole.code, phrases.ontology).place
    roles = whole.code[3:]
    if any(map(_is_of_many, joined)):  # *EU and Kenyan [officials]* are the union and Kenya's officials
        own = next((e for e in phrases.evidence(head) if e.side == "head" and e.kind == "role"), None)
        if own is None:
            return ()
        roles = "".join(own.parts.roles)
    elif not place or not whole.code.startswith(place):
        return ()
    sentence = phrases.sentence
    first, end = text_span(sentence, *phrases.span(head))[1:]
    behind = joined[0].start > head  # *the leaders of Niger* and *Chad*
    found = []
    for mention in joined:
        text, start, stop = text_span(sentence, mention.start, mention.end)
        if behind and mention is joined[0]:
            text, start = _text(sentence, first, stop), first
        elif not behind and mention is joined[-1]:
            text, stop = _text(sentence, start, end), end
        found.append(replace(_of(phrases, whole, mention, roles), text=text, start=start, end=stop))
    return tuple(found)


def _is_of_many(mention: Mention) -> bool:
    """Whether a name is that of a body of many countries."""
    return mention.entries[0].code.startswith(OF_MANY)


def _of(phrases: Phrases, whole: Actor, mention: Mention, roles: str = "") -> Actor:
    """An actor as that of one of the countries or bodies that a phrase joins: with these roles, if it is a country."""
    code = mention.entries[0].code
    if _is_of_many(mention):
        split = split_actor_code(code)
        return replace(whole, code=code, country=split.country, roles=split.roles)
    country = phrases.ontology.places[code[:3]].country if code[:3] in phrases.ontology.places else None
    code = code[:3] + roles
    return replace(whole, code=code, country=country or None, roles=split_actor_code(code).roles)


def joined_owners(phrases: Phrases, head: int, first: Actor) -> tuple[Actor, ...]:
    """The states to which a thing belongs that stand joined before it: *U.S. and British objections*; else nobody.

    `first` is the owner as it is told of the thing as a whole.
    """
    joined = [m for m in _joined_places(phrases, head) if m.start < head]
    found = []
    alone = not first.roles or (first.code or "").startswith(OF_MANY)
    for mention in joined if len(joined) > 1 and alone else ():
        text, start, stop = text_span(phrases.sentence, mention.start, mention.end)
        found.append(replace(_of(phrases, first, mention), text=text, start=start, end=stop))
    return tuple(found) if any(a.code == first.code for a in found) else ()


def twins(phrases: Phrases, head: int) -> tuple[Actor, ...]:
    """The two states that one name tells, and those of both: *the two Koreas*, *envoys of North and South Sudan*."""
    if not _names_halved(phrases.sentence):
        return ()
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    links = [c for c in children[head] if tokens[c].dep == "prep" and tokens[c].text in {"of", "from"}]
    below = [b for c in (head, *links) for b in children[c] if tokens[b].dep in {"poss", "pobj"}]
    name = next((k for k in (head, *below) if len(_codes(phrases.sentence, k)) > 1), -1)
    whole = phrases.resolve(head) if name >= 0 else None
    if whole is None or not whole.code:
        return ()
    first, end = phrases.span(head)
    parts = text_span(phrases.sentence, first, end), text_span(phrases.sentence, max(name, first), end)
    codes = _codes(phrases.sentence, name)
    if whole.country not in codes:
        return ()
    return tuple(
        replace(whole, code=code + whole.code[3:], country=code, text=text, start=start, end=stop)
        for code, (text, start, stop) in zip(codes, parts, strict=True)
    )


@for_last
def _names_halved(sentence: Sentence) -> bool:
    """Whether a sentence has a name that two states share: most have none."""
    halved, names = actor_words().halved, (t.text.lower() for t in sentence.tokens if t.pos == "PROPN")
    return any(name in halved or name.removesuffix("s") in halved for name in names)


def _codes(sentence: Sentence, name: int) -> tuple[str, ...]:
    """The codes of the two states that a name tells; nothing for the name of one."""
    token, halved = sentence.tokens[name], actor_words().halved
    if token.pos != "PROPN":
        return ()
    word, children = token.text.lower(), sentence.children
    if word.removesuffix("s") in halved and word not in halved:
        return tuple(sorted(halved[word.removesuffix("s")], reverse=True))
    halves = [sentence.tokens[i].text.lower() for c in children[name] for i in (c, *children[c]) if i != c + 1]
    both = actor_words().compass.issuperset(halves) and len(halves) > 1
    return tuple(sorted(halved.get(word, ()), reverse=True)) if both else ()


def _of_roles(phrases: Phrases, head: int) -> tuple[Actor, ...]:
    """The two actors of a head before which two roles are joined: *Chad's [government] and [rebel forces]*."""
    tokens, children, evidence = phrases.sentence.tokens, phrases.sentence.children, phrases.evidence(head)
    left = {e.mention.end - 1: e for e in evidence if e.side == "left" and e.kind == "role"}
    pairs = ((left[c], x) for c in children[head] if c in left for x in children[c] if tokens[x].dep == "conj")
    for first, conjunct in pairs:
        whole, second = phrases.resolve(head), left.get(conjunct)
        own = next((e for e in evidence if e.side == "head"), None)
        if whole is None or own is None or own.kind != "role" or first.weak or conjunct > head:
            continue
        roles = (second or own).parts.roles
        if not roles or not first.parts.roles or roles == first.parts.roles or tokens[conjunct - 1].lemma != "and":
            continue
        place = parts_of(whole.code or "", phrases.ontology).place if whole.country else ""
        begins, end = phrases.span(head)
        texts = (
            text_span(phrases.sentence, begins, first.mention.end),
            text_span(phrases.sentence, conjunct, end),
        )
        parts = Parts(place, (), first.parts.roles), Parts(place, (), roles)
        return tuple(
            replace(phrases.actor(p, [e], head, whole.inferred), text=text, start=start, end=stop)
            for p, e, (text, start, stop) in zip(parts, (first, second or own), texts, strict=True)
        )
    return ()


def _joined_places(phrases: Phrases, head: int) -> list[Mention]:
    """The countries, regions and bodies of many countries joined by *and* that a head is of; none where it is only one.

    They stand before it (*Indian and Pakistani troops*, *Indian and US-led troops*, *Chad and Mali's envoys*) or after
    (*the leaders of Niger and Chad*, *his counterparts in Niger and Chad*, *ministers from Niger and Chad*).
    """
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    places = _places(phrases)
    labels = {"amod", "compound", "nmod", *({"poss"} if tokens[head].tag == "NNS" else ())}
    modifiers = [c for c in children[head] if tokens[c].dep in labels]
    last = next((c for c in modifiers if c in places and c < head), -1)
    if last < 0 and tokens[head].tag == "NNS":
        whose = {"of", "in", "from"} if tokens[head].lemma in actor_words().others else {"of", "from"}
        links = (c for c in children[head] if tokens[c].dep == "prep" and tokens[c].text in whose)
        below = [b for c in links for b in children[c]]
        # *the heads of state [of Niger and Chad]*
        inner = [c for o in below if o not in places for c in children[o] if tokens[c].text == "of"]
        below += [b for c in inner for b in children[c]]
        last = next((b for b in below if b in places), -1)
    joined = []
    while last >= 0:
        joined.append(places[last])
        beside = [c for c in children[last] if tokens[c].dep == "conj" and c in places]
        if not beside and any(tokens[c].dep == "cc" and c == last + 1 for c in children[last]):
            beside = [c for c in modifiers if c in places and c > last and places[c].start == last + 2]
        last = next(iter(beside), -1)
    return joined


def _places(phrases: Phrases) -> dict[int, Mention]:
    """The countries and bodies of many countries of a sentence by their last words, or by that which they lead.

    *Kenyan and US-[led] troops*
    """
    tokens, children = phrases.sentence.tokens, phrases.sentence.children
    places = {m.end - 1: m for m in phrases.mentions if m.kind == "country" or _is_of_many(m)}
    for t in tokens if places else ():
        if t.dep in {"amod", "conj"} and t.lemma in actor_words().guiding:
            leads = [places[c] for c in children[t.i] if c in places and tokens[c].dep == "npadvmod"]
            places.update(zip([t.i], leads, strict=False))
    return places


def _text(sentence: Sentence, start: int, end: int) -> str:
    """The words between two characters of the document."""
    return sentence.text[start - sentence.start : end - sentence.start]
