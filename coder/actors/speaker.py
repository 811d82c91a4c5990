"""Who *we* and *I* are: whom a label before the words names, who speaks in a quotation, who issued the document.

*MR DUPONT: We condemn the raid*, *@someone (Chad MFA): We stand with Mali*; *"We will fight," the rebel leader said.
"We reject the talks."*; a press release that begins *The Lion Front today condemned the raid. We call for talks*.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from coder.actors import reference
from coder.actors.countries import ARMED, STATE_ROLES
from coder.actors.evidence import BODIES
from coder.actors.issuer import Title
from coder.actors.pairs import Phrases
from coder.actors.reference import Context
from coder.actors.words import actor_words
from coder.clauses.grammar import load_grammar
from coder.clauses.occasion import load_occasion_words
from coder.records import Actor, Sentence

# So many words a label has at most, and so many sentences back stands the one of who still speaks.
LONGEST_LABEL, LABELS_BACK, QUOTES_BACK = 9, 15, 3
OPENING, CLOSING, STRAIGHT = "“", "”", frozenset({'"', "``", "''"})
# Who speaks for a state, a party to a conflict or, without a country, for a body of many countries.
PUBLIC = STATE_ROLES | ARMED | {"PTY"}
NAMING = frozenset({"NOUN", "PROPN", "ADJ"})
IN_LABEL = NAMING | frozenset({"ADP", "DET", "CCONJ", "PUNCT", "X", "SYM", "NUM"})


class Speaking(Phrases, Protocol):
    """The noun phrases of a sentence, and of those before."""

    context: Context

    @property
    def title(self) -> Title:
        """What the title of the document tells."""

    def earlier(self, link: Context) -> Speaking:
        """The phrases of a sentence before."""


def speaker(phrases: Speaking, head: int) -> Actor | None:
    """Whom *we* or *I* means; None where nothing tells. Within a sentence that says who speaks he stands for it."""
    if is_quoted(phrases.sentence, phrases.context, head):
        return next(quoted_speakers(phrases), None)
    for said in in_order(phrases, LABELS_BACK):
        if end := label_end(said.sentence):
            return labelled(said, end) or answering(phrases, said, end)
    if phrases.sentence.tokens[head].text.lower() in reference.ALONE:
        return None
    return phrases.title.issuer or opened_by(phrases)


def in_order(phrases: Speaking, most: int) -> Iterator[Speaking]:
    """The phrases of a sentence and of those before, the newest first."""
    yield phrases
    yield from (phrases.earlier(link) for link in phrases.context.links(most))


def is_quoted(sentence: Sentence, context: Context, head: int) -> bool:
    """Whether a word stands in a quotation, that may have begun in a sentence before."""
    before = [t.text for t in sentence.tokens[:head]]
    if any(text in reference.QUOTES for text in before):
        return ends_open(before)
    for link in context.links(QUOTES_BACK):
        assert link.sentence is not None
        words = [t.text for t in link.sentence.tokens]
        if any(text in reference.QUOTES for text in words):
            return ends_open(words)
    return False


def ends_open(words: list[str]) -> bool:
    """Whether a quotation goes on behind words, the last quotation mark of which opens it."""
    last = next(text for text in reversed(words) if text in reference.QUOTES)
    if last in {OPENING, CLOSING}:
        return last == OPENING
    return sum(text in STRAIGHT for text in words) % 2 == 1


def quoted_speakers(phrases: Speaking) -> Iterator[Actor]:
    """Who of a state or its rivals is said to speak in the sentences before, the nearest first."""
    verbs = load_occasion_words().reporting | load_grammar().speech
    for said in in_order(phrases, QUOTES_BACK):
        if said is phrases:
            continue
        tokens = said.sentence.tokens
        for k in reference.speakers(said.sentence):
            actor = said.resolve(k) if tokens[tokens[k].head].lemma in verbs else None
            if actor is not None and actor.code and (actor.country is None or not PUBLIC.isdisjoint(actor.roles)):
                yield actor


def label_end(sentence: Sentence) -> int:
    """The number of words of the label that a sentence begins with, its colon among them; 0 for none.

    *MR DUPONT:*, *@someone (Chad MFA):*, *Foreign Minister Dupont:*, *A:*
    """
    for token in sentence.tokens[:LONGEST_LABEL]:
        if token.text == ":":
            behind = sentence.tokens[token.i + 1 : token.i + 2]
            return token.i + 1 if token.i and behind and _begins(behind[0].text) else 0
        if token.pos not in IN_LABEL and not token.text[:1].isupper() or token.text in reference.QUOTES:
            return 0
    return 0


def _begins(word: str) -> bool:
    return word[:1].isupper() or word in reference.QUOTES


def labelled(phrases: Speaking, end: int) -> Actor | None:
    """Whom a label names; None where the dictionaries know nobody in it."""
    tokens = phrases.sentence.tokens[:end]
    found = (phrases.resolve(t.i, refer=False) for t in reversed(tokens) if t.pos in NAMING)
    return next((actor for actor in found if actor is not None and actor.code), None)


def answering(phrases: Speaking, said: Speaking, end: int) -> Actor | None:
    """Who issued the document, where somebody answers in his name whom no dictionary knows, and does not ask."""
    words = {t.text.lower() for t in said.sentence.tokens[:end]}
    return phrases.title.issuer if words.isdisjoint(actor_words().questioners) else None


def opened_by(phrases: Speaking) -> Actor | None:
    """The body that says something in the first sentence of a text that says *we*: a press release of its own."""
    first = next(iter(phrases.context.first), None)
    opening = phrases.earlier(first) if first is not None else phrases
    tokens = opening.sentence.tokens
    for k in reference.speakers(opening.sentence)[:1]:
        mention, actor = opening.mention(k), opening.resolve(k, refer=False)
        is_body = mention is not None and mention.kind in BODIES - {"person"}
        if is_body and tokens[tokens[k].head].lemma in load_occasion_words().reporting and actor and actor.code:
            return None if "MED" in actor.roles else actor
    return None
