"""From the names in a noun phrase to the parts of one actor's code: which country, which roles, which groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coder.actors.countries import STATE_ROLES
from coder.actors.evidence import BODIES, PARTIES, Evidence, is_shared
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts, merge_roles
from coder.cameo.ontology import Ontology
from coder.records import Sentence

# Roles of those who fight; a group that does carries its own in every phrase.
FIGHTERS = frozenset({"REB", "SEP", "INS", "UAF", "MIL", "RAD", "CRM"})
# Those in office, whose supporters and critics hold none.
OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "ELI", "SPY"})
# What those who govern have charge of: a minister governs, whatever his portfolio (*immigration officials*).
PORTFOLIOS = frozenset({"AGR", "BUS", "EDU", "ENV", "HLH", "JUD", "LAB", "LEG", "MED", "MIL", "REF"})
# What one is within an organisation that has a role of its own: *a Pentagon analyst*.
STAFF = frozenset({"EDU", "ELI", "CVL"})
# Bodies of one country, whose name may be that of another's too.
DOMESTIC = STATE_ROLES | {"PTY", "LAB", "EDU"}
# Who works for a body of many countries, or speaks for a firm or armed group, is that body: *UN inspectors*.
WORLD_STAFF = frozenset({"CVL", "COP", "EDU", "ELI", "GOV", "LAB", "NGO", "SPY"})
INTERNATIONAL = frozenset({"IGO", "IMG", "MNC"})
# Those that are bodies of their own, whose chief is what they are.
OF_THEIR_OWN = INTERNATIONAL | {"NGO", "NGM"}
PEACEKEEPERS = ("PKO",)
POSTED_PREPOSITIONS = ("of", "from", "for")

Assembled = tuple[Parts, list[Evidence]]


def _is_armed(parts: Parts, kind: str) -> bool:
    """Whether an organisation or group fights: by its own role, or as an armed body of several countries."""
    return kind != "person" and ("IMG" in parts.types or bool(FIGHTERS.intersection(parts.roles)))


class Assembler:
    """Puts together the code of one phrase of `sentence` on the day `when`; what it returns names the entries used."""

    def __init__(self, sentence: Sentence, ontology: Ontology, when: date) -> None:
        self.tokens, self.ontology, self.when = sentence.tokens, ontology, when
        self.words = actor_words()

    def of_head(self, own: Evidence, evidence: Sequence[Evidence]) -> Assembled:
        """The parts for a phrase whose head is a dictionary name."""
        others = [e for e in evidence if e is not own]
        if own.kind == "role":
            return self._role(own, others)
        if own.kind == "person" and (named := self._other_of_name(own, others)) is not None:
            return named
        if own.kind == "person" and own.parts.roles in {("OPP",), ("ELI",)} and self._is_titled(own, others):
            return Parts(own.parts.place, own.parts.types, ("GOV",)), [own]
        if own.kind == "person" and not own.valid and own.parts.roles == ("GOV",) and self._is_listed_titled(own):
            return Parts(own.parts.place, own.parts.types, own.parts.roles), [own]
        if own.kind == "person" and (not own.valid or own.parts.roles == ("ELI",) or self._has_left(own, others)):
            return self._out_of_office(own, others)
        if own.kind == "place" and not own.entry.code:
            return self.collect(Parts(), [e for e in others if e.side == "left"], [own])
        if own.kind in {"ethnic", "religion", "country"}:
            return self._people(own, others)
        return self._body(own, others)

    def _printed(self, own: Evidence) -> str:
        """The name as the sentence has it."""
        return " ".join(t.text for t in self.tokens[own.mention.start : own.mention.end])

    def _other_of_name(self, own: Evidence, others: Sequence[Evidence]) -> Assembled | None:
        """Somebody of a dictionary's last name from another country: *Prime Minister Rao of Nepal* is Nepal's.

        None where the words name the country of the dictionary's person, or none.
        """
        printed = self._printed(own).split()
        if len(set(printed) & set(own.entry.name.split())) > 1:
            return None
        told = [e for e in others if e.kind == "country" and e.country and e.preposition in {"", "of"}]
        if not told or any(e.country == own.parts.place for e in told) or len({e.country for e in told}) > 1:
            return None
        titles = [e for e in others if e.side == "left" and e.kind == "role"]
        if len(printed) > 1:  # the title is part of the dictionary's name
            return self.collect(Parts(roles=own.parts.roles), told, [])
        return self.collect(Parts(), [*titles, *told], []) if titles else None

    def _body(self, own: Evidence, others: Sequence[Evidence]) -> Assembled:
        """An organisation, group, place or person in office, with the country that the phrase adds."""
        parts = own.parts
        if self._printed(own) in self.words.national_namesakes:
            whose = [e for e in others if e.kind == "country" and e.side == "left" and not e.preposition]
            return self.collect(Parts(roles=("GOV",)), whose, []) if whose else (parts, [own])
        if own.kind in BODIES and not parts.place and not INTERNATIONAL & set(parts.types):
            return self._with_place(parts, own, others), [own]
        armed = _is_armed(parts, own.kind)
        if own.kind == "organisation" and parts.roles and (parts.roles[0] in DOMESTIC or armed):
            # Institutions of one name: *the Pakistani Foreign Office* is not Britain's.
            parts = self._of_words(own, others)
        return parts, [own]

    def _of_words(self, own: Evidence, others: Sequence[Evidence]) -> Parts:
        """The parts of a body that has the country of its words: *the Labour Party in Norway*, *Kenya's al-Shabaab*.

        What is in power in one country need not be in another.
        """
        parts, party = own.parts, self._is_party(own)
        allowed = {"", "of", "in"} if party else {"", "of"} if not _is_armed(parts, own.kind) else {""}
        named = (e.country for e in others if e.kind == "country" and e.preposition in allowed)
        place = next(filter(None, named), parts.place)
        if place == parts.place or "IMG" in parts.types:
            return parts
        return Parts(place, parts.types, ("PTY",) if party else parts.roles, parts.groups)

    def _is_led(self, e: Evidence) -> bool:
        """Whether who leads a body is what that is: *African Union chief X*, *BJP president Y*."""
        return "IGO" in e.parts.types or (bool({"PTY", "OPP"}.intersection(e.parts.roles)) and not e.parts.types)

    def _is_party(self, e: Evidence) -> bool:
        """Whether a name is that of a party."""
        if self.tokens[e.mention.end - 1].lemma.lower() == "party":
            return True
        return is_shared(self.tokens, e.mention) and bool(PARTIES.intersection(e.parts.roles[:1]))

    def _people(self, own: Evidence, others: Sequence[Evidence]) -> Assembled:
        """A country, people or faith, with the groups and roles before it: *Iraqi Kurds*, *opposition Serbs*."""
        left = [e for e in others if e.side == "left"]
        groups = (g for e in left if e.kind in {"ethnic", "religion"} for g in e.parts.groups)
        state = own.kind == "country" and self.tokens[own.mention.start].text in own.entry.name.split()
        # *Opposition Serbs* are of the opposition; *rival candidate Qatar* is a state.
        roles = (r for e in left if e.kind == "role" and not e.weak and not state for r in e.parts.roles)
        parts = self._with_place(own.parts, own, others) if not own.parts.place else own.parts
        merged = merge_roles(parts.roles, roles, self.ontology)
        return Parts(parts.place, parts.types, merged, tuple(dict.fromkeys((*parts.groups, *groups)))), [own]

    def _with_place(self, parts: Parts, own: Evidence, others: Sequence[Evidence]) -> Parts:
        place = next(filter(None, (e.country for e in self.modifiers(own, others))), "")
        return Parts(place, parts.types, parts.roles, parts.groups)

    def _out_of_office(self, own: Evidence, others: Sequence[Evidence]) -> Assembled:
        """A person in no known office: what the words before the name say (*Finance Minister X*).

        Where they say nothing, who was in office before is of the elite.
        """
        after = own.valid or (bool(own.entry.end) and own.entry.end < self.when.isoformat())
        words = [r for e in others if e.side == "left" and e.kind == "role" and not e.weak for r in e.parts.roles]
        words = [r for r in words if r != "CVL"]  # *the No. 2 man X*
        bodies = [e for e in others if e.side == "left" and e.kind == "organisation" and self._is_led(e)]
        if bodies and not self._is_former(own):  # *African Union chief X*: of the union, whatever he was before
            return self.collect(Parts(), bodies, [own])
        roles = ["ELI"] if self._is_former(own) or (after and not words) else words
        return Parts(own.parts.place, own.parts.types, merge_roles(roles, (), self.ontology)), [own]

    def _is_titled(self, own: Evidence, others: Sequence[Evidence]) -> bool:
        """Whether a title right before the name says that somebody governs: *Vice President X*, who was in opposition.

        The dictionary ends with its writers, the text goes on.
        """
        left = [e for e in others if e.side == "left"]
        offices = [e for e in left if e.kind == "role" and "OPP" not in e.parts.roles]
        last, titles = own.mention.start, list[Evidence]()
        for e in sorted(offices, key=lambda e: -e.mention.end):
            if e.mention.end != last:
                break
            last, titles = e.mention.start, [*titles, e]
        governs = any(e.parts.roles == ("GOV",) and not e.weak for e in titles)
        capital = any(self.tokens[e.mention.start].text[:1].isupper() for e in titles)
        own_country = [e for e in left if e.kind == "country" and e.country == own.parts.place]
        alone = len(others) == len(offices) + len(own_country)  # *[Kenyan] Vice President [General] X*
        return governs and capital and alone and not self._is_former(own)

    def _is_listed_titled(self, own: Evidence) -> bool:
        """Whether the name stands in the dictionary with the title of an office, which the text still gives him."""
        title = set(self._printed(own).split()) - set(own.entry.name.split())
        return not title.isdisjoint(self.words.governing) and not self._is_former(own)

    def _has_left(self, own: Evidence, others: Sequence[Evidence]) -> bool:
        """Whether the words say that somebody is out of an office that the dictionary knows no end of.

        *Former President X*, *opposition leader X*: the dictionary ends with its writers, the text goes on.
        """
        if own.entry.end or "GOV" not in own.parts.roles:
            return False
        titles = [e for e in others if e.side == "left" and e.kind == "role"]
        if any("OPP" in e.parts.roles for e in titles):
            return True
        retired = [e for e in titles if e.parts.roles == ("ELI",)]  # *former president* is a name of its own
        left = any(self.tokens[e.mention.start].text.lower() in self.words.former for e in retired)
        return left or (any("GOV" in e.parts.roles for e in titles) and self._is_former(own))

    def _role(self, own: Evidence, others: Sequence[Evidence]) -> Assembled:
        strong = Parts() if own.weak else own.parts
        if strong.roles and strong.roles[0] in {"GOV", "LEG", "MIL"} and self._is_former(own):
            strong = Parts("", (), ("ELI",))
        parts, used = self.collect(strong, self.modifiers(own, others), [own])
        parts = self._of_world_court(own, used) or self._of_service(own, parts)
        lemma = self.tokens[own.mention.end - 1].lemma
        if own.weak and lemma in self.words.kin:  # *the widow of a teacher*
            return Parts(parts.place, (), ("CVL",), parts.groups), used
        if own.weak and OFFICES.intersection(parts.roles[:1]):
            parts = Parts(parts.place, parts.types, self._beside(own) or parts.roles, parts.groups)
        if own.weak and not (parts.roles or parts.groups or parts.types or self._leads_no_state(own)):
            several = self.tokens[own.mention.end - 1].tag == "NNS"  # *the opponent* is a team's
            roles = ("OPP",) if several and lemma in self.words.opponents else own.parts.roles
            parts = Parts(parts.place, parts.types, roles, parts.groups)
        return parts, used

    def _of_world_court(self, own: Evidence, used: Sequence[Evidence]) -> Parts | None:
        """Judges of a tribunal at a seat of such courts, which is not its country's: *a tribunal in [The Hague]*."""
        if own.parts.roles != ("JUD",) or not any(e.entry.name in self.words.seats for e in used):
            return None
        near = self.tokens[own.mention.start : max(own.mention.end, *(e.mention.end + 1 for e in used))]
        return Parts(types=("IGO",), roles=("JUD",)) if any(t.lemma in self.words.world_courts for t in near) else None

    def _of_service(self, own: Evidence, parts: Parts) -> Parts:
        """Soldiers and settlers as what they are: *a tank [crew]*, *anti-French [forces]*, *West Bank [settlers]*."""
        place, roles = parts.place, parts.roles
        if own.entry.name in self.words.crews and "MIL" in roles:
            roles = ("MIL",)
        elif roles == ("MIL",) and self._is_of_resistance(own):
            roles = ("REB",)
        if own.parts.roles == ("SET",):
            place = self.words.of_occupiers.get(f"{place} SET", place)
        return parts if (place, roles) == (parts.place, parts.roles) else replace(parts, place=place, roles=roles)

    def _is_of_resistance(self, own: Evidence) -> bool:
        """Whether forces are those who fight a government or invader: *anti-communist*, *anti-French forces*."""
        before = self.tokens[max(0, own.mention.start - 3) : own.mention.start]
        if len(before) < 3 or before[0].text.lower() != "anti" or before[1].text not in {"-", "–"}:
            return False
        return before[2].text[:1].isupper() or before[2].lemma.lower() in self.words.resisted

    def _beside(self, own: Evidence) -> tuple[str, ...]:
        """The role of those who stand by people in office, or against them: *supporters of the president*."""
        lemma = self.tokens[own.mention.end - 1].lemma
        return ("CVL",) if lemma in self.words.backers else ("OPP",) if lemma in self.words.opponents else ()

    def _leads_no_state(self, own: Evidence) -> bool:
        """Whether somebody leads what is no state: *the group's leader*, *party leaders*, *the head of the sect*."""
        head = own.mention.end - 1
        for t in self.tokens:
            is_behind = t.dep == "pobj" and self.tokens[t.head].head == head and self.tokens[t.head].lemma == "of"
            if (is_behind or t.head == head and t.dep in {"poss", "compound"}) and t.lemma in self.words.led:
                return True
        return False

    def _is_former(self, own: Evidence) -> bool:
        before = self.tokens[max(0, own.mention.start - 5) : own.mention.start]
        return any(t.text.lower() in self.words.former for t in before)

    def is_diplomat(self, own: Evidence) -> bool:
        """Whether the head is somebody or something that a state keeps abroad."""
        named = self.tokens[own.mention.start : own.mention.end]
        return not self.words.diplomats.isdisjoint(t.lemma.lower() for t in named)

    def modifiers(self, own: Evidence, others: Sequence[Evidence]) -> list[Evidence]:
        """What may modify the head: the names before it first, then those in phrases of *of, from, in*."""
        posted = self.is_diplomat(own)
        allowed = POSTED_PREPOSITIONS if posted else (*self.words.modifying_prepositions, "")
        harmful = self.tokens[own.mention.end - 1].lemma in self.words.harmful
        right = [
            e
            for e in others
            if e.side == "right" and e.preposition in allowed and not (harmful and e.preposition in {"of", "for"})
        ]
        if self.tokens[own.mention.end - 1].lemma in {
            "minister",
            "secretary",
        }:  # *the minister for East Asia* is no Asian
            right = [e for e in right if e.preposition != "for"]
        if own.parts.roles == PEACEKEEPERS:  # *peacekeepers in Mali* are not Mali's
            right = [e for e in right if e.preposition not in {"in", "at", "for"}]
        if posted:  # *an envoy for Syria* is not Syria's
            right = [e for e in right if e.preposition != "for" or e.kind not in {"country", "place"}]
        right.sort(key=lambda e: (allowed.index(e.preposition), e.mention.start))
        left = [e for e in others if e.side == "left"]
        if (owner := self._owner(own)) is not None:
            if posted:  # *Chad's UN ambassador*
                left = [e for e in left if "IGO" not in e.parts.types or e.mention.start <= owner < e.mention.end]
            if self.tokens[owner].tag == "PRP$" or self.tokens[owner].lemma in self.words.pair_countries:
                places = {"country", "place"}  # *its troops in Mali*, *his country's soldiers in Mali*
                right = [e for e in right if e.preposition not in self.words.locative or e.kind not in places]
        return left + right

    def _owner(self, own: Evidence) -> int | None:
        """The word for whose somebody is, a pronoun or before its *'s*; None for none, or for what he is to others."""
        head = own.mention.end - 1
        if self.tokens[head].lemma in self.words.others:  # *his counterparts in Mali*
            return None
        return next((t.i for t in self.tokens[:head] if t.dep == "poss" and t.head == head), None)

    def collect(self, base: Parts, modifiers: Sequence[Evidence], used: Sequence[Evidence]) -> Assembled:
        """`base` with what the other names of the phrase add: an organisation or person, a country, roles, groups."""
        parts, used = base, list(used)
        links = {"", "of", "for", "from", *({"at"} if self._is_staff(used) else ())}
        body = next((e for e in modifiers if e.kind in BODIES and e.preposition in links), None)
        if body is not None:
            used.append(body)
            own = body.parts
            if _is_armed(own, body.kind) and body.side == "left" and FIGHTERS.intersection(base.roles):
                before = [e for e in modifiers if e.side == "left" and e.mention.start < body.mention.start]
                own = self._of_words(body, before)  # *Kenya's al-Shabaab fighters*
            if _is_armed(own, body.kind) and FIGHTERS.issuperset(base.roles):
                # One group, one code: *Boko Haram militants*, *insurgents*, *gunmen* are Boko Haram.
                parts = Parts(base.place or own.place, own.types, own.roles, own.groups)
            else:
                roles = self._roles_with(base, body)
                # *The airline's workers* are workers of its country and no firm.
                types = () if own.types == ("MNC",) and "LAB" in base.roles else base.types or own.types
                parts = Parts(base.place or own.place, types, roles, base.groups or own.groups)
        for e in modifiers:
            if e is body or e.kind in BODIES:
                continue
            more = self._add(parts, e, weak=not base.roles, alone=body is None)
            if more != parts:
                parts = more
                used.append(e)
        return parts, used

    def _is_staff(self, used: Sequence[Evidence]) -> bool:
        """Whether the head is somebody who works at a body: *[prosecutors] at the court*, not *ministers at the UN*."""
        return bool(used) and self.tokens[used[0].mention.end - 1].lemma in self.words.staff

    def _roles_with(self, base: Parts, body: Evidence) -> tuple[str, ...]:
        """The roles of the head (*fighters*, *lawyer*) of a body or person (*Taliban*, *Trump's*)."""
        inner = body.parts.roles
        if body.kind == "person":
            own = inner if body.valid else ()
            if body.valid and not INTERNATIONAL.isdisjoint(body.parts.types) and base.roles[:1] != ("CVL",):
                return own  # *Annan's envoy* is of the United Nations
            if base.roles == ("GOV",) and inner and OFFICES.isdisjoint(inner):
                return inner  # *the archbishop's envoy*: who is in no office sends no official
            # *Al Qaeda's No. 2 man X*: what somebody is says more than that he is a man.
            return own if base.roles == ("CVL",) and (own or body.parts.types) else base.roles or own
        if not base.roles or (body.kind == "group" and inner):
            return inner
        if inner == ("PTY",) and base.roles[0] in OFFICES:
            return base.roles  # *a Republican senator*
        if body.parts.types and base.roles[0] in WORLD_STAFF and body.parts.types[0] != "MNC":
            return inner
        if body.parts.types == ("MNC",) and base.roles[0] in {"GOV", "ELI"}:
            return inner  # *Boeing officials*
        if base.roles[0] in {"GOV", "ELI"} and not FIGHTERS.isdisjoint(inner):
            return inner  # *Hamas officials*
        if body.kind == "organisation" and OFFICES.intersection(inner) and STAFF.issuperset(base.roles):
            return inner
        return merge_roles(base.roles, inner, self.ontology)

    def _is_of_thing(self, e: Evidence) -> bool:
        """Whether a title is part of a thing's name: *the [Imam] Ali Shrine*, but not *[Bishop] Pedro Lima*."""
        before = self.tokens[e.mention.start - 1].text.lower() if e.mention.start else ""
        return e.side == "left" and before in {"the", "'s", "’s"}

    def _is_parliament(self, e: Evidence) -> bool:
        """Whether a name is that of a parliament, whose president sits in it, and not *deputy*."""
        return "LEG" in e.parts.roles and self.tokens[e.mention.end - 1].lemma.lower() in self.words.bodies

    def _add(self, parts: Parts, e: Evidence, weak: bool, alone: bool) -> Parts:
        """`parts` with one modifier. `weak`: the head has no role of its own; `alone`: the phrase names no body."""
        near = e.side == "left" or (weak and e.preposition in {"of", "for", "from"})
        if e.kind in {"country", "place"}:
            fills = not parts.place and "IGO" not in parts.types and e.entry.code
            return Parts(e.country, parts.types, parts.roles, parts.groups) if fills else parts
        if e.kind in {"ethnic", "religion"} and e.preposition in {"", "of"}:
            groups = tuple(dict.fromkeys((*e.parts.groups, *parts.groups)))
            return Parts(parts.place or e.country, parts.types, parts.roles, groups)
        if e.kind == "role" and near and not e.weak:
            types = parts.types or (e.parts.types if not parts.roles else ())
            charge = parts.roles[:1] == ("GOV",) and not self._is_parliament(e)
            more = [r for r in e.parts.roles if not charge or r not in PORTFOLIOS]
            roles = merge_roles(parts.roles, more, self.ontology) if alone else parts.roles
            clergy = e.parts.groups if alone and not roles and not self._is_of_thing(e) else ()
            return Parts(parts.place, types, roles, parts.groups or clergy)
        return parts
