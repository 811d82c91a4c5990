"""Who a noun phrase names: from its head, its modifiers and what the document said before, to a CAMEO actor code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coder import reference
from coder.actor_codes import WEAK, Parts, code_of, merge_roles, parts_of
from coder.lexicon import Entry, Lexicon, Mention
from coder.ontology import split_actor_code
from coder.phrases import TIMES, governing_preposition, phrase, text_span
from coder.records import Actor, Sentence
from coder.reference import Context

# Diplomats act for the state that sent them: where they are posted (*in Moscow*, *to Bahrain*) says nothing.
DIPLOMATS = frozenset(
    ["ambassador", "envoy", "diplomat", "consul", "embassy", "consulate", "mission", "delegation", "attaché", "attache", "charge", "chargé", "d'affaires", "commissioner", "representative", "emissary", "negotiator", "nuncio"]
)
# A role of the state with no country takes the only country that the document has named so far.
STATE_ROLES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "SPY"})
# What follows a country or group by a hyphen and says what others do to or for it: *Saudi-backed*, *rebel-held*.
_PARTICIPLES = frozenset(
    ["held", "backed", "controlled", "supported", "sponsored", "occupied", "aligned", "allied", "linked", "funded", "financed", "trained", "armed", "made", "built", "brokered", "mediated", "claimed", "bound", "friendly", "dominated", "installed", "supplied", "imposed", "administered", "besieged", "registered", "flagged"]
)
_AGAINST = frozenset({"anti", "pro", "non", "counter"})
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "retired", "exiled", "onetime"})
_INSIDE = ("of", "from", "in", "at", "within", "near", "for", "")
_LOCATED = frozenset({"in", "at", "near", "within", "on", "into", "across", "around", "inside", "outside", "over", "through", "towards", "toward"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A dictionary name in a phrase: its entry, whether the entry holds on the day, and how it hangs on the head."""

    entry: Entry
    valid: bool
    mention: Mention
    side: str
    preposition: str


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
    return _Resolver(sentence, mentions, lexicon, when, context).resolve(head, within)


def resolve_within(
    sentence: Sentence, head: int, lexicon: Lexicon, when: date, context: Context, mentions: Sequence[Mention] | None = None,
) -> Actor | None:
    """The actor to whom a thing belongs or who is behind it, with the owner's own words.

    *Seoul* for *Seoul's efforts*, *the rebels* for *attacks by the rebels*; for *a UN draft resolution*, whose owner
    can't be parted from it, the whole phrase. A phrase that is an actor itself is resolved as such.
    """
    if mentions is None:
        mentions = lexicon.mentions(sentence)
    return _Resolver(sentence, mentions, lexicon, when, context).within(head)


def thing(sentence: Sentence, head: int) -> Actor:
    """The phrase itself as an actor without a code, for targets that are things and places."""
    text, start, end = text_span(sentence, *phrase(sentence, head))
    return Actor(None, None, (), text, start, end)


