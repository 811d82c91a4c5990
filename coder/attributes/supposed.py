"""Where something was done that no words of its own place: what the rest of its sentence, those before it, the head of
the report and the countries of its sides tell, in this order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coder.attributes.gazetteer import ALPHA3, Gazetteer, Place, Row, place_of
from coder.attributes.lying import tells_of_other
from coder.attributes.namesakes import Near, likeliest
from coder.attributes.place_countries import countries_named, countries_placed
from coder.attributes.place_holders import holders
from coder.attributes.place_names import Mention, called, mentions
from coder.attributes.place_order import beside, describes_doer, lasted
from coder.attributes.place_told import is_reason, says_besides
from coder.attributes.place_topics import what_about
from coder.attributes.place_words import load_place_words
from coder.attributes.places import ANYWHERE, goes_on_there, is_home_country, located, mention_ranks, one_place
from coder.attributes.told import Told
from coder.clauses.occasion import is_pluperfect, load_occasion_words, occasion
from coder.records import Actor, Clause, Sentence

# Roles of those in power, of those who arrest people at home, and of those who bear arms away from home.
RULING = frozenset({"GOV", "LEG", "JUD", "COP"})
POLICING = frozenset({"COP", "JUD"})
FIGHTING = frozenset({"MIL", "REB", "SEP", "INS", "UAF", "CRM"})
# Who lays down what holds in all of a country.
LAYING_DOWN = frozenset({"GOV", "LEG", "MIL"})
TOWNS = frozenset({"city", "named"})


def only_place(
    sentence: Sentence, clauses: Sequence[Clause], k: int, gazetteer: Gazetteer, line: Place | None
) -> Place | None:
    """The only place in a sentence where something happens, whatever happens there; None for none and for several.

    *A car hit by a bomb near Homs was found burning* gives Homs for the bomb of clause `k`; *protested against the
    raids in Homs* does not for the protest.
    """
    found, rank, own = mentions(sentence, gazetteer), mention_ranks(sentence, clauses), holders(sentence, clauses)
    if _is_at_other_time(sentence, clauses[k]):
        return None
    is_purpose = any(sentence.tokens[c].tag == "TO" for c in sentence.children[clauses[k].predicate])
    about = what_about(sentence, clauses, k) if is_purpose or clauses[k].kind == "noun" else frozenset()
    here = [m for m in found if rank[m][0] in ANYWHERE and not tells_of_other(sentence, m, found)]
    here = [m for m in here if m.head not in about and m.head not in of_doers(sentence, clauses)]
    said_in = _said_in(sentence, clauses, k) if line is not None else frozenset[int]()
    here = [m for m in here if rank[m][0] or m.head not in said_in]
    here = [m for m in here if not _is_of_other(sentence, clauses, own[rank[m][1]], k)]
    besides = {j for j, c in enumerate(clauses) if j != k and says_besides(sentence, c)}
    here = [m for m in here if own[rank[m][1]] not in besides]
    # *GOUMA — … set fire to a church, he said, while in Homs ministers met*
    apart = beside(sentence, clauses, k) if line is not None else frozenset[int]()
    here = [m for m in here if own[rank[m][1]] not in apart]
    is_home = clauses[k].lemma in load_place_words().at_home
    here = [m for m in here if not is_home_country(sentence, clauses, m, line, is_home)]
    near = Near(countries_placed(sentence, found), countries_named(sentence, gazetteer))
    rows = [(likeliest(m.rows, m.within, near), m) for m in here]
    places = {place_of(row, called(sentence, m, row)) for row, m in rows if row is not None}
    return one_place(places) if all(row for row, _ in rows) else None


def _is_at_other_time(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause is told as earlier or later than another: *hours after [they executed] the poet*."""
    below = (sentence.tokens[c] for c in sentence.children[clause.predicate])
    return any(t.dep == "mark" and t.lemma in load_occasion_words().other_time - {"that"} for t in below)


