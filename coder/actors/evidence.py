"""The dictionary names inside one noun phrase, and how each hangs on its head."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coder.actors.dictionaries import Entry
from coder.actors.lexicon import Lexicon, Mention
from coder.actors.names import fold
from coder.actors.remote import is_remote
from coder.actors.words import actor_words
from coder.cameo.actor_codes import WEAK, Parts, parts_of
from coder.clauses.phrases import governing_preposition
from coder.records import Sentence, Token

AGAINST = frozenset({"anti", "pro", "non", "counter"})
# Before a hyphen, what says only of which country's times something is: *post-Gaddafi elections*.
TIMES = frozenset({"post", "pre"})
# What parties are in their countries, and armed groups in any.
PARTIES = frozenset({"GOV", "OPP", "PTY"})
ARMED = frozenset({"REB", "INS", "SEP", "UAF"})
# After so many years in no office, who is only called by a last name is another.
GENERATION = 20
# Of what kinds one name may be in several countries: *the Labour Party*, *ethnic Albanians*.
SHARED = frozenset({"organisation", "ethnic"})
BODIES = frozenset({"organisation", "group", "person"})


@dataclass(slots=True, unsafe_hash=True)
class Evidence:
    """A name in a phrase: the entry chosen for the day, whether it holds then, and the parts of its code.

    `side` is 'head', 'left' or 'right' of the phrase's head; `preposition` is that by which a name on the right hangs
    on the head ('of' in *the prime minister of Armenia*).
    """

    entry: Entry
    valid: bool
    mention: Mention
    side: str
    preposition: str
    parts: Parts

    @property
    def kind(self) -> str:
        return self.entry.kind

    @property
    def weak(self) -> bool:
        """Whether it is a role that gives way to any other in the phrase (*leader*, *spokesman*)."""
        return self.entry.code.startswith(WEAK)

    @property
    def country(self) -> str:
        """The country (or region) that the name brings in, without its government; '' for none."""
        return "" if self.kind in {"role", "religion"} else self.parts.place


# A name with the entry that is chosen for the day, whether it holds then, and the parts of its code.
Chosen = tuple[Mention, Entry, bool, Parts]


def choose(sentence: Sentence, mentions: Sequence[Mention], lexicon: Lexicon, when: date) -> list[Chosen]:
    """The names of a sentence as they count in any of its phrases; without those that a hyphen turns."""
    found, tokens = [], sentence.tokens
    for mention in mentions:
        if is_turned(tokens, mention) or is_surname(tokens, mention, mentions) or is_team(tokens, mention):
            continue
        if is_half(tokens, mention, mentions) or is_vehicle(tokens, mention):
            continue
        entry, valid = lexicon.select(mention, when)
        if is_bygone(tokens, mention, entry, when):
            continue
        parts = _parts(entry, lexicon)
        if is_after_hyphen(tokens, mention, TIMES):  # *the post-[Gaddafi] government* is Libya's
            entry, parts = entry._replace(kind="country", code=parts.place), Parts(parts.place)
        if parts or entry.code == mention.entries[0].code:
            found.append((mention, entry, valid, parts))
    return found


def is_bygone(tokens: Sequence[Token], mention: Mention, entry: Entry, when: date) -> bool:
    """Whether a last name is that of somebody who left office a generation ago, so that another is meant by it."""
    if entry.kind != "person" or not entry.end:
        return False
    printed = sum(t.text[:1].isupper() for t in tokens[mention.start : mention.end])
    return printed == 1 < len(entry.name.split()) and int(entry.end[:4]) + GENERATION < when.year


def is_after_hyphen(tokens: Sequence[Token], mention: Mention, prefixes: Collection[str]) -> bool:
    """Whether one of some prefixes stands before a name by a hyphen."""
    k = mention.start
    return k >= 2 and tokens[k - 1].text == "-" and tokens[k - 2].text.lower() in prefixes


def gather(
    sentence: Sentence, head: int, span: tuple[int, int], names: Sequence[Chosen], lexicon: Lexicon, when: date
) -> list[Evidence]:
    """The names in the tokens `span` of a phrase, the nearest to its head first."""
    found = []
    first, end = span
    for mention, entry, valid, parts in names:
        if mention.start < first or mention.end > end:
            continue
        side = "head" if mention.start <= head < mention.end else "left" if mention.end <= head else "right"
        if side == "right" and is_remote(sentence, head, mention):
            continue
        preposition = governing_preposition(sentence, head, mention.end - 1) if side == "right" else ""
        if preposition and preposition not in actor_words().modifying_prepositions:  # *the head of Doctors [Without …]*
            preposition = governing_preposition(sentence, head, mention.start) or preposition
        found.append(Evidence(entry, valid, mention, side, preposition, parts))
    if len(found) < 2:
        return found
    found.sort(key=lambda e: abs(e.mention.end - 1 - head))
    places = {e.entry.code[:3] for e in found if e.kind in {"country", "place"}}
    if not places:
        return found
    return [
        _namesake(e, places, lexicon, when) if e.kind == "person" and len(e.mention.entries) > 1 else e for e in found
    ]


def _parts(entry: Entry, lexicon: Lexicon) -> Parts:
    placeless = entry.kind in {"role", "religion"} or (entry.kind == "ethnic" and len(entry.code) == 3)
    return parts_of(entry.code, lexicon.ontology, role_only=placeless)


def _namesake(e: Evidence, places: set[str], lexicon: Lexicon, when: date) -> Evidence:
    """Of several people of one name the one from the country that the phrase names: *Jordan's King Abdullah*."""
    return e if e.entry.code[:3] in places else _of_countries(e, places, lexicon, when)


