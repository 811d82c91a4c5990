"""Whose police, army, government or protesters a phrase means that names no country.

In this order: the phrase itself, an earlier phrase with the same noun (*Turkish soldiers … the soldiers*), the place
of what they take part in, whose ministry or police issued the document, the dateline, the country that the document is
about. A country that is only mentioned lends none, unless the document names no other, nor do media; where dateline and
document disagree, none is taken, unless others only deal with those countries (*marched against [French] sanctions*).
What is inferred is marked as such.
"""

from __future__ import annotations

from coder.actors.countries import ARMED, AT_HOME, OFFICIAL, STATE_ROLES, Naming, Said, Setting, code_of_country
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts
from coder.cameo.ontology import Ontology
from coder.records import Sentence, Token

# Authorities of a place: where their report says that something happened is their country too.
LOCAL = frozenset({"COP", "JUD", "MIL", "HLH"})
FOREIGN = frozenset({"foreign", "international", "overseas"})


def infer(
    head: int, parts: Parts, sentence: Sentence, setting: Setting, named: Naming, said: Said, ontology: Ontology,
    issued: str = "", thing: bool = False,
) -> str:  # fmt: skip
    """The country of a phrase with a role and none of its own, from its setting; '' where it can't be told.

    `named` are the countries of the document so far, `said` what the sentence itself says of countries, `issued` is the
    code of that whose ministry or police issued the document; a `thing` is theirs and not they (*a military assault*).
    """
    role = parts.roles[0] if parts.roles else ""
    if role not in AT_HOME:
        return ""
    official = role in OFFICIAL
    if role == "MIL" and (army := _army_of(sentence, head, said, thing)):
        return army
    if not (role in ARMED and setting.from_afar(head)):
        here = setting.place_of(head) or (setting.told_by(head) if role in LOCAL else "") or _located(said, setting)
        here = "" if said.met and role in OFFICIAL | ARMED and here == said.located else here
        if (here := code_of_country(here, ontology)) and ontology.places[here].kind != "region":
            if _is_sent(sentence.tokens[head], role, here, said.peoples):
                return ""
            if not (official and setting.abroad(head)):
                return here
            # *She met the minister in Colombo*: whom visitors meet is at home.
            visited = setting.met(head) and sentence.tokens[head].tag != "NNS" and said.named == {here}
            if visited and named.named.keys() - {here}:
                return here
    if issued and role in STATE_ROLES and not (official and setting.met(head)):
        return issued
    about, line = named.about, code_of_country(setting.line, ontology)
    if official and setting.met(head) and about in said.named:
        return ""  # *the Polish premier met ministers*: of other countries
    if (lent := _lent(head, role, setting, named, line)) is not None:
        return lent
    # Written from abroad: the country that it tells of, where the dateline's is not even named.
    from_anywhere = (
        setting.is_seat or role == "UAF" or any(sentence.tokens[c].lemma in FOREIGN for c in sentence.children[head])
    )
    if not from_anywhere and (alone := _named_alone(named, said, line)):
        return alone if ontology.places[alone].kind != "region" else ""
    return about if role in STATE_ROLES and about and ontology.places[about].kind != "region" else ""


def _located(said: Said, setting: Setting) -> str:
    """The country where all of a sentence happens: that of the dateline, where it has a place of the name too."""
    other = said.located and setting.line and said.located != setting.line
    return setting.line if other and setting.line in setting.towns_at(said.word) else said.located


def _lent(head: int, role: str, setting: Setting, named: Naming, line: str) -> str | None:
    """The country that the dateline lends a role, '' where it speaks against all; None where it says nothing."""
    official, about = role in OFFICIAL, named.about
    if not line or setting.is_seat and (official or role in ARMED):
        return None
    if about == line or not named.named.keys() - {line}:
        return line
    if not (official and setting.met(head)):
        if not about and named.named.get(line, 0) >= max(named.named.values()):
            return line
        if role not in ARMED and not setting.is_seat and not named.scenes.keys() - {line}:
            return line  # *QUITO — Students marched against [French] sanctions*
    return "" if not about or line in named.named else None


def _army_of(sentence: Sentence, head: int, said: Said, thing: bool) -> str:
    """The country of the only army that a sentence names, unless these soldiers deal with it; '' otherwise."""
    if said.armies and (own := _commander(sentence, head, said)):
        return own
    armies = {country for country, _ in said.armies}
    dealt_with = not thing and any(_meets(sentence, head, k) for _, k in said.armies)
    return armies.pop() if len(armies) == 1 and not dealt_with else ""


def _commander(sentence: Sentence, head: int, said: Said) -> str:
    """The country of who orders soldiers, where it is said: *the Thai premier told [the army] to leave the valley*."""
    verb = sentence.tokens[_deed(sentence, head)[0]]
    if verb.tag == "VB" and sentence.tokens[head].dep == "nsubj":  # *told [the army to leave]*
        verb = sentence.tokens[verb.head]
    if verb.lemma not in actor_words().commands or sentence.tokens[head].dep not in {"dobj", "dative", "nsubj"}:
        return ""
    subjects = (c for c in sentence.children[verb.i] if sentence.tokens[c].dep == "nsubj" and c != head)
    within = {i for c in subjects for i in sentence.subtree(c)}
    found = {country for start, country in said.printed if start in within}
    return found.pop() if len(found) == 1 else ""


def _meets(sentence: Sentence, head: int, other: int) -> bool:
    """Whether two take part in one deed, so that they are two: *the Kenyan army clashed with [soldiers]*."""
    first, second = _deed(sentence, head), _deed(sentence, other)
    return head != other and first[0] == second[0] and head not in second[1] and other not in first[1]


def _deed(sentence: Sentence, i: int) -> tuple[int, list[int]]:
    """The verb above a word, and the words on the way to it."""
    tokens, way = sentence.tokens, []
    while tokens[i].pos not in {"VERB", "AUX"} and tokens[i].head != i:
        i = tokens[i].head
        way.append(i)
    return i, way


def _named_alone(named: Naming, said: Said, line: str) -> str:
    """The only country that a document without a dateline has named, if before this sentence alone; '' otherwise."""
    country = next(iter(named.named), "") if len(named.named) == 1 and not line else ""
    return country if country not in said.named else ""


def _is_sent(token: Token, role: str, here: str, peoples: frozenset[str]) -> bool:
    """Whether soldiers may be another country's: *a soldier*, or where its people are named (*shot two Syrians*)."""
    if role != "MIL":
        return False
    alone = token.tag == "NN" and token.lemma in {"soldier", "officer", "marine", "pilot"}
    return alone or here in peoples
