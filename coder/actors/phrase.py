"""Who a noun phrase names: from its head, its modifiers and what the document said before, to a CAMEO actor code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from coder.actors import reference
from coder.actors.assembly import STATE_ROLES, Assembled, Assembler
from coder.actors.evidence import Evidence, gather
from coder.actors.lexicon import Lexicon, Mention
from coder.actors.reference import Context, Features
from coder.cameo.actor_codes import Parts, code_of, parts_of
from coder.cameo.ontology import split_actor_code
from coder.clauses.phrases import load_phrase_words, phrase, text_span
from coder.memo import Answers
from coder.records import Actor, Sentence

_LOCATED = frozenset(
    {"in", "at", "near", "within", "on", "into", "across", "around", "inside", "outside", "over", "through", "toward", "towards"}
)
_DISTRICTS = frozenset({"downtown", "uptown", "central", "inner", "outer", "metropolitan"})
# People counted without a word for them: *thousands marched*.
_CROWDS = frozenset({"thousand", "hundred", "dozen", "score", "million"})
_OWNED_BY = ("by", "of", "from", "in", "at", "against", "on")


def resolve(
    sentence: Sentence, head: int, lexicon: Lexicon, when: date, context: Context,
    mentions: Sequence[Mention] | None = None, within: bool = False,
) -> Actor | None:
    """The actor that the noun phrase around `head` names, or None when it can't be one (*talks*, *measures*).

    The code joins the country and the roles that the phrase names; a person's office on the day wins over words.
    Named or person-like phrases that no dictionary has keep their words, with what is known of the code (or None).
    Pronouns and definite descriptions get the words and code of what they take up. With `within`, places and things
    count too, as their owner's: *Kandahar*, *an Afghan village*.

    Example: *a spokesman for President Ghani* in 2018 → AFGGOV.
    """
    if mentions is None:
        mentions = lexicon.mentions(sentence)
    return PhraseActors(sentence, mentions, lexicon, when, context).resolve(head, within)


def resolve_within(
    sentence: Sentence, head: int, lexicon: Lexicon, when: date, context: Context, mentions: Sequence[Mention] | None = None,
) -> Actor | None:
    """The actor to whom a thing belongs or who is behind it.

    Coded as Seoul, *Seoul's efforts*; *the rebels* for *attacks by the rebels*; for *a UN draft resolution*, whose owner
    can't be parted from it, the whole phrase. A phrase that is an actor itself is resolved as such.
    """
    if mentions is None:
        mentions = lexicon.mentions(sentence)
    return PhraseActors(sentence, mentions, lexicon, when, context).within(head)


def thing(sentence: Sentence, head: int) -> Actor:
    """The phrase itself as an actor without a code, for targets that are things and places."""
    text, start, end = text_span(sentence, *phrase(sentence, head))
    return Actor(None, None, (), text, start, end)


class PhraseActors:
    """Resolves the noun phrases of one sentence; `resolve` and `within` are explained at the functions of that name."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, when: date, context: Context) -> None:
        self.sentence, self.mentions, self.lexicon, self.when, self.context = sentence, tuple(mentions), lexicon, when, context
        self.tokens = sentence.tokens
        self.ontology = lexicon.ontology
        self.assembler = Assembler(sentence, lexicon.ontology, when)
        self._phrase, self._evidence = Answers(self._find_phrase), Answers(self._find_evidence)

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """See `resolve`. `refer`: whether the words may mean somebody named before."""
        token = self.tokens[head]
        if token.pos == "PRON" or token.text.lower() in reference.PRONOUNS:
            return self._pronoun(head) if refer and token.text.lower() in reference.PRONOUNS else None
        span = self._phrase[head]
        evidence = self._evidence[head]
        own = next((e for e in evidence if e.side == "head"), None)
        if own is None:
            return self._unnamed(head, span, evidence, refer)
        if not within and self._is_place(own, head, evidence):
            return None
        parts, used = self.assembler.of_head(own, evidence)
        if refer and not parts.place and not parts.types:
            taken_up = self._described(head, own, parts, evidence)
            if taken_up is not None:
                return taken_up
        return self._actor(parts, used, span)

    def within(self, head: int) -> Actor | None:
        """See `resolve_within`."""
        found = self.resolve(head)
        if found is not None and (found.code or self.tokens[head].pos != "NOUN"):
            return found
        children = self.sentence.children
        owners = [c for c in children[head] if self.tokens[c].dep == "poss"]
        phrases = [(self.tokens[c].text.lower(), c) for c in children[head] if self.tokens[c].dep in {"prep", "agent"}]
        owners += [below for word in _OWNED_BY for preposition, c in phrases if preposition == word for below in children[c]]
        for owner in owners:
            actor = self.resolve(owner, within=True)
            if actor is not None and (actor.code or self.tokens[owner].dep == "poss"):
                if self.tokens[owner].dep != "poss":
                    return actor
                # *Seoul's efforts* are named as a whole, and coded as Seoul's.
                text, start, stop = text_span(self.sentence, self._phrase[head][0], head + 1)
                return replace(actor, text=text, start=start, end=stop)
        if (whole := found or self.modified(head)) is not None or not self._mention(head):
            return whole
        place = self.resolve(head, within=True)
        if place is None or not place.code:
            return None
        # A capital that says where is its country, not the government: *rocked downtown Baghdad*.
        return replace(place, code=place.country, roles=()) if place.country and self._is_only_where(head) else place

    def _is_only_where(self, head: int) -> bool:
        evidence = self._evidence[head]
        own = next((e for e in evidence if e.side == "head"), None)
        return own is not None and own.kind == "place" and self._is_place(own, head, evidence)

    def instrument(self, head: int) -> Actor | None:
        """The actor whose weapon or attack a phrase names by its modifiers: Israel for *Israeli tank fire*, none for *bombs in Baghdad*."""
        return self.modified(head) if self.tokens[head].pos == "NOUN" else None

    def modified(self, head: int) -> Actor | None:
        """A thing by the actor that its modifiers name: *a UN draft resolution*, *the Kirkuk council decision*."""
        span = self._phrase[head]
        left = [e for e in self._evidence[head] if e.side == "left"]
        if all(e.kind == "role" and e.weak for e in left):
            return None
        parts, used = self.assembler.collect(Parts(), left, [])
        return self._actor(parts, used, span) if parts else None

    def _mention(self, i: int) -> Mention | None:
        return next((m for m in self.mentions if m.start <= i < m.end), None)

    def _find_phrase(self, head: int) -> tuple[int, int]:
        """The noun phrase; whole where the parse cuts its name in two (*Trinidad and Tobago*)."""
        first, end = phrase(self.sentence, head)
        mention = self._mention(head)
        if first == 0 and (begins := self._after_dateline(head)) and (mention is None or mention.start >= begins):
            first = begins
        return (first, end) if mention is None else (min(first, mention.start), max(end, mention.end))

    def _after_dateline(self, head: int) -> int:
        """Where a phrase begins that the parser joined to the dateline before it: *FLORENCE Interior ministers*; 0 for none."""
        lead = self._mention(0)
        if lead is None or lead.end > head or not any(e.kind == "place" for e in lead.entries) or (self.tokens[lead.end].text.isupper() and not self._mention(lead.end)):
            return 0
        return lead.end if all(t.text.isupper() and len(t.text) > 3 for t in self.tokens[: lead.end]) else 0

    def _find_evidence(self, head: int) -> list[Evidence]:
        return gather(self.sentence, head, self._phrase[head], self.mentions, self.lexicon, self.when)

    def _is_place(self, own: Evidence, head: int, evidence: Sequence[Evidence]) -> bool:
        """Whether the head only says where: *in Yekaterinburg*, *central Baku*, *the village*."""
        if own.kind != "place":
            return False
        if own.entry.code == "":
            owned = (e for e in evidence if e.side == "left" and e.kind in {"organisation", "group", "role"})
            return not any(e.entry.code and not e.weak for e in owned)
        if len(own.entry.code) == 3:
            return True
        token = self.tokens[head]
        located = token.dep == "pobj" and self.tokens[token.head].text.lower() in _LOCATED
        return located or any(self.tokens[c].dep in {"amod", "det"} or self.tokens[c].lemma in _DISTRICTS for c in self.sentence.children[head])

    def _unnamed(self, head: int, span: tuple[int, int], evidence: Sequence[Evidence], refer: bool) -> Actor | None:
        """A head that no dictionary has: a name (*Uruguayan deputy Goñi*) or a count (*15 of the rebels*); else None."""
        token = self.tokens[head]
        of = [e for e in evidence if e.preposition in {"of", "from"}]
        if (token.pos == "PROPN" and token.lemma.lower() not in load_phrase_words().times and token.text[:1].isupper()) or self._ends_name(head):
            left = [e for e in evidence if e.side == "left"]
            assembled: Assembled = self.assembler.collect(Parts(), [*left, *of, *self._asides(head)], [])
        elif token.lemma in reference.BODIES and any(e.side == "left" and e.kind in {"organisation", "group"} for e in evidence):
            assembled = self.assembler.collect(Parts(), [e for e in evidence if e.side == "left"], [])
        elif of and (token.pos == "NUM" or token.tag == "CD"):
            assembled = self.assembler.collect(Parts(), of, [])
        elif not of and token.lemma in _CROWDS and token.dep in {"nsubj", "nsubjpass", "conj", "agent"}:
            assembled = Parts(roles=("CVL",)), []
        else:
            return None
        if not assembled[0] and refer and (earlier := self._introduced(head)) is not None:
            text, start, stop = text_span(self.sentence, *span)
            note = f"{token.text} → {earlier.text}"
            return Actor(earlier.code, earlier.country, earlier.roles, text, start, stop, note, earlier.inferred)
        return self._actor(*assembled, span)

    def _ends_name(self, head: int) -> bool:
        """Whether a word in small letters is the last part of a name: *Roh Tae-[woo]*."""
        before = self.tokens[max(0, head - 2) : head]
        return len(before) == 2 and before[1].text == "-" and before[0].text[:1].isupper() and before[0].end == before[1].start == self.tokens[head].start - 1

    def _asides(self, head: int) -> list[Evidence]:
        """Names in an apposition: *Francesco Rocca, the president of the Red Cross*."""
        asides = [c for c in self.sentence.children[head] if self.tokens[c].dep == "appos"]
        return [e for c in asides for e in self._evidence[c] if e.side != "right" or e.preposition == "of"]

    def _actor(self, parts: Parts, used: Sequence[Evidence], span: tuple[int, int], inferred: bool = False, note: str = "") -> Actor:
        code = code_of(parts, self.ontology)
        if len(used) == 1 and used[0].kind not in {"role", "ethnic", "religion"} and parts == used[0].parts:
            code = used[0].entry.code or None
        text, start, stop = text_span(self.sentence, *span)
        entry = note + " + ".join(dict.fromkeys(e.entry.name for e in used))
        if code is None:
            return Actor(None, None, (), text, start, stop, entry, inferred)
        if not parts.place:
            return Actor(code, None, (*parts.types, *parts.roles, *parts.groups), text, start, stop, entry, inferred)
        split = split_actor_code(code)
        return Actor(code, split.country, split.roles, text, start, stop, entry, inferred)

    # Reference -----------------------------------------------------------------------------------------------------

    def _pronoun(self, i: int) -> Actor | None:
        """What a pronoun takes up: a subject before it in the sentence, else one of the sentences before."""
        word = self.tokens[i].text.lower()
        found = self._antecedent(word, i)
        for link in self.context.links(reference.SENTENCES_BACK):
            found = found or self._earlier(link)._antecedent(word, None)
        return None if found is None else _taken(found, word)

    def _antecedent(self, word: str, pronoun: int | None) -> Actor | None:
        for head in reference.candidates(self.sentence, pronoun):
            if pronoun is not None and reference.barred(self.sentence, pronoun, head):
                continue
            if not reference.agrees(word, self._features(head)):
                continue
            found = self.resolve(head)
            if found is not None and (found.code or self.tokens[head].pos == "PROPN"):
                return found
        return None

    def _features(self, head: int) -> Features:
        return reference.features(self.sentence, head, self._mention(head))

    def _earlier(self, link: Context) -> PhraseActors:
        assert link.sentence is not None
        return PhraseActors(link.sentence, link.mentions, self.lexicon, self.when, link.previous or Context())

    def _described(self, head: int, own: Evidence, parts: Parts, evidence: Sequence[Evidence]) -> Actor | None:
        """Whom a description without a country means: *its army*, *the bloc*, *the country*, *the prime minister*."""
        if (owned := self._owned(head, own, parts)) is not None:
            return owned
        token = self.tokens[head]
        determiner = next((self.tokens[c].text.lower() for c in self.sentence.children[head] if self.tokens[c].dep == "det"), "")
        definite = determiner in {"the", "this", "that"}
        if definite and token.tag == "NN" and len(evidence) == 1:
            found = self._taken_up(token.lemma.lower(), head, parts)
            if found is not None:
                return _taken(found, f"{determiner} {token.lemma.lower()}")
        if not (definite or not determiner) or not parts.roles or parts.roles[0] not in STATE_ROLES or self.assembler.is_diplomat(own):
            return None
        known = {i for e in evidence for i in range(e.mention.start, e.mention.end)}
        if any(self.tokens[c].pos == "PROPN" and self.tokens[c].dep == "compound" and c not in known for c in self.sentence.children[head]):
            return None  # *Leeds United chiefs* are whoever Leeds United is
        countries = self.context.countries | reference.named_countries(self.mentions)
        if len(countries) != 1 or self.ontology.places[next(iter(countries))].kind == "region":
            return None
        placed = Parts(next(iter(countries)), parts.types, parts.roles, parts.groups)
        return self._actor(placed, [own], self._phrase[head], inferred=True)

    def _owned(self, head: int, own: Evidence, parts: Parts) -> Actor | None:
        """*Its army*, *his government*: of the country that the pronoun takes up."""
        if own.kind not in {"role", "ethnic", "religion"} or self.tokens[head].lemma in reference.OTHERS:
            return None
        for child in self.sentence.children[head]:
            if self.tokens[child].dep != "poss" or self.tokens[child].text.lower() not in reference.POSSESSIVES:
                continue
            owner = self._pronoun(child)
            if owner is not None and owner.code and (owner.country or owner.roles):
                whole = parts_of(owner.code, self.ontology)
                # A commander's men are what he is.
                roles = whole.roles if parts.roles in {(), ("CVL",)} else parts.roles
                placed = Parts(whole.place, parts.types, roles, parts.groups)
                return self._actor(placed, [own], self._phrase[head], inferred=True, note=f"{owner.entry}: ")
        return None

    def _taken_up(self, lemma: str, head: int, parts: Parts) -> Actor | None:
        """The nearest earlier actor of the sort that the noun asks for; None where it is not the only one in reach."""
        fits = _fitting(lemma, parts)
        if fits is None:
            return None
        for resolver, before in self._scopes(head):
            found: dict[str, Actor] = {}
            for k in reference.candidates(resolver.sentence, before):
                mention = resolver._mention(k)
                if mention is None:
                    continue
                actor = resolver.resolve(k, within=True, refer=False)
                if actor is not None and actor.code and fits(actor, mention):
                    found.setdefault(actor.country or actor.code, actor)
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def pair(self, head: int) -> tuple[Actor, ...]:
        """The two actors that *the two countries*, *both sides* or *the two leaders* take up; none for any other phrase.

        They are looked for before the phrase in the sentence, then in the sentences before: the nearest that names just
        two countries of the sort decides.
        """
        token = self.tokens[head]
        kinds = reference.PAIR_NOUNS.get(token.lemma.lower(), ()) if token.tag == "NNS" else ()
        if not kinds or not any(self.tokens[c].text.lower() in {"two", "both"} for c in self.sentence.children[head]):
            return ()
        for resolver, before in self._scopes(head):
            found: dict[str, Actor] = {}
            for k in reference.candidates(resolver.sentence, before):
                if (mention := resolver._mention(k)) is None or mention.kind not in kinds:
                    continue
                actor = resolver.resolve(k, refer=False)
                if actor is not None and actor.code and not (resolver is self and reference.barred(self.sentence, head, k)):
                    found.setdefault(actor.country or actor.code, actor)
            if len(found) > 1:
                known = len(found) == 2
                return tuple(_taken(a, f"the two {token.lemma.lower()}s") for a in sorted(found.values(), key=lambda a: a.start)) if known else ()
        return ()

    def several(self, head: int) -> tuple[Actor, ...]:
        """The actors of a phrase whose modifiers name several countries: *Indian and Pakistani troops* are two."""
        by_head = {m.end - 1: m for m in self.mentions if m.kind == "country" and m.end <= head}
        first = next((c for c in self.sentence.children[head] if c in by_head and self.tokens[c].dep in {"amod", "compound", "nmod"}), None)
        if first is None:
            return ()
        joined, last = [first], first
        while (last := next((c for c in self.sentence.children[last] if self.tokens[c].dep == "conj" and c in by_head), -1)) >= 0:
            joined.append(last)
        whole = self.resolve(head)
        if len(joined) < 2 or whole is None or whole.country is None or whole.code is None or not whole.code.startswith(whole.country):
            return ()
        end = text_span(self.sentence, *self._phrase[head])[2]
        found = []
        for k in joined:
            mention, country = by_head[k], by_head[k].entries[0].code[:3]
            text, start, stop = text_span(self.sentence, mention.start, mention.end)
            if k == joined[-1]:
                text, stop = self.sentence.text[start - self.sentence.start : end - self.sentence.start], end
            found.append(replace(whole, code=country + whole.code[3:], country=country, text=text, start=start, end=stop))
        return tuple(found)

    def _scopes(self, head: int) -> list[tuple[PhraseActors, int | None]]:
        """Where the words of this sentence can take something up: before `head`, then the sentences before."""
        return [(self, head), *((self._earlier(link), None) for link in self.context.links(reference.SENTENCES_BACK))]

    def _introduced(self, head: int) -> Actor | None:
        """Who an unknown name was when it was introduced: *Rodrigo Goñi* for *Goñi*, *People's Front (PF)* for *PF*."""
        word = self.tokens[head].text
        scopes: list[tuple[PhraseActors, int | None]] = [(self, head)]
        scopes += [(self._earlier(link), None) for link in self.context.links() if word in link.words]
        for resolver, before in scopes:
            k = reference.introduction(resolver.sentence, word, before)
            found = resolver.resolve(k, refer=False) if k is not None else None
            if found is not None and found.code:
                return found
        return None


def _taken(found: Actor, words: str) -> Actor:
    """The antecedent as it stands, with a note of the words that took it up."""
    return replace(found, entry=f"{words} → {found.entry or found.text}")


def _fitting(lemma: str, parts: Parts) -> Callable[[Actor, Mention], bool] | None:
    """What an antecedent of *the `lemma`* must be; None where the noun takes nothing up."""
    if lemma in reference.COUNTRY_NOUNS:
        return lambda actor, mention: mention.kind == "country" and actor.country is not None
    if lemma in reference.GROUP_NOUNS:
        return lambda actor, mention: mention.kind in {"organisation", "group"}
    if lemma in reference.BLOC_NOUNS:
        return lambda actor, mention: mention.kind in {"organisation", "group"} and not actor.country
    if parts.roles and parts.roles[0] in {"GOV", "MIL", "LEG"} and lemma not in reference.BODIES:
        return lambda actor, mention: mention.kind == "person" and parts.roles[0] in actor.roles
    return None