def of_told_countries(
    found: list[Evidence], told: Callable[[], Collection[str]], tokens: Sequence[Token], lexicon: Lexicon, when: date
) -> list[Evidence]:  # fmt: skip
    """The names with institutions of one name in several countries as those of the countries that are told of.

    Where none is told of, that of the country whose own is printed so; else nobody's.
    """

    def printed(m: Mention) -> str:
        return " ".join(t.text for t in tokens[m.start : m.end])

    if not any(e.kind in SHARED and len(e.mention.entries) > 1 for e in found):
        return found
    day = when.isoformat()
    result = []
    for e in found:
        holding = (x for x in e.mention.entries if x.start <= day and (not x.end or day <= x.end))
        countries = {x.code[:3] for x in holding} if e.kind in SHARED else set()
        whose = {x.country for x in found if x.kind == "country" and x.preposition in {"", "of", "in"} and x.country}
        if len(countries) < 2:
            result.append(e)
        elif own := countries & whose:
            result.append(_of_countries(e, own, lexicon, when))
        elif whose and is_party_word(printed(e.mention)):
            result.append(e)  # *the Labour Party in Norway*: its country is that of the words
        elif there := countries & set(told()):
            there = {next(c for c in told() if c in there)} if e.kind == "ethnic" else there
            result.append(_of_countries(e, there, lexicon, when))
        elif e.kind == "ethnic":
            result.append(e)
        elif own := _named_so(e.mention, printed(e.mention)):
            result.append(_of_countries(e, own, lexicon, when))  # *the Labour Party* of nowhere is Britain's
        elif not is_party_word(printed(e.mention)):
            result.append(e)
        elif printed(e.mention).endswith("Party"):
            result.append(_of_anywhere(e, found))  # *JAKARTA: the Socialist Party*
    return result


def of_places(
    found: list[Evidence], told: Callable[[], Collection[str]], sentence: Sentence, is_from: bool,
    here: Callable[[], str | bool], lexicon: Lexicon,
) -> list[Evidence]:  # fmt: skip
    """The names of a report with a dateline, without the country of a party's or army's that is not told of.

    *SEOUL: the main opposition Democratic Party* is no American one. Of a party it is not told whether it governs. Nor
    are those who fight `here`, in another country, by a name that is in those of other countries too: *the National
    Liberation Army bombed a bridge in Macedonia*.
    """
    shared = [e for e in found if is_shared(sentence.tokens, e.mention)]
    if shared and not is_from:
        armed = [e for e in shared if ARMED.issuperset(e.parts.roles[:1])] if here() else []
        words = [" ".join(t.text for t in sentence.tokens[e.mention.start : e.mention.end]) for e in armed]
        shared = [e for e, name in zip(armed, words, strict=True) if len(lexicon.bodies_called[fold(name)]) > 1]
    shared = [e for e in shared if e.country not in told()]
    return [_of_anywhere(e, found) if e in shared else e for e in found]


def _of_anywhere(e: Evidence, found: Sequence[Evidence]) -> Evidence:
    """A party, ruling or not as its phrase says, or an armed group as that of whichever country."""
    said = (x.parts.roles[:1] for x in found if x.side == "left" and x.kind == "role")
    party = next((roles for roles in said if roles and PARTIES.issuperset(roles)), ("PTY",))
    roles = e.parts.roles[:1] if ARMED.issuperset(e.parts.roles[:1]) else party
    code = "".join(roles)
    return replace(e, entry=e.entry._replace(kind="role", code=code), parts=Parts(roles=roles))


