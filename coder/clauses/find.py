"""A parsed sentence to its clauses: every predicate with who acts, who is acted upon, and whether it happened.

The syntax is undone once for all rules, each question by an object that asks those before it: `Tree` (words and their
dependents), `Subjects` (passives, coordination, control, participles), `Statuses` (tense, modals, negation), `Verbs`
and `Nouns` (their arguments; light verbs, possessives). Labels are those of spaCy's English models. Nothing here knows
of CAMEO; the nouns that can name an action are given.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from coder.clauses.grammar import Grammar
from coder.clauses.nouns import Nouns
from coder.clauses.status import OURSELVES, Statuses
from coder.clauses.subjects import Subjects
from coder.clauses.tree import Tree
from coder.clauses.verbs import CARRIED_BY_BE, READY, Verbs
from coder.mending.signs import hyphenated
from coder.records import Argument, Clause, Sentence

AUXILIARIES = frozenset({"aux", "auxpass"})
NO_PREDICATES = frozenset({"aux", "auxpass", "amod", "compound", "prep", "case"})
MODIFIERS = frozenset({"compound", "nmod"})
# Where somebody sets out for, and to whom what he does there is done.
GOALS = ("to", "into", "for", "in")
DIRECTED = frozenset({*GOALS, "dative", "at", "on", "against"})
RELATIONS = {
    "xcomp": "complement", "ccomp": "complement", "pcomp": "complement", "csubj": "complement", "advcl": "adverbial",
    "conj": "coordinate", "relcl": "relative", "acl": "relative", "parataxis": "coordinate",
}  # fmt: skip


def find_clauses(sentence: Sentence, nouns: frozenset[str], grammar: Grammar) -> tuple[Clause, ...]:
    """The clauses of a sentence, in the order of their predicates.

    `nouns` are the lemmas of nouns that may name an action. *Police raided an office, killing two men* has two
    clauses, 'raid' and 'kill', both with 'police' as the subject.
    """
    statuses = Statuses(sentence, Subjects(Tree(sentence, grammar.particles, grammar.idioms), grammar))
    found = sorted(_predicates(sentence, Verbs(statuses), Nouns(sentence, statuses, nouns)), key=lambda c: c.predicate)
    at = {clause.predicate: k for k, clause in enumerate(found)}
    at |= {c.support: k for k, c in enumerate(found) if c.kind == "adjective" and c.support is not None}
    return tuple(_link(sentence, clause, found, at, grammar) for clause in found)


def _predicates(sentence: Sentence, verbs: Verbs, nouns: Nouns) -> Iterator[Clause]:
    """The clauses of the words that may be predicates, still without their governors."""
    for token in sentence.tokens:
        pos, dep = token.pos, token.dep
        if pos == "VERB" or (pos == "AUX" and dep not in AUXILIARIES):
            if dep not in NO_PREDICATES:
                yield verbs.clause(token)
            elif dep != "amod" and nouns.names(token):
                yield nouns.clause(token)
        elif (pos == "NOUN" or pos == "PROPN") and dep not in MODIFIERS and nouns.names(token):
            yield nouns.clause(token)


def predicates(sentence: Sentence, ending: Container[str]) -> Iterator[tuple[str, str]]:
    """The kinds and lemmas of the words that may be predicates: no clause of `find_clauses` has another.

    `ending` are nouns that say what a verb says, as in *put an [end] to it*.
    """
    hyphens = "-" in sentence.text
    for token in sentence.tokens:
        pos, dep = token.pos, token.dep
        if pos == "VERB" or (pos == "AUX" and dep not in AUXILIARIES):
            yield "verb" if dep not in NO_PREDICATES else "noun", token.lemma
        elif (pos == "NOUN" or pos == "PROPN") and dep not in MODIFIERS:
            yield "noun", token.lemma
            if token.lemma in ending:
                yield "verb", token.lemma
        if dep in CARRIED_BY_BE and (pos in {"ADJ", "VERB"} or token.lemma == READY):
            yield "adjective", token.lemma
        if hyphens and (joined := hyphenated(sentence.tokens, token.i)):
            yield "noun", joined


def _link(
    sentence: Sentence, clause: Clause, found: Sequence[Clause], at: Mapping[int, int], grammar: Grammar
) -> Clause:
    """A clause with its governor and, below a verb of speech, its speaker."""
    start = clause.predicate if clause.kind == "noun" or clause.support is None else clause.support
    relation = "nominal" if clause.kind == "noun" else RELATIONS.get(sentence.tokens[start].dep, "root")
    if relation == "adverbial" and clause.status == "ordered":
        relation = "complement"
    up, own = start, at[clause.predicate]
    while sentence.tokens[up].head != up:
        up = sentence.tokens[up].head
        if up in at and at[up] != own:
            speakers = _speakers(found[at[up]], relation, grammar)
            is_to = sentence.tokens[start].dep == "xcomp" and found[at[up]].lemma == "be"  # *are [to be sent] there*
            if not speakers and relation == "complement" and (is_to or found[at[up]].lemma in grammar.goes_on):
                speakers = _said_above(sentence, start, found, at, grammar)  # *said they [kept on] shelling it*
            said = speakers or (_said_above(sentence, up, found, at, grammar) if _is_ours(sentence, clause) else ())
            arguments = _spoken(sentence, clause.arguments, said, grammar)
            if relation in {"adverbial", "complement"} and DIRECTED.isdisjoint(a.role for a in arguments):
                arguments += _set_out_for(sentence, clause, found[at[up]], grammar)
            return _linked(clause, at[up], relation, arguments + speakers)
    said = _said_aside(sentence, start, found, at, grammar)
    return _linked(clause, None, relation, _spoken(sentence, clause.arguments, said, grammar) + said)


def _set_out_for(sentence: Sentence, clause: Clause, above: Clause, grammar: Grammar) -> tuple[Argument, ...]:
    """Where somebody set out for whose purpose a clause tells: *flew [to Haiti] to deliver food*, to Haiti."""
    there = above.lemma == "be" and clause.lemma in grammar.done_for  # *was in Ankara to press for it*
    if above.kind != "verb" or not there and grammar.sets_out.isdisjoint((above.lemma, above.lemma.partition(" ")[0])):
        return ()
    if not any(sentence.tokens[c].tag == "TO" for c in sentence.children[clause.predicate]):
        return ()
    heads = next((found for slot in GOALS if (found := above.heads(slot))), ())
    return tuple(Argument("to", head, True) for head in heads)


def _said_above(
    sentence: Sentence, below: int, found: Sequence[Clause], at: Mapping[int, int], grammar: Grammar
) -> tuple[Argument, ...]:
    """Who says what stands further down: *"We are ready [to talk]," said [the king]*."""
    up = below
    while sentence.tokens[up].head != up:
        said = sentence.tokens[up].dep in {"xcomp", "ccomp"}
        up = sentence.tokens[up].head
        if said and up in at and (speakers := _speakers(found[at[up]], "complement", grammar)):
            return speakers
    return _said_aside(sentence, up, found, at, grammar)


def _is_ours(sentence: Sentence, clause: Clause) -> bool:
    """Whether *I* or *we* takes part in a clause."""
    return any(sentence.tokens[a.head].lemma in OURSELVES for a in clause.arguments)


def _said_aside(
    sentence: Sentence, top: int, found: Sequence[Clause], at: Mapping[int, int], grammar: Grammar
) -> tuple[Argument, ...]:
    """Who says it in a clause or phrase beside it: *We reject this, [the envoy] said*, *according to [the envoy]*."""
    tokens, children = sentence.tokens, sentence.children
    beside = (c for c in children[top] if tokens[c].dep == "parataxis" and c in at)
    named = (c for c in children[top] if tokens[c].text.lower() in grammar.attributing)
    told = (h for c in named for to in children[c] for h in children[to] if tokens[h].dep == "pobj")
    attributed = tuple(Argument("speaker", h, True) for h in told)
    return next((s for c in beside if (s := _speakers(found[at[c]], "complement", grammar))), attributed)


def _speakers(governor: Clause, relation: str, grammar: Grammar) -> tuple[Argument, ...]:
    if relation not in {"complement", "nominal"} or governor.lemma not in grammar.speech:
        return ()
    return tuple(Argument("speaker", a.head, True) for a in governor.arguments if a.role == "subject")


def _spoken(
    sentence: Sentence, arguments: tuple[Argument, ...], speakers: tuple[Argument, ...], grammar: Grammar
) -> tuple[Argument, ...]:
    """Arguments with the speaker where he says *I* or *we*: *[We] reject this, [the minister] said*.

    So too where his means did it: *[our missiles] struck it, [the rebels] said*.
    """
    if not speakers:
        return arguments
    found: list[Argument] = []
    for a in arguments:
        token = sentence.tokens[a.head]
        ours = token.lemma in OURSELVES and token.pos == "PRON"
        if ours or a.role == "subject" and token.lemma in grammar.own_means and _has_our(sentence, a.head):
            found += [Argument(a.role, s.head, True) for s in speakers]
        else:
            found.append(a)
    return tuple(found)


def _has_our(sentence: Sentence, noun: int) -> bool:
    return any(sentence.tokens[c].text.lower() == "our" for c in sentence.children[noun])


def _linked(c: Clause, governor: int | None, relation: str, arguments: tuple[Argument, ...]) -> Clause:
    """A clause with its governor. Written out, for `replace` takes twenty times as long and every clause is linked."""
    return Clause(
        c.predicate, c.lemma, c.kind, arguments, c.negated, c.status, c.passive, c.support, governor, relation
    )
