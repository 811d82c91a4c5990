"""What a document said so far, and whom a pronoun or a definite description can mean.

Unresolved is better than wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from weakref import ref

from coder.actors.countries import NOWHERE, Naming, Setting, country_of, naming
from coder.actors.lexicon import Mention
from coder.actors.readings import Names
from coder.actors.words import actor_words
from coder.clauses.phrases import load_phrase_words
from coder.memo import lazy
from coder.records import Actor, Deed, Sentence, Token
from coder.text.function_words import ANY_ONE

SENTENCES_BACK = 2
MALE_PRONOUNS = frozenset({"he", "him", "his", "himself"})
FEMALE_PRONOUNS = frozenset({"she", "her", "hers", "herself"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})
PLURAL_PRONOUNS = frozenset({"they", "them", "their", "theirs", "themselves"})
PRONOUNS = MALE_PRONOUNS | FEMALE_PRONOUNS | THING_PRONOUNS | PLURAL_PRONOUNS
ALONE = frozenset({"i", "me"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})
FIRST_PERSON = frozenset({"we", "us"}) | ALONE
POSSESSIVES = frozenset({"his", "her", "its", "their"})
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "republic", "kingdom"})
CAUSES = frozenset({"after", "because", "until", "unless", "once"})
BESIDE = frozenset({"while", "whereas", "whilst"})
SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "pobj"})
_ROLES = {
    "nsubj": 0,
    "nsubjpass": 0,
    "agent": 1,
    "dobj": 2,
    "dative": 2,
    "pobj": 3,
    "poss": 3,
    "attr": 4,
    "oprd": 4,
    "conj": 4,
    "appos": 5,
    "ROOT": 4,
}


NOTHING = Names(())


@dataclass(frozen=True, slots=True)
class Known:
    """What a document has named so far: countries (alpha-3), last names that are also places, states that have the
    name of a country.
    """

    countries: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()


@dataclass(eq=False)
class Context:
    """The sentences before, newest first, as a chain. Start with Context() and take `after` once a sentence is done.

    What a sentence names is looked for when a later one first asks: most documents never do. `depth` is the number of
    sentences; `read` gives what the newest one names, `phrases` its noun phrases; `recalled` keeps whom those named
    when later sentences asked.
    """

    previous: Context | None = None
    sentence: Sentence | None = None
    setting: Setting = NOWHERE
    read: Callable[[], Names] = lambda: NOTHING
    phrases: Callable[[], object] = lambda: None
    depth: int = 0
    introductions: Introductions = field(default_factory=lambda: Introductions())
    answered: Actor | None = None
    deeds: tuple[Deed, ...] = ()
    opening: tuple[Context, ...] = ()
    recalled: dict[int, Actor | None] = field(default_factory=dict)

    def after(
        self, sentence: Sentence, read: Callable[[], Names], phrases: Callable[[], object] = lambda: None,
        setting: Setting = NOWHERE, answered: Actor | None = None, deeds: tuple[Deed, ...] = (),
    ) -> Context:  # fmt: skip
        """The context of the next sentence. `read` gives what this one names, `phrases` its noun phrases, `setting`
        where its events are, `answered` whose words or deeds it answers, `deeds` what it told.
        """
        return Context(
            self, sentence, setting, read, phrases, self.depth + 1, self.introductions, answered, deeds, self.first
        )

    @property
    def first(self) -> tuple[Context, ...]:
        """The first two sentences of the document, as far as they are past."""
        return self.opening if self.sentence is None or len(self.opening) == 2 else (*self.opening, self)

    def links(self, most: int | None = None) -> Iterator[Context]:
        """The sentences before, newest first."""
        link: Context | None = self
        while link is not None and link.sentence is not None and (most is None or most > 0):
            yield link
            link, most = link.previous, None if most is None else most - 1

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The dictionary names in the newest sentence."""
        return self.read().mentions

    def introducing(self, word: str) -> Iterator[tuple[Context, int]]:
        """The sentences that introduce a word as a name, newest first, each with the head of that phrase."""
        return self.introductions.of(word, self)

    @property
    def known(self) -> Known:
        """What the document has named so far."""
        for link in self._unread("_known"):
            link._known  # noqa: B018
        return self._known

    @property
    def naming(self) -> Naming:
        """How often the document has named each country so far."""
        for link in self._unread("_naming"):
            link._naming  # noqa: B018
        return self._naming

    def _unread(self, answer: str) -> list[Context]:
        """The sentences that were not asked for an answer yet, oldest first, for each needs that of the one before."""
        found: list[Context] = []
        link: Context | None = self
        while link is not None and answer not in link.__dict__:
            found.append(link)
            link = link.previous
        return found[::-1]

    @lazy
    def _known(self) -> Known:
        if self.previous is None:
            return Known()
        before, names = self.previous._known, self.read()
        countries = before.countries | named_countries(names.mentions)
        return Known(countries, before.people | names.people, before.states | names.states)

    @lazy
    def _naming(self) -> Naming:
        if self.previous is None or self.sentence is None:
            return Naming()
        return self.previous._naming.plus(naming(self.sentence, self.mentions))


