"""What the verb of a clause does to people whom a text may count: it kills, hurts or holds them, or they gather."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coder.attributes.casualty_phrases import load_casualty_words
from coder.clauses.grammar import load_grammar
from coder.records import Clause, Sentence
from coder.text.figures import load_quantity_words


def harm_of(sentence: Sentence, clause: Clause) -> str | None:
    """What a verb does to its object: *killed*, *injured* or *arrested*."""
    words, tokens = load_casualty_words(), sentence.tokens
    lemma = clause.lemma if clause.lemma in words.kill | words.arrest else clause.lemma.split()[0]
    near = [t for c in _near(sentence, clause.predicate) if tokens[(t := tokens[c]).head].dep != "relcl"]
    near += [t for t in tokens[clause.predicate + 1 : clause.predicate + 2] if t.tag == "JJ"]  # *shot [dead] two men*
    form = tokens[clause.predicate].text.lower()
    if any(tokens[h].lemma in words.tolls for h in clause.heads("object")):
        return None  # *put the toll at six dead*
    if (
        lemma in words.kill
        or form in words.kill
        or (lemma in words.kills_to_death and any(t.lemma in words.to_death for t in near))
    ):
        return "killed"
    if lemma in words.injure:
        return "killed" if any(t.text.lower() in words.deadly for t in near) else "injured"  # *[fatally] wounded*
    below = (tokens[c] for c in sentence.children[clause.predicate])
    if lemma == "shoot" and not any(t.dep == "conj" and t.lemma in words.kill for t in below):
        return "injured"
    is_taken = lemma == "take" and any(t.lemma == "custody" for t in near)
    return "arrested" if lemma in words.arrest or is_taken or _holds(sentence, clause) else None


def _holds(sentence: Sentence, clause: Clause) -> bool:
    """Whether people are held as the police hold them: *45 people were [held], police said*, but not *held talks*."""
    words, lemmas = load_casualty_words(), {t.lemma for t in sentence.tokens}
    if clause.lemma not in words.hold or words.custodians.isdisjoint(lemmas) or not words.captive.isdisjoint(lemmas):
        return False
    people = words.held | load_quantity_words().persons
    return any(sentence.tokens[h].lemma in people for h in clause.heads("object"))


def dies(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject of a verb is dead by it: *died*, *lost their lives*, *are dead*."""
    words, tokens = load_casualty_words(), sentence.tokens
    lemma = clause.lemma.split()[0]
    roles = ((a.role, tokens[a.head].lemma) for a in clause.arguments)
    told = {f"{lemma} {noun}" if role == "object" else f"{lemma} {role} {noun}" for role, noun in roles}
    loses = not clause.passive and not told.isdisjoint(words.die_phrases)
    if clause.lemma in words.succumb:
        return any(tokens[h].lemma in words.wounds | words.injuries for h in clause.heads("to"))
    if clause.lemma == "dead" and clause.support is not None:
        return all(tokens[c].lemma != "already" for c in sentence.children[clause.support])
    return loses or lemma in words.die or clause.lemma == "dead"


def done_by_nobody(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause of harm says of nobody that he did it: *six were killed*, *were believed killed*, *six died*."""
    if clause.passive:
        return not clause.heads("subject")
    is_bare = sentence.tokens[clause.predicate].tag == "VBN" and not clause.heads("object")
    return is_bare or dies(sentence, clause)


def what_they_were(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Who somebody says those were to whom a verb did it: *killed what police said were [two gunmen]*."""
    tokens, first = sentence.tokens, clause.predicate + 1
    what = next((t.i for t in tokens[first : first + 2] if t.tag == "WP" and t.lemma == "what"), None)
    if what is None:
        return ()
    for i in sentence.subtree(clause.predicate):
        above = tokens[tokens[i].head]
        said = tokens[i].dep == "attr" and above.lemma == "be" or tokens[i].dep == "pobj" and above.lemma == "as"
        if i > what and said:
            return (i,)
    return ()


def lost_by(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Whom those lost who fought: *the army lost [four men] in the ambush*."""
    words = load_grammar()
    if clause.lemma not in words.bereaved or clause.passive:
        return ()
    return tuple(h for h in clause.heads("object") if sentence.tokens[h].lemma in load_casualty_words().fallen)


def comes_of_way(sentence: Sentence, clauses: Sequence[Clause], k: int, n: int) -> bool:
    """Whether clause `n` tells the harm of how it was done: *replied by [shelling] the port, [killing] two*."""
    clause, harm = clauses[k], clauses[n]
    way, participle = sentence.tokens[clause.predicate], sentence.tokens[harm.predicate]
    is_beside = harm.governor is not None and harm.governor == clause.governor and participle.i > way.i
    words = load_casualty_words()
    is_harm = harm.lemma in words.kill | words.injure and participle.tag == "VBG" and harm.relation == "adverbial"
    return is_beside and is_harm and way.dep == "pcomp" and way.tag == "VBG"


def burns(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject of a verb dies of what it tells: *six people burned to death*."""
    words = load_casualty_words()
    if clause.lemma not in words.dies_to_death or clause.passive or clause.heads("object"):
        return False
    return any(sentence.tokens[c].lemma in words.to_death for c in _near(sentence, clause.predicate))


def gathered(sentence: Sentence, clause: Clause) -> Iterator[tuple[int, ...]]:
    """Who makes a crowd: *thousands marched*, *took to the streets*, *the rally drew thousands*."""
    words, tokens = load_casualty_words(), sentence.tokens
    lemma, objects = clause.lemma.split()[0], clause.heads("object")
    if lemma in words.gather:
        yield objects if clause.passive and lemma != "attend" else clause.heads("subject")
    elif lemma in words.to_streets and any(tokens[c].lemma in words.streets for c in _near(sentence, clause.predicate)):
        yield clause.heads("subject")
    elif lemma in {"draw", "attract", "bring"} and any(tokens[h].lemma in words.people_gathered for h in objects):
        yield objects


def bodies_of(sentence: Sentence, clause: Clause) -> tuple[int, ...]:
    """Whose bodies somebody finds, or whose throats he cuts: *found the bodies of [six men]*, *found [six bodies]*."""
    words, tokens = load_casualty_words(), sentence.tokens
    lemma = clause.lemma.split()[0]
    is_found, is_cut = lemma in words.recover, lemma in words.throat_cutting
    if lemma in words.carried and any(tokens[h].lemma in words.morgues for h in clause.heads("to")):
        is_found = True
    if not is_found and not is_cut:
        return ()
    parts = words.bodies if is_found else words.throats
    found = [h for h in clause.heads("object") if tokens[h].lemma in parts]
    below = (c for h in found for c in sentence.children[h] if tokens[c].lemma == "of")
    return tuple(h for c in below for h in sentence.children[c]) or (tuple(found) if is_found else ())


def _near(sentence: Sentence, verb: int) -> Iterable[int]:
    yield from sentence.children[verb]
    for c in sentence.children[verb]:
        if sentence.tokens[c].dep != "conj":  # *beaten and [shot] dead*
            yield from sentence.children[c]