def _is_of_other(sentence: Sentence, clauses: Sequence[Clause], j: int, k: int) -> bool:
    """Whether clause `j` is another deed, which that of clause `k` is for, against or about."""
    if j < 0 or j == k:
        return False
    if clauses[j].kind != "noun":  # *The minister, who was flying to Accra, …*
        return clauses[j].lemma in load_place_words().arriving
    tokens = sentence.tokens
    noun = tokens[clauses[j].predicate]
    if lasted(sentence, clauses[j]):
        return True
    if noun.dep == "dobj":
        return clauses[j].governor == k
    preposition = tokens[noun.head]
    answers = tokens[preposition.head].lemma in load_place_words().answering
    return is_reason(sentence, clauses[j]) and (preposition.lemma != "to" or answers)


def still_there(
    sentence: Sentence, clauses: Sequence[Clause], told: Told, gazetteer: Gazetteer, before: Place | None,
    line: Place | None,
) -> Place | None:  # fmt: skip
    """The place of the sentence before, `before`, where what is told goes on there; else None.

    With the place of a dateline, `line`, only what is surely the same goes on, as `goes_on_there` says, or what is
    done next in a town of the same country.

    *Police broke up a march in Homs. Ten people were arrested, officials said.*
    """
    clause = clauses[told.clause]
    if before is None or clause.negated or clause.status != "actual" or _is_police_of_other(told, before):
        return None
    doers = of_doers(sentence, clauses)
    here = [m for m in located(sentence, clauses, gazetteer) if m.head not in doers]
    if here and _said_in(sentence, clauses, told.clause).issuperset(m.head for m in here):
        here = []
    if here or _tells_of_dwellers(sentence, gazetteer):
        return None
    is_next = (
        line is None
        or before.precision in TOWNS
        and (before.country in {None, line.country} or told.is_force and _is_far_from(told, line))
    )
    is_next = is_next and (line is None or not is_pluperfect(sentence, clause) and not _tells_of_another(sentence))
    goes_on = goes_on_there(sentence, clauses, told.clause, not is_next) or is_next and told.is_force
    return before if goes_on else None


def _is_far_from(told: Told, line: Place) -> bool:
    """Whether nobody who acts, or is acted on, is of the country of the dateline."""
    countries = [a.country for a in (told.source, told.target) if a is not None and a.country]
    return line.country not in {ALPHA3.get(code, code) for code in countries}


def names_country(sentence: Sentence, clauses: Sequence[Clause], k: int, gazetteer: Gazetteer) -> bool:
    """Whether what is told with clause `k`, and not another clause of its sentence, is put in a country."""
    ranks, own, around = mention_ranks(sentence, clauses), holders(sentence, clauses), occasion(sentence, clauses, k)
    countries = (m for m in mentions(sentence, gazetteer) if any(r[7] == "country" for r, _ in m.rows))
    return any(ranks[m][0] in ANYWHERE and own[ranks[m][1]] in {k, *around} for m in countries)


def _said_in(sentence: Sentence, clauses: Sequence[Clause], k: int) -> frozenset[int]:
    """The words that say where somebody tells of clause `k`: *Ten were held, officials [in Homs] said on Monday*."""
    above, clause = clauses[k].governor, clauses[k]
    if above is None or clause.relation != "complement" or clauses[above].lemma not in load_occasion_words().reporting:
        return frozenset()
    return frozenset(sentence.subtree(clauses[above].predicate)).difference(sentence.subtree(clause.predicate))


def names_other(sentence: Sentence, clauses: Sequence[Clause], gazetteer: Gazetteer) -> bool:
    """Whether a sentence names a country or a place where something happens: not only whose newspaper tells it."""
    here = located(sentence, clauses, gazetteer)
    return bool(here) or any(r[7] == "country" for m in mentions(sentence, gazetteer) for r, _ in m.rows)


def _is_police_of_other(told: Told, place: Place) -> bool:
    """Whether the police of one country act, who do not so in another."""
    source = told.source
    if source is None or POLICING.isdisjoint(source.roles) or not source.country or place.country is None:
        return False
    return ALPHA3.get(source.country, source.country) != place.country


def _tells_of_dwellers(sentence: Sentence, gazetteer: Gazetteer) -> bool:
    """Whether a sentence names a place by those who live there: *residents of Homs told …*."""
    tokens = sentence.tokens
    for m in mentions(sentence, gazetteer):
        preposition = tokens[tokens[m.head].head]
        if preposition.lemma in {"of", "from"} and tokens[preposition.head].lemma in load_place_words().dwellers:
            return True
    return False