class Introductions:
    """Which sentences of a document introduce each word as a name: gathered once, as the document goes on."""

    def __init__(self) -> None:
        # Sentences hold their introductions, so these only refer to them.
        self._found: defaultdict[str, list[tuple[int, Callable[[], Context | None], int]]] = defaultdict(list)
        self._depth = 0

    def of(self, word: str, context: Context) -> Iterator[tuple[Context, int]]:
        """The sentences of a chain that introduce a word, newest first."""
        self._gather(context)
        depth = context.depth
        found = ((of(), head) for at, of, head in reversed(self._found.get(word, ())) if at <= depth)
        return ((link, head) for link, head in found if link is not None)

    def _gather(self, context: Context) -> None:
        """Takes the sentences that came since it was last asked."""
        new = list(islice(context.links(), max(0, context.depth - self._depth)))
        for link in reversed(new):
            self._depth += 1
            assert link.sentence is not None
            told: dict[str, int] = {}
            for token in link.sentence.tokens:
                if token.text not in told and (head := _introduced_at(link.sentence, token.i)) is not None:
                    told[token.text] = head
            for word, head in told.items():
                self._found[word].append((self._depth, ref(link), head))


def named_countries(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """The country codes of the countries, cities and institutions that are mentioned."""
    return frozenset(country for m in mentions if (country := country_of(m)))


@dataclass(frozen=True, slots=True)
class Features:
    """Number ('s', 'p'), sort ('person', 'body', 'any') and gender ('m', 'f', '') of a noun phrase."""

    number: str
    sort: str
    gender: str


def features(sentence: Sentence, head: int, mention: Mention | None) -> Features:
    """What a noun phrase can agree with."""
    token = sentence.tokens[head]
    below = [sentence.tokens[i].text.lower().rstrip(".") for i in sentence.children[head]] + [token.lemma.lower()]
    words = actor_words()
    gender = "f" if not words.female.isdisjoint(below) else "m" if not words.male.isdisjoint(below) else ""
    plural = token.tag in {"NNS", "NNPS"} or (
        token.lemma.lower() == "people" or token.text.lower() in {"police", "troops", "authorities"}
    )
    kind = mention.kind if mention else ""
    if kind == "person":
        return Features("s", "person", gender)
    if kind in {"country", "organisation", "group", "place"} and token.pos == "PROPN":
        # Plural peoples (*Azerbaijanis*) are tagged NNPS; *the United States* and *the Taliban* are bodies.
        people = token.tag == "NNPS" and kind == "country" and mention is not None and mention.end - mention.start == 1
        if kind == "country" and token.tag == "NNP" and not ANY_ONE.isdisjoint(below):
            return Features("s", "person", gender)  # *a Dane*
        return Features("p" if people else "s", "person" if people else "body", "")
    if plural:
        return Features("p", "any", gender)
    if token.lemma.lower() in words.bodies:
        return Features("s", "body", "")
    return Features("s", "person" if kind == "role" or gender or token.pos == "PROPN" else "any", gender)


def agrees(pronoun: str, found: Features) -> bool:
    """Whether a pronoun can mean a phrase with these features. *They* takes up a body too: *police said they…*"""
    gender = "m" if pronoun in MALE_PRONOUNS else "f" if pronoun in FEMALE_PRONOUNS else ""
    if gender:
        return found.number == "s" and found.sort == "person" and found.gender in {"", gender}
    if pronoun in THING_PRONOUNS:
        return found.number == "s" and found.sort == "body"
    return found.number == "p" or found.sort == "body"


def is_thing(sentence: Sentence, head: int, mention: Mention | None) -> bool:
    """Whether a phrase is a thing, deed or place: *the attack*, *the town*, *rockets*. A pronoun takes it up too."""
    token = sentence.tokens[head]
    if mention is not None:
        return mention.kind == "place" and not mention.entries[0].code
    found = features(sentence, head, mention)
    return token.pos == "NOUN" and found.sort == "any" and token.lemma not in load_phrase_words().times


def candidates(sentence: Sentence, before: int | None = None, objects: bool = False) -> list[int]:
    """Heads of noun phrases that a later word can take up: nearest subjects first, then agents, objects, the rest.

    With `objects`, what is acted upon comes first: *it* as an object takes up an object.
    """
    heads = [
        t
        for t in sentence.tokens
        if t.pos in {"NOUN", "PROPN"} and t.dep in _ROLES and (before is None or t.i < before)
    ]
    found = [t.i for t in sorted(heads, key=lambda t: _order(sentence, t, before))]
    return sorted(found, key=lambda i: sentence.tokens[i].dep not in OBJECTS) if objects else found


def concerned(sentence: Sentence, pronoun: int) -> list[int]:
    """Whom a deed was done to, where the pronoun is the subject of what came before or caused it.

    *lifted sanctions on [Libya] after it agreed to pay*, *fined [the editor] when he was freed*
    """
    tokens, children = sentence.tokens, sentence.children
    verb = tokens[tokens[pronoun].head]
    if tokens[pronoun].dep in SUBJECTS and verb.dep in {"relcl", "ccomp"}:
        return _asked(sentence, verb) if verb.dep == "relcl" else _told_of(sentence, verb)
    if tokens[pronoun].dep not in SUBJECTS or verb.dep != "advcl":
        return []
    caused = any(tokens[c].dep == "mark" and tokens[c].text.lower() in CAUSES for c in children[verb.i])
    if not caused and tokens[pronoun].dep == "nsubj":
        return []
    objects = [c for c in children[verb.head] if tokens[c].dep == "dobj"]
    told = [c for head in objects for c in children[head] if tokens[c].dep == "acl"]
    links = (c for head in (verb.head, *objects, *told) for c in children[head] if tokens[c].dep == "prep" and objects)
    return objects + [b for c in links for b in children[c] if tokens[b].dep == "pobj" and b < pronoun]


def _asked(sentence: Sentence, verb: Token) -> list[int]:
    """Who is asked to do something about what he does: *urged [rebels] to free a nun they held*."""
    tokens, children = sentence.tokens, sentence.children
    noun = tokens[verb.head]
    to_do = tokens[noun.head]
    if noun.dep != "dobj" or to_do.tag != "VB" or to_do.dep not in {"xcomp", "ccomp", "advcl"}:
        return []
    if own := [c for c in children[to_do.i] if tokens[c].dep == "nsubj"]:
        return own
    if not any(tokens[c].tag == "TO" for c in children[to_do.i]):
        return []
    above = [c for c in children[to_do.head] if c < to_do.i]
    links = [c for c in above if tokens[c].dep == "prep" and tokens[c].lemma in {"on", "upon"}]
    whom = [c for c in above if tokens[c].dep in {"dobj", "dative"}]
    return whom or [b for c in links for b in children[c] if tokens[b].dep == "pobj"]


def _told_of(sentence: Sentence, verb: Token) -> list[int]:
    """Who says of himself what a relative clause tells of him: *a video by [a group] which said it held two nurses*."""
    tokens, said = sentence.tokens, sentence.tokens[verb.head]
    who = (tokens[c] for c in sentence.children[said.i] if tokens[c].dep == "nsubj")
    return [said.head] if said.dep == "relcl" and any(t.tag in {"WDT", "WP"} for t in who) else []


def speakers(sentence: Sentence, before: int | None = None) -> list[int]:
    """The subjects and agents of a sentence, or of what stands before a word of it, its main subject first.

    Without those of what is told there in passing, by a relative clause.
    """
    tokens = sentence.tokens
    end = len(tokens) if before is None else before
    if before is not None and any(tokens[c].text.lower() in BESIDE for c in sentence.children[before]):
        return []  # *Spain kept silent, [while] Russia condemned the declaration*: of somebody else
    acting = [t for t in tokens[:end] if (t.dep == "nsubj" or (t.dep == "pobj" and tokens[t.head].dep == "agent"))]
    verbs = {t.i: tokens[tokens[t.head].head if t.dep == "pobj" else t.head] for t in acting}
    told = [t.i for t in acting if verbs[t.i].dep not in {"relcl", "acl"} and verbs[t.i].i != before]
    return sorted(told, key=lambda i: verbs[i].dep != "ROOT")


def _order(sentence: Sentence, token: Token, before: int | None) -> tuple[int, int]:
    dep = token.dep
    if dep == "conj":
        governor = sentence.tokens[token.head]
        dep = governor.dep if governor.dep not in SUBJECTS else "conj"
    if dep == "pobj" and sentence.tokens[token.head].dep == "agent":
        dep = "agent"
    # In the sentence itself the nearest subject comes first; in an earlier one, its first (the topic).
    return _ROLES.get(dep, 6), -token.i if before is not None else token.i


def barred(sentence: Sentence, pronoun: int, candidate: int) -> bool:
    """Whether grammar forbids the pair: a phrase that holds the pronoun, or, but for *his*, *its*, the same clause."""
    i = pronoun
    while sentence.tokens[i].head != i:
        i = sentence.tokens[i].head
        if i == candidate:
            return True
    token = sentence.tokens[pronoun]
    if _is_quoted_by(sentence, pronoun, candidate) or _is_his(sentence, pronoun, candidate):
        return True
    if token.dep in {"poss", "nsubj", "nsubjpass"} or token.text.lower().endswith(("self", "selves")):
        return False
    return _clause(sentence, candidate) == _clause(sentence, pronoun)


def _is_quoted_by(sentence: Sentence, pronoun: int, candidate: int) -> bool:
    """Whether somebody is named in the words of him whom a pronoun right behind them means: *"I met Blair," he …*."""
    before = [t.text for t in sentence.tokens[max(0, pronoun - 2) : pronoun]]
    if sentence.tokens[pronoun].dep != "nsubj" or QUOTES.isdisjoint(before):
        return False
    return sum(t.text in QUOTES for t in sentence.tokens[:candidate]) % 2 == 1


def _is_his(sentence: Sentence, pronoun: int, candidate: int) -> bool:
    """Whether somebody is told as that of him whom a subject means: *in talks with [his counterpart, Ana Lima], he*."""
    tokens, top = sentence.tokens, candidate
    while tokens[top].dep == "appos" and tokens[top].head != top:
        top = tokens[top].head
    whose = {"he": "his", "she": "her", "it": "its", "they": "their"}.get(tokens[pronoun].text.lower())
    if whose is None or tokens[pronoun].dep not in SUBJECTS or tokens[top].dep in SUBJECTS:
        return False
    return any(tokens[c].dep == "poss" and tokens[c].text.lower() == whose for c in sentence.children[top])


def _clause(sentence: Sentence, i: int) -> int:
    while sentence.tokens[i].head != i and sentence.tokens[i].pos not in {"VERB", "AUX"}:
        i = sentence.tokens[i].head
    return i


def introduction(sentence: Sentence, word: str, before: int | None) -> int | None:
    """Head of the phrase that introduces a name: with a first name or title (*deputy Rodrigo Goñi*), or as an acronym
    in brackets after the name that it shortens (*the People's Front (PF)*); None where the sentence does neither.
    """
    heads = (_introduced_at(sentence, t.i) for t in sentence.tokens[:before] if t.text == word)
    return next((head for head in heads if head is not None), None)


def _introduced_at(sentence: Sentence, k: int) -> int | None:
    """Head of the phrase that introduces the word at `k`; None where that is only named."""
    word = sentence.tokens[k].text
    if k >= 2 and sentence.tokens[k - 1].text == "(" and word.isupper():
        return _shortened(sentence, k - 2, word)
    return k if any(sentence.tokens[c].dep in {"compound", "nmod", "amod"} for c in sentence.children[k]) else None


def _shortened(sentence: Sentence, last: int, acronym: str) -> int | None:
    """The head of the phrase that ends at `last`, if the acronym's letters begin its words in their order."""
    top = last
    while sentence.tokens[top].head < top or (sentence.tokens[top].head <= last and sentence.tokens[top].head != top):
        governor = sentence.tokens[sentence.tokens[top].head]
        if governor.pos not in {"NOUN", "PROPN", "ADP"} or governor.i == top:
            break
        top = governor.i
    if sentence.tokens[top].pos == "ADP":
        return None
    letters = iter(t.text[0].upper() for t in sentence.tokens[max(0, last - 2 * len(acronym)) : last + 1])
    return top if all(letter in letters for letter in acronym.replace(".", "")) else None
