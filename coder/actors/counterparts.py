"""Whose rebels and opposition those are with whom rulers deal: *the Malian government and [the rebels] met in Algiers*.

Where they meet lends them no country, for they meet abroad; those with whom they deal rule where they are at home.
"""

from __future__ import annotations

from collections.abc import Sequence

from coder.actors.countries import Naming, Said, Setting, country_of, outer, so_far
from coder.actors.evidence import Evidence
from coder.actors.inferred import infer
from coder.actors.lexicon import Mention
from coder.actors.words import actor_words
from coder.cameo.actor_codes import Parts
from coder.cameo.ontology import Ontology
from coder.records import Sentence

# Who contends for power, or fights for it.
CONTENDERS = frozenset({"REB", "INS", "SEP", "UAF", "OPP"})
_MODIFYING = frozenset({"amod", "compound", "nmod", "poss"})


def whose(
    head: int, parts: Parts, mentions: Sequence[Mention], before: Naming, sentence: Sentence, setting: Setting,
    naming: Naming, told: Said, ontology: Ontology, issued: str = "", thing: bool = False,
) -> str:  # fmt: skip
    """The country of a phrase with a role and none of its own: of those with whom it deals, or as its setting tells."""
    own = "" if thing else counterpart(head, parts.roles, sentence, mentions, ontology)
    if own:
        return own
    named = so_far(sentence, head, mentions, before) if setting.line else None
    return infer(head, parts, sentence, setting, named or naming, told, ontology, issued, thing)


def not_of_venue(
    found: list[Evidence], head: int, sentence: Sentence, mentions: Sequence[Mention], ontology: Ontology
) -> list[Evidence]:
    """The names in a phrase without that of where those meet whom it names: *a truce with [rebels] in [Moscow]*."""
    own = next((e for e in found if e.side == "head" and e.kind == "role"), None)
    venues = [e for e in found if e.side == "right" and e.preposition in actor_words().locative]
    if own is None or not venues or not counterpart(head, [own.entry.code], sentence, mentions, ontology):
        return found
    return [e for e in found if e not in venues]


def counterpart(head: int, roles: Sequence[str], sentence: Sentence, mentions: Sequence[Mention], of: Ontology) -> str:
    """The country of the only rulers with whom those who contend for power deal in a clause; '' where there are none.

    A state by its bare name counts where it is joined to them (*talks between Caracas and [the opposition]*): what a
    state or an envoy says to the rebels of others is no dealing at home (*France held talks with [rebels] in Goma*).
    """
    if not roles or roles[0] not in CONTENDERS:
        return ""
    deal = _deal_above(head, sentence)
    if deal < 0:
        return ""
    first, rulers, found = _first(head, sentence), actor_words().rulers, set()
    for m in mentions:
        country = country_of(m)
        if not country or of.places.get(country) is None or of.places[country].kind == "region":
            continue
        token = outer(sentence, m)
        if token.dep in _MODIFYING:
            token = sentence.tokens[token.head]
            if token.lemma.lower() not in rulers:
                continue
        elif _first(token.i, sentence) != first or token.i == head:
            continue
        if token.i != head and not _is_where(token.i, sentence) and _deal_above(token.i, sentence) == deal:
            found.add(country)
    return found.pop() if len(found) == 1 else ""


def _first(i: int, sentence: Sentence) -> int:
    """The first of those among whom a word is joined."""
    while sentence.tokens[i].dep in {"conj", "appos"} and sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
    return i


def _is_where(i: int, sentence: Sentence) -> bool:
    """Whether a word only says where."""
    token = sentence.tokens[_first(i, sentence)]
    return token.dep == "pobj" and sentence.tokens[token.head].text.lower() in actor_words().locative


def _deal_above(i: int, sentence: Sentence) -> int:
    """The verb above a word, where those below it meet or agree; -1 where they do something else."""
    words, tokens = actor_words(), sentence.tokens
    deals = words.held_in_towns | words.agreed_in_towns
    named = False
    while tokens[i].pos not in {"VERB", "AUX"} and tokens[i].head != i:
        i = tokens[i].head
        named = named or tokens[i].lemma.lower() in deals
    below = (tokens[c] for c in sentence.children[i] if tokens[c].dep in {"dobj", "nsubjpass", "nsubj"})
    dealt = named or tokens[i].lemma in words.settling or any(t.lemma.lower() in deals for t in below)
    return i if dealt else -1