def _tells_of_another(sentence: Sentence) -> bool:
    """Whether a word says that a sentence tells of another act than the one before it: *another bomb*, *elsewhere*."""
    return not load_place_words().apart.isdisjoint(t.lemma.lower() for t in sentence.tokens)


def of_doers(sentence: Sentence, clauses: Sequence[Clause]) -> frozenset[int]:
    """The words that say who those are by whom something is done: *by rebels [trained in Chad]*."""
    doers = (sentence.subtree(c.predicate) for c in clauses if describes_doer(sentence, c))
    return frozenset(i for below in doers for i in below)


def at_home(
    sentence: Sentence, gazetteer: Gazetteer, source: Actor | None, target: Actor | None, known: Collection[str],
    may_be_abroad: bool,
) -> Place | None:  # fmt: skip
    """The country where something was done by and to people of one country, or by or to those of the only one named.

    `known` are the countries that the document has named so far; with `may_be_abroad`, those who act alone may do so in
    another (*American troops opened fire*), while those to whom it is done are mostly at home. None where it may have
    been done elsewhere.
    """
    sides = [a.country if a is not None else None for a in (source, target)]
    countries = {c for c in sides if c}
    if len(countries) != 1:
        return None
    if None in sides or "" in sides:
        if countries_named(sentence, gazetteer).union(known) - countries or may_be_abroad and sides[0]:
            return None
    code = countries.pop()
    row = gazetteer.country(ALPHA3.get(code, code))
    return _of_side(sentence, gazetteer, source, target, row) or place_of(row) if row is not None else None


def rules_at_home(told: Told) -> bool:
    """Whether those in power of a country do what they do at home: lay down the law, or arrest people as its police."""
    roles = set(told.source.roles) if told.source is not None and told.source.country else {""}
    if told.is_rule:
        return not roles or not roles.isdisjoint(RULING)
    return told.is_coercion and not roles.isdisjoint(POLICING) and roles.isdisjoint(FIGHTING)


def is_rebel(source: Actor | None) -> bool:
    """Whether armed men of a country act who are not its soldiers: they fight at home."""
    return source is not None and bool(source.country) and source.roles[:1] in {("REB",), ("INS",), ("SEP",), ("UAF",)}


def rules_all(source: Actor) -> bool:
    """Whether somebody rules a whole country: a government, a junta or a parliament, but no mayor and no court."""
    is_local = not load_place_words().local.isdisjoint(source.text.lower().split())
    return bool(source.country) and not is_local and LAYING_DOWN.issuperset(source.roles[:1])


def country_of(gazetteer: Gazetteer, actor: Actor, else_: Place | None) -> Place | None:
    """The country of an actor."""
    row = gazetteer.country(ALPHA3.get(actor.country or "", actor.country or ""))
    return place_of(row) if row is not None else else_


def home_of(gazetteer: Gazetteer, host: Actor | None, line: Place | None) -> Place | None:
    """The country of who receives a guest or rules, or the place of the dateline, where that lies there."""
    code = ALPHA3.get(host.country or "", host.country) if host is not None else None
    if line is not None and line.country == code:
        return line
    row = gazetteer.country(code) if code else None
    return place_of(row) if row is not None else line


def _of_side(
    sentence: Sentence, gazetteer: Gazetteer, source: Actor | None, target: Actor | None, country: Row
) -> Place | None:
    """The only town or division in the name of a side, in its country: *the mayor of Homs was shot*.

    Who comes *from* there may be anywhere, and who bears arms; a capital stands for the whole country.
    """
    sides = [target, source if source is not None and not FIGHTING.intersection(source.roles) else None]
    for side in (s for s in sides if s is not None):
        named = [m for m in mentions(sentence, gazetteer) if _is_in(sentence, m, side)]
        rows = [likeliest(m.rows, m.within, Near(frozenset({country[1]}))) for m in named]
        found = [row for row in rows if row is not None and row[7] != "country"]
        if found and all(row[1] == country[1] and not row[8] for row in found):
            return one_place({place_of(row) for row in found})
    return None


def _is_in(sentence: Sentence, m: Mention, side: Actor) -> bool:
    tokens = sentence.tokens
    inside = side.start <= tokens[m.first].start and tokens[m.last].end <= side.end
    return inside and tokens[tokens[m.head].head].lemma != "from"
