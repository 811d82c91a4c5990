"""Who a noun phrase names: from its head, its modifiers and what the document said before, to a CAMEO actor code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from coder.actors import reference
from coder.actors.american import AMERICA, american
from coder.actors.antecedents import Antecedents, taken
from coder.actors.assembly import PEACEKEEPERS, Assembled, Assembler
from coder.actors.belongings import owner_of
from coder.actors.counterparts import not_of_venue, whose
from coder.actors.countries import (
    AT_HOME,
    NOWHERE,
    Naming,
    Said,
    Setting,
    code_of_country,
    naming,
    outer,
    said,
    tellers_of,
)
from coder.actors.descriptions import of_several_lands, office_of
from coder.actors.evidence import BODIES, Chosen, Evidence, choose, gather, of_places, of_told_countries, written
from coder.actors.fellows import country_of_fellows
from coder.actors.issued import issuer_of
from coder.actors.issuer import Title, headings, names_issuer
from coder.actors.lexicon import Lexicon, Mention
from coder.actors.names import ends_name
from coder.actors.partitives import some_of
from coder.actors.readings import after_dateline
from coder.actors.reference import Context
from coder.actors.speaker import speaker
from coder.actors.within_names import is_part_of_name, is_scene
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts, code_of, parts_of
from coder.cameo.ontology import split_actor_code
from coder.clauses.phrases import load_phrase_words, phrase, text_span
from coder.memo import OwnAnswers, lazy
from coder.records import Actor, Sentence
from coder.text.function_words import DEFINITE

SOVIET = "SUN"
# People counted without a word for them: *thousands marched*.
CROWDS = frozenset({"thousand", "hundred", "dozen", "score", "million"})


class PhraseActors:
    """Resolves the noun phrases of one sentence on the day `when`; `mentions` are the dictionary names in it."""

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, when: date, context: Context,
        setting: Setting = NOWHERE,
    ) -> None:  # fmt: skip
        self.sentence, self.tokens, self.mentions = sentence, sentence.tokens, tuple(mentions)
        self.lexicon, self.ontology, self.when, self.context = lexicon, lexicon.ontology, when, context
        self.words, self.setting = actor_words(), setting
        self.assembler = Assembler(sentence, lexicon.ontology, when)
        self.antecedents = Antecedents(self)
        self._phrase = OwnAnswers(self, PhraseActors._find_phrase)
        self._evidence = OwnAnswers(self, PhraseActors._find_evidence)
        self._resolved: dict[tuple[int, bool, bool], Actor | None] = {}
        self._asked: set[tuple[int, bool, bool]] = set()
        self._at = {k: m for m in self.mentions for k in range(m.start, m.end)}

    def resolve(self, head: int, within: bool = False, refer: bool = True) -> Actor | None:
        """The actor that the noun phrase around `head` names, or None when it can't be one (*talks*, *measures*).

        The code joins the country and the roles that the phrase names; a person's office on the day wins over words.
        Named or person-like phrases that no dictionary has keep their words, with what is known of the code (or None).
        Pronouns and definite descriptions get the words and code of what they take up, unless `refer` is false. With
        `within`, places and things count too, as their owner's: *Kandahar*, *an Afghan village*.

        Example: *a spokesman for President Ghani* in 2018 → AFGGOV.
        """
        asked = head, within, refer
        if asked in self._resolved:
            return self._resolved[asked]
        if asked in self._asked:  # *"[Our premier] is ill," he said*: whose he is cannot be asked of himself
            return self._resolve(head, within, refer=False)
        self._asked.add(asked)
        self._resolved[asked] = self._resolve(head, within, refer)
        return self._resolved[asked]

    def _resolve(self, head: int, within: bool, refer: bool) -> Actor | None:
        if refer and (some := some_of(self, head)) is not None:
            return some
        token = self.tokens[head]
        if token.pos == "PRON" or token.text.lower() in reference.PRONOUNS:
            if refer and token.text.lower() in reference.FIRST_PERSON:
                speaking = speaker(self, head)
                return taken(speaking, token.text.lower()) if speaking is not None else None
            return self.antecedents.pronoun(head) if refer and token.text.lower() in reference.PRONOUNS else None
        if (called := self.antecedents.called(head, within, refer)) is not None:
            return called
        evidence = self._evidence[head]
        own = next((e for e in evidence if e.side == "head"), None)
        if own is not None and own.kind == "person" and self.antecedents.is_namesake(own):
            return self._unnamed(head, [e for e in evidence if e is not own], refer)
        if own is None:
            return self._unnamed(head, evidence, refer)
        if not within and self._is_place(own, head, evidence):
            return None
        parts, used = self.assembler.of_head(own, evidence)
        if refer and not parts.types and (not parts.place or self._is_vague(head, parts)):
            taken_up = self._described(head, own, parts, evidence)
            if taken_up is not None:
                return taken_up
        return self.actor(parts, used, head)

    def within(self, head: int) -> Actor | None:
        """The actor to whom a thing belongs or who is behind it; see `coder.actors.belongings`."""
        return owner_of(self, head)

    def is_only_where(self, head: int) -> bool:
        evidence = self._evidence[head]
        own = next((e for e in evidence if e.side == "head"), None)
        return own is not None and own.kind == "place" and self._is_place(own, head, evidence)

    def instrument(self, head: int) -> Actor | None:
        """The actor whose weapon or attack a phrase names by its modifiers.

        Israel for *Israeli tank fire*, none for *bombs in Baghdad*.
        """
        towns = [e for e in self._evidence[head] if e.side == "left" and e.kind == "place"]
        if any(is_scene(self.sentence, outer(self.sentence, e.mention)) for e in towns):
            return None  # *the Kabul bombing*
        return self.modified(head) if self.tokens[head].pos == "NOUN" else None

    def modified(self, head: int) -> Actor | None:
        """A thing by the actor that its modifiers name: *a UN draft resolution*, *the Kirkuk council decision*."""
        left = [e for e in self._evidence[head] if e.side == "left"]
        if all(e.kind == "role" and e.weak for e in left):
            return None
        parts, used = self.assembler.collect(Parts(), left, [])
        if parts.roles and not (parts.place or parts.types or parts.groups):  # *a police crackdown*
            anybody = parts.roles == ("UAF",)  # *a terrorist attack*
            country = "" if anybody else self._infer(head, parts, thing=True)
            parts = Parts(country, parts.types, parts.roles, parts.groups)
            return self.actor(parts, used, head, inferred=bool(country))
        return self.actor(parts, used, head) if parts else None

    def span(self, head: int) -> tuple[int, int]:
        """The first token of the phrase of `head` and the one behind its last."""
        return self._phrase[head]

    def evidence(self, head: int) -> Sequence[Evidence]:
        """The dictionary names in the phrase of `head`."""
        return self._evidence[head]

    def mention(self, i: int) -> Mention | None:
        """The dictionary name that a word is part of; None for none."""
        return self._at.get(i)

    def _find_phrase(self, head: int) -> tuple[int, int]:
        """The noun phrase; whole where the parse cuts its name in two (*Trinidad and Tobago*)."""
        first, end = phrase(self.sentence, head)
        mention = self.mention(head)
        if (
            first == 0
            and (begins := after_dateline(self.sentence, self.mention, head))
            and (mention is None or mention.start >= begins)
        ):
            first = begins
        if mention is not None:
            first, end = min(first, mention.start), max(end, mention.end)
        last = self.mention(end - 1)  # *the head of Doctors Without Borders*, which the parser cuts
        return first, end if last is None or last.kind not in BODIES else max(end, last.end)

    def _find_evidence(self, head: int) -> list[Evidence]:
        if head not in self._above_names:
            return []
        if not (found := gather(self.sentence, head, self._phrase[head], self._names, self.lexicon, self.when)):
            return found
        told: Callable[[], list[str]] = lambda: [self.setting.line, *self.naming.named]  # noqa: E731
        found = of_told_countries(found, told, self.tokens, self.lexicon, self.when)
        is_from = bool(self.setting.line) and not self.setting.is_seat
        here = lambda: self.setting.place_of(head) or (self._said.located and not self._said.met)  # noqa: E731
        found = of_places(found, told, self.sentence, is_from, here, self.lexicon)
        return not_of_venue(found, head, self.sentence, self.mentions, self.ontology)

    @lazy
    def _above_names(self) -> set[int]:
        """The words of names and all words above those: no other word has a name in its phrase."""
        found: set[int] = set()
        for i in self._at:
            while i not in found:
                found.add(i)
                i = self.tokens[i].head
        return found

    @lazy
    def _names(self) -> list[Chosen]:
        return choose(self.sentence, self.mentions, self.lexicon, self.when)

    def _is_place(self, own: Evidence, head: int, evidence: Sequence[Evidence]) -> bool:
        """Whether the head only says where: *in Yekaterinburg*, *central Baku*, *the village*."""
        if own.kind != "place":
            return False
        if own.entry.code == "":
            owned = (e for e in evidence if e.side == "left" and e.kind in {"organisation", "group", "role"})
            return not any(e.entry.code and not e.weak for e in owned)
        if len(own.entry.code) == 3:
            return True
        token = outer(self.sentence, own.mention)  # of *Addis Ababa*, whichever of its words is asked for
        located = token.dep == "pobj" and self.tokens[token.head].text.lower() in self.words.locative
        below = [self.tokens[c] for c in self.sentence.children[head]]
        is_part = any(t.dep in {"amod", "det"} or t.lemma in self.words.town_parts for t in below)
        return located or is_part or is_scene(self.sentence, token)

    def _unnamed(self, head: int, evidence: Sequence[Evidence], refer: bool) -> Actor | None:
        """A head that no dictionary has: a name (*Uruguayan deputy Goñi*), a count (*15 of the rebels*); else None."""
        token = self.tokens[head]
        if refer and not evidence and (issuer := self._as_issuer(head)) is not None:
            return issuer
        if refer and not evidence and (author := issuer_of(self, head)) is not None:
            return taken(author, f"the {token.lemma.lower()}")
        of = [e for e in evidence if e.preposition in {"of", "from"}]
        is_time = token.lemma.lower() in load_phrase_words().times
        if (token.pos == "PROPN" and not is_time and token.text[:1].isupper()) or ends_name(self.sentence, head):
            left = [e for e in evidence if e.side == "left"]
            if token.lemma.lower() in self.words.bodies and not left:  # *the Greens in the European Parliament*
                of = [*of, *(replace(e, preposition="of") for e in evidence if e.preposition == "in")]
            assembled: Assembled = self.assembler.collect(Parts(), [*left, *of, *self._asides(head)], [])
            if not (left or of or assembled[0].place or assembled[0].types or assembled[0].roles):
                assembled = Parts(), []  # *Ana Lima, a nun*: her faith alone makes her nobody's
        elif token.lemma in self.words.bodies and any(
            e.side == "left" and e.kind in {"organisation", "group"} for e in evidence
        ):
            assembled = self.assembler.collect(Parts(), [e for e in evidence if e.side == "left"], [])
        elif of and (token.pos == "NUM" or token.tag == "CD"):
            assembled = self.assembler.collect(Parts(), of, [])
        elif not of and token.lemma in CROWDS and token.dep in {"nsubj", "nsubjpass", "conj", "agent"}:
            assembled = Parts(roles=("CVL",)), []
        else:
            return None
        if not assembled[0] and refer and (earlier := self.antecedents.introduced(head)) is not None:
            text, start, stop = text_span(self.sentence, *self._phrase[head])
            note = f"{token.text} → {earlier.text}"
            return Actor(earlier.code, earlier.country, earlier.roles, text, start, stop, note, earlier.inferred)
        return self._titled(head, *assembled) if refer else self.actor(*assembled, head)

    def _titled(self, head: int, parts: Parts, used: Sequence[Evidence]) -> Actor:
        """Somebody by a title and an unknown name: of the country that he had before, or that of the context."""
        if not parts.roles or parts.place or parts.types or not used or any(e.kind != "role" for e in used):
            return self.actor(parts, used, head)
        earlier = self.antecedents.introduced(head)
        if earlier is not None and earlier.country and earlier.code:
            country = parts_of(earlier.code, self.ontology).place
        elif american := self._american(used):
            country = american
        else:
            at_home = parts.roles[0] in AT_HOME and not any(map(self.assembler.is_diplomat, used))
            country = self._infer(head, parts) if at_home else ""
        placed = Parts(country, parts.types, parts.roles, parts.groups)
        return self.actor(placed, used, head, inferred=bool(country))

    def _american(self, used: Sequence[Evidence]) -> str:
        """Whose a title or body of the United States is, where nothing else tells; '' for others."""
        return american(used, self.tokens, code_of_country(self.setting.line, self.ontology), self.naming)

    def _asides(self, head: int) -> list[Evidence]:
        """Names in an apposition: *Francesco Rocca, the president of the Red Cross*."""
        asides = [c for c in self.sentence.children[head] if self.tokens[c].dep == "appos"]
        found = (e for c in asides for e in self._evidence[c] if e.side != "right" or e.preposition == "of")
        return [replace(e, side="left") if e.side == "head" else e for e in found]

    def actor(self, parts: Parts, used: Sequence[Evidence], head: int, inferred: bool = False, note: str = "") -> Actor:
        """The actor of these parts, in the words of the phrase of `head`. `used`: the entries that made the code."""
        known = written(parts, used)
        code = code_of(parts, self.ontology) if known is None else known or None
        text, start, stop = text_span(self.sentence, *self._phrase[head])
        entry = note + " + ".join(dict.fromkeys(e.entry.name for e in used))
        if code is None:
            return Actor(None, None, (), text, start, stop, entry, inferred)
        if not parts.place:
            return Actor(code, None, (*parts.types, *parts.roles, *parts.groups), text, start, stop, entry, inferred)
        split = split_actor_code(code)
        return Actor(code, split.country, split.roles, text, start, stop, entry, inferred)

    def earlier(self, link: Context) -> PhraseActors:
        """The phrases of a sentence before."""
        found = link.phrases()
        assert isinstance(found, PhraseActors)
        return found

    def _described(self, head: int, own: Evidence, parts: Parts, evidence: Sequence[Evidence]) -> Actor | None:
        """Whom a description without a country means: *its army*, *the bloc*, *the country*, *the prime minister*."""
        if (owned := self.antecedents.owned(head, own, parts)) is not None:
            return owned
        if parts.roles and (place := self.antecedents.named_in_aside(head)):
            return self.actor(Parts(place, parts.types, parts.roles, parts.groups), [own], head)
        token = self.tokens[head]
        below = (self.tokens[c] for c in self.sentence.children[head])
        determiner = next((t.text.lower() for t in below if t.dep == "det"), "")
        definite = determiner in DEFINITE
        telling = [e for e in evidence if e.entry.name not in reference.COUNTRY_NOUNS]  # *the 27-[nation] bloc*
        alone = len(telling) <= 1 or token.lemma in reference.COUNTRY_NOUNS
        is_common = token.tag == "NN" or token.tag == "NNP" and (token.text.islower() or bool(office_of([own])))
        if definite and alone and is_common:
            if (found := self.antecedents.described(head, parts)) is not None:
                return taken(found, f"{determiner} {token.lemma.lower()}")
        if definite and len(evidence) == 1 and (code := self.antecedents.head_of_body(head, own)):
            return self.actor(parts_of(code, self.ontology), [own], head, inferred=True)
        if parts.roles == PEACEKEEPERS and (sender := self.antecedents.sender(head)):
            whole = parts_of(sender, self.ontology)
            return self.actor(replace(whole, roles=(*whole.roles, *parts.roles)), [own], head, inferred=True)
        foreign = len(evidence) == 1 and own.kind == "role" and self.issuer is not None and not self.issuer.country
        if foreign and (issuer := self._as_issuer(head)) is not None:
            return issuer
        if not parts.roles or self.assembler.is_diplomat(own) or is_part_of_name(self.sentence, head, evidence):
            return None
        owners = (t for t in map(self.tokens.__getitem__, self.sentence.children[head]) if t.dep == "poss")
        if (owner := next((t for t in owners if t.pos != "PRON"), None)) is not None:
            return self._owned_by(owner.i, own, parts, head)
        if of_several_lands(self.tokens[slice(*self._phrase[head])]):
            return None
        country = self.antecedents.same_noun(head, parts) if definite or token.tag == "NNS" else ""
        country = country or country_of_fellows(self, head, parts)
        american = self._american([own])
        at_home = american if code_of_country(self.setting.line, self.ontology) == AMERICA else ""
        if not (country := country or at_home or self._infer(head, parts) or american):
            return None
        return self.actor(Parts(country, parts.types, parts.roles, parts.groups), [own], head, inferred=True)

    def _is_vague(self, head: int, parts: Parts) -> bool:
        """Whether a country is told by its part of the world alone: *the west African state*, *that state's leader*."""
        nouns = [head, *(c for c in self.sentence.children[head] if self.tokens[c].dep == "poss")]
        vague = parts.place == SOVIET or self.ontology.places[parts.place].kind == "region"
        return vague and any(self.tokens[k].lemma in reference.COUNTRY_NOUNS for k in nouns)

    def _owned_by(self, owner: int, own: Evidence, parts: Parts, head: int) -> Actor | None:
        """Whose *the country's president*, *the junta's leader* is; None where that is not told.

        *The group's leader* is the group's.
        """
        if self.tokens[owner].tag not in {"NN", "NNS"} or own.kind != "role":
            return None
        is_country = self.tokens[owner].lemma in reference.COUNTRY_NOUNS
        found = self.resolve(owner, within=is_country)
        country = (found.country or "") if found is not None else ""
        if is_country:
            country = country or self._said.located or self._only_country()
        if not country:
            return found if found is not None and found.code and own.weak else None
        return self.actor(Parts(country, parts.types, parts.roles, parts.groups), [own], head, inferred=True)

    def _only_country(self) -> str:
        """The country that the document is about, or the only one that it has named."""
        named = self.naming
        return named.about or (next(iter(named.named)) if len(named.named) == 1 else "")

    def _infer(self, head: int, parts: Parts, thing: bool = False) -> str:
        """The country of a phrase with a role and none of its own; '' where it can't be told."""
        issued = parts_of(self.issuer.code, self.ontology).place if self.issuer and self.issuer.country else ""
        whole = self.sentence, self.setting, self.naming, self._said, self.ontology
        found = whose(head, parts, self.mentions, self.context.naming, *whole, issued, thing)
        if found or not parts.roles or self.setting.met(head):
            return self.words.of_occupiers.get(f"{found} {parts.roles[0]}", found) if parts.roles else found
        return self.title.whose(parts.roles[0], self.setting.line)

    @lazy
    def title(self) -> Title:
        """What the title of the document tells."""
        return Title([self.earlier(link) for link in headings(self.context)], self.ontology)

    @property
    def issuer(self) -> Actor | None:
        """Who issued the document, as its title tells; None where it does not."""
        return self.title.issuer

    def _as_issuer(self, head: int) -> Actor | None:
        """The issuer of the document, if a phrase without a name of its own is what that is called."""
        if self.issuer is None or not names_issuer(self.sentence, head, self.issuer):
            return None
        return taken(self.issuer, self.tokens[head].text)

    @lazy
    def naming(self) -> Naming:
        """The countries that the document has named so far, in this sentence too."""
        return self.context.naming.plus(self.naming_here)

    @lazy
    def naming_here(self) -> Naming:
        """The countries that this sentence names."""
        return naming(self.sentence, self.lexicon.held(self.mentions, self.when))

    @lazy
    def tellers(self) -> frozenset[int]:
        """The words that name who only tells the news, or to whom it was told."""
        return tellers_of(self.sentence, self.mentions)

    @lazy
    def _said(self) -> Said:
        """What the sentence itself says of countries."""
        return said(self.sentence, self.lexicon.held(self.mentions, self.when))