def is_shared(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a name is made of words that parties of many countries share: *the People's Democratic Party*.

    So is one of which the dictionary has the end: *[Social] Democrats*.
    """
    if mention.kind != "organisation" or mention.entries[0].code[3:6] not in PARTIES | ARMED:
        return False  # it contends for nothing
    first = mention.start
    while first and tokens[first - 1].text[:1].isupper() and tokens[first - 1].text.lower() in _shared():
        first -= 1
    words = [t.text.lower() for t in tokens[first : mention.end] if t.tag != "POS"]
    return len(words) > 1 and _shared().issuperset(words)


def _shared() -> frozenset[str]:
    return actor_words().shared_names


def _named_so(m: Mention, printed: str) -> set[str]:
    """The countries whose own institution is called as it is printed, or the party of that name."""
    return {x.code[:3] for x in m.entries if x.name in {printed, f"{printed.removesuffix('s')} Party"}}


def is_party_word(printed: str) -> bool:
    """Whether a name begins with what parties of many countries are called: *Socialists*, *the Liberal Party*."""
    return printed.split()[0].lower().removesuffix("s") in actor_words().party_words


def _of_countries(e: Evidence, places: Collection[str], lexicon: Lexicon, when: date) -> Evidence:
    """The name as that of one of these countries; as it is where no entry of the name is of them."""
    there = tuple(x for x in e.mention.entries if x.code[:3] in places)
    if not there:
        return e
    entry, valid = lexicon.select(Mention(e.mention.start, e.mention.end, there), when)
    return replace(e, entry=entry, valid=valid, parts=_parts(entry, lexicon))


def is_turned(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the words beside a name make it somebody else's: *pro-Russian*, *rebel-held*, *a Portuguese colony*."""
    if is_after_hyphen(tokens, mention, AGAINST):
        return tokens[mention.start - 2].dep != "prep"  # *an anti-French march* is one against France
    after = tokens[mention.end : mention.end + 2]
    if after and after[0].lemma in actor_words().colonies:
        return True  # *the former Belgian colony*
    return len(after) == 2 and after[0].text in {"-", "–"} and after[1].text.lower() in actor_words().participles


def is_half(tokens: Sequence[Token], mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a body's name is only the end of another's, behind a hyphen: *the Left-[Green Movement]*."""
    k = mention.start
    if k and mention.kind == "organisation" and is_longer_party(tokens, mention, mentions):
        return True
    if k < 2 or mention.kind not in {"organisation", "group"} or tokens[k - 1].text != "-":
        return False
    before = tokens[k - 2]
    known = any(m.start <= before.i < m.end for m in mentions)
    return before.text[:1].isupper() and before.end == tokens[k].start - 1 and not known


def is_longer_party(tokens: Sequence[Token], mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a party's name is only the end of another's: *the Social [Democratic Party]* of a country without one."""
    last, before = tokens[mention.end - 1], tokens[mention.start - 1]
    if last.lemma.lower() != "party" or before.head not in range(mention.start, mention.end):
        return False
    named = before.text[:1].isupper() and before.dep in {"compound", "amod", "nmod"} and before.i > 0
    return named and not any(m.start <= before.i < m.end for m in mentions)


def is_surname(tokens: Sequence[Token], mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a title is a surname: it ends a name whose first part is in no dictionary.

    It is in *Justin King*, but not in *the Jordanian King*.
    """
    k = mention.start
    word = tokens[k].text
    if k == 0 or mention.end != k + 1 or not word[:1].isupper() or word.lower() not in actor_words().surnames:
        return False
    before = tokens[k - 1]
    if (
        before.pos != "PROPN"
        or not before.text[:1].isupper()
        or before.text.lower().rstrip(".") in {"crown", "grand", "mr", "the", "lord", "former"}
    ):
        return False
    follows = k + 1 < len(tokens) and tokens[k + 1].pos == "PROPN"
    return not follows and not any(m.start <= k - 1 < m.end for m in mentions)


def is_team(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a place is part of a club's name: *Leeds United chiefs*."""
    if mention.end >= len(tokens) or tokens[mention.end].pos != "PROPN":
        return False
    after = tokens[mention.end].text
    is_club = after[:1].isupper() and after.lower() in actor_words().clubs
    return is_club and any(e.kind == "place" for e in mention.entries)


def is_vehicle(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether what is called as somebody is too is a vehicle: *ambushed a [coach]*, *fired on their [coach]*."""
    token, words = tokens[mention.end - 1], actor_words()
    if token.lemma not in words.vehicles or mention.end != mention.start + 1:
        return False
    above, before = tokens[token.head], tokens[token.i - 1]
    if token.dep == "compound":  # *[coach] passengers*
        return True
    told = above.lemma in words.held_up and token.dep in {"dobj", "nsubjpass"}
    ridden = token.dep == "pobj" and above.text.lower() in words.ridden
    return told or (ridden and (above.text.lower() != "on" or before.text.lower() not in {"the", "on"}))


def authors(sentence: Sentence, head: int) -> list[int]:
    """By whom a participle says that a thing was made: *a plan put forward by [the Arab League]*."""
    tokens, children = sentence.tokens, sentence.children
    told = [c for c in children[head] if tokens[c].dep == "acl" and tokens[c].tag == "VBN"]
    agents = (a for c in told if tokens[c].lemma in actor_words().made_by for a in children[c])
    return [b for a in agents if tokens[a].dep == "agent" for b in children[a] if tokens[b].dep == "pobj"]


def written(parts: Parts, used: Sequence[Evidence]) -> str | None:
    """The code that the dictionary writes for these parts, in its order; None where no one entry names them all.

    *The head of [Amnesty International]* is NGOHRIAMN as Amnesty itself is.
    """
    whole = (e for e in used if e.kind not in {"role", "ethnic", "religion"} and e.parts == parts)
    own = next(whole, None)
    return own.entry.code if own is not None and (len(used) == 1 or own.kind in BODIES - {"person"}) else None