class _Resolver:
    """One sentence's resolver: holds what all the steps share."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, when: date, context: Context) -> None:
        self.sentence, self.mentions, self.lexicon, self.when, self.context = sentence, tuple(mentions), lexicon, when, context
        self.tokens = sentence.tokens
        self.ontology = lexicon.ontology
        self.at = {k: m for m in self.mentions for k in range(m.start, m.end)}

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        token = self.tokens[head]
        if token.pos == "PRON" or token.text.lower() in reference.PRONOUNS:
            return self._pronoun(head) if refer and token.text.lower() in reference.PRONOUNS else None
        first, end = self._phrase(head)
        evidence = self._evidence(head, first, end)
        own = next((e for e in evidence if e.side == "head"), None)
        if own is None:
            parts, used = self._unnamed(head, evidence)
            if parts is None:
                return None
            if not parts and refer and (earlier := self._introduced(head)) is not None:
                text, start, stop = text_span(self.sentence, first, end)
                note = f"{token.text} → {earlier.text}"
                return Actor(earlier.code, earlier.country, earlier.roles, text, start, stop, note, earlier.inferred)
        else:
            if not within and self._is_place(own, head, evidence):
                return None
            parts, used = self._named(own, evidence)
        if own is not None and refer and not parts.place and not parts.types:
            taken_up = self._described(head, own, parts, evidence)
            if taken_up is not None:
                return taken_up
        return self._actor(parts, used, first, end, inferred=False)

    def _phrase(self, head: int) -> tuple[int, int]:
        """The noun phrase; whole where the parse cuts its name in two (*Trinidad and Tobago*)."""
        first, end = phrase(self.sentence, head)
        mention = self.at.get(head)
        return (first, end) if mention is None else (min(first, mention.start), max(end, mention.end))

    def within(self, head: int) -> Actor | None:
        found = self.resolve(head)
        if found is not None and (found.code or self.tokens[head].pos != "NOUN"):
            return found
        for child in self.sentence.children[head]:
            if self.tokens[child].dep == "poss" and (owner := self.resolve(child, within=True)) is not None:
                return owner
        for preposition in ("by", "of", "from", "in", "at", "against", "on"):
            for child in self.sentence.children[head]:
                if self.tokens[child].text.lower() != preposition or self.tokens[child].dep not in {"prep", "agent"}:
                    continue
                for below in self.sentence.children[child]:
                    owner = self.resolve(below, within=True)
                    if owner is not None and owner.code:
                        return owner
        return found or self._modified(head) or (self.resolve(head, within=True) if head in self.at else None)

    def _modified(self, head: int) -> Actor | None:
        """A thing by the actor that its modifiers name: *a UN draft resolution*, *the Kirkuk council decision*."""
        first, end = self._phrase(head)
        left = [e for e in self._evidence(head, first, end) if e.side == "left"]
        if not left or not any(e.entry.kind != "role" or not e.entry.code.startswith(WEAK) for e in left):
            return None
        parts, used = self._collect(Parts(), left, [])
        return self._actor(parts, used, first, end, inferred=False) if parts else None

    def _evidence(self, head: int, first: int, end: int) -> list[_Evidence]:
        """The names in the phrase, the nearest to its head first."""
        found = []
        for mention in self.mentions:
            if mention.start < first or mention.end > end or self._is_turned(mention):
                continue
            entry, valid = self.lexicon.select(mention, self.when)
            if mention.start <= head < mention.end:
                side, preposition = "head", ""
            elif mention.end <= head:
                side, preposition = "left", ""
            else:
                side, preposition = "right", governing_preposition(self.sentence, head, mention.end - 1)
            found.append(_Evidence(entry, valid, mention, side, preposition))
        found.sort(key=lambda e: abs(e.mention.end - 1 - head))
        places = {e.entry.code[:3] for e in found if e.entry.kind in {"country", "place"}}
        return [self._namesake(e, places) if places and e.entry.kind == "person" and len(e.mention.entries) > 1 else e for e in found]

    def _namesake(self, e: _Evidence, places: set[str]) -> _Evidence:
        """Of several people of one name the one from the country that the phrase names: *Jordan's King Abdullah*."""
        if e.entry.code[:3] in places:
            return e
        day = self.when.isoformat()
        there = [x for x in e.mention.entries if x.code[:3] in places]
        if not there:
            return e
        entry, valid = self.lexicon.select(Mention(e.mention.start, e.mention.end, tuple(there)), self.when)
        return _Evidence(entry, valid and entry.start <= day, e.mention, e.side, e.preposition)

    def _is_turned(self, mention: Mention) -> bool:
        """Whether a hyphen makes the name what somebody else is for, against or held by: *pro-Russian*, *rebel-held*."""
        tokens = self.tokens
        if mention.start >= 2 and tokens[mention.start - 1].text == "-" and tokens[mention.start - 2].text.lower() in _AGAINST:
            return True
        after = [t.text.lower() for t in tokens[mention.end : mention.end + 2]]
        return len(after) == 2 and after[0] in {"-", "–"} and after[1] in _PARTICIPLES

    def _is_place(self, own: _Evidence, head: int, evidence: Sequence[_Evidence]) -> bool:
        """Whether the head only says where: *in Yekaterinburg*, *central Baku*, *the village*."""
        if own.entry.kind != "place":
            return False
        if own.entry.code == "":
            return not any(e.side == "left" and e.entry.kind in {"organisation", "group", "role"} and e.entry.code not in {"", WEAK} for e in evidence)
        if len(own.entry.code) == 3:
            return True
        token = self.tokens[head]
        governor = self.tokens[token.head]
        located = token.dep == "pobj" and governor.text.lower() in _LOCATED
        return located or any(self.tokens[c].dep in {"amod", "det"} for c in self.sentence.children[head])

    def _named(self, own: _Evidence, evidence: Sequence[_Evidence]) -> tuple[Parts, list[_Evidence]]:
        """The code of a phrase whose head is in the dictionary."""
        kind, code = own.entry.kind, own.entry.code
        others = [e for e in evidence if e is not own]
        if kind == "role":
            parts = parts_of(code, self.ontology, role_only=True)
            strong = Parts() if code.startswith(WEAK) else parts
            return self._role(own, strong, parts, others)
        if kind == "person" and not own.valid:
            return self._out_of_office(own, others)
        parts = parts_of(code, self.ontology, role_only=kind == "religion" or kind == "ethnic" and len(code) == 3)
        if kind == "place" and code == "":
            return self._collect(Parts(), [e for e in others if e.side == "left"], [own])
        if kind in {"ethnic", "religion", "organisation", "group"} and not parts.place and not {"IGO", "IMG", "MNC"} & set(parts.types):
            place = next((p for e in self._ordered(others, own) if (p := self._place_of(e))), "")
            parts = Parts(place, parts.types, parts.roles, parts.groups)
        if kind == "organisation" and parts.roles and parts.roles[0] in STATE_ROLES:
            # Institutions of one name: *the Pakistani Foreign Office* is not Britain's.
            place = next((p for e in others if e.side == "left" and e.entry.kind == "country" and (p := self._place_of(e))), parts.place)
            parts = Parts(place, parts.types, parts.roles, parts.groups)
        if kind in {"ethnic", "religion", "country"}:
            more = [parts_of(e.entry.code, self.ontology, True) for e in others if e.side == "left" and e.entry.kind in {"ethnic", "religion"}]
            groups = tuple(dict.fromkeys((*parts.groups, *(g for m in more for g in m.groups))))
            roles = [r for e in others if e.side == "left" and e.entry.kind == "role" and not e.entry.code.startswith(WEAK) for r in parts_of(e.entry.code, self.ontology, True).roles]
            parts = Parts(parts.place, parts.types, merge_roles(parts.roles, roles, self.ontology), groups)
        return parts, [own]

    def _out_of_office(self, own: _Evidence, others: Sequence[_Evidence]) -> tuple[Parts, list[_Evidence]]:
        """A person outside the dates of the entry: of the elite after an office; before it, only the country is known."""
        parts = parts_of(own.entry.code, self.ontology)
        after = bool(own.entry.end) and own.entry.end < self.when.isoformat()
        former = any(t.text.lower() in _FORMER for t in self.tokens[max(0, own.mention.start - 5) : own.mention.start])
        roles = tuple(r for e in others if e.side == "left" and e.entry.kind == "role" for r in parts_of(e.entry.code, self.ontology, True).roles)
        if after or former:
            roles = ("ELI",)
        return Parts(parts.place, parts.types, merge_roles(roles, (), self.ontology)), [own]

    def _role(self, own: _Evidence, strong: Parts, weak: Parts, others: Sequence[_Evidence]) -> tuple[Parts, list[_Evidence]]:
        ordered = self._ordered(others, own)
        former = any(self.tokens[k].text.lower() in _FORMER for k in range(max(0, own.mention.start - 4), own.mention.start))
        if former and strong.roles and strong.roles[0] in {"GOV", "LEG", "MIL"}:
            strong = Parts("", (), ("ELI",), ())
        parts, used = self._collect(strong, ordered, [own])
        if not parts.roles and not parts.groups and not parts.types and weak.roles:
            parts = Parts(parts.place, parts.types, weak.roles, parts.groups)
        return parts, used

    def _ordered(self, others: Iterable[_Evidence], own: _Evidence) -> list[_Evidence]:
        """What may modify the head: left names first, then phrases of *of, from, in*; a diplomat's post is no country of his."""
        posted = self._is_posted(own)
        allowed = ("of", "from", "for") if posted else _INSIDE
        others = list(others)
        right = [e for e in others if e.side == "right" and e.preposition in allowed and not (posted and e.preposition == "for" and e.entry.kind in {"country", "place"})]
        return [e for e in others if e.side == "left"] + sorted(right, key=lambda e: (allowed.index(e.preposition), e.mention.start))

    def _is_posted(self, own: _Evidence) -> bool:
        return not DIPLOMATS.isdisjoint(t.lemma.lower() for t in self.tokens[own.mention.start : own.mention.end])

    def _collect(self, base: Parts, ordered: Sequence[_Evidence], used: list[_Evidence]) -> tuple[Parts, list[_Evidence]]:
        """`base` with what the other names of the phrase add: an organisation or person, a country, roles, groups."""
        place, types, roles, groups = base.place, base.types, base.roles, base.groups
        weak = not base.roles
        body = next((e for e in ordered if e.entry.kind in {"organisation", "group", "person"} and e.preposition in {"", "of", "for", "from"}), None)
        if body is not None:
            found = parts_of(body.entry.code, self.ontology)
            used = [*used, body]
            place, types, groups = place or found.place, types or found.types, groups or found.groups
            inner = () if body.entry.kind == "person" and not weak else found.roles
            keep = weak or body.entry.kind == "group" or (found.types and base.roles[0] in {"GOV", "ELI"})
            roles = (inner or base.roles if body.valid or body.entry.kind != "person" else ()) if keep and (inner or found.types) else merge_roles(base.roles, inner, self.ontology)
        for e in ordered:
            if e is body:
                continue
            kind = e.entry.kind
            if kind in {"country", "place"} and not place and "IGO" not in types and e.entry.code:
                place, used = self._place_of(e), [*used, e]
            elif kind in {"ethnic", "religion"} and e.preposition in {"", "of"}:
                found = parts_of(e.entry.code, self.ontology, len(e.entry.code) == 3)
                groups = tuple(dict.fromkeys((*found.groups, *groups)))
                place, used = place or found.place, [*used, e]
            elif kind == "role" and e.entry.code == "NGO" and not types and not roles and (e.side == "left" or weak):
                types, used = ("NGO",), [*used, e]
            elif kind == "role" and body is None and not e.entry.code.startswith(WEAK) and (e.side == "left" or weak and e.preposition in {"of", "for", "from"}):
                roles, used = merge_roles(roles, parts_of(e.entry.code, self.ontology, True).roles, self.ontology), [*used, e]
        return Parts(place, types, roles, groups), used

    def _place_of(self, e: _Evidence) -> str:
        """The country that a name brings in: of a capital or an institution, without its government."""
        if e.entry.kind in {"role", "religion"} or not e.entry.code:
            return ""
        if e.entry.kind == "ethnic" and len(e.entry.code) == 3:
            return ""
        return parts_of(e.entry.code, self.ontology).place

    def _unnamed(self, head: int, evidence: Sequence[_Evidence]) -> tuple[Parts | None, list[_Evidence]]:
        """A head that no dictionary has: a name (*Uruguayan deputy Goñi*) or a count (*dozens of civilians*); else None."""
        token = self.tokens[head]
        if token.pos == "PROPN" and token.lemma.lower() not in TIMES and token.text[:1].isupper():
            left = [e for e in evidence if e.side == "left"]
            asides = self._asides(head)
            return self._collect(Parts(), left + [e for e in evidence if e.preposition in {"of", "from"}] + asides, [])
        if token.pos == "NUM" or token.tag == "CD":
            of = [e for e in evidence if e.preposition == "of"]
            return self._collect(Parts(), of, []) if of else (None, [])
        return None, []

    def _asides(self, head: int) -> list[_Evidence]:
        """Names in an apposition: *Francesco Rocca, the president of the Red Cross*."""
        found = []
        for child in self.sentence.children[head]:
            if self.tokens[child].dep == "appos":
                inner = self._evidence(child, *self._phrase(child))
                found += [_Evidence(e.entry, e.valid, e.mention, "left", e.preposition if e.side == "right" else "") for e in inner]
        return found

    def _actor(self, parts: Parts, used: Sequence[_Evidence], first: int, end: int, inferred: bool, note: str = "") -> Actor:
        code = code_of(parts, self.ontology)
        only = used[0].entry if len(used) == 1 else None
        if only is not None and only.kind not in {"role", "ethnic", "religion"} and parts == parts_of(only.code, self.ontology):
            code = only.code or None
        text, start, stop = text_span(self.sentence, first, end)
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
        if found is None and self.tokens[i].dep in {"nsubj", "nsubjpass", "poss", "dobj", "pobj"}:
            for link in self.context.links(reference.SENTENCES_BACK):
                found = self._earlier(link)._antecedent(word, None)
                if found is not None:
                    break
        if found is None:
            return None
        return Actor(found.code, found.country, found.roles, found.text, found.start, found.end, f"{word} → {found.entry or found.text}", found.inferred)

    def _antecedent(self, word: str, pronoun: int | None) -> Actor | None:
        for head in reference.candidates(self.sentence, pronoun):
            if pronoun is not None and reference.barred(self.sentence, pronoun, head):
                continue
            mention = self.at.get(head)
            if not reference.agrees(word, reference.features(self.sentence, head, mention)):
                continue
            found = self.resolve(head)
            if found is not None and (found.code or self.tokens[head].pos == "PROPN"):
                return found
        return None

    def _earlier(self, link: Context) -> _Resolver:
        assert link.sentence is not None
        return _Resolver(link.sentence, link.mentions, self.lexicon, self.when, link.previous or Context())

    def _described(self, head: int, own: _Evidence, parts: Parts, evidence: Sequence[_Evidence]) -> Actor | None:
        """Whom a description without a country means: *the bloc*, *the country*, *the prime minister*, *its army*."""
        owner = self._owner(head)
        if owner is not None and owner.country and own.entry.kind in {"role", "ethnic", "religion"}:
            place = parts_of(owner.code or "", self.ontology).place
            return self._actor(Parts(place, parts.types, parts.roles or parts_of(owner.code or "", self.ontology).roles, parts.groups), [own], *self._phrase(head), inferred=True, note="its → ")
        determiner = next((self.tokens[c].text.lower() for c in self.sentence.children[head] if self.tokens[c].dep == "det"), "")
        lemma = self.tokens[head].lemma.lower()
        definite = determiner in {"the", "this", "that"}
        if definite and self.tokens[head].tag == "NN" and len(evidence) == 1 and (found := self._taken_up(lemma, head, parts)) is not None:
            return Actor(found.code, found.country, found.roles, found.text, found.start, found.end, f"{determiner} {lemma} → {found.entry or found.text}", found.inferred)
        posted = own.entry.kind == "role" and self._is_posted(own)
        if parts.roles and parts.roles[0] in STATE_ROLES and (definite or not determiner) and not posted:
            countries = self.context.countries | reference.named_countries(self.mentions)
            if len(countries) == 1:
                place = next(iter(countries))
                return self._actor(Parts(place, parts.types, parts.roles, parts.groups), [own], *self._phrase(head), inferred=True)
        return None

    def _owner(self, head: int) -> Actor | None:
        for child in self.sentence.children[head]:
            if self.tokens[child].dep == "poss" and self.tokens[child].text.lower() in reference.POSSESSIVES:
                return self._pronoun(child)
        return None

    def _taken_up(self, lemma: str, head: int, parts: Parts) -> Actor | None:
        """The nearest earlier actor of the sort that the noun asks for; None where it is not the only one in reach."""
        if lemma in reference.COUNTRY_NOUNS:
            fits = lambda a, m: m.kind == "country" and a.country is not None  # noqa: E731
        elif lemma in reference.BLOC_NOUNS or lemma in reference.GROUP_NOUNS:
            fits = lambda a, m: m.kind in {"organisation", "group"} and (lemma in reference.GROUP_NOUNS or not a.country)  # noqa: E731
        elif parts.roles and parts.roles[0] in {"GOV", "MIL", "LEG"} and lemma not in reference.BODIES:
            fits = lambda a, m: m.kind == "person" and parts.roles[0] in a.roles  # noqa: E731
        else:
            return None
        for resolver, before in [(self, head), *((self._earlier(link), None) for link in self.context.links(reference.SENTENCES_BACK))]:
            found: dict[str | None, Actor] = {}
            for k in reference.candidates(resolver.sentence, before):
                mention = resolver.at.get(k)
                if mention is None or k == head and resolver is self:
                    continue
                actor = resolver.resolve(k, within=True, refer=False)
                if actor is not None and actor.code and fits(actor, mention):
                    found.setdefault(actor.country or actor.code, actor)
            if len(found) == 1:
                return next(iter(found.values()))
            if found:
                return None
        return None

    def _introduced(self, head: int) -> Actor | None:
        """Who an unknown name was when it was introduced: *Rodrigo Goñi* for *Goñi*, *People's Front (PF)* for *PF*."""
        word = self.tokens[head].text
        scopes: list[tuple[_Resolver, int | None]] = [(self, head)]
        scopes += [(self._earlier(link), None) for link in self.context.links() if word in link.words]
        for resolver, before in scopes:
            k = reference.introduction(resolver.sentence, word, before)
            found = resolver.resolve(k, refer=False) if k is not None else None
            if found is not None and found.code:
                return found
        return None
